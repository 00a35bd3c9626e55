import { Decimal } from '../money/quantity';
import { type GuardFacts } from './guard-facts';
import { type GuardLock, isHeld, lockBy, longest } from './guard-lock';
import { type GuardLadder, type GuardRule, type RulePack } from './guard-rule';
import { type GuardStep, isStricter } from './guard-step';
import { type RuleView, viewOf } from './rule-view';

export interface GuardView {
  readonly step: GuardStep;
  /** Part of the usual risk that may be taken: 1, less while reducing, 0 from BLOCK on. */
  readonly riskFactor: Decimal;
  readonly rules: readonly RuleView[];
  /** The lock that holds from now on; null = none. */
  readonly lock: GuardLock | null;
  /** Why nothing could be computed: the guard then blocks, and never flattens on a number that is not one. */
  readonly problem: 'EQUITY_UNKNOWN' | 'RULE_UNUSABLE' | null;
}

/**
 * Looks at every rule of a pack and answers with the strictest step: warn → reduce → block → flatten, then locked until
 * the rule's next reset (a daily rule) or until a person lifts it (a total one). The caller stores the lock it is given
 * and gives it back; while LOCKED, what is still open is closed.
 */
export function guardEquity({ rules, ladder }: RulePack, facts: GuardFacts): GuardView {
  const { equity, balance, now } = facts;
  const held = isHeld(facts.lock, now) ? facts.lock : null;
  if (!equity.isFinite() || !balance.isFinite()) return blocked('EQUITY_UNKNOWN', held);
  const views = rules.map((rule) => viewOf(rule, ladder, facts));
  const usable = views.filter((view) => view !== null);
  if (usable.length < views.length) return blocked('RULE_UNUSABLE', held);

  const steps = usable.map(({ step }) => step);
  const worst = steps.reduce((a, b) => (isStricter(b, a) ? b : a), 'CLEAR');
  const flattened = new Set(usable.filter((view) => view.step === 'FLATTEN').map(({ ruleId }) => ruleId));
  const locks = rules
    .filter(({ id }) => flattened.has(id))
    .map((rule) => lockBy(rule, now, facts.brokerUtcOffsetSeconds));
  const lock = longest(held ? [held, ...locks] : locks);
  const step = held ? 'LOCKED' : worst;
  return { step, riskFactor: riskFactor(step, ladder), rules: usable, lock, problem: null };
}

/** The highest equity at which one of the rules acts: what sizing must stay above. Null without rules. */
export function equityFloorOf(rules: readonly RuleView[], scope?: GuardRule['scope']): Decimal | null {
  const levels = rules
    .filter((rule) => scope === undefined || rule.scope === scope)
    .map(({ actsAt }) => actsAt);
  return levels.length === 0 ? null : Decimal.max(...levels);
}

/** The highest equity at and below which one of the rules lets nothing be opened. Null without rules. */
export function openingFloorOf(rules: readonly RuleView[], scope: GuardRule['scope']): Decimal | null {
  const levels = rules.filter((rule) => rule.scope === scope).map(({ blocksAt }) => blocksAt);
  return levels.length === 0 ? null : Decimal.max(...levels);
}

function riskFactor(step: GuardStep, ladder: GuardLadder): Decimal {
  if (step === 'REDUCE') return ladder.reduceTo;
  return new Decimal(isStricter('BLOCK', step) ? 1 : 0);
}

function blocked(problem: NonNullable<GuardView['problem']>, lock: GuardLock | null): GuardView {
  return { step: lock ? 'LOCKED' : 'BLOCK', riskFactor: new Decimal(0), rules: [], lock, problem };
}

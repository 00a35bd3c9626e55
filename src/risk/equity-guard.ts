import { Decimal } from '../money/quantity';
import { type AnchorFacts, guardFloor } from './guard-floor';
import { type GuardLadder, type GuardRule, type RulePack } from './guard-rule';
import { lastReset, nextReset } from './reset-time';
import { isPositive } from './symbol-spec';

/** The guard's answers, from the mildest. LOCKED: flattened before, and closed until the lock ends. */
export const GUARD_STEPS = ['CLEAR', 'WARN', 'REDUCE', 'BLOCK', 'FLATTEN', 'LOCKED'] as const;
export type GuardStep = (typeof GUARD_STEPS)[number];

/** The account was flattened. Until null = until a person lifts it. */
export interface GuardLock {
  readonly ruleId: string;
  readonly since: Date;
  readonly until: Date | null;
}

export interface GuardFacts {
  readonly now: Date;
  readonly balance: Decimal;
  readonly equity: Decimal;
  /** The account's first balance, as its owner states it. */
  readonly initial: Decimal;
  /** When the account began under these rules: the day of that instant is its first. */
  readonly startedAt: Date;
  readonly brokerUtcOffsetSeconds: number | null;
  /** By rule id. A rule without an entry has no anchor but the initial balance. */
  readonly anchors: Readonly<Record<string, AnchorFacts>>;
  readonly lock: GuardLock | null;
}

/** One rule as it stands now. Money in the account's currency. */
export interface RuleView {
  readonly ruleId: string;
  readonly scope: GuardRule['scope'];
  readonly anchor: Decimal;
  readonly floor: Decimal;
  /** Equity minus floor; negative when broken. */
  readonly distance: Decimal;
  /** Part of the allowed loss that is used: 0 at the anchor, 1 at the floor. Not below 0. */
  readonly used: Decimal;
  readonly isBroken: boolean;
  /** Equity at which the ladder's last rung is reached; new risk must stay above it. */
  readonly actsAt: Decimal;
  readonly step: GuardStep;
  readonly estimated: boolean;
  /** What the next reset makes of today's balance and floating result; null for a rule without days. */
  readonly atNextReset: { readonly at: Date; readonly floor: Decimal; readonly isBroken: boolean } | null;
}

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

const NO_ANCHOR: AnchorFacts = {
  balance: null,
  equity: null,
  highestEndOfDayBalance: null,
  highestEquity: null,
  cashFlow: new Decimal(0),
  estimated: true,
};

/**
 * Looks at every rule of a pack and answers with the strictest step: warn → reduce → block → flatten, then locked until
 * the rule's next reset (a daily rule) or until a person lifts it (a total one). The caller stores the lock it is given
 * and gives it back; while LOCKED, what is still open is closed.
 */
export function guardEquity({ rules, ladder }: RulePack, facts: GuardFacts): GuardView {
  const { equity, balance, now } = facts;
  const held = facts.lock && (facts.lock.until === null || facts.lock.until > now) ? facts.lock : null;
  if (!equity.isFinite() || !balance.isFinite()) return blocked('EQUITY_UNKNOWN', held);
  const views = rules.map((rule) => viewOf(rule, ladder, facts));
  const usable = views.filter((view) => view !== null);
  if (usable.length < views.length) return blocked('RULE_UNUSABLE', held);

  const steps = usable.map(({ step }) => step);
  const worst = steps.reduce((a, b) => (isStricter(b, a) ? b : a), 'CLEAR');
  const flattened = usable.filter(({ step }) => step === 'FLATTEN');
  const locks = flattened.map(({ ruleId }) => lockBy(rules, ruleId, facts));
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

function viewOf(rule: GuardRule, ladder: GuardLadder, facts: GuardFacts): RuleView | null {
  const { equity, balance, initial, now } = facts;
  const offset = facts.brokerUtcOffsetSeconds ?? 0;
  const anchors = facts.anchors[rule.id] ?? NO_ANCHOR;
  const isFirstDay = rule.reset !== null && lastReset(rule.reset, now, offset) <= facts.startedAt;
  const current = guardFloor(rule, initial, withPeak(anchors, equity), isFirstDay);
  if (current === null) return null;
  const { anchor, amount, floor, estimated } = current;

  // a locked floor lies nearer than the amount says: what counts is the way from the anchor to the floor
  const way = isPositive(anchor.minus(floor)) ? anchor.minus(floor) : amount;
  const used = Decimal.max(anchor.minus(equity).dividedBy(way), 0);
  const isBroken = equity.lessThan(floor);
  const lastRung = rule.action === 'FLATTEN' ? ladder.flattenAt : ladder.blockAt;
  const isOffsetKnown = rule.reset?.zone !== 'BROKER' || facts.brokerUtcOffsetSeconds !== null;
  return {
    ruleId: rule.id,
    scope: rule.scope,
    anchor,
    floor,
    distance: equity.minus(floor),
    used,
    isBroken,
    actsAt: anchor.minus(way.times(lastRung)),
    step: stepAt(used, isBroken, rule, ladder),
    estimated: estimated || !isOffsetKnown,
    atNextReset: atNextReset(rule, initial, anchors, { equity, balance }, nextInstant(rule, now, offset)),
  };
}

/** The midnight trap: a floating loss carried over the reset is measured against the new, higher floor. */
function atNextReset(
  rule: GuardRule,
  initial: Decimal,
  anchors: AnchorFacts,
  { equity, balance }: { readonly equity: Decimal; readonly balance: Decimal },
  at: Date | null,
): RuleView['atNextReset'] {
  if (at === null) return null;
  const carried: AnchorFacts = {
    ...withPeak(anchors, equity),
    balance,
    equity,
    cashFlow: new Decimal(0),
    highestEndOfDayBalance: Decimal.max(anchors.highestEndOfDayBalance ?? initial, balance),
    estimated: false,
  };
  const next = guardFloor(rule, initial, carried, false);
  return next && { at, floor: next.floor, isBroken: equity.lessThan(next.floor) };
}

function nextInstant(rule: GuardRule, now: Date, offset: number): Date | null {
  return rule.reset && nextReset(rule.reset, now, offset);
}

/** The equity of now counts as the highest when it is; when no peak was stored, the floor is an estimate. */
function withPeak(anchors: AnchorFacts, equity: Decimal): AnchorFacts {
  const highestEquity = Decimal.max(anchors.highestEquity ?? equity, equity);
  return { ...anchors, highestEquity, estimated: anchors.estimated || anchors.highestEquity === null };
}

function stepAt(used: Decimal, isBroken: boolean, { action }: GuardRule, ladder: GuardLadder): GuardStep {
  if (isBroken || used.greaterThanOrEqualTo(ladder.flattenAt)) return action;
  if (used.greaterThanOrEqualTo(ladder.blockAt)) return 'BLOCK';
  if (used.greaterThanOrEqualTo(ladder.reduceAt)) return 'REDUCE';
  return used.greaterThanOrEqualTo(ladder.warnAt) ? 'WARN' : 'CLEAR';
}

function lockBy(rules: readonly GuardRule[], ruleId: string, facts: GuardFacts): GuardLock {
  const rule = rules.find(({ id }) => id === ruleId);
  const offset = facts.brokerUtcOffsetSeconds ?? 0;
  const until = rule?.scope === 'DAILY' ? nextInstant(rule, facts.now, offset) : null;
  return { ruleId, since: facts.now, until };
}

/** A lock without an end outlasts every other. */
function longest(locks: readonly GuardLock[]): GuardLock | null {
  return locks.reduce<GuardLock | null>((longest, lock) => {
    if (longest === null) return lock;
    if (longest.until === null) return longest;
    return lock.until === null || lock.until > longest.until ? lock : longest;
  }, null);
}

function riskFactor(step: GuardStep, ladder: GuardLadder): Decimal {
  if (step === 'REDUCE') return ladder.reduceTo;
  return new Decimal(isStricter('BLOCK', step) ? 1 : 0);
}

function isStricter(a: GuardStep, b: GuardStep): boolean {
  return GUARD_STEPS.indexOf(a) > GUARD_STEPS.indexOf(b);
}

function blocked(problem: NonNullable<GuardView['problem']>, lock: GuardLock | null): GuardView {
  return { step: lock ? 'LOCKED' : 'BLOCK', riskFactor: new Decimal(0), rules: [], lock, problem };
}

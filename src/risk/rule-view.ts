import { Decimal } from '../money/quantity';
import { type GuardFacts } from './guard-facts';
import { type AnchorFacts, guardFloor } from './guard-floor';
import { type GuardLadder, type GuardRule } from './guard-rule';
import { type GuardStep } from './guard-step';
import { lastReset, nextReset } from './reset-time';
import { isPositive } from './symbol-spec';

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
  /** Equity at and below which nothing is opened. */
  readonly blocksAt: Decimal;
  readonly step: GuardStep;
  readonly estimated: boolean;
  /** What the next reset makes of today's balance and floating result; null for a rule without days. */
  readonly atNextReset: { readonly at: Date; readonly floor: Decimal; readonly isBroken: boolean } | null;
}

const NO_ANCHOR: AnchorFacts = {
  balance: null,
  equity: null,
  highestEndOfDayBalance: null,
  highestEquity: null,
  cashFlow: new Decimal(0),
  estimated: true,
};

/** How one rule stands; null when it cannot be computed. */
export function viewOf(rule: GuardRule, ladder: GuardLadder, facts: GuardFacts): RuleView | null {
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
    blocksAt: anchor.minus(way.times(Decimal.min(ladder.blockAt, lastRung))),
    step: stepAt(used, isBroken, rule, ladder),
    estimated: estimated || !isOffsetKnown,
    atNextReset: atNextReset(
      rule,
      initial,
      anchors,
      { equity, balance },
      rule.reset && nextReset(rule.reset, now, offset),
    ),
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

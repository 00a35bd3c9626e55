import { Decimal } from '../money/quantity';
import { type GuardAnchor, type GuardRule } from './guard-rule';
import { isPositive } from './symbol-spec';

/** What is known of the account for one rule. Null = no snapshot tells it. */
export interface AnchorFacts {
  /** Balance and equity at the rule's last reset. */
  readonly balance: Decimal | null;
  readonly equity: Decimal | null;
  /** Highest balance at any reset of this rule, and highest equity ever. */
  readonly highestEndOfDayBalance: Decimal | null;
  readonly highestEquity: Decimal | null;
  /** Deposits minus withdrawals since the last reset. */
  readonly cashFlow: Decimal;
  /** The snapshots lie too far from the rule's instants to be sure. */
  readonly estimated: boolean;
}

export interface GuardFloor {
  readonly anchor: Decimal;
  readonly amount: Decimal;
  readonly floor: Decimal;
  /** An anchor was missing and the initial balance stands in for it, or its snapshot is not sure. */
  readonly estimated: boolean;
}

/**
 *     floor = anchor − amount,      at most initial + lockAt when the rule locks
 *
 * The initial balance stands in for an anchor that no snapshot tells, as on the first day; the floor is then estimated
 * unless it is the first day.
 *
 * @returns null when there is no usable initial balance or amount: nothing can be guarded by it.
 */
export function guardFloor(
  rule: GuardRule,
  initial: Decimal,
  facts: AnchorFacts,
  isFirstDay: boolean,
): GuardFloor | null {
  if (!isPositive(initial)) return null;
  const known = anchorOf(rule.anchor, initial, facts, isFirstDay);
  const anchor = known ?? initial;
  const amount =
    rule.amount.kind === 'MONEY'
      ? rule.amount.money
      : rule.amount.percent.dividedBy(100).times(rule.amount.of === 'INITIAL' ? initial : anchor);
  if (!isPositive(amount) || !anchor.isFinite()) return null;
  const free = anchor.minus(amount);
  const floor = rule.lockAt === null ? free : Decimal.min(free, initial.plus(rule.lockAt));
  const isSure = rule.anchor === 'INITIAL' || (isFirstDay && rule.anchor !== 'HIGH_WATER_INTRADAY');
  return { anchor, amount, floor, estimated: !isSure && (known === null || facts.estimated) };
}

/** The anchor by the rule, the first day's being the initial balance; null when no snapshot tells it. */
function anchorOf(
  anchor: GuardAnchor,
  initial: Decimal,
  { balance, equity, highestEndOfDayBalance, highestEquity, cashFlow }: AnchorFacts,
  isFirstDay: boolean,
): Decimal | null {
  switch (anchor) {
    case 'INITIAL':
      return initial;
    case 'HIGH_WATER_INTRADAY':
      return highestEquity && Decimal.max(initial, highestEquity);
    case 'HIGH_WATER_END_OF_DAY':
      if (isFirstDay) return initial;
      return highestEndOfDayBalance && Decimal.max(initial, highestEndOfDayBalance);
    case 'BALANCE':
      return isFirstDay ? initial.plus(cashFlow) : (balance?.plus(cashFlow) ?? null);
    case 'EQUITY':
      return isFirstDay ? initial.plus(cashFlow) : (equity?.plus(cashFlow) ?? null);
    case 'HIGHER':
      if (isFirstDay) return initial.plus(cashFlow);
      return balance && equity && Decimal.max(balance, equity).plus(cashFlow);
  }
}

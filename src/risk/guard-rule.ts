import { Decimal } from '../money/quantity';
import { type ResetTime } from './reset-time';

/** What the floor hangs from. */
export type GuardAnchor =
  | 'BALANCE' // at the last reset
  | 'EQUITY' // at the last reset
  | 'HIGHER' // the higher of both at the last reset
  | 'INITIAL' // the account's first balance
  | 'HIGH_WATER_END_OF_DAY' // the highest balance at any reset, at least the initial one
  | 'HIGH_WATER_INTRADAY'; // the highest equity ever, floating profit included

/** How far the floor lies below its anchor. */
export type GuardAmount =
  | { readonly kind: 'PERCENT'; readonly percent: Decimal; readonly of: 'INITIAL' | 'ANCHOR' }
  | { readonly kind: 'MONEY'; readonly money: Decimal };

/** How the guard answers while the allowed loss is used up, as parts of it: 0 at the anchor, 1 at the floor. */
export interface GuardLadder {
  readonly warnAt: Decimal;
  readonly reduceAt: Decimal;
  /** Part of the usual risk while reducing. */
  readonly reduceTo: Decimal;
  readonly blockAt: Decimal;
  readonly flattenAt: Decimal;
}

/** One limit of loss: `floor = anchor − amount`; broken when the equity falls below it. */
export interface GuardRule {
  readonly id: string;
  readonly scope: 'DAILY' | 'TOTAL';
  readonly anchor: GuardAnchor;
  readonly amount: GuardAmount;
  /** When its day begins; null for a rule without days. */
  readonly reset: ResetTime | null;
  /** The floor rises no further than the initial balance plus this; null = no lock. */
  readonly lockAt: Decimal | null;
  /** The last rung: FLATTEN closes all and locks, BLOCK only stops new trades. */
  readonly action: 'BLOCK' | 'FLATTEN';
}

export interface RulePack {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly GuardRule[];
  readonly ladder: GuardLadder;
  /** What the publisher does not say and was inferred, or leaves to its customer: to be confirmed by the owner. */
  readonly toConfirm: readonly string[];
}

/** For one's own limits: act on them, not before. */
export const OWN_LADDER: GuardLadder = {
  warnAt: new Decimal('0.5'),
  reduceAt: new Decimal('0.8'),
  reduceTo: new Decimal('0.5'),
  blockAt: new Decimal('0.9'),
  flattenAt: new Decimal(1),
};

/** For somebody else's limits, where the floor itself is already the end: flatten a twentieth before it. */
export const PROP_LADDER: GuardLadder = { ...OWN_LADDER, flattenAt: new Decimal('0.95') };

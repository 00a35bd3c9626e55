import { type Decimal } from 'decimal.js';
import { type GuardView } from '../risk/equity-guard';
import { type ResetTime } from '../risk/reset-time';
import { type RiskProfile } from './risk-profile';

/** An account's day so far, and how its equity stands to the rules it is under. */
export interface AccountDay {
  readonly startedAt: Date;
  /** Null when no stored figure tells it. */
  readonly startBalance: Decimal | null;
  /** The stored figures lie too far from the day's beginning to be sure. */
  readonly estimated: boolean;
  /** Deposits minus withdrawals since. */
  readonly cashFlow: Decimal;
  /** Null without an equity guard. */
  readonly guard: GuardView | null;
}

/** Midnight on the broker's own clock, which is where the platform's day begins; UTC while that clock is unknown. */
const BROKER_MIDNIGHT: ResetTime = { time: '00:00', zone: 'BROKER' };

/** When an account's day begins: as its daily loss rule says, if it is under one. */
export function dayOf({ guard }: RiskProfile): ResetTime {
  return guard?.pack.rules.find(({ scope, reset }) => scope === 'DAILY' && reset)?.reset ?? BROKER_MIDNIGHT;
}

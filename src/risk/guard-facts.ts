import { type Decimal } from '../money/quantity';
import { type AnchorFacts } from './guard-floor';
import { type GuardLock } from './guard-lock';

/** What the guard looks at. Money in the account's currency. */
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

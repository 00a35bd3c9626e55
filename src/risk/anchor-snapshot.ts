import { type Decimal } from '../money/quantity';

/** Balance and equity of an account as they were stored. */
export interface StoredSnapshot {
  readonly takenAt: Date;
  readonly balance: Decimal;
  readonly equity: Decimal;
}

export interface AnchorSnapshot {
  readonly balance: Decimal;
  readonly equity: Decimal;
  /** When these were stored: what was paid in or out since is not in them. */
  readonly takenAt: Date;
  /** No snapshot lies close enough before the instant to be sure of it. */
  readonly estimated: boolean;
}

/** A snapshot is taken on change, at most every ten seconds; a live terminal reports at least once a minute. */
const CLOSE_ENOUGH_MS = 60_000;

/**
 * The account at an instant: the last snapshot at or before it. One older than a minute, or only a later one, makes an
 * estimate, unless nothing was open then and the balance was the same afterwards: nothing can have moved. None at all
 * is null.
 */
export function anchorAt(snapshots: readonly StoredSnapshot[], instant: Date): AnchorSnapshot | null {
  const at = instant.getTime();
  const inOrder = [...snapshots].sort((a, b) => a.takenAt.getTime() - b.takenAt.getTime());
  const before = inOrder.findLast(({ takenAt }) => takenAt.getTime() <= at);
  const nearest = before ?? inOrder.find(({ takenAt }) => takenAt.getTime() > at);
  if (!nearest) return null;
  const { balance, equity, takenAt } = nearest;
  const next = inOrder.find((snapshot) => snapshot.takenAt.getTime() > at);
  const atRest =
    before !== undefined && next !== undefined && balance.equals(equity) && next.balance.equals(balance);
  const estimated = before === undefined || (!atRest && at - takenAt.getTime() > CLOSE_ENOUGH_MS);
  return { balance, equity, takenAt, estimated };
}

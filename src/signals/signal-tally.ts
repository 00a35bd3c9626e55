import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../platform/memory/bounded-map';
import { Clock } from '../platform/time/clock';
import { type SignalStatus } from './signal.state';
import { SignalsRepository } from './signals.repository';

export type CountsByStatus = Readonly<Partial<Record<SignalStatus, number>>>;

/** Longer than any transaction that stores signals may last, clocks that differ a little included. */
const SETTLED_AFTER_MS = 60_000;
const MOST_OWNERS = 10_000;
/** An owner of whom more have not ended is counted anew. */
const MOST_PENDING = 1_000;

interface Settled {
  /** The number of the last signal that is counted. */
  readonly upTo: string;
  /** Those up to there that had not ended. */
  readonly pending: readonly string[];
  /** All others. */
  readonly counts: CountsByStatus;
}

/**
 * How many signals an owner has, by status. What has ended stays so for ever: it is counted once and remembered, and only
 * what came since, and what had not ended, is counted again, however long the history.
 */
@Injectable()
export class SignalTally {
  private readonly settled = new BoundedMap<string, Settled>(MOST_OWNERS);

  constructor(
    private readonly repository: SignalsRepository,
    private readonly clock: Clock,
  ) {}

  async of(userId: string): Promise<CountsByStatus> {
    const known = this.settled.get(userId) ?? { upTo: '0', pending: [], counts: {} };
    const settledBefore = new Date(this.clock.now().getTime() - SETTLED_AFTER_MS);
    const rows = await this.repository.countAfter(userId, known, settledBefore);
    const settled = rows.filter(({ isSettled }) => isSettled);
    const counts = settled.filter(({ status }) => status !== 'PENDING').reduce(add, known.counts);
    const pending = settled.flatMap((row) => row.pending ?? []);
    const [first] = settled;
    if (first && pending.length <= MOST_PENDING)
      this.settled.set(userId, { upTo: first.upTo, pending, counts });
    return rows.filter(({ status, isSettled }) => !isSettled || status === 'PENDING').reduce(add, counts);
  }
}

function add(
  counts: CountsByStatus,
  { status, count }: { readonly status: SignalStatus; readonly count: number },
): CountsByStatus {
  return { ...counts, [status]: (counts[status] ?? 0) + count };
}

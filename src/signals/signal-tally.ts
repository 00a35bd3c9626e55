import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../platform/memory/bounded-map';
import { Clock } from '../platform/time/clock';
import { type SignalStatus } from './signal.state';
import { SignalsRepository } from './signals.repository';

export type CountsByStatus = Readonly<Partial<Record<SignalStatus, number>>>;

/** Longer than any transaction that stores signals may last, clocks that differ a little included. */
const SETTLED_AFTER_MS = 60_000;
const MOST_OWNERS = 10_000;

interface Settled {
  /** The number of the last signal that is counted. */
  readonly upTo: string;
  readonly counts: CountsByStatus;
}

/**
 * How many signals an owner has, by status. What has ended stays so for ever: it is counted once and remembered, and only
 * what came since is counted again, however long the history.
 */
@Injectable()
export class SignalTally {
  private readonly settled = new BoundedMap<string, Settled>(MOST_OWNERS);

  constructor(
    private readonly repository: SignalsRepository,
    private readonly clock: Clock,
  ) {}

  async of(userId: string): Promise<CountsByStatus> {
    const known = this.settled.get(userId) ?? { upTo: '0', counts: {} };
    const settledBefore = new Date(this.clock.now().getTime() - SETTLED_AFTER_MS);
    const rows = await this.repository.countAfter(userId, known.upTo, settledBefore);
    const ended = rows.filter(({ isSettled }) => isSettled);
    const counts = ended.reduce(add, known.counts);
    const [first] = ended;
    if (first) this.settled.set(userId, { upTo: first.upTo, counts });
    return rows.filter(({ isSettled }) => !isSettled).reduce(add, counts);
  }
}

function add(
  counts: CountsByStatus,
  { status, count }: { readonly status: SignalStatus; readonly count: number },
): CountsByStatus {
  return { ...counts, [status]: (counts[status] ?? 0) + count };
}

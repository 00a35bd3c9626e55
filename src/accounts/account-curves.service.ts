import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type CurveBucket, type CurveRange, RESOLUTIONS } from './account-curve';
import {
  AccountCurvesRepository,
  type CurvePart,
  type CurveState,
  OVERLAP_MS,
} from './account-curves.repository';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a request waits for: the worker does the rest. */
const MOST_DAYS_AT_ONCE = 3;
/** So far back many accounts are summed up together: a handful of rows each. */
const LATELY_MS = 60 * MINUTE_MS;

/** Accounts' balance and equity over time, in buckets. */
@Injectable()
export class AccountCurvesService {
  constructor(
    private readonly curves: AccountCurvesRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Buckets of an account's curve, oldest first, up to this moment. */
  async buckets(accountId: string, range: CurveRange): Promise<readonly CurveBucket[]> {
    await this.catchUp(accountId);
    return this.curves.buckets(accountId, range);
  }

  /** Up to when the buckets are complete; they are the same as long as it is. */
  async rolledTo(accountId: string): Promise<Date | null> {
    await this.catchUp(accountId);
    return this.curves.rolledTo(accountId);
  }

  /** Of an account that nothing is heard of, nothing is locked and nothing written. */
  private async catchUp(accountId: string): Promise<void> {
    if (await this.curves.isBehind(accountId)) await this.rollUp(accountId, MOST_DAYS_AT_ONCE);
  }

  /** Sums up the snapshots that came since the last time, a day per transaction. Returns whether all are. */
  async rollUp(accountId: string, mostDays = Number.POSITIVE_INFINITY): Promise<boolean> {
    let next: number | null = null;
    for (let days = 0; days < mostDays; days += 1) {
      const from: number | null = next;
      next = await this.transactions.run(async (tx) => {
        const [span] = await this.spans(tx, [accountId], from);
        if (!span) return null;
        this.roll(tx, [span]);
        return span.isLast ? null : span.endMs;
      });
      if (next === null) return true;
    }
    return false;
  }

  /**
   * Sums up what came lately, of many accounts in one transaction.
   *
   * @returns those that have more to be summed up than that
   */
  rollLately(accountIds: readonly string[]): Promise<readonly string[]> {
    return this.transactions.run(async (tx) => {
      const since = this.clock.now().getTime() - LATELY_MS;
      const spans = await this.spans(tx, accountIds, null);
      const short = spans.filter(({ startMs }) => startMs >= since);
      if (short.length > 0) this.roll(tx, short);
      return spans
        .filter(({ startMs, isLast }) => startMs < since || !isLast)
        .map(({ state: { accountId } }) => accountId);
    });
  }

  /** What is to be summed up next: the first day that has snapshots from a time on; by default, from where each was left. */
  private async spans(
    tx: Transaction,
    accountIds: readonly string[],
    from: number | null,
  ): Promise<readonly Span[]> {
    const states = await this.curves.lock(tx, accountIds);
    const now = this.clock.now().getTime();
    const firsts = await this.curves.firstSnapshots(
      tx,
      states.map((state) => ({ accountId: state.accountId, from: new Date(from ?? resumeAt(state)) })),
    );
    return states.map((state) => {
      const first = firsts.get(state.accountId);
      const startMs = first ? floorTo(first.getTime(), MINUTE_MS) : now;
      const endMs = floorTo(startMs, DAY_MS) + DAY_MS;
      return { state, startMs, endMs, isEmpty: !first, isLast: !first || endMs > now };
    });
  }

  /** Nothing here waits for the database: each resolution is made from what the one before has written. */
  private roll(tx: Transaction, spans: readonly Span[]): void {
    const filled = spans.filter(({ isEmpty }) => !isEmpty);
    const parts = (resolutionMs: number): CurvePart[] =>
      filled.map(({ state: { accountId }, startMs, endMs }) => ({
        accountId,
        from: new Date(floorTo(startMs, resolutionMs)),
        to: new Date(endMs),
      }));
    if (filled.length > 0) {
      this.curves.rollMinutes(tx, parts(MINUTE_MS));
      for (const [from, into] of [
        [RESOLUTIONS['1m'], RESOLUTIONS['1h']],
        [RESOLUTIONS['1h'], RESOLUTIONS['1d']],
      ] as const) {
        this.curves.rollUp(tx, parts(into * 1000), { from, into });
      }
    }
    const now = this.clock.now().getTime();
    this.curves.save(
      tx,
      spans.map(({ state, endMs, isLast }) => ({
        accountId: state.accountId,
        rolledTo: latest(state.rolledTo, isLast ? now : endMs),
        dirtyFrom: state.dirtyFrom && !isLast ? new Date(endMs) : null,
      })),
    );
  }
}

/** A day, or what there is of it, of an account's curve. */
interface Span {
  readonly state: CurveState;
  readonly startMs: number;
  readonly endMs: number;
  /** No snapshot is left. */
  readonly isEmpty: boolean;
  /** Nothing is left behind it. */
  readonly isLast: boolean;
}

/** A little before where it was left: what was written then may have been committed since. */
function resumeAt({ rolledTo, dirtyFrom }: CurveState): number {
  const resumeMs = rolledTo.getTime() - OVERLAP_MS;
  return floorTo(dirtyFrom ? Math.min(dirtyFrom.getTime(), resumeMs) : resumeMs, MINUTE_MS);
}

function floorTo(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

function latest(one: Date, otherMs: number): Date {
  return new Date(Math.max(one.getTime(), otherMs));
}

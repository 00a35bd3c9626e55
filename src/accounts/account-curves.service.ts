import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type CurveBucket, type CurveRange, RESOLUTIONS } from './account-curve';
import { AccountCurvesRepository, type CurveState, OVERLAP_MS } from './account-curves.repository';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a request waits for: the worker does the rest. */
const MOST_DAYS_AT_ONCE = 3;

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
      next = await this.transactions.run((tx) => this.rollDay(tx, accountId, from));
      if (next === null) return true;
    }
    return false;
  }

  /**
   * Sums up the first day that has snapshots from a time on; by default, from where it was left.
   *
   * @returns where to go on; null when there is nothing more to do, or another process is at it
   */
  private async rollDay(tx: Transaction, accountId: string, from: number | null): Promise<number | null> {
    const state = await this.curves.lock(tx, accountId);
    if (!state) return null;
    const now = this.clock.now().getTime();
    const first = await this.curves.firstSnapshot(tx, accountId, new Date(from ?? resumeAt(state)));
    const startMs = first ? floorTo(first.getTime(), MINUTE_MS) : now;
    const endMs = floorTo(startMs, DAY_MS) + DAY_MS;
    if (first) this.roll(tx, accountId, startMs, endMs);
    const isDone = !first || endMs > now;
    this.curves.save(tx, accountId, {
      rolledTo: latest(state.rolledTo, isDone ? now : endMs),
      dirtyFrom: state.dirtyFrom && !isDone ? new Date(endMs) : null,
    });
    return isDone ? null : endMs;
  }

  /** Nothing here waits for the database: each resolution is made from what the one before has written. */
  private roll(tx: Transaction, accountId: string, startMs: number, endMs: number): void {
    const end = new Date(endMs);
    this.curves.rollMinutes(tx, accountId, new Date(startMs), end);
    for (const [from, into] of [
      [RESOLUTIONS['1m'], RESOLUTIONS['1h']],
      [RESOLUTIONS['1h'], RESOLUTIONS['1d']],
    ] as const) {
      this.curves.rollUp(tx, accountId, { from, into }, new Date(floorTo(startMs, into * 1000)), end);
    }
  }
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

import { type ThrottlerStorage } from '@nestjs/throttler';
import { BoundedMap } from '../../memory/bounded-map';

type ThrottlerStorageRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** A caller who changes their address with each request must not fill the memory. */
const MOST_KEYS = 100_000;

interface Window {
  endsAtMs: number;
  readonly lengthMs: number;
  /** Requests counted by all processes, as far as this one has heard. */
  total: number;
  /** Requests that the other processes have not heard of yet. */
  untold: number;
  bannedUntilMs: number;
}

export interface CountingRule {
  readonly windowMs: number;
  /** The most requests of one window. */
  readonly limit: number;
  /** How long a caller is refused who goes on regardless, that is for so many requests more. */
  readonly banMs: number;
  readonly banAfterRefusals?: number;
}

/** Requests of one caller that other processes have to hear of. */
export interface UntoldRequests {
  readonly key: string;
  readonly count: number;
  readonly windowMs: number;
}

/**
 * Counts requests in windows of fixed length, in memory. The storage that @nestjs/throttler brings starts a timer for
 * every request; at 10,000 a second over a minute that would be 600,000 of them.
 */
export class RateCounters implements ThrottlerStorage {
  private readonly windows = new BoundedMap<string, Window>(MOST_KEYS);

  constructor(private readonly nowMs: () => number) {}

  increment(key: string, ttl: number, limit: number, blockDuration: number): Promise<ThrottlerStorageRecord> {
    return Promise.resolve(this.count(key, { windowMs: ttl, limit, banMs: blockDuration }));
  }

  /** Counts one request, and tells how many that makes and how long it lasts. */
  count(key: string, rule: CountingRule): ThrottlerStorageRecord {
    const now = this.nowMs();
    const window = this.windowOf(key, rule.windowMs, now);
    window.untold++;
    const hits = window.total + window.untold;
    if (hits > rule.limit + (rule.banAfterRefusals ?? Infinity)) {
      window.bannedUntilMs = now + rule.banMs;
      window.endsAtMs = Math.max(window.endsAtMs, window.bannedUntilMs);
    }
    const untilEnd = Math.max(1, Math.ceil((window.endsAtMs - now) / 1000));
    return {
      totalHits: hits,
      timeToExpire: untilEnd,
      isBlocked: hits > rule.limit,
      timeToBlockExpire: untilEnd,
    };
  }

  /** Takes what other processes have not heard of yet; until it is settled it counts here all the same. */
  takeUntold(): UntoldRequests[] {
    const untold: UntoldRequests[] = [];
    for (const [key, window] of this.windows) {
      if (window.untold === 0) continue;
      untold.push({ key, count: window.untold, windowMs: window.lengthMs });
      window.total += window.untold;
      window.untold = 0;
    }
    return untold;
  }

  /** Learns what all processes together have counted. */
  learn(key: string, total: number, endsInMs: number): void {
    const window = this.windows.get(key);
    if (!window) return;
    window.total = total;
    if (window.bannedUntilMs === 0) window.endsAtMs = this.nowMs() + endsInMs;
  }

  /** Forgets windows that are over. */
  sweep(): void {
    const now = this.nowMs();
    for (const [key, window] of this.windows) if (window.endsAtMs <= now) this.windows.delete(key);
  }

  get size(): number {
    return this.windows.size;
  }

  private windowOf(key: string, lengthMs: number, now: number): Window {
    const existing = this.windows.get(key);
    if (existing && existing.endsAtMs > now) return existing;
    const window = { endsAtMs: now + lengthMs, lengthMs, total: 0, untold: 0, bannedUntilMs: 0 };
    this.windows.set(key, window);
    return window;
  }
}

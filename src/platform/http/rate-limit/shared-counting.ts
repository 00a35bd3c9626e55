import { Logger } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { connectRedis, PROMPT } from '../../redis/connect-redis';
import { type RateCounters } from './rate-counters';

/** What one process may let pass before the others hear of it. */
const EXCHANGE_EVERY_MS = 200;
const PREFIX = 'rubi:rate:';

/** Adds to a counter, which lives for one window from its first request, and answers its total and its rest of life. */
const ADD = `
  local total = redis.call('INCRBY', KEYS[1], ARGV[1])
  local rest = redis.call('PTTL', KEYS[1])
  if rest < 0 then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
    rest = tonumber(ARGV[2])
  end
  return {total, rest}`;

/**
 * Lets the processes of one installation count together, through Redis. They tell each other their sums five times a
 * second instead of asking at every request: no request waits for Redis, and without it each counts for itself.
 */
export class SharedCounting {
  private readonly logger = new Logger('RateLimits');
  private readonly redis: Redis;
  private readonly timer: NodeJS.Timeout;
  private exchanging: Promise<void> | undefined;

  constructor(
    url: string,
    private readonly counters: RateCounters,
  ) {
    this.redis = connectRedis(url, PROMPT, (error) => {
      this.logger.warn('Redis is away: requests are counted per process', error);
    });
    this.timer = setInterval(() => {
      this.exchanging ??= this.exchange().finally(() => (this.exchanging = undefined));
    }, EXCHANGE_EVERY_MS).unref();
  }

  /** How long Redis takes to answer, in milliseconds. @throws when it does not. */
  async pingMs(): Promise<number> {
    const startedAt = performance.now();
    await this.redis.ping();
    return performance.now() - startedAt;
  }

  async exchange(): Promise<void> {
    if (this.redis.status !== 'ready') return;
    const untold = this.counters.takeUntold();
    if (untold.length === 0) return;
    const pipeline = this.redis.pipeline();
    for (const { key, count, windowMs } of untold) pipeline.eval(ADD, 1, PREFIX + key, count, windowMs);
    try {
      const answers = (await pipeline.exec()) ?? [];
      answers.forEach(([error, answer], index) => {
        const key = untold[index]?.key;
        if (error || key === undefined || !Array.isArray(answer)) return;
        const [total, restMs] = answer as [number, number];
        this.counters.learn(key, total, restMs);
      });
    } catch (error) {
      this.logger.debug('An exchange of counts failed; the next one makes up for it', error);
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.redis.disconnect();
  }
}

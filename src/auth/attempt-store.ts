import { once } from 'node:events';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { Configuration } from '../platform/config/configuration';
import { connectRedis, PROMPT } from '../platform/redis/connect-redis';

interface Limit {
  readonly name: string;
  readonly attempts: number;
  readonly seconds: number;
}

/**
 * Counts attempts: in Redis when there is one, so that all processes count together, otherwise in memory. While Redis
 * is away each process counts for itself: an attacker gains a few attempts, and nobody is locked out.
 */
@Injectable()
export class AttemptStore implements OnApplicationShutdown {
  private readonly logger = new Logger(AttemptStore.name);
  private readonly redis: Redis | null;

  constructor({ redisUrl }: Configuration) {
    this.redis =
      redisUrl === null
        ? null
        : connectRedis(redisUrl, PROMPT, (error) => {
            this.logger.warn('Redis is away: wrong logins are counted per process', error);
          });
  }

  limiter({ name, attempts, seconds }: Limit): RateLimiterAbstract {
    const options = { keyPrefix: `rubi:${name}`, points: attempts, duration: seconds };
    const memory = new RateLimiterMemory(options);
    if (!this.redis) return memory;
    return new RateLimiterRedis({ ...options, storeClient: this.redis, insuranceLimiter: memory });
  }

  /** Resolves when attempts are counted where they are going to be counted. */
  async ready(): Promise<void> {
    if (this.redis && this.redis.status !== 'ready') await once(this.redis, 'ready');
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

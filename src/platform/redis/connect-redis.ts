import { Redis, type RedisOptions } from 'ioredis';

/** Redis answers in a millisecond or it is in trouble; nobody waits for it longer than this. */
const COMMAND_TIMEOUT_MS = 250;
const RECONNECT_LIMIT_MS = 2_000;

/** Commands fail at once while Redis is away: by default they would wait for ever, and pile up (measured). */
export const PROMPT: RedisOptions = {
  enableOfflineQueue: false,
  commandTimeout: COMMAND_TIMEOUT_MS,
  maxRetriesPerRequest: 0,
};

/** Connections that wait for news, or for work, wait as long as it takes. */
export const PATIENT: RedisOptions = { maxRetriesPerRequest: null, enableReadyCheck: false };

/**
 * Opens a connection that comes back by itself. A Redis that is away says so several times a second: `away` hears it once
 * until it is back.
 */
export function connectRedis(url: string, options: RedisOptions, away: (error: unknown) => void): Redis {
  const redis = new Redis(url, {
    ...options,
    retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_LIMIT_MS),
  });
  let told = false;
  redis.on('error', (error) => {
    if (!told) away(error);
    told = true;
  });
  redis.on('ready', () => {
    told = false;
  });
  return redis;
}

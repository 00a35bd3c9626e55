import { Redis, type RedisOptions } from 'ioredis';

/** Redis answers in a millisecond or it is in trouble; nobody waits for it longer than this. */
const COMMAND_TIMEOUT_MS = 250;
const RECONNECT_LIMIT_MS = 2_000;
const ASK_EVERY_MS = 1_000;
/** Two questions without an answer; a command that is merely slow has failed long before. */
const PROMPT_SILENCE_MS = 2_000;
/** A queue's connection blocks for five seconds on purpose, and answers nothing meanwhile. */
const PATIENT_SILENCE_MS = 10_000;

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
  leaveWhenSilent(redis, options === PROMPT ? PROMPT_SILENCE_MS : PATIENT_SILENCE_MS);
  return redis;
}

/**
 * Breaks a connection whose other end is gone without a word, as after a failover: it looks like one that has nothing to
 * say, fails every command, and hears no news until TCP gives up, if ever. It then comes back as from any other break.
 */
function leaveWhenSilent(redis: Redis, silenceMs: number): void {
  let unanswered = 0;
  const asking = setInterval(() => {
    if (redis.status !== 'ready') {
      unanswered = 0;
      return;
    }
    if (unanswered * ASK_EVERY_MS >= silenceMs) {
      unanswered = 0;
      redis.stream.destroy();
      return;
    }
    unanswered += 1;
    redis.ping().then(
      () => {
        unanswered = 0;
      },
      () => undefined,
    );
  }, ASK_EVERY_MS);
  asking.unref();
  redis.once('end', () => {
    clearInterval(asking);
  });
}

import { Logger } from '@nestjs/common';
import { AttemptStore } from '../../src/auth/attempt-store';
import { LoginLimits } from '../../src/auth/login-limits';
import { Configuration } from '../../src/platform/config/configuration';
import { readConfiguration } from '../../src/platform/config/read-configuration';
import { TestRedis } from '../support/test-redis';

const HERE = '203.0.113.7';

const configurationWith = (redisUrl: string): Configuration =>
  new Configuration(
    readConfiguration({
      API_SECRET_KEY: 'k3y'.repeat(12),
      JWT_SECRET: 'jwt'.repeat(12),
      REDIS_URL: redisUrl,
    }),
  );

/** Two processes that count wrong logins in one Redis, which may fail. */
describe('AttemptStore with Redis', () => {
  let redis: TestRedis;
  let stores: AttemptStore[];
  let one: LoginLimits;
  let other: LoginLimits;

  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  beforeEach(async () => {
    redis = await TestRedis.start();
    stores = [redis.url, redis.url].map((redisUrl) => new AttemptStore(configurationWith(redisUrl)));
    await Promise.all(stores.map((store) => store.ready()));
    [one, other] = stores.map((store) => new LoginLimits(store)) as [LoginLimits, LoginLimits];
  });

  afterEach(async () => {
    for (const store of stores) store.onApplicationShutdown();
    redis.thaw();
    await redis.kill();
  });

  it('counts for both processes together', async () => {
    for (const limits of [one, other, one, other, one]) await limits.admit('ana', HERE);
    await expect(other.admit('ana', HERE)).rejects.toMatchObject({ code: 'AUTH.TOO_MANY_ATTEMPTS' });
    await expect(one.admit('ben', HERE)).resolves.toBeDefined();
  });

  it('goes on counting by itself while Redis is gone, and lets the right password in', async () => {
    await redis.kill();
    for (let attempt = 0; attempt < 5; attempt += 1) await one.admit('ana', HERE);
    await expect(one.admit('ana', HERE)).rejects.toMatchObject({ code: 'AUTH.TOO_MANY_ATTEMPTS' });
    await one.forgive(await one.admit('ben', HERE));
  });

  it('does not wait for a Redis that keeps its connections and says nothing', async () => {
    redis.freeze();
    const startedAt = performance.now();
    await one.admit('ana', HERE);
    expect(performance.now() - startedAt).toBeLessThan(2500); // two questions, half a second each, and some
  });
});

import { startDebianPostgres } from './debian-postgres';
import { TestRedis } from './test-redis';
import { withClient, withDatabase } from './test-server';

/** What an installation on Debian 12 has: PostgreSQL 15 and Redis, each in a process of its own. */
export interface DebianServices {
  readonly environment: { readonly DATABASE_URL: string; readonly REDIS_URL: string };
  readonly redis: TestRedis;
  stop(): Promise<void>;
}

export async function startDebianServices(): Promise<DebianServices> {
  const postgres = await startDebianPostgres();
  const redis = await TestRedis.start();
  await withClient(postgres.adminUrl, (client) => client.query('CREATE DATABASE rubi_trading'));
  return {
    environment: { DATABASE_URL: withDatabase(postgres.adminUrl, 'rubi_trading'), REDIS_URL: redis.url },
    redis,
    stop: async () => {
      await redis.kill();
      await postgres.stop();
    },
  };
}

import Redis from 'ioredis';
import { absent, type Finding, odd, well, wrong } from './finding';

const PATIENCE_MS = 3_000;

export async function lookAtRedis(url: string | null, roles: readonly string[]): Promise<Finding> {
  if (url === null) {
    return roles.length === 2
      ? absent('Redis', 'is not configured: this process does everything itself')
      : odd(
          'Redis',
          `is not configured, but this process is only ${roles.join()}`,
          'set REDIS_URL, or workers find signals by their sweep only',
        );
  }
  const { host } = new URL(url);
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
  });
  let failure: Error | undefined;
  client.on('error', (error) => (failure = error));
  try {
    const startedAt = performance.now();
    await client.connect();
    await client.ping();
    const latencyMs = performance.now() - startedAt;
    const info = await client.info();
    const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? '?';
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? '?';
    const says = `${version} answers in ${latencyMs.toFixed(0)} ms, maxmemory-policy ${policy}`;
    return policy === 'noeviction'
      ? well('Redis', says)
      : wrong('Redis', says, 'CONFIG SET maxmemory-policy noeviction, and keep it in its configuration');
  } catch (error) {
    const { message } = failure ?? (error as Error);
    return wrong('Redis', `${host} does not let us in: ${message}`, 'start Redis, or mend REDIS_URL');
  } finally {
    client.disconnect();
  }
}

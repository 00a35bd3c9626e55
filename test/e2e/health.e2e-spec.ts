import { HealthService } from '../../src/platform/health/health.service';
import { eventually } from '../support/eventually';
import { startTestApp, type TestApp } from '../support/test-app';
import { withClient } from '../support/test-server';

describe('GET /health', () => {
  let test: TestApp;

  beforeEach(async () => {
    test = await startTestApp();
  });

  afterEach(() => test.close());

  async function ask(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await fetch(test.url + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('tells a person and a machine how the service and what it needs are doing', async () => {
    test.clock.advance(90_500);
    expect(await ask('/health')).toEqual({
      status: 200,
      body: {
        status: 'ok',
        version: '3.0.0',
        uptime_seconds: 90,
        server_time: test.clock.now().toISOString(),
        checks: expect.objectContaining({
          database: { status: 'up', latency_ms: expect.any(Number) as number, migrations: 'applied' },
          redis: { status: 'absent' },
          queue: { status: 'up', name: 'signal-received', waiting: 0, active: 0, delayed: 0, failed: 0 },
        }) as object,
      },
    });
    expect((await ask('/health/ready')).body).toMatchObject({ status: 'ok' });
    expect(await ask('/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  it('says 503 while the database is away, is alive all the same, and recovers by itself', async () => {
    await closeDatabase(test.databaseUrl);
    await eventually(async () => {
      expect((await ask('/health')).status).toBe(503);
    });
    for (const path of ['/health', '/health/ready']) {
      const { status, body } = await ask(path);
      expect(status).toBe(503);
      expect(body).toMatchObject({ status: 'error', checks: { database: { status: 'down' } } });
      expect(JSON.stringify(body)).not.toMatch(/postgres|127\.0\.0\.1|not currently accepting/);
    }
    expect((await ask('/health/live')).status).toBe(200);

    const refused = await fetch(`${test.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"trader1","password":"SecurePassword123!"}',
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('x-error-code')).toBe('SERVER.UNAVAILABLE');
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);

    await openDatabase(test.databaseUrl);
    await eventually(async () => {
      expect((await ask('/health')).status).toBe(200);
    });
  });

  it('is not ready with a database that lacks a migration', async () => {
    await test.dataSource.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: { checks: { database: { status: 'down', migrations: 'pending' } } },
    });
  });

  it('sends balancers elsewhere as soon as it is told to stop', async () => {
    test.app.get(HealthService).onModuleDestroy();
    expect(await ask('/health/ready')).toMatchObject({ status: 503, body: { status: 'stopping' } });
    expect((await ask('/health/live')).status).toBe(200);
  });
});

/** Throws everybody out and lets nobody in, as a failover does. */
async function closeDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withClient(adminUrl(), async (client) => {
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  });
}

async function openDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await withClient(adminUrl(), (client) => client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`));
}

function adminUrl(): string {
  return process.env['RUBI_TEST_ADMIN_URL'] ?? '';
}

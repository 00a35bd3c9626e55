import { createServer } from 'node:http';
import Redis from 'ioredis';
import { type AddressInfo } from 'node:net';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examine, report } from '../../src/doctor/examine';
import { type Finding } from '../../src/doctor/finding';
import { lookAtNode } from '../../src/doctor/look-at-machine';
import { type Environment } from '../../src/platform/config/environment-reader';
import { readConfiguration } from '../../src/platform/config/read-configuration';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { ServerProcess } from '../support/server-process';
import { makeScratch } from '../support/scratch';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestRedis } from '../support/test-redis';
import { withClient } from '../support/test-server';
import { Receiver } from './receiver';
import { ROOT } from './tool';

describe('npm run doctor', () => {
  let app: TestApp;
  let redis: TestRedis;
  let scratch: Awaited<ReturnType<typeof makeScratch>>;
  let environment: Environment;

  beforeAll(async () => {
    app = await startTestApp();
    redis = await TestRedis.start();
    scratch = await makeScratch();
    environment = {
      NODE_ENV: 'test',
      DATABASE_URL: app.databaseUrl,
      DATABASE_POOL_SIZE: '6',
      REDIS_URL: redis.url,
      RUBI_DATA_DIR: scratch.path,
      LOG_DIR: 'none',
      API_PORT: String(await freePort()),
    };
  });

  afterAll(async () => {
    await app.close();
    await redis.kill();
    await scratch.remove();
  });

  async function examined(change: Environment = {}): Promise<readonly Finding[]> {
    return examine(readConfiguration({ ...environment, ...change }));
  }

  async function about(subject: string, change: Environment = {}): Promise<Finding | undefined> {
    return (await examined(change)).find((finding) => finding.about === subject);
  }

  it('finds nothing wrong where nothing is, but what tests do without', async () => {
    const findings = await examined();
    expect(
      findings.filter(({ state }) => state === 'odd' || state === 'wrong').map((each) => each.about),
    ).toEqual(['durability']);
    for (const subject of [
      'Node.js',
      'database',
      'clock',
      'connections',
      'tables',
      'terminals',
      'Redis',
      'port',
    ]) {
      expect(findings.find((finding) => finding.about === subject)?.state).toBe('well');
    }
  });

  it('has a remedy for everything that it complains of', async () => {
    const findings = [
      ...(await examined({ DATABASE_URL: 'postgresql://nobody:s3cr3t@127.0.0.1:1/x', ROLES: 'worker' })),
      ...(await examined({ REDIS_URL: '', ROLES: 'worker' })),
    ];
    for (const { state, remedy } of findings) {
      expect(remedy !== undefined).toBe(state === 'odd' || state === 'wrong');
    }
    expect(report(findings)).toMatch(
      /WRONG {2}database: 127\.0\.0\.1:1\/x does not let us in: .*\n {9}→ start PostgreSQL/,
    );
    expect(report(findings)).not.toContain('s3cr3t');
  });

  it('tells a wrong password, a missing database and a missing migration apart', async () => {
    const url = new URL(app.databaseUrl);
    url.password = 'wrong';
    expect((await about('database', { DATABASE_URL: url.href }))?.remedy).toBe(
      'put the right password into DATABASE_URL',
    );
    const missing = new URL(app.databaseUrl);
    missing.pathname = '/not_there';
    expect((await about('database', { DATABASE_URL: missing.href }))?.remedy).toMatch(
      /^create it: CREATE DATABASE \w+, or mend/,
    );

    const { dataSource } = app;
    const [last] = await dataSource
      .query<{ name: string; timestamp: string }[]>(
        'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING name, timestamp',
      )
      .then(([rows]) => rows as unknown as { name: string; timestamp: string }[]);
    expect(await about('tables')).toMatchObject({ state: 'wrong', remedy: 'npm run migration:run' });
    await dataSource.query('INSERT INTO migrations (timestamp, name) VALUES ($1, $2), (99999999999999, $3)', [
      last?.timestamp,
      last?.name,
      'FromTheFuture99999999999999',
    ]);
    expect(await about('tables')).toMatchObject({
      state: 'odd',
      says: expect.stringContaining('FromTheFuture') as string,
    });
    await dataSource.query('DELETE FROM migrations WHERE timestamp = 99999999999999');
  });

  it('sees signals that nobody decides, and a transaction that nobody ends', async () => {
    const { dataSource } = app;
    await dataSource.query(
      `INSERT INTO users (id, email, username, password_hash, created_at, password_changed_at)
       VALUES ('11111111-1111-4111-8111-111111111111', 'a@b.c', 'waiting', 'x', now(), now())`,
    );
    await app.app.close();
    await dataSource.query(
      `INSERT INTO trading_signals (user_id, source, symbol, signal_type, signal_time, received_at, status, client_signal_id, request_hash)
       VALUES ('11111111-1111-4111-8111-111111111111', 'api', 'EURUSD', 'BUY', now(), now() - interval '1 minute', 'PENDING', 'x', '\\x00')`,
    );
    expect(await about('waiting signals')).toMatchObject({
      state: 'wrong',
      remedy: expect.stringContaining('worker') as string,
    });
  });

  it('sees that nobody cleans up, and says what takes the room', async () => {
    const { dataSource } = app;
    expect(await about('clean-up')).toMatchObject({ state: 'well' });
    await dataSource.query(
      `INSERT INTO events (user_id, type, version, payload, recorded_at)
       VALUES ('11111111-1111-4111-8111-111111111111', 'signal.received', 1, '{}', now() - interval '9 days')`,
    );
    expect(await about('clean-up')).toMatchObject({ state: 'well' });
    expect(await about('clean-up', { EVENT_RETENTION_DAYS: '7' })).toMatchObject({
      state: 'odd',
      says: expect.stringContaining('the live log') as string,
    });
    expect(await about('size')).toMatchObject({
      says: expect.stringMatching(/\d [kM]B; most of it: \w+ \d+/) as string,
    });
  });

  it('tries whether reports and traces arrive anywhere, without a word of the keys', async () => {
    expect(await about('traces')).toMatchObject({ state: 'absent' });
    const receiver = await Receiver.open();
    const change = {
      SENTRY_DSN: `http://hunter22@${receiver.address}/1`,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${receiver.address}`,
    };
    expect(await about('traces', change)).toMatchObject({ state: 'well' });
    const reports = await about('error reports', change);
    expect(reports).toMatchObject({ state: 'well', says: `go to ${receiver.address}, which can be reached` });
    expect(receiver.received).toEqual([]);
    await receiver.close();
    expect(await about('error reports', change)).toMatchObject({
      state: 'odd',
      says: `are lost: ${new URL(change.OTEL_EXPORTER_OTLP_ENDPOINT).host} cannot be reached (ECONNREFUSED)`,
    });
  });

  it('tells a port of ours from one that another program holds', async () => {
    const stranger = createServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const port = String((stranger.address() as AddressInfo).port);
    expect(await about('port', { API_PORT: port })).toMatchObject({
      state: 'wrong',
      remedy: expect.stringContaining('API_PORT') as string,
    });
    await new Promise((resolve) => stranger.close(resolve));

    const own = await startTestApp();
    expect(await about('port', { API_PORT: new URL(own.url).port })).toMatchObject({ state: 'well' });
    await own.close();
  });

  it('wants Redis there, and never to forget by itself', async () => {
    expect(await about('Redis', { REDIS_URL: 'redis://127.0.0.1:1/0' })).toMatchObject({ state: 'wrong' });
    expect(await about('Redis', { REDIS_URL: '' })).toMatchObject({ state: 'absent' });
    expect(await about('Redis', { REDIS_URL: '', ROLES: 'worker' })).toMatchObject({ state: 'odd' });
    const client = new Redis(redis.url);
    try {
      expect(await about('Redis', { REDIS_URL: redis.url })).toMatchObject({ state: 'well' });
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await about('Redis', { REDIS_URL: redis.url })).toMatchObject({
        state: 'wrong',
        remedy: expect.stringContaining('noeviction') as string,
      });
    } finally {
      await client.config('SET', 'maxmemory-policy', 'noeviction');
      client.disconnect();
    }
  });

  it('wants secrets to be for their owner only, and a Node that is new enough', async () => {
    const file = join(scratch.path, 'secrets.json');
    await writeFile(file, '{"apiSecretKey":"a","jwtSecret":"b"}');
    await chmod(file, 0o644);
    expect(await about('secrets')).toMatchObject({
      state: 'wrong',
      remedy: expect.stringContaining(`chmod 600 ${file}`) as string,
    });
    await chmod(file, 0o600);
    expect(await about('secrets')).toMatchObject({ state: 'well' });
    expect([lookAtNode('20.18.1').state, lookAtNode('20.19.0').state, lookAtNode('24.9.0').state]).toEqual([
      'wrong',
      'well',
      'well',
    ]);
  });

  it('lists every wrong setting, and ends with 1', async () => {
    const doctor = await ServerProcess.spawn({
      program: 'src/doctor-command.js',
      workingDirectory: ROOT,
      environment: {
        NODE_ENV: 'production',
        DATABASE_URL: 'mysql://x',
        API_PORT: 'many',
        API_SECRET_KEY: 'short',
        JWT_SECRET: 'change-me',
      },
    });
    expect(await doctor.exitCode()).toBe(1);
    for (const name of ['DATABASE_URL', 'API_PORT', 'API_SECRET_KEY', 'JWT_SECRET']) {
      expect(doctor.output).toContain(`WRONG  setting: ${name}`);
    }
  });

  it('examines an embedded installation that does not run, and leaves it stopped', async () => {
    const data = join(scratch.path, 'embedded');
    const findings = await examined({ DATABASE_URL: '', REDIS_URL: '', RUBI_DATA_DIR: data });
    expect(findings.find((finding) => finding.about === 'tables')).toMatchObject({ state: 'wrong' });
    expect(findings.find((finding) => finding.about === 'durability')).toMatchObject({ state: 'well' });
    await expect(withClient('postgresql://rubi@127.0.0.1:1/x', () => Promise.resolve())).rejects.toThrow();
  });
});

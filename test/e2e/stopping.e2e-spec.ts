import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { Client } from 'pg';
import { WebSocket } from 'ws';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { LineFaultProxy } from '../chaos/line-fault-proxy';
import { ApiClient } from '../support/api-client';
import { eventually } from '../support/eventually';
import { registerPerson } from '../support/people';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestRedis } from '../support/test-redis';

const ACCOUNT = {
  account_number: '12345678',
  broker: 'IC Markets',
  balance: 10000,
  equity: 10000,
  currency: 'USD',
};

describe('a process that is told to stop', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  let url: string;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  const afterwards: (() => unknown)[] = [];
  afterEach(async () => {
    await server.end('SIGKILL');
    for (const undo of afterwards.splice(0)) await undo();
  });
  afterAll(() => database.drop());

  async function start(environment: Record<string, string> = {}): Promise<void> {
    await spawn(environment);
    await server.untilReady();
  }

  async function spawn(environment: Record<string, string> = {}): Promise<void> {
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    server = await ServerProcess.spawn({
      workingDirectory: process.cwd(),
      environment: {
        API_PORT: port,
        DATABASE_URL: database.url,
        API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
        JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
        LOG_LEVEL: 'ERROR',
        ...environment,
      },
    });
  }

  /** Asks for another protocol, and then neither reads nor leaves. */
  async function openLine(path: string): Promise<void> {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    afterwards.push(() => socket.destroy());
    await once(socket, 'readable');
  }

  /** A line to PostgreSQL that can be lost, and the URL that leads over it. */
  async function faultyLine(): Promise<{ readonly line: LineFaultProxy; readonly through: string }> {
    const direct = new URL(database.url);
    const line = new LineFaultProxy(Number(direct.port));
    direct.host = `127.0.0.1:${await line.listen()}`;
    direct.searchParams.delete('host');
    afterwards.push(() => {
      line.close();
    });
    return { line, through: direct.href };
  }

  it('ends, even while a plain line is open whose client says nothing', async () => {
    await start();
    const person = await registerPerson(new ApiClient(url), 'stopping-1');
    const session = await person.api.post('/mt5/connect', ACCOUNT);
    const line = new WebSocket(
      `${url.replace('http', 'ws')}/ws/trading/live/${String(session.body['session_id'])}`,
      {
        headers: { Authorization: `Bearer ${person.accessToken}` },
      },
    );
    const said: string[] = [];
    line.on('message', (message: Buffer) => said.push(message.toString()));
    await new Promise((resolve) => line.once('message', resolve));
    // From now on it reads nothing, and answers no farewell.
    line.pause();
    expect(await server.end('SIGTERM')).toBe(0);
    line.resume();
    await eventually(() => {
      expect(said.at(-1)).toContain('"shutdown"');
    });
    line.terminate();
  });

  it('still answers while it drains, and says on each connection that this was the last', async () => {
    await start({ DRAIN_SECONDS: '3' });
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    const api = new ApiClient(url, null, kept);
    const before = await api.get('/auth/me');
    expect(before).toMatchObject({ status: 401, headers: { connection: 'keep-alive' } });

    server.child.kill('SIGTERM');
    await eventually(async () => {
      expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    });
    const last = await api.get('/auth/me');
    expect(last).toMatchObject({ status: 401, headers: { connection: 'close' } });
    // Balancers that have not heard yet still bring new callers.
    expect(await new ApiClient(url).get('/auth/me')).toMatchObject({ status: 401 });
    expect(await server.exitCode()).toBe(0);
  });

  it.each([
    ['was refused', '/ws/elsewhere'],
    ['speaks Socket.IO', '/socket.io/?EIO=4&transport=websocket'],
  ])('ends, even while a line is open that %s and whose client never closes it', async (_, path) => {
    await start();
    await openLine(path);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('ends while it starts and PostgreSQL never answers, and says what it waited for', async () => {
    const { line, through } = await faultyLine();
    // Whoever migrates holds this lock: nobody can say how long.
    const migrating = new Client({ connectionString: database.url });
    await migrating.connect();
    afterwards.push(() => migrating.end());
    await migrating.query('SELECT pg_advisory_lock(7822401)');
    await spawn({ DATABASE_URL: through });
    await eventually(async () => {
      const waiting = await migrating.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%'
           AND pid <> pg_backend_pid()`,
      );
      expect(waiting.rowCount).toBeGreaterThan(0);
    });
    line.lose();
    expect(await server.end('SIGTERM')).toBe(1);
    expect(server.output).toContain('without waiting for the start');
  });

  it('ends while PostgreSQL and Redis are out of reach', async () => {
    const redis = await TestRedis.start();
    afterwards.push(() => redis.kill());
    const { line, through } = await faultyLine();
    await start({ DATABASE_URL: through, REDIS_URL: redis.url });
    await registerPerson(new ApiClient(url), 'stopping-2');
    line.freeze();
    redis.freeze();
    // Every patience is used up in turn: whether that is soon enough is the machine's business.
    expect([0, 1]).toContain(await server.end('SIGTERM'));
  });
});

import { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { ApiClient } from '../support/api-client';
import { eventually } from '../support/eventually';
import { registerPerson } from '../support/people';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

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

  afterEach(() => server.end('SIGKILL'));
  afterAll(() => database.drop());

  async function start(environment: Record<string, string> = {}): Promise<void> {
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
    await server.untilReady();
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
});

import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { ApiClient, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { registerPerson } from '../support/people';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestRedis } from '../support/test-redis';
import { ServerProcess } from '../support/server-process';

const SIGNALS = 1_000;
const CUTS = 50;
/** Signals under way at the same time, half of them at each replica. */
const AT_ONCE = 10;

/** Follows one or the other replica, is cut, and goes on from its last id at whichever comes next. */
class RestlessClient {
  readonly received: string[] = [];
  cuts = 0;
  private last: unknown = null;
  private socket: Socket | undefined;
  private over = false;

  constructor(
    private readonly urls: readonly string[],
    private readonly token: string,
  ) {}

  async start(): Promise<void> {
    await this.follow(0);
  }

  /** Cuts the line without a word, and comes back at the other replica. */
  async cut(): Promise<void> {
    this.socket?.io.engine.close();
    this.socket?.disconnect();
    this.cuts += 1;
    await this.follow(this.cuts);
  }

  stop(): void {
    this.over = true;
    this.socket?.disconnect();
  }

  private follow(turn: number): Promise<void> {
    const socket = io(this.urls[turn % this.urls.length] ?? '', {
      auth: { token: this.token, ...(this.last === null ? {} : { after: this.last }) },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket = socket;
    return new Promise((resolve, reject) => {
      socket.on('connect_error', reject);
      socket.onAny((name: string, message: { id: string | null; data: Json }) => {
        if (this.over || this.socket !== socket) return;
        if (message.id !== null) this.last = message.id;
        if (name === 'ready') resolve();
        if (name === 'signal.received') this.received.push(String(message.data['signal_id']));
      });
    });
  }
}

describe('two API processes and a worker', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let processes: ServerProcess[];
  let urls: readonly [string, string];

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = await TestRedis.start();
    const start = async (roles: string): Promise<{ url: string; server: ServerProcess }> => {
      const port = String(await freePort());
      const server = await ServerProcess.spawn({
        workingDirectory: process.cwd(),
        environment: {
          ROLES: roles,
          API_HOST: '127.0.0.1',
          API_PORT: port,
          DATABASE_URL: database.url,
          DATABASE_POOL_SIZE: '6',
          REDIS_URL: redis.url,
          API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
          JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
          LOG_LEVEL: 'ERROR',
        },
      });
      await server.untilReady();
      return { url: `http://127.0.0.1:${port}`, server };
    };
    const apis = [await start('api'), await start('api')] as const;
    const worker = await start('worker');
    processes = [...apis, worker].map(({ server }) => server);
    urls = [apis[0].url, apis[1].url];
  }, 120_000);

  afterAll(async () => {
    await Promise.all(processes.map((server) => server.end()));
    await redis.kill();
    await database.drop();
  });

  /** Posts a multiple of `AT_ONCE` signals, at both replicas, and answers their numbers. */
  async function post(count: number, token: string, name: string): Promise<string[]> {
    const replicas = urls.map((url) => new ApiClient(url, token));
    const numbers: string[] = [];
    for (let from = 0; from < count; from += AT_ONCE) {
      const answers = await Promise.all(
        replicas.flatMap((replica, which) =>
          Array.from({ length: AT_ONCE / 2 }, (_, index) =>
            replica.post('/trading/signals', {
              ...contract('signals/signal.seed.request'),
              signal_time: new Date().toISOString(),
              client_signal_id: `${name}-${from + 2 * index + which}`,
            }),
          ),
        ),
      );
      numbers.push(...answers.map(({ body }) => String(body['signal_id'])));
    }
    return numbers;
  }

  async function until(holds: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 400 && !holds(); attempt += 1) await pause(50);
  }

  it(`tell a client that is cut ${CUTS} times of ${SIGNALS} signals, each once and in order`, async () => {
    const person = await registerPerson(new ApiClient(urls[0]), 'restless');
    const client = new RestlessClient(urls, person.accessToken);
    await client.start();
    const posting = post(SIGNALS, person.accessToken, 'cut');
    while (client.cuts < CUTS) {
      await pause(20 + Math.random() * 60);
      await client.cut();
    }
    const numbers = await posting;
    await until(() => client.received.length >= numbers.length);
    client.stop();
    expect(client.received).toHaveLength(SIGNALS);
    expect(new Set(client.received)).toEqual(new Set(numbers));
  }, 120_000);

  it('tell it of what the other did while Redis was away', async () => {
    const person = await registerPerson(new ApiClient(urls[0]), 'patient');
    const client = new RestlessClient([urls[1]], person.accessToken);
    await client.start();
    await redis.kill();
    const numbers = await post(20, person.accessToken, 'away');
    await until(() => client.received.length >= numbers.length);
    await redis.start();
    numbers.push(...(await post(20, person.accessToken, 'back')));
    await until(() => client.received.length >= numbers.length);
    client.stop();
    expect(client.received.toSorted()).toEqual(numbers.toSorted());
  }, 60_000);
});

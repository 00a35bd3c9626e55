import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { type Answer, ApiClient, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { registerPerson } from '../support/people';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestRedis } from '../support/test-redis';

const SENDERS = 6;
/** As a gateway does: a replica that is not ready gets no new requests. */
const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 30_000;

/** One replica, on one port for ever, as a Service's address; what answers there comes and goes. */
class Replica {
  ready = false;
  private server: ServerProcess | undefined;

  constructor(
    readonly url: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    this.server = await ServerProcess.spawn({
      workingDirectory: process.cwd(),
      environment: this.environment,
    });
    await this.server.untilReady();
    this.ready = true;
  }

  /** The orchestrator's order: out of the endpoints first (preStop), then SIGTERM. */
  async stop(): Promise<number | null> {
    this.ready = false;
    await pause(LOOK_EVERY_MS * 5);
    return this.kill();
  }

  async kill(): Promise<number | null> {
    return (await this.server?.end('SIGTERM')) ?? null;
  }
}

/** A page that follows the live feed of whoever is ready, and goes on from its last id. */
class Page {
  readonly received: string[] = [];
  told = 0;
  private last: unknown = null;
  private socket: Socket | undefined;
  private over = false;

  constructor(
    private readonly replicas: readonly Replica[],
    private readonly token: string,
  ) {}

  async open(): Promise<void> {
    while (!this.over) {
      const replica = this.replicas.find(({ ready }) => ready);
      if (replica && (await this.follow(replica))) return;
      await pause(LOOK_EVERY_MS);
    }
  }

  close(): void {
    this.over = true;
    this.socket?.disconnect();
  }

  private follow(replica: Replica): Promise<boolean> {
    const socket = io(replica.url, {
      auth: { token: this.token, ...(this.last === null ? {} : { after: this.last }) },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    this.socket = socket;
    return new Promise((resolve) => {
      socket.on('connect_error', () => {
        resolve(false);
      });
      socket.on('shutdown', () => (this.told += 1));
      socket.on('disconnect', () => {
        if (!this.over && this.socket === socket) void this.open();
      });
      socket.onAny((name: string, message: { id?: string | null; data: Json }) => {
        if (this.socket !== socket) return;
        if (typeof message.id === 'string') this.last = message.id;
        if (name === 'ready') resolve(true);
        if (name === 'signal.received') this.received.push(String(message.data['signal_id']));
      });
    });
  }
}

describe('a rolling restart of two API replicas and their worker', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let apis: readonly [Replica, Replica];
  let worker: Replica;

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = await TestRedis.start();
    const replica = async (roles: string): Promise<Replica> => {
      const port = String(await freePort());
      return new Replica(`http://127.0.0.1:${port}`, {
        ROLES: roles,
        API_HOST: '127.0.0.1',
        API_PORT: port,
        DATABASE_URL: database.url,
        DATABASE_POOL_SIZE: '6',
        REDIS_URL: redis.url,
        RATE_LIMIT_FACTOR: '0',
        API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
        JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
        LOG_LEVEL: 'ERROR',
      });
    };
    apis = [await replica('api'), await replica('api')];
    worker = await replica('worker');
    for (const each of [...apis, worker]) await each.start();
  }, 120_000);

  afterAll(async () => {
    await Promise.all([...apis, worker].map((each) => each.kill()));
    await redis.kill();
    await database.drop();
  });

  it('loses no request that was sent to a ready replica, no signal and no live event', async () => {
    const person = await registerPerson(new ApiClient(apis[0].url), 'rolling');
    const page = new Page(apis, person.accessToken);
    await page.open();

    const accepted: string[] = [];
    const refused: string[] = [];
    let sending = true;
    /** Posts to whichever replica is ready, without ever repeating: what fails is a loss. */
    const send = async (sender: number): Promise<void> => {
      for (let number = 0; sending; number += 1) {
        const ready = apis.filter((each) => each.ready);
        const replica = ready[number % ready.length];
        if (!replica) throw new Error('No replica is ready: that is no rolling restart');
        const answer: Pick<Answer, 'status' | 'body' | 'text'> = await new ApiClient(
          replica.url,
          person.accessToken,
        )
          .post('/trading/signals', {
            ...contract('signals/signal.seed.request'),
            signal_time: new Date().toISOString(),
            client_signal_id: `rolling-${sender}-${number}`,
          })
          .catch((error: unknown) => ({ status: 0, body: {}, text: String(error) }));
        if (answer.status === 201) accepted.push(String(answer.body['signal_id']));
        else refused.push(`${answer.status} ${answer.text}`);
        await pause(5);
      }
    };
    const senders = Array.from({ length: SENDERS }, (_, sender) => send(sender));

    const codes: (number | null)[] = [];
    for (const replica of [...apis, worker]) {
      await pause(300);
      codes.push(await replica.stop());
      await replica.start();
    }
    await pause(300);
    sending = false;
    await Promise.all(senders);

    expect(refused).toEqual([]);
    expect(codes).toEqual([0, 0, 0]);
    expect(accepted.length).toBeGreaterThan(100);
    const deadline = performance.now() + PATIENCE_MS;
    while (page.received.length < accepted.length && performance.now() < deadline) await pause(50);
    page.close();
    expect(page.received).toHaveLength(accepted.length);
    expect(new Set(page.received)).toEqual(new Set(accepted));
    // It followed a replica that was stopped, and was told so before.
    expect(page.told).toBeGreaterThan(0);

    const left = async (): Promise<{ stored: number; undecided: number } | undefined> => {
      const [counts] = await database.dataSource.query<{ stored: number; undecided: number }[]>(
        `SELECT count(*)::int AS stored, count(*) FILTER (WHERE decided_at IS NULL)::int AS undecided
         FROM trading_signals`,
      );
      return counts;
    };
    // What came while the worker was away, it works off now.
    const decidedBy = performance.now() + PATIENCE_MS;
    while ((await left())?.undecided !== 0 && performance.now() < decidedBy) await pause(100);
    expect(await left()).toEqual({ stored: accepted.length, undecided: 0 });
  }, 300_000);
});

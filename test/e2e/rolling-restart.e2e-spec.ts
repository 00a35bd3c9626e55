import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { Clock } from '../../src/platform/time/clock';
import { type Answer, ApiClient } from '../support/api-client';
import { contract } from '../support/contract';
import { eventually } from '../support/eventually';
import { LivePage } from '../support/live-page';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { PinningBalancer } from '../support/pinning-balancer';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestRedis } from '../support/test-redis';
import { BrokerModel } from '../terminal/broker-model';
import { Market } from '../terminal/market';
import { Terminal } from '../terminal/terminal';

/** Each has one connection, which it keeps: those in the middle of a request, and those between two, when the end comes. */
const SENDERS = 24;
const PAGES = 6;
const DRAIN_SECONDS = 2;
/** An endpoint is forgotten some time before SIGTERM: in a cluster, `preStop`. */
const FORGET_MS = 200;
const PATIENCE_MS = 60_000;
/** Whoever is asked to leave in its turn may come back at once; who is shut out with all others, within five seconds. */
const IN_TURN_MS = 500;

/** One replica, on one port for ever; what answers there comes and goes. */
class Replica {
  ready = false;
  private server: ServerProcess | undefined;

  constructor(
    readonly port: number,
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

  /** The orchestrator's order: out of the endpoints first, then SIGTERM. */
  async stop(): Promise<number | null> {
    this.ready = false;
    await pause(FORGET_MS);
    return this.kill();
  }

  async kill(): Promise<number | null> {
    return (await this.server?.end('SIGTERM')) ?? null;
  }
}

/** Sends signals over one connection, one after the other, and never repeats: what fails is a loss. */
class Sender {
  readonly accepted: string[] = [];
  readonly refused: string[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });
  private readonly api: ApiClient;
  private over = false;

  constructor(
    url: string,
    token: string,
    private readonly name: string,
  ) {
    this.api = new ApiClient(url, token, this.agent);
  }

  async run(): Promise<void> {
    for (let number = 0; !this.over; number += 1) {
      const answer: Pick<Answer, 'status' | 'body' | 'text'> = await this.api
        .post('/trading/signals', {
          ...contract('signals/signal.seed.request'),
          signal_time: new Date().toISOString(),
          client_signal_id: `${this.name}-${number}`,
        })
        .catch((error: unknown) => ({ status: 0, body: {}, text: String(error) }));
      if (answer.status === 201) this.accepted.push(String(answer.body['signal_id']));
      else this.refused.push(`${answer.status} ${answer.text}`);
      await pause(20 * Math.random());
    }
    this.agent.destroy();
  }

  stop(): void {
    this.over = true;
  }
}

describe('a rolling restart of two API replicas and their worker', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let apis: readonly [Replica, Replica];
  let worker: Replica;
  let balancer: PinningBalancer;
  let url: string;
  /** What a test that fails in the middle leaves behind. */
  const leftovers: (() => void)[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    redis = await TestRedis.start();
    const replica = async (roles: string): Promise<Replica> => {
      const port = await freePort();
      return new Replica(port, {
        ROLES: roles,
        API_HOST: '127.0.0.1',
        API_PORT: String(port),
        DATABASE_URL: database.url,
        DATABASE_POOL_SIZE: '6',
        REDIS_URL: redis.url,
        RATE_LIMIT_FACTOR: '0',
        DRAIN_SECONDS: String(DRAIN_SECONDS),
        API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
        JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
        LOG_LEVEL: 'ERROR',
      });
    };
    apis = [await replica('api'), await replica('api')];
    worker = await replica('worker');
    for (const each of [...apis, worker]) await each.start();
    balancer = new PinningBalancer(() => apis.filter(({ ready }) => ready).map(({ port }) => port));
    url = await balancer.listen();
  }, 120_000);

  afterAll(async () => {
    for (const leave of leftovers) leave();
    balancer.close();
    await Promise.all([...apis, worker].map((each) => each.kill()));
    await redis.kill();
    await database.drop();
  });

  /** A terminal that lives through it: connects, executes what it gets, reports, and rings its doorbell's line. */
  async function tradingTerminal(person: Person): Promise<{ terminal: Terminal; broker: BrokerModel }> {
    const { token } = await makeApiToken(person, ['terminal']);
    const clock = new Clock();
    const market = new Market(clock);
    const broker = new BrokerModel({ clock, market });
    const terminal = new Terminal({
      url,
      token,
      broker,
      clock,
      intervalMs: 500,
      marketWatch: ['EURUSD'],
      doorbell: true,
    });
    terminal.start();
    leftovers.push(() => {
      terminal.kill();
    });
    await eventually(() => {
      if (terminal.sessionId === null) throw new Error('The terminal is not connected');
    });
    return { terminal, broker };
  }

  /** How many rows a condition holds for. */
  async function count(table: string, condition = 'true'): Promise<number> {
    const [row] = await database.dataSource.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM ${table} WHERE ${condition}`,
    );
    return row?.n ?? 0;
  }

  it('loses no request, no signal, no live event and no order', async () => {
    const person = await registerPerson(new ApiClient(url), 'rolling');
    const { terminal, broker } = await tradingTerminal(person);
    const pages = Array.from({ length: PAGES }, () => new LivePage(url, person.accessToken));
    leftovers.push(
      ...pages.map((page) => () => {
        page.close();
      }),
    );
    await Promise.all(pages.map((page) => page.untilFollowing()));
    const senders = Array.from(
      { length: SENDERS },
      (_, number) => new Sender(url, person.accessToken, `rolling-${number}`),
    );
    const sending = senders.map((sender) => sender.run());

    const codes: (number | null)[] = [];
    for (const replica of [...apis, worker]) {
      await pause(500);
      codes.push(await replica.stop());
      await replica.start();
    }
    await pause(500);
    for (const sender of senders) sender.stop();
    await Promise.all(sending);

    expect(senders.flatMap(({ refused }) => refused)).toEqual([]);
    expect(codes).toEqual([0, 0, 0]);
    const accepted = senders.flatMap((sender) => sender.accepted);
    expect(accepted.length).toBeGreaterThan(500);
    expect(await count('trading_signals')).toBe(accepted.length);

    // What came while the worker was away, it works off now; what was handed out comes back with its report.
    await eventually(async () => {
      expect(await count('trading_signals', 'decided_at IS NULL')).toBe(0);
      expect(await count('trading_orders', "status IN ('READY', 'SENT', 'UNKNOWN')")).toBe(0);
    }, PATIENCE_MS);
    await terminal.stop();
    expect(broker.ledger.doubles()).toEqual([]);
    expect(await count('trading_orders', "status = 'FILLED'")).toBe(
      broker.ledger.sends.filter(({ executed }) => executed.greaterThan(0)).length,
    );
    expect(broker.ledger.sends.length).toBeGreaterThan(0);

    for (const page of pages) {
      await eventually(() => {
        expect(page.received.length).toBeGreaterThanOrEqual(accepted.length);
      }, PATIENCE_MS);
      page.close();
      expect(page.received).toHaveLength(accepted.length);
      expect(new Set(page.received)).toEqual(new Set(accepted));
    }
    // Every page followed a replica that left, each was asked in its turn, and none waited for the door to close.
    const farewells = pages.flatMap((page) => page.farewells);
    expect(farewells.length).toBeGreaterThanOrEqual(PAGES);
    expect(Math.max(...farewells)).toBeLessThanOrEqual(IN_TURN_MS);
  }, 300_000);
});

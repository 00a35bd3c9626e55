import { randomUUID } from 'node:crypto';
import { OrdersSweep } from '../../src/orders/orders-sweep';
import { eventually } from '../support/eventually';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestRedis } from '../support/test-redis';
import { TradingDesk } from '../support/trading-desk';

/** Signals of one trader that nobody has decided yet. */
async function undecided({ dataSource }: TestApp): Promise<number> {
  const [row] = await dataSource.query<{ count: string }[]>(
    'SELECT count(*) FROM trading_signals WHERE decided_at IS NULL',
  );
  return Number(row?.count);
}

/** One number of `/metrics`. */
async function metric({ url }: TestApp, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

async function decidedTwice({ dataSource }: TestApp): Promise<number> {
  const [row] = await dataSource.query<{ count: string }[]>(
    'SELECT count(*) FROM (SELECT signal_id FROM trading_orders GROUP BY signal_id, account_id HAVING count(*) > 1) d',
  );
  return Number(row?.count);
}

describe('a signal whose wake-up is lost', () => {
  it('is found by the sweep', async () => {
    const app = await startTestApp();
    try {
      const desk = await TradingDesk.open(app, 'forgotten');
      const session = await desk.connectConnector();
      // As a process leaves it that dies between its commit and the wake-up.
      await app.dataSource.query(
        `INSERT INTO trading_signals
           (user_id, source, symbol, signal_type, entry_price, stop_loss, signal_time, received_at, status,
            client_signal_id, request_hash)
         SELECT user_id, 'terminal', 'EURUSD', 'BUY', 1.1, 1.095, $1, $1, 'PENDING', $2, 'x' FROM mt5_sessions`,
        [app.clock.now(), randomUUID()],
      );
      await eventually(async () => {
        expect(await undecided(app)).toBe(0);
      });
      expect(await desk.commands(session)).toMatchObject([{ volume: 0.4 }]);
      expect(await metric(app, 'rubi_sweep_finds_total')).toBeGreaterThanOrEqual(1);
    } finally {
      await app.close();
    }
  });

  it('is decided though another one cannot be, which is refused and told so', async () => {
    const app = await startTestApp();
    try {
      const desk = await TradingDesk.open(app, 'poisoned');
      await desk.connectConnector();
      await app.dataSource.query(
        `ALTER TABLE trading_orders ADD CONSTRAINT poison CHECK (stop_loss <> 1.09) NOT VALID`,
      );
      const stories = await Promise.all([
        desk.decided(desk.signal({ client_signal_id: 'before' })),
        desk.decided(desk.signal({ client_signal_id: 'poison', stop_loss: 1.09 })),
        desk.decided(desk.signal({ client_signal_id: 'after' })),
      ]);
      expect(stories).toMatchObject([
        { status: 'PENDING' },
        { status: 'REJECTED', code: 'DECISION_FAILED' },
        { status: 'PENDING' },
      ]);
    } finally {
      await app.close();
    }
  });

  it('waits for a worker when this process is none', async () => {
    const app = await startTestApp({ environment: { ROLES: 'api' } });
    try {
      const desk = await TradingDesk.open(app, 'only_api');
      await desk.connectConnector();
      expect(await desk.signal()).toMatchObject({ status: 201 });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await undecided(app)).toBe(1);
      const worker = await startTestApp({
        environment: { ROLES: 'worker', DATABASE_URL: app.databaseUrl },
      });
      await eventually(async () => {
        expect(await undecided(app)).toBe(0);
      });
      await worker.close();
    } finally {
      await app.close();
    }
  });
});

describe('with Redis', () => {
  let redis: TestRedis;
  let app: TestApp;
  let desk: TradingDesk;
  let sent = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    app = await startTestApp({ environment: { REDIS_URL: redis.url } });
    desk = await TradingDesk.open(app, 'redis_trader');
    await desk.connectConnector();
  }, 30_000);
  afterAll(async () => {
    redis.thaw();
    await app.close();
    await redis.kill();
  }, 30_000);

  /** Sends ten signals and tells how long the slowest answer took. */
  async function sendTen(): Promise<number> {
    const durations = await Promise.all(
      Array.from({ length: 10 }, async () => {
        sent += 1;
        const before = performance.now();
        const { status } = await desk.signal({ client_signal_id: `redis-${String(sent)}` });
        expect(status).toBe(201);
        return performance.now() - before;
      }),
    );
    return Math.max(...durations);
  }

  async function allDecided(): Promise<void> {
    await eventually(async () => {
      expect(await undecided(app)).toBe(0);
    });
    expect(await decidedTwice(app)).toBe(0);
  }

  it('wakes the worker through Bull, without any help of the sweep', async () => {
    const asleep = { onApplicationBootstrap: () => undefined };
    const woken = await startTestApp({
      environment: { REDIS_URL: redis.url.replace(/0$/, '1') },
      override: (builder) => builder.overrideProvider(OrdersSweep).useValue(asleep),
    });
    try {
      const other = await TradingDesk.open(woken, 'woken');
      const session = await other.connectConnector();
      expect(await other.decided(other.signal())).toMatchObject({ status: 'PENDING' });
      expect(await other.commands(session)).toHaveLength(1);
    } finally {
      await woken.close();
    }
  });

  it.each<[string, () => Promise<void> | void, () => Promise<void> | void]>([
    ['killed', () => redis.kill(), () => redis.start()],
    [
      'frozen',
      () => {
        redis.freeze();
      },
      () => {
        redis.thaw();
      },
    ],
    ['flushed', () => redis.flush(), () => undefined],
  ])(
    'loses no signal and answers as fast when it is %s',
    async (_, harm, heal) => {
      await harm();
      expect(await sendTen()).toBeLessThan(1000);
      await allDecided();
      await heal();
      await sendTen();
      await allDecided();
      const [row] = await app.dataSource.query<{ count: string }[]>('SELECT count(*) FROM trading_signals');
      expect(Number(row?.count)).toBe(sent);
    },
    30_000,
  );
});

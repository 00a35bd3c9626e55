import { Retention } from '../../src/platform/retention/retention';
import { startTestApp, type TestApp } from '../support/test-app';
import { withClient } from '../support/test-server';
import { TradingDesk } from '../support/trading-desk';

describe('what is kept, and for how long', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startTestApp({ environment: { EVENT_RETENTION_DAYS: '7' } });
  });

  afterEach(() => app.close());

  const count = async (table: string): Promise<number> => {
    const [row] = await app.dataSource.query<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM ${table}`,
    );
    return row?.rows ?? 0;
  };

  it('forgets events after so many days, and no signal, order, deal or line of the audit log', async () => {
    const desk = await TradingDesk.open(app, 'old_hand');
    await desk.connectConnector();
    await desk.decided(desk.signal());
    const kept = ['trading_signals', 'trading_orders', 'order_events', 'audit_log', 'users'];
    const before = await Promise.all(kept.map(count));
    expect(await count('events')).toBeGreaterThan(0);

    app.clock.advance(6.9 * 86_400_000);
    await app.app.get(Retention).sweep();
    expect(await count('events')).toBeGreaterThan(0);

    app.clock.advance(400 * 86_400_000);
    await app.app.get(Retention).sweep();
    // Terminals that fell silent meanwhile are told of, and that is news of today, whenever it comes.
    expect(await count(`events WHERE type NOT LIKE 'session.%'`)).toBe(0);
    expect(await Promise.all(kept.map(count))).toEqual(before);
  });

  it('forgets more than one batch, oldest first', async () => {
    const { person } = await TradingDesk.open(app, 'busy');
    const id = (await person.get('/auth/me')).body['id'];
    await app.dataSource.query(
      `INSERT INTO events (user_id, type, version, payload, recorded_at)
       SELECT $1, 'signal.received', 1, '{}', $2::timestamptz - n * interval '1 minute'
       FROM generate_series(15000, 1, -1) AS n`,
      [id, app.clock.now()],
    );
    await app.app.get(Retention).sweep();
    // 7 days = 10 080 minutes
    expect(await count(`events WHERE type NOT LIKE 'session.%'`)).toBe(10_080);
  });

  it('forgets idempotency keys after two days', async () => {
    const { person } = await TradingDesk.open(app, 'repeating');
    const id = (await person.get('/auth/me')).body['id'];
    await app.dataSource.query(
      `INSERT INTO idempotency_keys (user_id, route, key, request_hash, status, body, created_at)
       SELECT $1, 'x', n::text, '\\x00', 201, '{}', $2::timestamptz - n * interval '1 hour' FROM generate_series(1, 100) AS n`,
      [id, app.clock.now()],
    );
    await app.app.get(Retention).sweep();
    expect(await count('idempotency_keys')).toBe(48);
  });

  it('forgets sessions that ended a year ago, but each account’s newest', async () => {
    const desk = await TradingDesk.open(app, 'moving');
    for (let move = 0; move < 3; move += 1) await desk.connectSeed();
    expect(await count('mt5_sessions')).toBe(3);
    await app.dataSource.query(
      `UPDATE mt5_sessions SET status = 'EXPIRED', ended_at = $1::timestamptz - interval '366 days'`,
      [app.clock.now()],
    );
    await app.app.get(Retention).sweep();
    const left = await app.dataSource.query<{ epoch: number }[]>('SELECT epoch FROM mt5_sessions');
    expect(left).toEqual([{ epoch: 3 }]);
  });

  it('leaves the work to another process that is at it', async () => {
    const { person } = await TradingDesk.open(app, 'patient');
    const id = (await person.get('/auth/me')).body['id'];
    await app.dataSource.query(
      `INSERT INTO events (user_id, type, version, payload, recorded_at) VALUES ($1, 'x', 1, '{}', '2020-01-01')`,
      [id],
    );
    await withClient(app.databaseUrl, async (other) => {
      await other.query('SELECT pg_advisory_lock(7822403)');
      await app.app.get(Retention).sweep();
      expect(await count(`events WHERE type = 'x'`)).toBe(1);
    });
    await app.app.get(Retention).sweep();
    expect(await count(`events WHERE type = 'x'`)).toBe(0);
  });
});

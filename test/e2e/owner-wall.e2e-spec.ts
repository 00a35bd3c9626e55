import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { FOR_EVERYBODY } from '../../src/auth/principal';
import { Transactions } from '../../src/platform/database/transactions';
import { type RequestContext, withinRequest } from '../../src/platform/http/request-context';
import { SignalsRepository } from '../../src/signals/signals.repository';
import { ApiClient } from '../support/api-client';
import { type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TradingDesk } from '../support/trading-desk';

/** Tables that no owner's id stands in, and why. */
const OWNERLESS = ['migrations'];
/** Served before the wall: reviewed one by one, since their queries alone keep owners apart. */
const BEFORE_THE_WALL = ['SignalsController.receive', 'SyncController.ping', 'SyncController.sync'];

describe('behind the wall between owners', () => {
  let test: TestApp;
  let anna: Person;
  let bertId: string;
  let hisSignal: string;

  beforeAll(async () => {
    test = await startTestApp();
    const anybody = new ApiClient(test.url);
    anna = await registerPerson(anybody, 'anna');
    const desk = await TradingDesk.open(test, 'bert');
    await desk.connectConnector();
    hisSignal = String((await desk.decided(desk.signal()))['signal_id']);
    bertId = String((await desk.person.get('/auth/me')).body['id']);
  });

  afterAll(() => test.close());

  const transactions = (): Transactions => test.app.get(Transactions);

  function as<T>(ownerId: string, work: () => Promise<T>): Promise<T> {
    const request: RequestContext = { requestId: 'of a test', userId: ownerId, owner: ownerId };
    return withinRequest(request, work);
  }

  it('a query that forgets whose rows it wants gets the rows of the caller alone', async () => {
    const forgetful = test.app.get(SignalsRepository, { strict: false });
    const everything = (): Promise<unknown[]> => forgetful.findByIds(null, [hisSignal]);
    expect(await everything()).toHaveLength(1);
    expect(await as(bertId, everything)).toHaveLength(1);
    expect(await as(anna.id, everything)).toEqual([]);
  });

  it.each([
    ['SELECT id FROM users', 1],
    ['SELECT id FROM trading_accounts', 0],
    ['SELECT * FROM symbol_specs', 0],
    ['SELECT * FROM order_events', 0],
    ['SELECT * FROM account_snapshots', 0],
    ["SELECT * FROM risk_states WHERE scope <> 'SERVER'", 0],
    ['UPDATE trading_signals SET strategy = null RETURNING id', 0],
    ['DELETE FROM trading_positions RETURNING id', 0],
  ])('%s meets no row of another', async (sql, own) => {
    expect(await as(anna.id, () => transactions().query(sql))).toHaveLength(own);
  });

  it('nobody writes rows for another', async () => {
    const forged = as(anna.id, () =>
      transactions().query(
        `INSERT INTO audit_log (user_id, actor, action, detail, recorded_at)
         VALUES ($1, 'person', 'auth.logged_in', '{}', now())`,
        [bertId],
      ),
    );
    await expect(forged).rejects.toThrow(/row-level security/);
  });

  it.each([
    'SELECT 1 FROM migrations',
    'TRUNCATE trading_signals',
    'DROP TABLE trading_signals',
    'DELETE FROM users',
  ])('nobody does what no request has to do: %s', async (sql) => {
    await expect(as(anna.id, () => transactions().query(sql))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it('a connection that served one owner hides nothing from the next who uses it', async () => {
    await Promise.all(
      Array.from({ length: 20 }, () => as(anna.id, () => transactions().query('SELECT id FROM users'))),
    );
    const counted = await Promise.all(
      Array.from({ length: 20 }, () => transactions().query('SELECT id FROM users')),
    );
    expect(new Set(counted.map((rows) => rows.length))).toEqual(new Set([2]));
    const failing = as(anna.id, () => transactions().query('SELECT no_such_column FROM users'));
    await expect(failing).rejects.toThrow();
    expect(await transactions().query('SELECT current_user = session_user AS itself')).toEqual([
      { itself: true },
    ]);
  });

  it('what a request sets in motion for others sees the rows of others', async () => {
    const seen = await as(
      anna.id,
      () =>
        new Promise<unknown[]>((resolve, reject) => {
          void transactions()
            .run((tx) => {
              tx.afterCommit(() => {
                transactions().query('SELECT id FROM users').then(resolve, reject);
              });
              return Promise.resolve();
            })
            .catch(reject);
        }),
    );
    expect(seen).toHaveLength(2);
  });

  it('refuses an owner that is none', async () => {
    await expect(as("x'; RESET ROLE; --", () => transactions().query('SELECT 1'))).rejects.toThrow('UUID');
  });

  it('every table stands behind it', async () => {
    const open = await test.dataSource.query<{ name: string }[]>(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
         AND NOT (relrowsecurity AND EXISTS (
           SELECT 1 FROM pg_policy p WHERE p.polrelid = pg_class.oid AND p.polname = 'caller'))
       ORDER BY 1`,
    );
    expect(open.map(({ name }) => name)).toEqual(OWNERLESS);
  });

  it('every route stands behind it, but for those that are named', () => {
    const reflector = test.app.get(Reflector);
    const scanner = new MetadataScanner();
    const discovery = test.app.get(DiscoveryService, { strict: false });
    const before = discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return scanner
        .getAllMethodNames(prototype)
        .filter(
          (name) => reflector.get<unknown>(FOR_EVERYBODY, prototype[name] as () => unknown) !== undefined,
        )
        .map((name) => `${metatype?.name}.${name}`);
    });
    expect(before.sort()).toEqual(BEFORE_THE_WALL);
  });
});

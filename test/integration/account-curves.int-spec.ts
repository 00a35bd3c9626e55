import { type Account } from '../../src/accounts/account';
import { type CurveBucket, type Resolution, RESOLUTIONS } from '../../src/accounts/account-curve';
import { AccountCurvesRepository } from '../../src/accounts/account-curves.repository';
import { AccountCurvesService } from '../../src/accounts/account-curves.service';
import { CurveKeeper, RETENTION_DAYS } from '../../src/accounts/curve-keeper';
import { money } from '../../src/money/quantity';
import { type Configuration } from '../../src/platform/config/configuration';
import { FixedClock } from '../support/fixed-clock';
import { addUsers, ALICE, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const NO_ROLES = { roles: [] } as unknown as Configuration;
const START = Date.UTC(2025, 9, 20, 22, 0);

interface Point {
  readonly ms: number;
  readonly equity: number;
}

/** A walk of 5 000 steps at uneven times over four days, the same each time. */
function walk(): Point[] {
  let [state, ms, equity] = [42, START, 10_000];
  const next = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return Array.from({ length: 5000 }, () => {
    ms += 10_000 + next(100) * 1000;
    equity += next(41) - 20;
    return { ms, equity };
  });
}

/** The deepest fall, from every point to every later one. */
function deepestFall(points: readonly Point[]): number {
  let [high, deepest] = [Number.NEGATIVE_INFINITY, 0];
  for (const { equity } of points) {
    high = Math.max(high, equity);
    deepest = Math.max(deepest, high - equity);
  }
  return deepest;
}

function bucketsOf(points: readonly Point[], seconds: number): object[] {
  const groups = new Map<number, Point[]>();
  for (const point of points) {
    const start = Math.floor(point.ms / (seconds * 1000)) * seconds * 1000;
    groups.set(start, [...(groups.get(start) ?? []), point]);
  }
  return [...groups].map(([start, group]) => {
    const values = group.map(({ equity }) => equity);
    const average = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      start: new Date(start).toISOString(),
      samples: values.length,
      equity: [values[0], Math.min(...values), Math.max(...values), average.toFixed(4), values.at(-1)],
      fall: deepestFall(group),
    };
  });
}

function told({ startsAt, samples, equity, fall }: CurveBucket): object {
  const { start, min, max, average, last } = equity;
  return {
    start: startsAt.toISOString(),
    samples,
    equity: [Number(start), Number(min), Number(max), average.toFixed(4), Number(last)],
    fall: fall ? Number(fall.peak.minus(fall.trough)) : 0,
  };
}

async function storePoints(
  { dataSource }: TestDatabase,
  accountId: string,
  points: readonly Point[],
): Promise<void> {
  await dataSource.query(
    `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
     SELECT $1, p.at, 10000, p.equity FROM unnest($2::timestamptz[], $3::numeric[]) AS p (at, equity)`,
    [accountId, points.map(({ ms }) => new Date(ms)), points.map(({ equity }) => equity)],
  );
}

describe('an account’s curve', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let account: Account;
  let curves: AccountCurvesService;
  let keeper: CurveKeeper;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts');
    clock = new FixedClock(new Date(START));
    rooms = new TerminalRooms(database, clock);
    account = await rooms.register();
    await database.dataSource.query('DELETE FROM account_snapshots');
    const repository = new AccountCurvesRepository(rooms.transactions);
    curves = new AccountCurvesService(repository, rooms.transactions, clock);
    keeper = new CurveKeeper(repository, curves, rooms.snapshots, rooms.transactions, clock, NO_ROLES);
  });

  async function store(points: readonly Point[]): Promise<void> {
    await storePoints(database, account.id, points);
    const last = points.at(-1);
    if (last) clock.set(new Date(Math.max(last.ms, clock.now().getTime())));
  }

  const read = async (resolution: Resolution): Promise<object[]> =>
    (await curves.buckets(account.id, { resolution, limit: 10_000 })).map(told);

  it('has start, lowest, highest, mean, end and deepest fall of each minute, hour and day', async () => {
    const points = walk();
    for (let done = 0; done < points.length; done += 700) {
      await store(points.slice(done, done + 700));
      await curves.rollUp(account.id);
    }
    expect(await read('1m')).toEqual(bucketsOf(points, 60));
    expect(await read('1h')).toEqual(bucketsOf(points, 3600));
    expect(await read('1d')).toEqual(bucketsOf(points, 86_400));
  });

  it('is made again where a report came late', async () => {
    const points = walk();
    await store(points);
    await curves.rollUp(account.id);
    const late = { ms: (points[1500]?.ms ?? 0) + 1, equity: 1 };
    await rooms.transactions.run((tx) =>
      rooms.snapshots.addLate(
        tx,
        account.id,
        {
          balance: money(10_000),
          equity: money(late.equity),
          margin: null,
          marginFree: null,
          marginLevel: null,
          profit: null,
        },
        new Date(late.ms),
      ),
    );
    const all = [...points, late].sort((a, b) => a.ms - b.ms);
    expect(await read('1h')).toEqual(bucketsOf(all, 3600));
    expect(await read('1d')).toEqual(bucketsOf(all, 86_400));
  });

  it('is the same when two processes sum it up at once', async () => {
    const points = walk();
    await store(points);
    await Promise.all([curves.rollUp(account.id), curves.rollUp(account.id), keeper.roll()]);
    await curves.rollUp(account.id);
    expect(await read('1d')).toEqual(bucketsOf(points, 86_400));
  });

  it('forgets what is too fine to be kept, and keeps the days', async () => {
    const points = walk();
    await store(points);
    await database.dataSource.query(`SELECT create_account_snapshot_partitions($1, 1)`, [new Date(START)]);
    await database.dataSource.query(`UPDATE trading_accounts SET snapshot_taken_at = $1`, [clock.now()]);
    clock.advance((RETENTION_DAYS.snapshots + 31) * 86_400_000);
    await keeper.forget();
    expect(await database.dataSource.query('SELECT 1 FROM account_snapshots LIMIT 1')).toEqual([]);
    expect(await read('1m')).toEqual(bucketsOf(points, 60));

    clock.advance(RETENTION_DAYS.minutes * 86_400_000);
    await keeper.forget();
    expect(await read('1m')).toEqual([]);
    expect(await read('1h')).toEqual(bucketsOf(points, 3600));
    expect(await read('1d')).toEqual(bucketsOf(points, 86_400));
  });
});

describe('the curves of many accounts', () => {
  const MANY = 130;
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let repository: AccountCurvesRepository;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
    clock = new FixedClock(new Date(START));
    rooms = new TerminalRooms(database, clock);
    repository = new AccountCurvesRepository(rooms.transactions);
    await database.dataSource.query(`SELECT create_account_snapshot_partitions($1, 1)`, [new Date(START)]);
    for (let number = 1; number <= MANY; number += 1) {
      await rooms.register(ALICE, { accountNumber: String(number) });
    }
  });

  afterAll(() => database.drop());

  it('lose no snapshot that is in no bucket yet, and one that fails keeps no other from being summed up', async () => {
    const [failing] = await rooms.accounts.listOf(ALICE);
    const curves = new (class extends AccountCurvesService {
      override rollUp(accountId: string): Promise<boolean> {
        return accountId === failing?.id ? Promise.reject(new Error('broken')) : super.rollUp(accountId);
      }
    })(repository, rooms.transactions, clock);
    const keeper = new CurveKeeper(repository, curves, rooms.snapshots, rooms.transactions, clock, NO_ROLES);
    const count = async (sql: string): Promise<number> =>
      (
        await database.dataSource.query<{ count: number }[]>(`SELECT count(*)::integer AS count FROM ${sql}`)
      )[0]?.count ?? 0;
    clock.advance((RETENTION_DAYS.snapshots + 31) * 86_400_000);
    await keeper.forget();
    expect(await count('account_curve_buckets WHERE seconds = 86400')).toBe(MANY - 1);
    expect(await count('account_snapshots')).toBe(MANY);

    const healed = new AccountCurvesService(repository, rooms.transactions, clock);
    await new CurveKeeper(repository, healed, rooms.snapshots, rooms.transactions, clock, NO_ROLES).forget();
    expect(await count('account_curve_buckets WHERE seconds = 86400')).toBe(MANY);
    expect(await count('account_snapshots')).toBe(0);
  });
});

describe('curves that are summed up together', () => {
  /** Some forty minutes of the walk. */
  const STEP = 40;
  const ACCOUNTS = 3;
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let repository: AccountCurvesRepository;
  const alone: string[] = [];
  const ids: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
    clock = new FixedClock(new Date(START));
    rooms = new TerminalRooms(database, clock);
    repository = new AccountCurvesRepository(rooms.transactions);
    for (let number = 1; number <= ACCOUNTS; number += 1) {
      ids.push((await rooms.register(ALICE, { accountNumber: String(number) })).id);
    }
    await database.dataSource.query('DELETE FROM account_snapshots');
  });

  beforeEach(async () => {
    alone.length = 0;
    for (const table of ['account_snapshots', 'account_curves', 'account_curve_buckets']) {
      await database.dataSource.query(`DELETE FROM ${table}`);
    }
    await database.dataSource.query('UPDATE trading_accounts SET snapshot_taken_at = NULL');
  });

  afterAll(() => database.drop());

  /** Each account has a level of its own, so that no one's points can pass for another's. */
  const pointsOf = (points: readonly Point[], account: number): Point[] =>
    points.map(({ ms, equity }) => ({ ms: ms + account, equity: equity + account * 1000 }));

  async function store(points: readonly Point[], accounts: readonly number[]): Promise<void> {
    for (const account of accounts) {
      await storePoints(database, ids[account] ?? '', pointsOf(points, account));
    }
    const last = (points.at(-1)?.ms ?? 0) + ACCOUNTS;
    clock.set(new Date(Math.max(last, clock.now().getTime())));
    await database.dataSource.query(
      'UPDATE trading_accounts SET snapshot_taken_at = $2 WHERE id = ANY($1::uuid[])',
      [accounts.map((account) => ids[account]), clock.now()],
    );
  }

  function keeperOf(curves: AccountCurvesService): CurveKeeper {
    return new CurveKeeper(repository, curves, rooms.snapshots, rooms.transactions, clock, NO_ROLES);
  }

  const noting = (): AccountCurvesService =>
    new (class extends AccountCurvesService {
      override rollUp(...[accountId, mostDays]: [string, number?]): Promise<boolean> {
        alone.push(accountId);
        return super.rollUp(accountId, mostDays);
      }
    })(repository, rooms.transactions, clock);

  it('are the same as those that are summed up alone, over every midnight', async () => {
    const points = walk();
    const keeper = keeperOf(noting());
    for (let done = 0; done < points.length; done += STEP) {
      const now = points.slice(done, done + STEP);
      await store(now, [0, 1]);
      // What the last one has to tell comes late, all of a day at once.
      if (done % (STEP * 25) === 0) {
        const late = points.slice(Math.max(0, done - STEP * 24), done + STEP);
        await store(late, [2]);
        await database.dataSource.query('UPDATE account_curves SET dirty_from = $2 WHERE account_id = $1', [
          ids[2],
          new Date(late[0]?.ms ?? 0),
        ]);
      }
      await keeper.roll(500, 0);
    }
    const curves = new AccountCurvesService(repository, rooms.transactions, clock);
    for (const account of [0, 1]) {
      for (const [resolution, seconds] of Object.entries(RESOLUTIONS) as [Resolution, number][]) {
        const buckets = await curves.buckets(ids[account] ?? '', { resolution, limit: 10_000 });
        expect(buckets.map(told)).toEqual(bucketsOf(pointsOf(points, account), seconds));
      }
    }
    const heard = points.slice(0, STEP * 101);
    const days = await curves.buckets(ids[2] ?? '', { resolution: '1d', limit: 10 });
    expect(days.map(told)).toEqual(bucketsOf(pointsOf(heard, 2), 86_400));
    // At midnights, and the one that was behind.
    expect(alone.length).toBeGreaterThan(5);
    expect(alone.length).toBeLessThan(20);
  });

  it('are summed up one by one when together they cannot be', async () => {
    const points = walk().slice(0, 10);
    await store(points, [0, 1, 2]);
    const curves = noting();
    curves.rollLately = () => Promise.reject(new Error('broken'));
    await keeperOf(curves).roll(500, 0);
    expect([...alone].sort()).toEqual([...ids].sort());
    const minutes = await curves.buckets(ids[1] ?? '', { resolution: '1m', limit: 100 });
    expect(minutes.map(told)).toEqual(bucketsOf(pointsOf(points, 1), 60));
  });

  it('rest for a minute, but not where something came late', async () => {
    await store(walk().slice(0, 10), [0, 1]);
    const keeper = keeperOf(noting());
    const rolledTo = async (): Promise<unknown> =>
      database.dataSource.query('SELECT account_id, rolled_to FROM account_curves ORDER BY account_id');
    await keeper.roll();
    const first = await rolledTo();
    clock.advance(30_000);
    await keeper.roll();
    expect(await rolledTo()).toEqual(first);
    await database.dataSource.query('UPDATE account_curves SET dirty_from = $2 WHERE account_id = $1', [
      ids[1],
      new Date(START),
    ]);
    await keeper.roll();
    const moved = (await repository.rolledTo(ids[1] ?? ''))?.getTime();
    expect([moved, await repository.rolledTo(ids[0] ?? '')]).toEqual([
      clock.now().getTime(),
      new Date(clock.now().getTime() - 30_000),
    ]);
    clock.advance(30_000);
    await keeper.roll();
    expect(await repository.rolledTo(ids[0] ?? '')).toEqual(clock.now());
  });
});

describe('snapshots with TimescaleDB', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  /** Which of the three ways this server goes. */
  async function path(): Promise<'without' | 'apache' | 'timescale'> {
    const [found] = await database.dataSource.query<{ license: string | null }[]>(
      `SELECT current_setting('timescaledb.license', true) AS license FROM pg_extension WHERE extname = 'timescaledb'`,
    );
    if (!found) return 'without';
    return found.license === 'timescale' ? 'timescale' : 'apache';
  }

  it('are a hypertable where the extension is, compressed where its licence allows, and partitions elsewhere', async () => {
    const way = await path();
    if (way === 'without') {
      process.stdout.write('TimescaleDB is not installed here: only native partitions were tested.\n');
      const [table] = await database.dataSource.query<{ kind: string }[]>(
        `SELECT relkind AS kind FROM pg_class WHERE relname = 'account_snapshots'`,
      );
      expect(table?.kind).toBe('p');
      return;
    }
    const tables = await database.dataSource.query<{ compressed: boolean }[]>(
      `SELECT compression_enabled AS compressed FROM timescaledb_information.hypertables
       WHERE hypertable_name = 'account_snapshots'`,
    );
    expect(tables).toEqual([{ compressed: way === 'timescale' }]);
  });
});

import { type Client } from 'pg';
import { type Account } from '../../src/accounts/account';
import { RESOLUTION_NAMES } from '../../src/accounts/account-curve';
import { AccountCurvesRepository } from '../../src/accounts/account-curves.repository';
import { AccountCurvesService } from '../../src/accounts/account-curves.service';
import { FixedClock } from '../support/fixed-clock';
import { nodesIn, type Plan, planOf } from '../support/query-plans';
import { type RecordedStatement, StatementRecorder } from '../support/recorded-statements';
import { addUsers, ALICE, TerminalRooms } from '../support/terminal-rooms';
import { withClient } from '../support/test-server';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const NOW = new Date('2025-10-23T12:00:00Z');
const ACCOUNTS = 20;
const MONTHS = 4;
/** Those that hold what is new: this month's, and what comes after it. */
const isCurrent = (table: string): boolean => table >= 'account_snapshots_202510';
/** A page of minutes, and no more. */
const MOST_ROWS = 501;

describe('the queries behind a curve', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let curves: AccountCurvesService;
  let account: Account;
  const accounts: Account[] = [];
  let recorder: StatementRecorder;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
    clock = new FixedClock(NOW);
    rooms = new TerminalRooms(database, clock);
    for (let number = 1; number <= ACCOUNTS; number += 1) {
      accounts.push(await rooms.register(ALICE, { accountNumber: String(number) }));
    }
    await withClient(database.url, (client) => storePast(client, accounts));
    const [first] = accounts;
    if (!first) throw new Error('Nobody has a curve');
    account = first;
    curves = new AccountCurvesService(
      new AccountCurvesRepository(rooms.transactions),
      rooms.transactions,
      clock,
    );
    recorder = new StatementRecorder();
  });

  afterAll(async () => {
    recorder.stop();
    await database.drop();
  });

  /** Months of snapshots and minutes of every account, so that an index is worth its while; hours and days of them. */
  async function storePast(client: Client, accounts: readonly Account[]): Promise<void> {
    const run = (sql: string, values: readonly unknown[]): Promise<unknown> => client.query(sql, [...values]);
    const ids = accounts.map(({ id }) => id);
    await run(
      `SELECT create_account_snapshot_partitions($1::timestamptz - interval '${MONTHS} months', ${MONTHS + 2})`,
      [NOW],
    );
    await run(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
       SELECT a.id, $2::timestamptz - i * interval '1 hour', 1000, 1000 + i % 7
       FROM unnest($1::uuid[]) AS a (id), generate_series(0, ${MONTHS * 30 * 24}) AS s (i) ON CONFLICT DO NOTHING`,
      [ids, NOW],
    );
    await run(
      `INSERT INTO account_curve_buckets (account_id, seconds, starts_at, samples, balance_start, balance_min,
         balance_max, balance_sum, balance_last, equity_start, equity_min, equity_max, equity_sum, equity_last,
         equity_min_at, equity_max_at)
       SELECT a.id, r.seconds, t.at, 1, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, t.at, t.at
       FROM unnest($1::uuid[]) AS a (id), (VALUES (60), (3600), (86400)) AS r (seconds), generate_series(1, CASE a.id WHEN ($1::uuid[])[1] THEN 10000 ELSE 300 END) AS s (i),
         LATERAL (SELECT date_bin(make_interval(secs => r.seconds), $2::timestamptz, 'epoch')
                           - make_interval(secs => i * r.seconds) AS at) AS t`,
      [ids, NOW],
    );
    await run(
      `INSERT INTO account_curves (account_id, rolled_to) SELECT id, $2 FROM unnest($1::uuid[]) AS a (id)`,
      [ids, NOW],
    );
    await run('ANALYZE', []);
  }

  const done = ({ text, values }: RecordedStatement): Promise<Plan> =>
    planOf(database.dataSource, text, {
      how: 'ANALYZE',
      values,
      before: ['SET LOCAL enable_nestloop = off'],
    });

  const planned = (): RecordedStatement[] =>
    recorder
      .take()
      .filter(({ text }) => /^\s*(SELECT|INSERT|UPDATE|WITH)\b/.test(text) && text.includes('account_'));

  async function tablesRead(statements: readonly RecordedStatement[]): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (const statement of statements) {
      for (const node of nodesIn(await done(statement))) {
        const table = node['Relation Name'];
        if (table !== undefined) found.set(table, [...(found.get(table) ?? []), node['Node Type']]);
      }
    }
    return found;
  }

  it.each(RESOLUTION_NAMES)(
    'read a page of %s buckets by their index, and no snapshot',
    async (resolution) => {
      clock.advance(5 * 60_000);
      await curves.rollUp(account.id);
      for (const from of [undefined, new Date(NOW.getTime() - 20 * 86_400_000)]) {
        recorder.take();
        await curves.buckets(account.id, { resolution, from, limit: MOST_ROWS });
        const statements = planned();
        expect(
          [...(await tablesRead(statements)).keys()].filter((table) => table.includes('snapshots')),
        ).toEqual([]);
        for (const statement of statements) {
          for (const node of nodesIn(await done(statement))) {
            if (node['Relation Name'] !== 'account_curve_buckets') continue;
            expect(node['Node Type']).toBe('Index Scan');
            expect((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)).toBeLessThanOrEqual(
              MOST_ROWS,
            );
          }
        }
      }
    },
  );

  it('read a page by their index also by a plan for all values, without sorting', async () => {
    recorder.take();
    await curves.buckets(account.id, { resolution: '1m', limit: MOST_ROWS });
    const [statement] = planned().filter(({ text }) => text.includes('FROM account_curve_buckets'));
    const plan = await planOf(database.dataSource, statement?.text ?? '', { how: 'GENERIC_PLAN' });
    expect(nodesIn(plan).map((node) => node['Node Type'])).toEqual(['Limit', 'Index Scan']);
  });

  it.each([
    ['who asks', () => curves.buckets(account.id, { resolution: '1d', limit: MOST_ROWS })],
    ['the worker, for many', () => curves.rollLately(accounts.map(({ id }) => id))],
  ])('sum up what is new from this month’s partition alone, by its index: %s', async (_, sumUp) => {
    clock.advance(60_000);
    await curves.rollUp(account.id);
    await database.dataSource.query(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity) VALUES ($1, $2, 1000, 999)`,
      [account.id, clock.now()],
    );
    await database.dataSource.query('UPDATE trading_accounts SET snapshot_taken_at = $2 WHERE id = $1', [
      account.id,
      clock.now(),
    ]);
    recorder.take();
    await sumUp();
    const statements = planned();
    expect(statements.some(({ text }) => text.includes('FROM account_snapshots'))).toBe(true);
    const read = await tablesRead(statements);
    const snapshots = [...read].filter(([table]) => table.startsWith('account_snapshots'));
    expect(snapshots.length).toBeGreaterThan(0);
    for (const [table, kinds] of snapshots) {
      expect([table, isCurrent(table)]).toEqual([table, true]);
      // What is empty may be read as a whole.
      if (table === 'account_snapshots_202510') expect(kinds).not.toContain('Seq Scan');
    }
    expect(read.get('account_curve_buckets')?.filter((kind) => kind === 'Seq Scan') ?? []).toEqual([]);
  });
});

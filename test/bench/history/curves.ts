import { setTimeout as pause } from 'node:timers/promises';
import { type Bench } from '../scenario';
import { type BenchDatabase } from '../server/bench-database';
import { type Seat } from '../server/population';
import { ask, type Asked } from './asked';

const SECONDS_BETWEEN = 10;
/** Markets are open on five days of seven. */
const SNAPSHOTS_A_DAY = (24 * 3600) / SECONDS_BETWEEN;
const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 500;

/** What an account's curve costs at each resolution, among so many snapshots that they are millions together. */
export async function measureCurves(
  bench: Bench,
  seats: readonly Seat[],
): Promise<{ readonly snapshots: number; readonly asked: readonly Asked[] }> {
  const { database, sizes } = bench;
  const snapshots = await writeSnapshots(bench, seats, sizes.snapshots);
  const server = await bench.startServer();
  await rolledUp(bench);
  await database.rows('VACUUM ANALYZE');
  const seat = seats[Math.floor(seats.length / 2)];
  if (!seat) throw new Error('No account has a curve');
  const asked: Asked[] = [];
  const put = async (query: string, what: string, before?: () => Promise<unknown>): Promise<void> => {
    const path = `/stats/equity?account_id=${seat.accountId}&limit=500&${query}`;
    const question = { path, token: seat.readToken, what, times: sizes.historyCalls };
    asked.push(await ask({ server, database }, before ? { ...question, before } : question));
  };
  const middle = new Date(Date.now() - 30 * DAY_MS).toISOString();
  const snapshot = (): Promise<unknown> => writeOne(database, seat);
  for (const resolution of ['1d', '1h', '1m'] as const) {
    await put(`resolution=${resolution}`, `${resolution}, from its beginning`);
    await put(`resolution=${resolution}&from=${middle}`, `${resolution}, from a month ago on`);
    await put(`resolution=${resolution}&from=${middle}`, `${resolution}, after a new snapshot`, snapshot);
  }
  await server.stop();
  return { snapshots, asked };
}

/** Day by day for all, as they come: the rows of one account lie far apart. */
async function writeSnapshots(bench: Bench, seats: readonly Seat[], wanted: number): Promise<number> {
  const { database } = bench;
  await database.rows('DELETE FROM account_snapshots');
  const days = Math.max(1, Math.ceil(wanted / seats.length / SNAPSHOTS_A_DAY));
  const each = Math.ceil(wanted / seats.length / days);
  const weekdays: Date[] = [];
  for (let ms = Date.now() - DAY_MS; weekdays.length < days; ms -= DAY_MS) {
    const day = new Date(Math.floor(ms / DAY_MS) * DAY_MS);
    if (![0, 6].includes(day.getUTCDay())) weekdays.unshift(day);
  }
  const first = weekdays[0] ?? new Date();
  await database.rows(`SELECT create_account_snapshot_partitions($1, 6)`, [first]);
  for (const [place, day] of weekdays.entries()) {
    await database.rows(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity, margin, margin_free, profit)
       SELECT account_id, $2::timestamptz + i * interval '${SECONDS_BETWEEN} seconds', 10000 + $4::integer,
         10000 + $4::integer + round((sin(i / 500.0 + $4::integer) * 200 + (i * 7919) % 31)::numeric, 2), 100, 9900, 0
       FROM generate_series(0, $3::bigint - 1) AS s (i), unnest($1::uuid[]) AS a (account_id)`,
      [seats.map(({ accountId }) => accountId), day, each, place],
    );
    if (place % 10 === 9) bench.say(`  ${(place + 1) * each * seats.length} snapshots stored`);
  }
  await database.rows('DELETE FROM account_curve_buckets');
  await database.rows('DELETE FROM account_curves');
  await database.rows('UPDATE trading_accounts SET snapshot_taken_at = now()');
  await database.rows('VACUUM ANALYZE');
  return days * each * seats.length;
}

/** The worker's own business: a new installation sums up as it goes. */
async function rolledUp(bench: Bench): Promise<void> {
  const { database } = bench;
  const begun = performance.now();
  for (;;) {
    const [{ behind } = { behind: 0 }] = await database.rows<{ behind: number }>(
      `SELECT count(*)::integer AS behind FROM trading_accounts a LEFT JOIN account_curves c ON c.account_id = a.id
       WHERE c.account_id IS NULL OR c.rolled_to < a.snapshot_taken_at`,
    );
    if (behind === 0) break;
    await pause(LOOK_EVERY_MS);
  }
  bench.say(`  summed up after ${Math.round((performance.now() - begun) / 1000)} s`);
}

async function writeOne(database: BenchDatabase, { accountId }: Seat): Promise<void> {
  await database.rows(
    `WITH moved AS (
       UPDATE trading_accounts SET equity = equity + 1, snapshot_taken_at = now() WHERE id = $1
       RETURNING id, balance, equity, snapshot_taken_at)
     INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
     SELECT id, snapshot_taken_at, balance, equity FROM moved`,
    [accountId],
  );
}

import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type WholeState } from './account-state';

/** An account at an instant that somebody asks about. */
export interface AccountInstant {
  readonly accountId: string;
  readonly at: Date;
}

/** A stored point of an account's curve. */
export interface AccountPoint {
  readonly takenAt: Date;
  readonly balance: Decimal;
  readonly equity: Decimal;
}

/** A point that an account's curve may get. */
export interface NewPoint {
  readonly accountId: string;
  readonly state: WholeState;
  readonly takenAt: Date;
}

interface PointRow {
  readonly place: string;
  readonly taken_at: Date;
  readonly balance: string;
  readonly equity: string;
}

@Injectable()
export class AccountSnapshotsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** For each instant the last point at or before it and the first one after it, as far as there are any. */
  async around(tx: Transaction | null, instants: readonly AccountInstant[]): Promise<AccountPoint[][]> {
    if (instants.length === 0) return [];
    const rows = await (tx ?? this.transactions).query<PointRow>(
      `SELECT w.place, p.taken_at, p.balance, p.equity
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS w (account_id, at, place)
       CROSS JOIN LATERAL (
         (SELECT s.taken_at, s.balance, s.equity FROM account_snapshots s
          WHERE s.account_id = w.account_id AND s.taken_at <= w.at ORDER BY s.taken_at DESC LIMIT 1)
         UNION ALL
         (SELECT s.taken_at, s.balance, s.equity FROM account_snapshots s
          WHERE s.account_id = w.account_id AND s.taken_at > w.at ORDER BY s.taken_at LIMIT 1)
       ) AS p`,
      [instants.map(({ accountId }) => accountId), instants.map(({ at }) => at)],
    );
    const points = instants.map((): AccountPoint[] => []);
    for (const { place, taken_at: takenAt, balance, equity } of rows) {
      points[Number(place) - 1]?.push({
        takenAt,
        balance: new Decimal(balance),
        equity: new Decimal(equity),
      });
    }
    return points;
  }

  /** The highest stored equity since an instant; null when nothing was stored since. */
  async highestEquity(tx: Transaction | null, accountId: string, since: Date): Promise<Decimal | null> {
    const [row] = await (tx ?? this.transactions).query<{ highest: string | null }>(
      `SELECT max(equity) AS highest FROM account_snapshots WHERE account_id = $1 AND taken_at >= $2`,
      [accountId, since],
    );
    return row?.highest ? new Decimal(row.highest) : null;
  }

  /** Adds a point to each of these accounts' curves, unless it says what the curve's newest one says. */
  add(tx: Transaction, points: readonly NewPoint[]): void {
    if (points.length === 0) return;
    const columns = points.map(({ state }) => figures(state));
    const column = (index: number): (string | null)[] => columns.map((row) => row[index] ?? null);
    tx.write(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity, margin, margin_free, profit)
       SELECT p.account_id, p.taken_at, p.balance, p.equity, p.margin, p.margin_free, p.profit
       FROM unnest($1::uuid[], $2::timestamptz[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[])
         AS p (account_id, taken_at, balance, equity, margin, margin_free, profit)
       LEFT JOIN LATERAL (
         SELECT true AS found, balance, equity, margin, margin_free, profit FROM account_snapshots
         WHERE account_id = p.account_id ORDER BY taken_at DESC LIMIT 1
       ) AS newest ON true
       WHERE newest.found IS NULL
         OR (newest.balance, newest.equity, newest.margin, newest.margin_free, newest.profit)
           IS DISTINCT FROM (p.balance, p.equity, p.margin, p.margin_free, p.profit)
       ON CONFLICT (account_id, taken_at) DO NOTHING`,
      [
        points.map(({ accountId }) => accountId),
        points.map(({ takenAt }) => takenAt),
        ...[0, 1, 2, 3, 4].map(column),
      ],
    );
  }

  /** Adds a point that arrived too late to be the newest. */
  async addLate(tx: Transaction, accountId: string, state: WholeState, takenAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity, margin, margin_free, profit)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (account_id, taken_at) DO NOTHING`,
      [accountId, takenAt, ...figures(state)],
    );
    await tx.query(
      `UPDATE account_curves SET dirty_from = least(dirty_from, $2) WHERE account_id = $1 AND rolled_to > $2`,
      [accountId, takenAt],
    );
  }

  /**
   * Drops the months, or with TimescaleDB the chunks, that lie wholly before a time. Everything else would rewrite the
   * table. `drop_chunks` is in TimescaleDB's Apache edition too, its retention policies are not.
   */
  async dropBefore(tx: Transaction, before: Date): Promise<readonly string[]> {
    const dropped = await tx.query<{ name: string }>(`SELECT drop_account_snapshots_before($1) AS name`, [
      before,
    ]);
    return dropped.map(({ name }) => name);
  }

  /**
   * Makes the monthly partitions from this month on, where the table is partitioned natively (TimescaleDB makes its own).
   * One process at a time: false when another is at it.
   */
  async makePartitions(tx: Transaction, now: Date, months: number): Promise<boolean> {
    const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock($1) AS taken`, [
      PARTITIONS_LOCK,
    ]);
    if (!lock?.taken) return false;
    const [partitioning] = await tx.query<{ native: boolean }>(
      `SELECT relkind = 'p' AS native FROM pg_class WHERE oid = 'account_snapshots'::regclass`,
    );
    if (partitioning?.native) {
      await tx.query(`SELECT create_account_snapshot_partitions($1, $2)`, [now, months]);
    }
    return true;
  }
}

/** Any number of ours, as long as no other advisory lock uses it. */
const PARTITIONS_LOCK = 7_822_402;

function figures({ balance, equity, margin, marginFree, profit }: WholeState): (string | null)[] {
  return [balance, equity, margin, marginFree, profit].map((figure) => figure?.toFixed() ?? null);
}

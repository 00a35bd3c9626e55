import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type CurveBucket, type CurveRange, RESOLUTIONS } from './account-curve';

/** How far an account's snapshots are summed up. */
export interface CurveState {
  readonly accountId: string;
  readonly rolledTo: Date;
  readonly dirtyFrom: Date | null;
}

/** A stretch of an account's curve, its end excluded. */
export interface CurvePart {
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

type Row = Readonly<Record<Figure, string>> & {
  readonly startsAt: Date;
  readonly samples: number;
  readonly equityMinAt: Date;
  readonly equityMaxAt: Date;
  readonly fallPeak: string | null;
  readonly fallPeakAt: Date | null;
  readonly fallTrough: string | null;
  readonly fallTroughAt: Date | null;
};

type Figure =
  | 'balanceStart'
  | 'balanceMin'
  | 'balanceMax'
  | 'balanceSum'
  | 'balanceLast'
  | 'equityStart'
  | 'equityMin'
  | 'equityMax'
  | 'equitySum'
  | 'equityLast';

/** The columns that a bucket is made of, in the order in which all three statements below give them. */
const COLUMNS = `samples, balance_start, balance_min, balance_max, balance_sum, balance_last, equity_start, equity_min,
  equity_max, equity_sum, equity_last, equity_min_at, equity_max_at, fall_peak, fall_peak_at, fall_trough,
  fall_trough_at`;

const WRITE = `
  ON CONFLICT ON CONSTRAINT account_curve_buckets_pkey DO UPDATE SET
    (${COLUMNS}) = ROW (${COLUMNS.split(',')
      .map((column) => `excluded.${column.trim()}`)
      .join(', ')})`;

const PARTS = `unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS w (account_id, since, until)`;
/** Keeps the planner from reading everybody's rows to join them with a handful of parts. */
const BY_ITS_INDEX = 'OFFSET 0';

/**
 * That an account has snapshots which may be in no bucket yet. One is stored by a transaction that may commit a little
 * later than it says.
 */
export const OVERLAP_MS = 2 * 60_000;
const BEHIND = `a.snapshot_taken_at IS NOT NULL
  AND (c.account_id IS NULL OR c.dirty_from IS NOT NULL
       OR a.snapshot_taken_at > c.rolled_to - interval '${OVERLAP_MS} milliseconds')`;

/** Snapshots of accounts, summed up into buckets. */
@Injectable()
export class AccountCurvesRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Accounts that have snapshots which are in no bucket yet, and were not summed up since a time or have to be again; those
   * that wait longest first.
   */
  async accountsBehind(limit: number, notSince: Date): Promise<string[]> {
    const rows = await this.transactions.query<{ id: string }>(
      `SELECT a.id FROM trading_accounts a LEFT JOIN account_curves c ON c.account_id = a.id
       WHERE ${BEHIND} AND (c.account_id IS NULL OR c.dirty_from IS NOT NULL OR c.rolled_to <= $2)
       ORDER BY c.rolled_to NULLS FIRST LIMIT $1`,
      [limit, notSince],
    );
    return rows.map(({ id }) => id);
  }

  async isBehind(accountId: string): Promise<boolean> {
    const rows = await this.transactions.query(
      `SELECT 1 FROM trading_accounts a LEFT JOIN account_curves c ON c.account_id = a.id WHERE a.id = $1 AND ${BEHIND}`,
      [accountId],
    );
    return rows.length > 0;
  }

  /** Since when any account has snapshots that are in no bucket; null if none has. */
  async behindSince(): Promise<Date | null> {
    const [oldest] = await this.transactions.query<{ at: Date | null }>(
      `SELECT min(coalesce(least(c.rolled_to, c.dirty_from), to_timestamp(0))) AS at
       FROM trading_accounts a LEFT JOIN account_curves c ON c.account_id = a.id WHERE ${BEHIND}`,
    );
    return oldest?.at ?? null;
  }

  /** Locks curves until the commit, but for those that another process is at. */
  async lock(tx: Transaction, accountIds: readonly string[]): Promise<CurveState[]> {
    tx.write(`SET LOCAL statement_timeout = '30s'`);
    // How many points a day has, the planner cannot know: joining them in a loop takes seconds instead of milliseconds.
    tx.write(`SET LOCAL enable_nestloop = off`);
    tx.write(
      `INSERT INTO account_curves (account_id, rolled_to)
       SELECT a.id, coalesce((SELECT min(taken_at) FROM account_snapshots WHERE account_id = a.id), to_timestamp(0))
       FROM unnest($1::uuid[]) AS a (id)
       WHERE NOT EXISTS (SELECT 1 FROM account_curves WHERE account_id = a.id)
       ORDER BY a.id ON CONFLICT DO NOTHING`,
      [accountIds],
    );
    return tx.query<CurveState>(
      `SELECT account_id AS "accountId", rolled_to AS "rolledTo", dirty_from AS "dirtyFrom" FROM account_curves
       WHERE account_id = ANY($1::uuid[]) ORDER BY account_id FOR UPDATE SKIP LOCKED`,
      [accountIds],
    );
  }

  save(tx: Transaction, states: readonly CurveState[]): void {
    tx.write(
      `UPDATE account_curves c SET rolled_to = s.rolled_to, dirty_from = s.dirty_from
       FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS s (account_id, rolled_to, dirty_from)
       WHERE c.account_id = s.account_id`,
      [
        states.map(({ accountId }) => accountId),
        states.map(({ rolledTo }) => rolledTo),
        states.map(({ dirtyFrom }) => dirtyFrom),
      ],
    );
  }

  /** Of each account the first snapshot at its time or later. */
  async firstSnapshots(
    tx: Transaction,
    since: readonly Pick<CurvePart, 'accountId' | 'from'>[],
  ): Promise<ReadonlyMap<string, Date>> {
    const rows = await tx.query<{ accountId: string; at: Date | null }>(
      `SELECT w.account_id AS "accountId", (
         SELECT min(s.taken_at) FROM account_snapshots s WHERE s.account_id = w.account_id AND s.taken_at >= w.since
       ) AS at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS w (account_id, since)`,
      [since.map(({ accountId }) => accountId), since.map(({ from }) => from)],
    );
    return new Map(rows.flatMap(({ accountId, at }) => (at ? [[accountId, at]] : [])));
  }

  async rolledTo(accountId: string): Promise<Date | null> {
    const [state] = await this.transactions.query<{ at: Date }>(
      `SELECT rolled_to AS at FROM account_curves WHERE account_id = $1`,
      [accountId],
    );
    return state?.at ?? null;
  }

  /** Makes the minutes of these parts again from the snapshots. Their ends are whole minutes. */
  rollMinutes(tx: Transaction, parts: readonly CurvePart[]): void {
    tx.write(
      `WITH point AS (
         SELECT w.account_id, date_bin('1 minute', s.taken_at, 'epoch') AS bucket, s.taken_at, s.balance, s.equity,
                max(s.equity) OVER until_here AS high
         FROM ${PARTS} CROSS JOIN LATERAL (
           SELECT taken_at, balance, equity FROM account_snapshots
           WHERE account_id = w.account_id AND taken_at >= w.since AND taken_at < w.until ${BY_ITS_INDEX}
         ) AS s
         WINDOW until_here AS (
           PARTITION BY w.account_id, date_bin('1 minute', s.taken_at, 'epoch') ORDER BY s.taken_at)
       ), deepest AS (
         SELECT DISTINCT ON (p.account_id, p.bucket) p.account_id, p.bucket, p.high AS peak, p.equity AS trough,
                p.taken_at AS trough_at
         FROM point p WHERE p.equity < p.high ORDER BY p.account_id, p.bucket, p.high - p.equity DESC, p.taken_at
       )
       INSERT INTO account_curve_buckets (account_id, seconds, starts_at, ${COLUMNS})
       SELECT p.account_id, 60, p.bucket, count(*), (array_agg(p.balance ORDER BY p.taken_at))[1], min(p.balance), max(p.balance),
              sum(p.balance), (array_agg(p.balance ORDER BY p.taken_at DESC))[1],
              (array_agg(p.equity ORDER BY p.taken_at))[1], min(p.equity), max(p.equity), sum(p.equity),
              (array_agg(p.equity ORDER BY p.taken_at DESC))[1],
              (array_agg(p.taken_at ORDER BY p.equity, p.taken_at))[1],
              (array_agg(p.taken_at ORDER BY p.equity DESC, p.taken_at))[1],
              d.peak, min(p.taken_at) FILTER (WHERE p.equity = d.peak), d.trough, d.trough_at
       FROM point p LEFT JOIN deepest d ON d.account_id = p.account_id AND d.bucket = p.bucket
       GROUP BY p.account_id, p.bucket, d.peak, d.trough, d.trough_at ${WRITE}`,
      columnsOf(parts),
    );
  }

  /** Makes buckets again from those of the next finer resolution. Ends of parts are whole buckets. */
  rollUp(
    tx: Transaction,
    parts: readonly CurvePart[],
    seconds: { readonly from: number; readonly into: number },
  ): void {
    tx.write(
      `WITH finer AS (
         SELECT date_bin(make_interval(secs => $5), b.starts_at, 'epoch') AS bucket, b.*
         FROM ${PARTS} CROSS JOIN LATERAL (
           SELECT * FROM account_curve_buckets
           WHERE account_id = w.account_id AND seconds = $4 AND starts_at >= w.since AND starts_at < w.until ${BY_ITS_INDEX}
         ) AS b
       ), point AS (
         SELECT f.*, max(f.equity_max) OVER earlier AS high
         FROM finer f
         WINDOW earlier AS (
           PARTITION BY f.account_id, f.bucket ORDER BY f.starts_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
       ), fall AS (
         SELECT p.account_id, p.bucket, p.fall_peak AS peak, p.fall_peak_at AS peak_at, p.fall_trough AS trough,
                p.fall_trough_at AS trough_at
         FROM point p WHERE p.fall_peak IS NOT NULL
         UNION ALL
         SELECT p.account_id, p.bucket, p.high, NULL, p.equity_min, p.equity_min_at
         FROM point p WHERE p.equity_min < p.high
       ), deepest AS (
         SELECT DISTINCT ON (f.account_id, f.bucket) f.*
         FROM fall f ORDER BY f.account_id, f.bucket, f.peak - f.trough DESC, f.trough_at
       )
       INSERT INTO account_curve_buckets (account_id, seconds, starts_at, ${COLUMNS})
       SELECT p.account_id, $5, p.bucket, sum(p.samples), (array_agg(p.balance_start ORDER BY p.starts_at))[1], min(p.balance_min),
              max(p.balance_max), sum(p.balance_sum), (array_agg(p.balance_last ORDER BY p.starts_at DESC))[1],
              (array_agg(p.equity_start ORDER BY p.starts_at))[1], min(p.equity_min), max(p.equity_max),
              sum(p.equity_sum), (array_agg(p.equity_last ORDER BY p.starts_at DESC))[1],
              (array_agg(p.equity_min_at ORDER BY p.equity_min, p.equity_min_at))[1],
              (array_agg(p.equity_max_at ORDER BY p.equity_max DESC, p.equity_max_at))[1],
              d.peak, coalesce(d.peak_at, min(p.equity_max_at) FILTER (WHERE p.equity_max = d.peak)), d.trough,
              d.trough_at
       FROM point p LEFT JOIN deepest d ON d.account_id = p.account_id AND d.bucket = p.bucket
       GROUP BY p.account_id, p.bucket, d.peak, d.peak_at, d.trough, d.trough_at ${WRITE}`,
      [...columnsOf(parts), seconds.from, seconds.into],
    );
  }

  /** Removes buckets of a resolution that are older than its retention. Returns how many. */
  async forget(seconds: number, before: Date, limit: number): Promise<number> {
    const rows = await this.transactions.query(
      `DELETE FROM account_curve_buckets WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM account_curve_buckets WHERE seconds = $1 AND starts_at < $2 LIMIT $3)) RETURNING 1`,
      [seconds, before, limit],
    );
    return rows.length;
  }

  /** Oldest first. */
  async buckets(accountId: string, range: CurveRange): Promise<CurveBucket[]> {
    const rows = await this.transactions.query<Row>(
      `SELECT starts_at AS "startsAt", samples, balance_start AS "balanceStart", balance_min AS "balanceMin",
              balance_max AS "balanceMax", balance_sum AS "balanceSum", balance_last AS "balanceLast",
              equity_start AS "equityStart", equity_min AS "equityMin", equity_max AS "equityMax",
              equity_sum AS "equitySum", equity_last AS "equityLast", equity_min_at AS "equityMinAt",
              equity_max_at AS "equityMaxAt", fall_peak AS "fallPeak", fall_peak_at AS "fallPeakAt",
              fall_trough AS "fallTrough", fall_trough_at AS "fallTroughAt"
       FROM account_curve_buckets
       WHERE account_id = $1 AND seconds = $2 AND starts_at > $3 AND starts_at >= $4 AND starts_at < $5
       ORDER BY starts_at LIMIT $6`,
      [
        accountId,
        RESOLUTIONS[range.resolution],
        range.after ?? new Date(0),
        range.from ?? new Date(0),
        range.to ?? new Date(Date.UTC(9999, 0)),
        range.limit,
      ],
    );
    return rows.map(toBucket);
  }
}

function columnsOf(parts: readonly CurvePart[]): unknown[] {
  return [parts.map(({ accountId }) => accountId), parts.map(({ from }) => from), parts.map(({ to }) => to)];
}

function toBucket(row: Row): CurveBucket {
  const { fallPeak, fallPeakAt, fallTrough, fallTroughAt } = row;
  return {
    startsAt: row.startsAt,
    samples: row.samples,
    balance: levels(
      row.balanceStart,
      row.balanceMin,
      row.balanceMax,
      row.balanceSum,
      row.balanceLast,
      row.samples,
    ),
    equity: levels(row.equityStart, row.equityMin, row.equityMax, row.equitySum, row.equityLast, row.samples),
    equityMinAt: row.equityMinAt,
    equityMaxAt: row.equityMaxAt,
    fall:
      fallPeak === null || fallTrough === null || !fallPeakAt || !fallTroughAt
        ? null
        : {
            peak: new Decimal(fallPeak),
            peakAt: fallPeakAt,
            trough: new Decimal(fallTrough),
            troughAt: fallTroughAt,
          },
  };
}

function levels(
  ...[start, min, max, sum, last, samples]: [string, string, string, string, string, number]
): CurveBucket['equity'] {
  return {
    start: new Decimal(start),
    min: new Decimal(min),
    max: new Decimal(max),
    average: new Decimal(sum).dividedBy(samples).toDecimalPlaces(8),
    last: new Decimal(last),
  };
}

import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type NewSignal } from './new-signal';
import { type Signal, type SignalState, type SignalVerdict } from './signal';
import {
  INSERT_COLUMNS,
  SIGNAL_COLUMNS,
  SIGNAL_STATE,
  type SignalRow,
  storedSignal,
  toSignal,
} from './signal-rows';
import { type SignalStatus } from './signal.state';

/** A stored signal as far as a retry needs to know it. */
export interface KeyedSignal {
  readonly signal: Signal;
  readonly idempotencyKey: string | null;
  readonly naturalKey: Buffer | null;
  readonly requestHash: Buffer;
}

export interface SignalFilter {
  readonly symbol?: string | undefined;
  readonly status?: SignalStatus | undefined;
  readonly type?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Only signals before this one, in the list's own order (newest first). */
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

type InsertedRow = Pick<SignalRow, 'id' | 'user_id' | 'client_signal_id'> &
  Pick<KeyedRow, 'idempotency_key' | 'natural_key'>;

interface KeyedRow extends SignalRow {
  readonly idempotency_key: string | null;
  readonly natural_key: Buffer | null;
  readonly request_hash: Buffer;
}

const KEYED_COLUMNS = `${SIGNAL_COLUMNS}, idempotency_key, natural_key, request_hash`;

const INSERT = `
  INSERT INTO trading_signals (${INSERT_COLUMNS.map(({ name }) => name).join(', ')})
  SELECT ${INSERT_COLUMNS.map(({ name }) => `s.${name}`).join(', ')}
  FROM unnest(${INSERT_COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})
    WITH ORDINALITY AS s (${INSERT_COLUMNS.map(({ name }) => name).join(', ')}, position)
  ORDER BY s.position
  ON CONFLICT DO NOTHING
  RETURNING id, user_id, idempotency_key, client_signal_id, natural_key`;

/** One arm per key, so that each uses its own index. */
const FIND_BY_KEYS = `
  WITH wanted AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[])
      AS w (user_id, idempotency_key, client_signal_id, natural_key)
  )
  ${['idempotency_key', 'client_signal_id', 'natural_key']
    .map(
      (key) => `
    SELECT ${KEYED_COLUMNS.replace(/\w+/g, 's.$&')} FROM wanted w
    JOIN trading_signals s ON s.user_id = w.user_id AND s.${key} = w.${key}`,
    )
    .join(' UNION ALL ')}`;

/** The table `trading_signals`: nobody else writes it. */
/** How many signals of one status stand on one side of the point up to which all is settled. */
export interface StatusCount {
  readonly status: SignalStatus;
  readonly isSettled: boolean;
  readonly upTo: string;
  readonly count: number;
  /** Which they are, if they are pending. */
  readonly pending: readonly string[] | null;
}

@Injectable()
export class SignalsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Writes all of them with one statement; those whose key is taken are left out of the answer. */
  async insert(tx: Transaction, signals: readonly NewSignal[], storedAt: Date): Promise<KeyedSignal[]> {
    const written = signals.map((signal) => ({ ...signal, storedAt }));
    const parameters = INSERT_COLUMNS.map(({ of }) => written.map((signal) => of(signal) ?? null));
    const rows = await tx.query<InsertedRow>(INSERT, parameters);
    const asked = firstOfEachKey(written);
    return rows.map((row) => {
      const signal = asked.get(
        nameOf(row.user_id, row.idempotency_key, row.client_signal_id, row.natural_key),
      );
      if (!signal) throw new Error(`Signal ${row.id} was written and not asked for`);
      return keyed(signal, row.id);
    });
  }

  /** The signals that hold any of these signals' keys, of the same owners. */
  async findByKeys(tx: Transaction, signals: readonly NewSignal[]): Promise<KeyedSignal[]> {
    const rows = await tx.query<KeyedRow>(FIND_BY_KEYS, [
      signals.map((signal) => signal.userId),
      signals.map((signal) => signal.idempotencyKey),
      signals.map((signal) => signal.clientSignalId),
      signals.map((signal) => signal.naturalKey),
    ]);
    return rows.map(toKeyed);
  }

  async find(userId: string, signalId: string): Promise<Signal | undefined> {
    const [row] = await this.transactions.query<SignalRow>(
      `SELECT ${SIGNAL_COLUMNS} FROM trading_signals WHERE user_id = $1 AND id = $2`,
      [userId, signalId],
    );
    return row && toSignal(row);
  }

  async findByIds(tx: Transaction | null, signalIds: readonly string[]): Promise<Signal[]> {
    const rows = await (tx ?? this.transactions).query<SignalRow>(
      `SELECT ${SIGNAL_COLUMNS} FROM trading_signals WHERE id = ANY($1::bigint[]) ORDER BY id`,
      [signalIds],
    );
    return rows.map(toSignal);
  }

  /** Newest first. */
  async list(userId: string, filter: SignalFilter): Promise<Signal[]> {
    const rows = await this.transactions.query<SignalRow>(
      `SELECT ${SIGNAL_COLUMNS} FROM trading_signals
       WHERE user_id = $1
         AND ($2::text IS NULL OR symbol = $2)
         AND ($3::text IS NULL OR status = $3)
         AND ($4::text IS NULL OR signal_type = $4)
         AND ($5::timestamptz IS NULL OR signal_time >= $5)
         AND ($6::timestamptz IS NULL OR signal_time < $6)
         AND ($7::bigint IS NULL OR id < $7)
       ORDER BY id DESC LIMIT $8`,
      [
        userId,
        filter.symbol ?? null,
        filter.status ?? null,
        filter.type ?? null,
        filter.from ?? null,
        filter.to ?? null,
        filter.beforeId ?? null,
        filter.limit,
      ],
    );
    return rows.map(toSignal);
  }

  /** Takes the oldest signals that nobody has decided and nobody else is deciding right now. */
  async claimUndecided(tx: Transaction, limit: number): Promise<Signal[]> {
    const rows = await tx.query<SignalRow>(
      `SELECT ${SIGNAL_COLUMNS} FROM trading_signals
       WHERE decided_at IS NULL ORDER BY id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
      [limit],
    );
    return rows.map(toSignal);
  }

  async hasUndecided(): Promise<boolean> {
    const rows = await this.transactions.query(
      `SELECT 1 FROM trading_signals WHERE decided_at IS NULL LIMIT 1`,
    );
    return rows.length > 0;
  }

  /** In seconds, by the database's clock: it is measured, not decided upon. */
  async oldestUndecidedAge(): Promise<number> {
    const [row] = await this.transactions.query<{ age: number }>(
      `SELECT coalesce(extract(epoch FROM now() - min(received_at)), 0)::float8 AS age
       FROM trading_signals WHERE decided_at IS NULL`,
    );
    return row?.age ?? 0;
  }

  async countUndecided(): Promise<number> {
    const [row] = await this.transactions.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM trading_signals WHERE decided_at IS NULL`,
    );
    return row?.n ?? 0;
  }

  /** Locks one undecided signal of its owner; undefined when it is decided or not his. */
  async lockUndecided(tx: Transaction, userId: string, signalId: string): Promise<Signal | undefined> {
    const [row] = await tx.query<SignalRow>(
      `SELECT ${SIGNAL_COLUMNS} FROM trading_signals
       WHERE user_id = $1 AND id = $2 AND decided_at IS NULL FOR NO KEY UPDATE`,
      [userId, signalId],
    );
    return row && toSignal(row);
  }

  /** Writes what was decided of undecided signals. A verdict other than PENDING also ends the signal. */
  decide(tx: Transaction, verdicts: readonly SignalVerdict[], decidedAt: Date): void {
    this.move(tx, verdicts, decidedAt, 's.decided_at IS NULL');
  }

  /** Ends pending signals. */
  settle(tx: Transaction, verdicts: readonly SignalVerdict[], at: Date): void {
    this.move(tx, verdicts, at, `s.status = 'PENDING'`);
  }

  /** Holds signals until the commit, so that their orders are summed by one transaction at a time. */
  async lock(tx: Transaction, signalIds: readonly string[]): Promise<SignalState[]> {
    return tx.query<SignalState>(
      `SELECT ${SIGNAL_STATE} FROM trading_signals s WHERE s.id = ANY($1::bigint[]) ORDER BY s.id FOR NO KEY UPDATE`,
      [signalIds],
    );
  }

  /**
   * Counts an owner's signals after `upTo`, and of those before it the ones that were `pending`, by status: those up to a
   * point before which none can appear any more, and those behind it. A signal that is stored this very moment may have a
   * lower number than one that is there already: none of those received since `settledBefore` are before the point.
   */
  async countAfter(
    userId: string,
    { upTo, pending }: { readonly upTo: string; readonly pending: readonly string[] },
    settledBefore: Date,
  ): Promise<StatusCount[]> {
    return this.transactions.query<StatusCount>(
      `WITH settled AS (
         SELECT greatest($2::bigint, (SELECT id FROM trading_signals
           WHERE user_id = $1 AND received_at < $3 ORDER BY id DESC LIMIT 1)) AS up_to
       )
       SELECT s.status, s.id <= settled.up_to AS "isSettled", settled.up_to AS "upTo", count(*)::integer AS count,
              array_agg(s.id) FILTER (WHERE s.status = 'PENDING') AS pending
       FROM settled, (
         SELECT id, status FROM trading_signals WHERE user_id = $1 AND id > $2
         UNION ALL
         SELECT id, status FROM trading_signals WHERE user_id = $1 AND id = ANY($4::bigint[])) AS s
       GROUP BY 1, 2, 3`,
      [userId, upTo, settledBefore, pending],
    );
  }

  /** The symbols of each owner's last signals, whatever became of them. */
  async recentSymbols(
    userIds: readonly string[],
    signals: number,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.transactions.query<{ user_id: string; symbols: string[] }>(
      `SELECT u.user_id, array_agg(DISTINCT last.symbol) AS symbols
       FROM unnest($1::uuid[]) AS u (user_id)
       CROSS JOIN LATERAL (
         SELECT s.symbol FROM trading_signals s WHERE s.user_id = u.user_id ORDER BY s.id DESC LIMIT $2
       ) AS last
       GROUP BY u.user_id`,
      [userIds, signals],
    );
    return new Map(rows.map(({ user_id, symbols }) => [user_id, symbols]));
  }

  private move(tx: Transaction, verdicts: readonly SignalVerdict[], at: Date, guard: string): void {
    if (verdicts.length === 0) return;
    tx.write(
      `UPDATE trading_signals s
       SET status = v.status, reject_code = v.code, reject_detail = v.detail, message = v.message,
           decided_at = COALESCE(s.decided_at, $6),
           finished_at = CASE WHEN v.status = 'PENDING' THEN NULL ELSE $6::timestamptz END
       FROM unnest($1::bigint[], $2::text[], $3::text[], $4::jsonb[], $5::text[])
         AS v (signal_id, status, code, detail, message)
       WHERE s.id = v.signal_id AND ${guard}`,
      [
        verdicts.map((verdict) => verdict.signalId),
        verdicts.map((verdict) => verdict.status),
        verdicts.map((verdict) => verdict.code),
        verdicts.map((verdict) => (verdict.detail === null ? null : JSON.stringify(verdict.detail))),
        verdicts.map((verdict) => verdict.message),
        at,
      ],
    );
  }
}

/** Of signals with the very same keys the first is written: the others find its keys taken. */
function firstOfEachKey(signals: readonly NewSignal[]): ReadonlyMap<string, NewSignal> {
  const named = signals.map((signal) => {
    const { userId, idempotencyKey, clientSignalId, naturalKey } = signal;
    return [nameOf(userId, idempotencyKey, clientSignalId, naturalKey), signal] as const;
  });
  return new Map(named.reverse());
}

function nameOf(
  userId: string,
  idempotencyKey: string | null,
  clientSignalId: string | null,
  naturalKey: Buffer | null,
): string {
  return JSON.stringify([userId, idempotencyKey, clientSignalId, naturalKey?.toString('hex')]);
}

function keyed(signal: NewSignal, id: string): KeyedSignal {
  const { idempotencyKey, naturalKey, requestHash } = signal;
  return { signal: storedSignal(signal, id), idempotencyKey, naturalKey, requestHash };
}

function toKeyed(row: KeyedRow): KeyedSignal {
  return {
    signal: toSignal(row),
    idempotencyKey: row.idempotency_key,
    naturalKey: row.natural_key,
    requestHash: row.request_hash,
  };
}

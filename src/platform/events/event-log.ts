import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { slicesOf } from '../database/slices';
import { type Statement, type Transaction, Transactions } from '../database/transactions';
import { Clock } from '../time/clock';
import { type NewEvent, type ToldEvent } from './event-map';
import { type EventPosition } from './event-position';

const VERSION = 1;

/** An event that was read back from the log, with its place in it. */
export interface LoggedEvent extends ToldEvent {
  readonly position: EventPosition;
}

/**
 * The first transaction that may still write events which this statement cannot see. Numbers of transactions are shared by
 * all databases of a server: those that are known to be at work in another one are none of our business. One that has
 * ended since the snapshot is not in the list of activities any more, and counts as ours until the next look.
 */
const HORIZON = `
  SELECT coalesce(min(running.xact), pg_snapshot_xmax(pg_current_snapshot())) AS xact
  FROM pg_snapshot_xip(pg_current_snapshot()) AS running (xact)
  WHERE NOT EXISTS (
    SELECT 1 FROM pg_stat_activity AS other
    WHERE other.datname IS DISTINCT FROM current_database()
      AND other.backend_xid = running.xact::xid
  )`;

interface EventRow {
  readonly xact: string;
  readonly id: string;
  readonly user_id: string;
  readonly session_id: string | null;
  readonly type: ToldEvent['type'];
  readonly version: number;
  readonly payload: ToldEvent['data'];
  readonly recorded_at: Date;
}

/** An event that waits for its transaction to commit. */
interface Gathered {
  readonly event: NewEvent;
  readonly recordedAt: Date;
}

/**
 * The log of news. What matters is appended: stored with the change it tells of, and read from there by everyone who
 * follows. What the next report replaces anyway (a price that ticked) is only told.
 */
@Injectable()
export class EventLog {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly gathered = new WeakMap<Transaction, Gathered[]>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores events in the caller's transaction. All that are appended in one are written by one statement, as it commits;
   * listeners hear of them afterwards.
   */
  append(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return Promise.resolve();
    const recordedAt = this.clock.now();
    const gathered = this.gathered.get(transaction) ?? this.gatherIn(transaction);
    for (const event of events) gathered.push({ event, recordedAt });
    return Promise.resolve();
  }

  /** Tells listeners of this process after the commit, and stores nothing: for news that the next one replaces. */
  tick(transaction: Transaction, events: readonly NewEvent[]): void {
    if (events.length === 0) return;
    const recordedAt = this.clock.now();
    transaction.afterCommit(() => {
      const told = events.map((event) => ({ ...event, version: VERSION, recordedAt }));
      this.emitter.emit('ticked', told);
    });
  }

  /** Calls back whenever this process appended events, after their commit. Returns the way to stop. */
  onAppended(listener: (events: readonly NewEvent[]) => void): () => void {
    this.emitter.on('appended', listener);
    return () => this.emitter.off('appended', listener);
  }

  /** Calls back with each group of ticks of this process. Returns the way to stop. */
  onTicked(listener: (events: readonly ToldEvent[]) => void): () => void {
    this.emitter.on('ticked', listener);
    return () => this.emitter.off('ticked', listener);
  }

  /** The position that everything committed so far stands before or at, and nothing yet to come does. */
  async end(): Promise<EventPosition> {
    const [row] = await this.transactions.query<{ xact: string }>(
      `SELECT (horizon.xact::text::numeric - 1)::text AS xact FROM (${HORIZON}) AS horizon`,
    );
    return { xact: BigInt(row?.xact ?? 0), id: 9_223_372_036_854_775_807n };
  }

  /** Whether anything is committed after a position, be it that `readAfter` still keeps it back. */
  async hasAfter(position: EventPosition): Promise<boolean> {
    const rows = await this.transactions.query(
      // Ordered, or else it is sought through the whole table when there is none.
      `SELECT 1 FROM events WHERE (xact, id) > ($1::xid8, $2::bigint) ORDER BY xact, id LIMIT 1`,
      [String(position.xact), String(position.id)],
    );
    return rows.length > 0;
  }

  /**
   * Up to `limit` events after a position, oldest first; of one owner if `userId` is given. Events of transactions that
   * are older than the oldest one still open only: whatever comes later stands after all of them.
   */
  async readAfter(
    position: EventPosition,
    { userId, limit }: { readonly userId?: string; readonly limit: number },
  ): Promise<LoggedEvent[]> {
    const rows = await this.transactions.query<EventRow>(
      `SELECT xact::text AS xact, id::text AS id, user_id, session_id, type, version, payload, recorded_at
       FROM events
       WHERE (xact, id) > ($1::xid8, $2::bigint)
         AND xact < (${HORIZON})
         ${userId === undefined ? '' : 'AND user_id = $4'}
       ORDER BY events.xact, events.id
       LIMIT $3`,
      [String(position.xact), String(position.id), limit, ...(userId === undefined ? [] : [userId])],
    );
    return rows.map((row) => ({
      position: { xact: BigInt(row.xact), id: BigInt(row.id) },
      type: row.type,
      userId: row.user_id,
      sessionId: row.session_id,
      data: row.payload,
      version: row.version,
      recordedAt: row.recorded_at,
    }));
  }

  private gatherIn(transaction: Transaction): Gathered[] {
    const gathered: Gathered[] = [];
    this.gathered.set(transaction, gathered);
    transaction.beforeCommit(() => slicesOf(gathered).map(storing));
    transaction.afterCommit(() => {
      this.emitter.emit(
        'appended',
        gathered.map(({ event }) => event),
      );
    });
    return gathered;
  }
}

function storing(gathered: readonly Gathered[]): Statement {
  return {
    sql: `INSERT INTO events (user_id, session_id, type, version, payload, recorded_at)
       SELECT e.user_id, e.session_id, e.type, $5, e.payload, e.recorded_at
       FROM ROWS FROM (unnest($1::uuid[], $2::uuid[], $3::text[], $6::timestamptz[]), jsonb_array_elements($4::jsonb))
         WITH ORDINALITY AS e (user_id, session_id, type, recorded_at, payload, place)
       ORDER BY e.place`,
    parameters: [
      gathered.map(({ event }) => event.userId),
      gathered.map(({ event }) => event.sessionId ?? null),
      gathered.map(({ event }) => event.type),
      JSON.stringify(gathered.map(({ event }) => event.data)),
      VERSION,
      gathered.map(({ recordedAt }) => recordedAt),
    ],
  };
}

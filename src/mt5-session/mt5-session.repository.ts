import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type OpenSession, type Session, type SessionCounters, type SessionStatus } from './session';

/** The columns of a session, under their names inside. `s` is the table's alias everywhere below. */
const SESSION = `
  s.id, s.user_id AS "userId", s.account_id AS "accountId", s.account_number AS "accountNumber", s.broker,
  s.epoch, s.client, s.instance_id AS "instanceId", s.status, s.interval_ms AS "intervalMs",
  s.connected_at AS "connectedAt", s.last_seen_at AS "lastSeenAt", s.ended_at AS "endedAt",
  s.end_reason AS "endReason", s.ea_version AS "eaVersion", s.terminal_build AS "terminalBuild",
  s.clock_offset_ms AS "clockOffsetMs", s.last_seq AS "lastSeq", s.snapshot_at AS "snapshotAt", s.counters`;

const LIVE = `('ACTIVE', 'STALE')`;

/** A new epoch starts from nothing: no number answered, no list of positions seen. */
const FRESH_EPOCH = `
  ended_at = NULL, end_reason = NULL, last_seq = 0, last_reply = NULL,
  snapshot_at = NULL, snapshot_reported_at = NULL`;

const NEXT_EPOCH = `(SELECT coalesce(max(e.epoch), 0) + 1 FROM mt5_sessions e WHERE e.account_id = $1)`;

/** Where a session stands, as its own row says under a lock. */
export interface SessionStanding {
  readonly id: string;
  readonly status: SessionStatus;
  readonly epoch: number;
  readonly lastSeq: string;
  readonly lastReply: unknown;
  /** When the last complete list of positions was taken in; null before the first of its epoch. */
  readonly snapshotAt: Date | null;
}

/** A message that was answered, and what is kept of it. */
export interface AnsweredMessage {
  readonly sessionId: string;
  readonly seq: number;
  readonly reply: unknown;
  /** Whether it held every open position. */
  readonly whole: boolean;
}

/** Which sessions count as silent: those that missed so many calls while somebody listened. */
export interface Silence {
  readonly now: Date;
  readonly intervals: number;
  /** Before that the calls may have been made, and nobody answered. */
  readonly listeningSince: Date;
  /** How many sessions to take at most. */
  readonly limit: number;
}

export interface SessionsPage {
  readonly status?: SessionStatus | undefined;
  readonly accountId?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly limit: number;
  readonly after?: { readonly connectedAt: Date; readonly id: string } | undefined;
}

@Injectable()
export class Mt5SessionRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(userId: string, sessionId: string): Promise<Session | null> {
    const [session] = await this.transactions.query<Session>(
      `SELECT ${SESSION} FROM mt5_sessions s WHERE s.id = $1 AND s.user_id = $2`,
      [sessionId, userId],
    );
    return session ?? null;
  }

  async findLiveOf(tx: Transaction | null, accountIds: readonly string[]): Promise<Session[]> {
    return (tx ?? this.transactions).query<Session>(
      `SELECT ${SESSION} FROM mt5_sessions s WHERE s.account_id = ANY($1) AND s.status IN ${LIVE}`,
      [accountIds],
    );
  }

  /** Newest connection first. */
  async findPage(userId: string, page: SessionsPage): Promise<Session[]> {
    return this.transactions.query<Session>(
      `SELECT ${SESSION} FROM mt5_sessions s
       WHERE s.user_id = $1
         AND ($2::text IS NULL OR s.status = $2)
         AND ($3::uuid IS NULL OR s.account_id = $3)
         AND ($4::text IS NULL OR s.account_number = $4)
         AND ($5::timestamptz IS NULL OR (s.connected_at, s.id) < ($5, $6::uuid))
       ORDER BY s.connected_at DESC, s.id DESC
       LIMIT $7`,
      [
        userId,
        page.status ?? null,
        page.accountId ?? null,
        page.accountNumber ?? null,
        page.after?.connectedAt ?? null,
        page.after?.id ?? null,
        page.limit,
      ],
    );
  }

  /**
   * Shuts out every session of the account but the connecting connector's own.
   * One that fell silent is shut out too: were it to wake up, it must not take the account back.
   */
  async fenceOthers(
    tx: Transaction,
    opening: OpenSession,
    now: Date,
  ): Promise<(Session & { readonly was: SessionStatus })[]> {
    return tx.query(
      `WITH older AS (
         SELECT id, status FROM mt5_sessions
         WHERE account_id = $1 AND status IN ('ACTIVE', 'STALE', 'EXPIRED')
           AND (instance_id IS NULL OR instance_id IS DISTINCT FROM $2)
         ORDER BY id FOR NO KEY UPDATE
       )
       UPDATE mt5_sessions s SET status = 'FENCED', ended_at = $3, end_reason = 'SUPERSEDED'
       FROM older WHERE s.id = older.id
       RETURNING ${SESSION}, older.status AS was`,
      [opening.accountId, opening.instanceId ?? null, now],
    );
  }

  /** The same connector again: its session goes on in the next epoch. Null if it never connected before. */
  async resume(tx: Transaction, opening: OpenSession, now: Date): Promise<Session | null> {
    const [session] = await tx.query<Session>(
      `UPDATE mt5_sessions s SET
         epoch = ${NEXT_EPOCH}, status = 'ACTIVE', client = $3, interval_ms = $4,
         connected_at = $5, last_seen_at = $5, ea_version = $6, terminal_build = $7, clock_offset_ms = $8,
         counters = NULL, ${FRESH_EPOCH}
       WHERE s.account_id = $1 AND s.instance_id = $2
       RETURNING ${SESSION}`,
      [
        opening.accountId,
        opening.instanceId,
        opening.client,
        opening.intervalMs,
        now,
        opening.eaVersion ?? null,
        opening.terminalBuild ?? null,
        opening.clockOffsetMs ?? null,
      ],
    );
    return session ?? null;
  }

  async insert(tx: Transaction, opening: OpenSession, now: Date): Promise<Session> {
    const [session] = await tx.query<Session>(
      `INSERT INTO mt5_sessions AS s
         (account_id, user_id, account_number, broker, epoch, client, instance_id, status, interval_ms,
          connected_at, last_seen_at, ea_version, terminal_build, clock_offset_ms)
       VALUES ($1, $2, $3, $4, ${NEXT_EPOCH}, $5, $6, 'ACTIVE', $7, $8, $8, $9, $10, $11)
       RETURNING ${SESSION}`,
      [
        opening.accountId,
        opening.userId,
        opening.accountNumber,
        opening.broker,
        opening.client,
        opening.instanceId ?? null,
        opening.intervalMs,
        now,
        opening.eaVersion ?? null,
        opening.terminalBuild ?? null,
        opening.clockOffsetMs ?? null,
      ],
    );
    if (!session) throw new Error('INSERT … RETURNING returned nothing');
    return session;
  }

  /** A silent session of a client that does not know how to resume is heard again. Null if it is no longer silent. */
  async revive(tx: Transaction, session: Session, now: Date): Promise<Session | null> {
    const [revived] = await tx.query<Session>(
      `UPDATE mt5_sessions s SET
         epoch = ${NEXT_EPOCH}, status = 'ACTIVE', last_seen_at = $3, ${FRESH_EPOCH}
       WHERE s.id = $2 AND s.account_id = $1 AND s.status = 'EXPIRED'
       RETURNING ${SESSION}`,
      [session.accountId, session.id, now],
    );
    return revived ?? null;
  }

  /** Null if the session had already ended otherwise. */
  async disconnect(
    tx: Transaction,
    session: Session,
    counters: SessionCounters,
    now: Date,
  ): Promise<Session | null> {
    const [ended] = await tx.query<Session>(
      `UPDATE mt5_sessions s SET status = 'DISCONNECTED', ended_at = $2, end_reason = 'DISCONNECTED', counters = $3
       WHERE s.id = $1 AND s.status IN ('ACTIVE', 'STALE', 'EXPIRED')
       RETURNING ${SESSION}`,
      [session.id, now, JSON.stringify(counters)],
    );
    return ended ?? null;
  }

  /** Reads where sessions stand, and keeps them there until the commit. */
  async lockStandings(tx: Transaction, sessionIds: readonly string[]): Promise<SessionStanding[]> {
    return tx.query<SessionStanding>(
      `SELECT id, status, epoch, last_seq AS "lastSeq", last_reply AS "lastReply", snapshot_at AS "snapshotAt"
       FROM mt5_sessions WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`,
      [sessionIds],
    );
  }

  /**
   * Keeps the answers to messages of different sessions, and notes that these were heard. One that counts as stale is left
   * so: that it woke up is news, and told where calls are noted.
   */
  storeReplies(tx: Transaction, answered: readonly AnsweredMessage[], now: Date): void {
    tx.write(
      `UPDATE mt5_sessions s SET
         last_seq = a.seq, last_reply = a.reply,
         snapshot_at = CASE WHEN a.whole THEN $5 ELSE s.snapshot_at END,
         last_seen_at = CASE WHEN s.status = 'ACTIVE' THEN greatest(s.last_seen_at, $5) ELSE s.last_seen_at END
       FROM unnest($1::uuid[], $2::bigint[], $3::jsonb[], $4::boolean[]) AS a (id, seq, reply, whole)
       WHERE s.id = a.id`,
      [
        answered.map(({ sessionId }) => sessionId),
        answered.map(({ seq }) => seq),
        answered.map(({ reply }) => JSON.stringify(reply)),
        answered.map(({ whole }) => whole),
        now,
      ],
    );
  }

  /** Notes a list of positions unless a newer one was noted before. Lists of the same second count in their order of arrival. */
  async markSnapshot(
    tx: Transaction,
    sessionId: string,
    snapshot: { readonly reportedAt: Date | null; readonly complete: boolean },
    now: Date,
  ): Promise<boolean> {
    const marked = await tx.query(
      `UPDATE mt5_sessions SET
         snapshot_reported_at = coalesce($2, snapshot_reported_at),
         snapshot_at = CASE WHEN $3 THEN $4 ELSE snapshot_at END
       WHERE id = $1 AND ($2::timestamptz IS NULL OR snapshot_reported_at IS NULL OR snapshot_reported_at <= $2)
       RETURNING id`,
      [sessionId, snapshot.reportedAt, snapshot.complete, now],
    );
    return marked.length > 0;
  }

  async counts(userId: string): Promise<{ active: number; total: number }> {
    const [counts] = await this.transactions.query<{ active: number; total: number }>(
      `SELECT count(*) FILTER (WHERE status = 'ACTIVE')::integer AS active, count(*)::integer AS total
       FROM mt5_sessions WHERE user_id = $1`,
      [userId],
    );
    return counts ?? { active: 0, total: 0 };
  }

  /**
   * Notes when sessions were heard, all with one statement, and wakes those that were stale.
   * A row that somebody holds is skipped, so that one slow call does not delay everybody else's; it is not answered.
   */
  async hear(
    tx: Transaction,
    heard: ReadonlyMap<string, Date>,
  ): Promise<(Session & { readonly was: SessionStatus })[]> {
    return tx.query(
      `WITH heard AS (
         SELECT s.id, s.status AS was, h.at
         FROM mt5_sessions s JOIN unnest($1::uuid[], $2::timestamptz[]) AS h (id, at) ON h.id = s.id
         WHERE s.status IN ${LIVE}
         ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED
       )
       UPDATE mt5_sessions s SET last_seen_at = greatest(s.last_seen_at, heard.at), status = 'ACTIVE'
       FROM heard WHERE s.id = heard.id
       RETURNING ${SESSION}, heard.was`,
      [[...heard.keys()], [...heard.values()]],
    );
  }

  /** Marks as stale what missed its calls. Rows that another process is sweeping are skipped. */
  async markStale(tx: Transaction, silence: Silence): Promise<Session[]> {
    return tx.query(
      `WITH silent AS (${silent('ACTIVE')})
       UPDATE mt5_sessions s SET status = 'STALE' FROM silent WHERE s.id = silent.id
       RETURNING ${SESSION}`,
      silenceParameters(silence),
    );
  }

  async expire(tx: Transaction, silence: Silence): Promise<Session[]> {
    return tx.query(
      `WITH silent AS (${silent('STALE')})
       UPDATE mt5_sessions s SET status = 'EXPIRED', ended_at = $1, end_reason = 'SILENT'
       FROM silent WHERE s.id = silent.id
       RETURNING ${SESSION}`,
      silenceParameters(silence),
    );
  }

  /** How many sessions of all users are active, and how long the quietest live one has been silent. */
  async pulse(now: Date): Promise<{ active: number; silenceSeconds: number }> {
    const [pulse] = await this.transactions.query<{ active: number; silenceSeconds: number }>(
      `SELECT count(*) FILTER (WHERE status = 'ACTIVE')::integer AS active,
              coalesce(max(extract(epoch FROM $1 - last_seen_at)), 0)::float8 AS "silenceSeconds"
       FROM mt5_sessions WHERE status IN ${LIVE}`,
      [now],
    );
    return pulse ?? { active: 0, silenceSeconds: 0 };
  }

  /** Deletes up to `limit` sessions that ended before then, but never an account's newest. Returns how many. */
  async deleteEndedBefore(tx: Transaction, before: Date, limit: number): Promise<number> {
    const deleted = await tx.query(
      `DELETE FROM mt5_sessions WHERE id IN (
         SELECT s.id FROM mt5_sessions s
         WHERE s.ended_at < $1 AND s.status NOT IN ${LIVE}
           AND EXISTS (SELECT FROM mt5_sessions n WHERE n.account_id = s.account_id AND n.epoch > s.epoch)
         LIMIT $2)
       RETURNING 1`,
      [before, limit],
    );
    return deleted.length;
  }
}

/** `$1` now, `$2` the intervals missed, `$3` how many rows, `$4` since when somebody listened. */
function silent(status: SessionStatus): string {
  const deadline = `$1::timestamptz - interval_ms * $2::integer * interval '1 millisecond'`;
  return `
    SELECT id FROM mt5_sessions
    WHERE status = '${status}' AND greatest(last_seen_at, $4) <= ${deadline}
    ORDER BY id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`;
}

function silenceParameters({ now, intervals, limit, listeningSince }: Silence): unknown[] {
  return [now, intervals, limit, listeningSince];
}

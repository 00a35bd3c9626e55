import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { HeardSessions } from './heard-sessions';
import {
  EpochPassedError,
  SequenceBehindError,
  SessionEndedError,
  SessionFencedError,
  SessionNotFoundError,
} from './mt5-session.errors';
import { sessionEvent } from './mt5-session.events';
import { Mt5SessionRepository, type SessionStanding, type SessionsPage } from './mt5-session.repository';
import { isLive, type OpenedSession, type OpenSession, type Session, type SessionCounters } from './session';
import { RecentSessions } from './recent-sessions';

/** The terminals' connections: who holds which account, and whether it is still heard. */
@Injectable()
export class Mt5SessionService {
  constructor(
    private readonly repository: Mt5SessionRepository,
    private readonly recent: RecentSessions,
    private readonly heard: HeardSessions,
    private readonly transactions: Transactions,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a session and shuts out the account's older one: two terminals on one account would trade everything twice.
   * The same connector (`instanceId`) gets its session back, in the next epoch.
   * The caller holds the account's lock, so that two terminals connect one after the other.
   */
  async open(tx: Transaction, opening: OpenSession): Promise<OpenedSession> {
    const now = this.clock.now();
    const shutOut = await this.repository.fenceOthers(tx, opening, now);
    const resumed = opening.instanceId ? await this.repository.resume(tx, opening, now) : null;
    const session = resumed ?? (await this.repository.insert(tx, opening, now));
    const fenced = shutOut.find(({ was }) => isLive(was)) ?? null;

    await this.events.append(tx, [
      ...(fenced ? [sessionEvent('session.fenced', fenced)] : []),
      sessionEvent('session.connected', session),
    ]);
    this.forgetAfterCommit(tx, [session, ...shutOut]);
    return { session, fenced, resumed: resumed !== null };
  }

  /**
   * The caller's session, if it still holds its account. Hears a silent client of the seed's calls again: it pings
   * for ever and knows no other way back, whereas a connector connects again and is reconciled.
   *
   * The answer may be a second old. What is written on its strength goes through `hold`, `repliedTo` or
   * `markSnapshot`, which look again under the row's lock.
   *
   * @throws SessionNotFoundError, SessionFencedError, SessionEndedError
   */
  async requireLive(
    userId: string,
    sessionId: string,
    { epoch }: { readonly epoch?: number | undefined } = {},
  ): Promise<Session> {
    const recent = await this.recent.read(sessionId, () => this.repository.find(userId, sessionId));
    if (recent?.userId !== userId) throw new SessionNotFoundError(sessionId);
    const session = holds(recent, epoch) ? recent : await this.lookAgain(recent);
    requireStanding(session, epoch);
    return session;
  }

  /** The caller's session, whatever became of it: late evidence of a fenced session is evidence too. */
  async find(userId: string, sessionId: string): Promise<Session> {
    const session = await this.repository.find(userId, sessionId);
    if (!session) throw new SessionNotFoundError(sessionId);
    return session;
  }

  /** Notes that the terminal was heard just now. Written within 250 ms, with everybody else's. */
  touch(session: Session): void {
    this.heard.note(session);
  }

  /** Which of the accounts have a live session, stale ones included. */
  async liveSessionsOf(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, Session>> {
    const sessions = await this.repository.findLiveOf(tx, accountIds);
    return new Map(sessions.map((session) => [session.accountId, session]));
  }

  /**
   * Looks again whether the session holds its account, and keeps it so until the commit: what is handed to it in this
   * transaction is handed before any takeover.
   *
   * @throws SessionFencedError, SessionEndedError when somebody else took over meanwhile
   */
  async hold(tx: Transaction, session: Session): Promise<void> {
    await this.lockStanding(tx, session);
  }

  /**
   * What this message was answered when it came before, or null if it is new. Locks the session until the commit,
   * so that a message and its repetition are answered one after the other.
   *
   * @throws SessionFencedError, SessionEndedError when somebody else took over meanwhile
   * @throws SequenceBehindError when a later message was answered already
   */
  async repliedTo(
    tx: Transaction,
    session: Session,
    seq: number,
  ): Promise<{ readonly reply: unknown } | null> {
    const standing = await this.lockStanding(tx, session);
    const last = BigInt(standing.lastSeq);
    if (BigInt(seq) > last) return null;
    if (BigInt(seq) === last && standing.lastReply !== null) return { reply: standing.lastReply };
    throw new SequenceBehindError(session.id, String(seq), standing.lastSeq);
  }

  /** Keeps the answer to a message, for its repetition. Only the last one is kept: the terminal sends one at a time. */
  async rememberReply(tx: Transaction, session: Session, seq: number, reply: unknown): Promise<void> {
    await this.repository.storeReply(tx, session.id, seq, reply);
  }

  /**
   * Notes a list of positions of this session. False if a newer one was noted before: the list must not be applied.
   * Times are compared only with those of the same epoch, so a terminal whose clock is years off is as good as any.
   */
  async markSnapshot(
    tx: Transaction,
    sessionId: string,
    snapshot: { readonly reportedAt: Date | null; readonly complete: boolean },
  ): Promise<boolean> {
    const [, marked] = await Promise.all([
      this.lockStanding(tx, { id: sessionId }),
      this.repository.markSnapshot(tx, sessionId, snapshot, this.clock.now()),
    ]);
    tx.afterCommit(() => {
      this.recent.forget(sessionId);
    });
    return marked;
  }

  /**
   * Ends a session with what the terminal counted. Saying goodbye twice changes nothing the second time.
   *
   * @throws SessionFencedError after a takeover: the session is not the caller's to end any more
   */
  async disconnect(userId: string, sessionId: string, counters: SessionCounters): Promise<Session> {
    const session = await this.find(userId, sessionId);
    return this.transactions.run(async (tx) => {
      const ended = await this.repository.disconnect(tx, session, counters, this.clock.now());
      if (!ended) return this.requireDisconnected(await this.find(userId, sessionId));
      await this.events.append(tx, [sessionEvent('session.disconnected', ended)]);
      this.forgetAfterCommit(tx, [ended]);
      return ended;
    });
  }

  list(userId: string, page: SessionsPage): Promise<readonly Session[]> {
    return this.repository.findPage(userId, page);
  }

  counts(userId: string): Promise<{ readonly active: number; readonly total: number }> {
    return this.repository.counts(userId);
  }

  /** How many sessions of all users are active, and for how long the quietest connected terminal has been silent. */
  pulse(): Promise<{ readonly active: number; readonly silenceSeconds: number }> {
    return this.repository.pulse(this.clock.now());
  }

  /** A refusal is never given from memory: the session may have been resumed a moment ago, by another process. */
  private async lookAgain({ id, userId }: Session): Promise<Session> {
    this.recent.forget(id);
    const session = await this.find(userId, id);
    return session.status === 'EXPIRED' && session.client === 'seed' ? this.revive(session) : session;
  }

  private async revive(session: Session): Promise<Session> {
    const revived = await this.transactions.run(async (tx) => {
      const heard = await this.repository.revive(tx, session, this.clock.now());
      if (heard) await this.events.append(tx, [sessionEvent('session.recovered', heard)]);
      return heard;
    });
    return revived ?? this.find(session.userId, session.id);
  }

  private async lockStanding(
    tx: Transaction,
    { id, epoch }: { readonly id: string; readonly epoch?: number },
  ): Promise<SessionStanding> {
    const standing = await this.repository.lockStanding(tx, id);
    if (!standing) throw new SessionNotFoundError(id);
    requireStanding({ ...standing, id }, epoch);
    return standing;
  }

  private requireDisconnected(session: Session): Session {
    if (session.status === 'FENCED') throw new SessionFencedError(session.id);
    return session;
  }

  private forgetAfterCommit(tx: Transaction, sessions: readonly Session[]): void {
    tx.afterCommit(() => {
      for (const { id } of sessions) this.recent.forget(id);
    });
  }
}

type Standing = Pick<Session, 'id' | 'status' | 'epoch'>;

/** Whether a session lives and, if the caller speaks of an epoch, lives in that one. */
function holds({ status, epoch }: Standing, spoken = epoch): boolean {
  return isLive(status) && epoch === spoken;
}

function requireStanding(session: Standing, spoken?: number): void {
  if (holds(session, spoken)) return;
  if (isLive(session.status)) throw new EpochPassedError(session.id);
  if (session.status === 'FENCED') throw new SessionFencedError(session.id);
  throw new SessionEndedError(session.id, session.status);
}

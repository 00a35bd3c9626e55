import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type DomainError } from '../platform/errors/domain-error';
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
import {
  type AnsweredMessage,
  Mt5SessionRepository,
  type SessionStanding,
  type SessionsPage,
} from './mt5-session.repository';
import {
  isLive,
  type OpenedSession,
  type OpenSession,
  type Session,
  type SessionCounters,
  type SessionStatus,
} from './session';
import { RecentSessions } from './recent-sessions';

/** For so long a takeover by another process may go unnoticed, where no lock tells of it. */
const A_MOMENT_MS = 1000;

/** A numbered message of a session. */
export interface SessionMessage {
  readonly session: Session;
  readonly seq: number;
}

/** Whether a message is to be answered anew, was answered before, or comes from who may not speak any more. */
export type MessageStanding =
  | { readonly kind: 'new'; readonly status: SessionStatus; readonly snapshotAt: Date | null }
  | { readonly kind: 'answered'; readonly reply: unknown }
  | { readonly kind: 'refused'; readonly error: DomainError };

type AnsweredSession = Omit<AnsweredMessage, 'sessionId'> & SessionMessage;

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
   * The answer may be `maxAgeMs` old, a second if nothing is said. What is written on its strength goes through `hold`,
   * `standingsOf` or `markSnapshot`, which look again under the row's lock.
   *
   * @throws SessionNotFoundError, SessionFencedError, SessionEndedError
   */
  async requireLive(
    userId: string,
    sessionId: string,
    {
      epoch,
      maxAgeMs = A_MOMENT_MS,
    }: { readonly epoch?: number | undefined; readonly maxAgeMs?: number } = {},
  ): Promise<Session> {
    const find = (): Promise<Session | null> => this.repository.find(userId, sessionId);
    const recent = await this.recent.read(sessionId, find, { maxAgeMs });
    if (recent?.userId !== userId) throw new SessionNotFoundError(sessionId);
    const session = holds(recent, epoch) ? recent : await this.lookAgain(recent);
    this.requireStanding(session, epoch);
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
   * Where these messages stand, in their order: new, answered before, or refused, each for itself. Locks their sessions
   * until the commit, so that a message and its repetition are answered one after the other. No session may be twice
   * among them.
   */
  async standingsOf(
    tx: Transaction,
    messages: readonly SessionMessage[],
  ): Promise<readonly MessageStanding[]> {
    const ids = messages.map(({ session }) => session.id);
    const standings = await this.repository.lockStandings(tx, ids);
    const byId = new Map(standings.map((standing) => [standing.id, standing]));
    return messages.map((message) => this.standingOf(message, byId.get(message.session.id)));
  }

  /**
   * Keeps the answers to messages, for their repetition, and that their sessions were heard. Only the last answer of a
   * session is kept: the terminal sends one message at a time. The sessions are held by the caller, and as they stand.
   */
  rememberReplies(tx: Transaction, answered: readonly AnsweredSession[]): void {
    if (answered.length === 0) return;
    const messages = answered.map(({ session, ...message }) => ({ ...message, sessionId: session.id }));
    this.repository.storeReplies(tx, messages, this.clock.now());
    tx.afterCommit(() => {
      for (const { session } of answered) if (session.status !== 'ACTIVE') this.touch(session);
    });
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
  ): Promise<void> {
    const [standing] = await this.repository.lockStandings(tx, [id]);
    if (!standing) throw new SessionNotFoundError(id);
    this.requireStanding(standing, epoch);
  }

  private standingOf(
    { session, seq }: SessionMessage,
    standing: SessionStanding | undefined,
  ): MessageStanding {
    if (!standing) return { kind: 'refused', error: new SessionNotFoundError(session.id) };
    const error = this.refusalOf(standing, session.epoch);
    if (error) {
      this.recent.forget(session.id);
      return { kind: 'refused', error };
    }
    const last = BigInt(standing.lastSeq);
    if (BigInt(seq) > last) {
      return { kind: 'new', status: standing.status, snapshotAt: standing.snapshotAt };
    }
    if (BigInt(seq) === last && standing.lastReply !== null)
      return { kind: 'answered', reply: standing.lastReply };
    return { kind: 'refused', error: new SequenceBehindError(session.id, String(seq), standing.lastSeq) };
  }

  private requireStanding(session: Standing, spoken?: number): void {
    const error = this.refusalOf(session, spoken);
    if (error) throw error;
  }

  /** Why a session may not speak, if it may not. */
  private refusalOf(session: Standing, spoken?: number): DomainError | null {
    if (holds(session, spoken)) return null;
    if (isLive(session.status)) return new EpochPassedError(session.id);
    if (session.status === 'FENCED') return new SessionFencedError(session.id);
    return new SessionEndedError(session.id, session.status);
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

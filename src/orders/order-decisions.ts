import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { SessionNotFoundError } from '../mt5-session/mt5-session.errors';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { isOpening, type Refusal, type Signal, type SignalVerdict } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { AccountBooks } from './account-books';
import { type AccountBook } from './decision/account-book';
import { decideClosing } from './decision/decide-closing';
import { decideOpening } from './decision/decide-opening';
import { type Decision } from './decision/decision';
import { recipientsOf } from './decision/recipients';
import { type Order } from './order';
import { OrderMetrics } from './order-metrics';
import { orderEvent } from './orders.events';
import { OrdersRepository } from './orders.repository';
import { SignalDecisionsRepository } from './signal-decisions.repository';

interface Made {
  readonly signal: Signal;
  readonly accountId: string;
  readonly decision: Decision;
}

/** Where each signal of a batch goes, or why it goes nowhere. */
interface Routed {
  readonly signal: Signal;
  readonly accounts: readonly Account[];
  readonly refusal: Refusal | null;
}

/** A batch, decided and not yet recorded. */
interface Decided {
  readonly routes: readonly Routed[];
  readonly made: readonly Made[];
  readonly sessions: ReadonlyMap<string, Session>;
  readonly now: Date;
}

/** What a batch came to. */
interface Decided {
  readonly routes: readonly Routed[];
  readonly made: readonly Made[];
  readonly sessions: ReadonlyMap<string, Session>;
}

/** Decides signals: to whom they go, how much each account trades, and why not. */
@Injectable()
export class OrderDecisions {
  constructor(
    private readonly signals: SignalsService,
    private readonly accounts: AccountsService,
    private readonly sessions: Mt5SessionService,
    private readonly books: AccountBooks,
    private readonly orders: OrdersRepository,
    private readonly decisions: SignalDecisionsRepository,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /** Decides signals that the caller has claimed. All stand or fall with the transaction. */
  async decide(tx: Transaction, waiting: readonly Signal[]): Promise<void> {
    const now = this.clock.now();
    const { routes, sessions } = await this.route(tx, waiting);
    const accountIds = [...new Set(routes.flatMap(({ accounts }) => accounts.map(({ id }) => id)))];
    const books = await this.books.open(tx, accountIds, sessions, now);
    const made = routes.flatMap((route) => decideRoute(route, books, now));
    await this.record(tx, { routes, made, sessions, now });
  }

  private async route(
    tx: Transaction,
    waiting: readonly Signal[],
  ): Promise<{ routes: Routed[]; sessions: ReadonlyMap<string, Session> }> {
    const accounts = await this.accounts.ofUsers(tx, [...new Set(waiting.map(({ userId }) => userId))]);
    const sessions = await this.sessions.liveSessionsOf(
      tx,
      accounts.map(({ id }) => id),
    );
    const routes: Routed[] = [];
    for (const signal of waiting) {
      const recipients = recipientsOf(signal, {
        accounts: accounts.filter(({ userId }) => userId === signal.userId),
        sessions,
        sourceAccountId: await this.sourceAccountOf(signal, sessions),
      });
      routes.push(
        recipients.outcome === 'found'
          ? { signal, accounts: recipients.accounts, refusal: null }
          : { signal, accounts: [], refusal: recipients.refusal },
      );
    }
    return { routes, sessions };
  }

  /** The mirrored terminal may have been replaced since: its session is looked up whatever became of it. */
  private async sourceAccountOf(
    { userId, sourceSessionId }: Signal,
    sessions: ReadonlyMap<string, Session>,
  ): Promise<string | null> {
    if (sourceSessionId === null) return null;
    for (const session of sessions.values()) if (session.id === sourceSessionId) return session.accountId;
    try {
      return (await this.sessions.find(userId, sourceSessionId)).accountId;
    } catch (error) {
      if (error instanceof SessionNotFoundError) return null;
      throw error;
    }
  }

  private async record(tx: Transaction, { routes, made, sessions, now }: Decided): Promise<void> {
    const orders = await this.orders.insert(
      tx,
      made.flatMap(({ decision }) => (decision.outcome === 'ORDERED' ? [decision.order] : [])),
    );
    const orderOf = new Map(orders.map((order) => [`${order.signalId} ${order.accountId}`, order]));
    await this.decisions.insert(
      tx,
      made.map(({ signal, accountId, decision }) => ({
        signalId: signal.id,
        accountId,
        userId: signal.userId,
        outcome: decision.outcome,
        code: decision.outcome === 'DENIED' ? decision.refusal.code : null,
        orderId: orderOf.get(`${signal.id} ${accountId}`)?.id ?? null,
        ledger: decision.ledger,
        decidedAt: now,
      })),
    );
    await this.signals.recordDecisions(
      tx,
      routes.map((route) => verdictOf(route, made)),
      now,
    );
    await this.announce(tx, orders, sessions);
    this.count(tx, orders, made);
  }

  /** The session that holds the account is told, so that its terminal alone comes for the order. */
  private async announce(
    tx: Transaction,
    orders: readonly Order[],
    sessions: ReadonlyMap<string, Session>,
  ): Promise<void> {
    await this.events.append(
      tx,
      orders.map((order) => ({
        ...orderEvent('order.ready', order),
        sessionId: sessions.get(order.accountId)?.id ?? null,
      })),
    );
  }

  private count(tx: Transaction, orders: readonly Order[], made: readonly Made[]): void {
    tx.afterCommit(() => {
      for (const order of orders) this.metrics.moved(order.status, null);
      for (const { decision } of made)
        if (decision.outcome === 'DENIED') this.metrics.denied(decision.refusal.code);
    });
  }
}

function decideRoute(
  { signal, accounts }: Routed,
  books: ReadonlyMap<string, AccountBook>,
  now: Date,
): Made[] {
  return accounts.flatMap(({ id }) => {
    const book = books.get(id);
    if (!book) return [];
    const decide = isOpening(signal.type) ? decideOpening : decideClosing;
    const decision = decide(signal, book, now);
    if (decision.outcome === 'ORDERED') book.book(decision.order);
    return [{ signal, accountId: id, decision }];
  });
}

/** PENDING as long as one account follows; refused with the reason of the first account when none does. */
function verdictOf({ signal, refusal }: Routed, made: readonly Made[]): SignalVerdict {
  const own = made.filter((each) => each.signal.id === signal.id).map(({ decision }) => decision);
  if (own.some(({ outcome }) => outcome === 'ORDERED')) {
    return { signalId: signal.id, status: 'PENDING', code: null, message: null, detail: null };
  }
  const first = own.find((decision) => decision.outcome === 'DENIED')?.refusal ?? refusal;
  return {
    signalId: signal.id,
    status: 'REJECTED',
    code: first?.code ?? 'NO_ACCOUNT_TO_TRADE',
    message: first?.message ?? null,
    detail: first?.detail ?? null,
  };
}

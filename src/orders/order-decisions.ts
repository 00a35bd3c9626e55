import { Injectable } from '@nestjs/common';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { type Signal, type SignalVerdict } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { AccountBooks } from './account-books';
import { type AccountBook } from './decision/account-book';
import { decide } from './decision/decide';
import { type Made } from './decision/decision';
import { RunawaySources } from './runaway-sources';
import { TakeBacks } from './take-backs';
import { type Order, readyOrder } from './order';
import { OrderMetrics } from './order-metrics';
import { orderEvent } from './orders.events';
import { OrderWritesRepository } from './order-writes.repository';
import { SignalDecisionsRepository } from './signal-decisions.repository';
import { type Routed, SignalRoutes } from './signal-routes';

/** One transaction makes no more than this, if it can: it holds its accounts for as long as it takes. */
const MOST_DECISIONS = 2_000;

/** A batch, decided and not yet recorded. */
interface Decided {
  readonly decided: readonly { readonly route: Routed; readonly made: readonly Made[] }[];
  readonly made: readonly Made[];
  /** For the orders, at least as many as there are. */
  readonly numbers: readonly string[];
  readonly sessions: ReadonlyMap<string, Session>;
  readonly now: Date;
}

/** Decides signals: to whom they go, how much each account trades, and why not. */
@Injectable()
export class OrderDecisions {
  constructor(
    private readonly signals: SignalsService,
    private readonly routes: SignalRoutes,
    private readonly books: AccountBooks,
    private readonly orders: OrderWritesRepository,
    private readonly decisions: SignalDecisionsRepository,
    private readonly takeBacks: TakeBacks,
    private readonly runaways: RunawaySources,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides signals that the caller has claimed, and answers how many: those that go to many accounts are left to the
   * next transaction, at least one is decided. All stand or fall with this one.
   */
  async decide(tx: Transaction, waiting: readonly Signal[]): Promise<number> {
    const now = this.clock.now();
    const { routes: all, sessions } = await this.routes.find(tx, waiting);
    const routes = atOnce(all);
    const addressed = routes.flatMap(({ accounts }) => accounts);
    const accounts = [...new Map(addressed.map((account) => [account.id, account])).values()];
    const [books, numbers] = await Promise.all([
      this.books.open(tx, accounts, { sessions, purpose: 'DECISION', now }),
      this.orders.numbers(tx, addressed.length),
    ]);
    const decided = routes.map((route) => ({ route, made: decideRoute(route, books, now) }));
    const made = decided.flatMap((each) => each.made);
    await this.record(tx, { decided, made, numbers, sessions, now });
    await this.takeBacks.take(tx, made);
    await this.runaways.lock(tx, made, now);
    return routes.length;
  }

  /** Nothing here waits for the database: all of it is written with the commit, in this order. */
  private async record(tx: Transaction, { decided, made, numbers, sessions, now }: Decided): Promise<void> {
    const orders = numbered(made, numbers);
    const orderOf = new Map(orders.map((order) => [`${order.signalId} ${order.accountId}`, order]));
    this.orders.insert(tx, orders);
    this.decisions.insert(
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
      decided.map((each) => ({ signal: each.route.signal, verdict: verdictOf(each.route, each.made) })),
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

/** As many routes as lead to no more decisions than one transaction takes, and one whatever it leads to. */
function atOnce(routes: readonly Routed[]): readonly Routed[] {
  let decisions = 0;
  const end = routes.findIndex(({ accounts }, place) => {
    decisions += accounts.length;
    return place > 0 && decisions > MOST_DECISIONS;
  });
  return end === -1 ? routes : routes.slice(0, end);
}

function numbered(made: readonly Made[], numbers: readonly string[]): readonly Order[] {
  const wanted = made.flatMap(({ decision }) => (decision.outcome === 'ORDERED' ? [decision.order] : []));
  return wanted.map((order, place) => {
    const number = numbers[place];
    if (number === undefined) throw new Error('An order got no number');
    return readyOrder(number, order);
  });
}

function decideRoute(
  { signal, accounts, mirrored }: Routed,
  books: ReadonlyMap<string, AccountBook>,
  now: Date,
): Made[] {
  return accounts.flatMap(({ id }) => {
    const book = books.get(id);
    if (!book) return [];
    const decision = decide(signal, book, now, mirrored);
    if (decision.outcome === 'ORDERED') book.book(decision.order);
    return [{ signal, accountId: id, decision }];
  });
}

/** PENDING as long as one account follows; refused with the reason of the first account when none does. */
function verdictOf({ signal, refusal }: Routed, made: readonly Made[]): SignalVerdict {
  const own = made.map(({ decision }) => decision);
  if (own.some(({ outcome }) => outcome === 'ORDERED')) {
    return { signalId: signal.id, status: 'PENDING', code: null, message: null, detail: null };
  }
  if (own.some(({ outcome }) => outcome === 'TOOK_BACK')) {
    const message = 'Nothing was open; what was on its way has been taken back';
    return { signalId: signal.id, status: 'EXECUTED', code: null, message, detail: null };
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

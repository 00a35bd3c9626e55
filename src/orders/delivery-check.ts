import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Denial, explainDenial } from '../risk/denial';
import { checkAtDelivery, type RuleVerdict } from '../risk/pre-trade-rules';
import { AccountBooks } from './account-books';
import { type AccountBook } from './decision/account-book';
import { symbolAtDelivery } from './decision/account-symbol';
import { observe } from './decision/observe';
import { factsUnder } from './decision/observed';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderEventsRepository } from './order-events.repository';
import { OrderMetrics } from './order-metrics';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** The day's or the account's loss does not come back within an order's time to live: waiting is pointless. */
const FINAL: readonly string[] = ['DAILY_LOSS_LIMIT', 'TOTAL_LOSS_LIMIT'];

interface Refused {
  readonly order: Order;
  readonly denial: Denial;
  readonly verdicts: readonly RuleVerdict[];
}

/** Checks openings once more as they are about to be handed out: the world has moved since the decision. */
@Injectable()
export class DeliveryCheck {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly history: OrderEventsRepository,
    private readonly books: AccountBooks,
    private readonly sessions: Mt5SessionService,
    private readonly moves: OrderMoves,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * The openings of an account, held by the caller, that may go out now. What is refused for good is cancelled; the rest
   * waits for its time to end, and tells why.
   */
  async passing(tx: Transaction, accountId: string): Promise<readonly string[]> {
    const now = this.clock.now();
    const [live, sessions] = await Promise.all([
      this.repository.liveOf(tx, [accountId]),
      this.sessions.liveSessionsOf(tx, [accountId]),
    ]);
    const waiting = live.filter(
      ({ status, action, expiresAt }) =>
        status === 'READY' && action === 'OPEN' && expiresAt !== null && expiresAt > now,
    );
    if (waiting.length === 0) return [];
    const books = await this.books.open(tx, [accountId], { sessions, purpose: 'DELIVERY', now });
    const book = books.get(accountId);
    if (!book) return [];

    const passing: string[] = [];
    const refused: Refused[] = [];
    for (const order of waiting) {
      const check = checkAtDelivery({ ...factsOf(order, book, now), expiresAt: order.expiresAt });
      if (check.outcome === 'passed') {
        passing.push(order.id);
        book.conduct = book.conduct.withOpening(order);
      } else {
        refused.push({ order, denial: check.denial, verdicts: check.verdicts });
      }
    }
    await this.keepBack(tx, refused, now);
    return passing;
  }

  private async keepBack(tx: Transaction, refused: readonly Refused[], now: Date): Promise<void> {
    if (refused.length === 0) return;
    const locked = await this.repository.lockByIds(
      tx,
      refused.map(({ order }) => order.id),
    );
    const told = await this.history.of(
      tx,
      locked.map(({ id }) => id),
    );
    const changes = refused.flatMap(({ order: { id }, denial, verdicts }) => {
      const order = locked.find((fresh) => fresh.id === id);
      const causeKey = `held:${denial.code}`;
      const known = told.some((event) => event.orderId === id && event.causeKey === causeKey);
      return order && !known ? [heldBack(order, denial, verdicts, now)] : [];
    });
    await this.moves.make(tx, changes);
    tx.afterCommit(() => {
      for (const { denial } of refused) this.metrics.heldBack(denial.code);
    });
  }
}

function factsOf(order: Order, book: AccountBook, now: Date): ReturnType<typeof factsUnder> {
  const trade = {
    action: order.action,
    side: order.side,
    symbol: order.symbol,
    entry: order.entryPrice,
    stopLoss: order.stopLoss,
    takeProfit: order.takeProfit,
    requestedVolume: order.volume,
    confidence: null,
    signalTime: order.createdAt,
  };
  const { source } = order;
  const symbol = symbolAtDelivery(order.symbol, book, now);
  const wish = { trade, symbol, source, flattens: order.flattens, mirrored: null };
  return factsUnder(book.profile, observe(wish, book, now));
}

function heldBack(order: Order, denial: Denial, verdicts: readonly RuleVerdict[], now: Date): OrderChange {
  const isFinal = FINAL.includes(denial.code);
  return {
    order,
    to: isFinal ? 'CANCELLED' : 'READY',
    actor: 'RISK',
    causeKey: `held:${denial.code}`,
    occurredAt: now,
    facts: { message: explainDenial(denial, 'en') },
    data: { code: denial.code, numbers: denial.numbers, rules: verdicts },
  };
}

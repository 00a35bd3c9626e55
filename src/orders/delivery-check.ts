import { Injectable } from '@nestjs/common';
import { type EffectiveState } from '../guard/trading-state';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Denial, explainDenial } from '../risk/denial';
import { checkAtDelivery, type RuleVerdict } from '../risk/pre-trade-rules';
import { AccountBooks, type Wanted } from './account-books';
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

/** A session that holds its account, and the orders of that account that are not over. */
export interface HeldSession {
  readonly account: Wanted;
  readonly session: Session;
  readonly live: readonly Order[];
}

/** What the check came to. */
export interface Checked {
  /** The openings that may go out. */
  readonly passing: readonly string[];
  /** The orders that tell now why they were kept back. */
  readonly changed: readonly Order[];
}

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
    private readonly moves: OrderMoves,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * The openings that may go out now, of accounts held by the caller. What is refused for good is cancelled; the rest
   * waits for its time to end, and tells why.
   */
  async passing(
    tx: Transaction,
    held: readonly HeldSession[],
    states: ReadonlyMap<string, EffectiveState>,
  ): Promise<Checked> {
    const now = this.clock.now();
    const waiting = held.flatMap(({ live }) => live.filter((order) => isWaiting(order, now)));
    if (waiting.length === 0) return { passing: [], changed: [] };
    const sessions = new Map(held.map(({ session }) => [session.accountId, session]));
    const ordered = new Set(waiting.map(({ accountId }) => accountId));
    const accounts = held.map(({ account }) => account).filter(({ id }) => ordered.has(id));
    const books = await this.books.open(tx, accounts, { sessions, purpose: 'DELIVERY', now, states });

    const passing: string[] = [];
    const refused: Refused[] = [];
    for (const order of waiting) {
      const book = books.get(order.accountId);
      if (!book) continue;
      const check = checkAtDelivery({ ...factsOf(order, book, now), expiresAt: order.expiresAt });
      if (check.outcome === 'passed') {
        passing.push(order.id);
        book.conduct = book.conduct.withOpening(order);
      } else {
        refused.push({ order, denial: check.denial, verdicts: check.verdicts });
      }
    }
    return { passing, changed: await this.keepBack(tx, refused, now) };
  }

  private async keepBack(tx: Transaction, refused: readonly Refused[], now: Date): Promise<readonly Order[]> {
    if (refused.length === 0) return [];
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
    tx.afterCommit(() => {
      for (const { denial } of refused) this.metrics.heldBack(denial.code);
    });
    return this.moves.make(tx, changes);
  }
}

/** An opening that nobody was handed yet, and whose time has not passed. */
function isWaiting({ status, action, expiresAt }: Order, now: Date): boolean {
  return status === 'READY' && action === 'OPEN' && expiresAt !== null && expiresAt > now;
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

import { Decimal } from 'decimal.js';
import { type Price } from '../../src/money/quantity';
import { type Clock } from '../../src/platform/time/clock';
import { opposite } from './account-math';
import { Book } from './book';
import { type Market } from './market';
import { firstBrokenRule, type Permissions, type TradeRequest } from './order-checks';
import { OutcomeScript, SendLedger, type Outcome, type Send } from './outcomes';
import { RETCODE, retcodeText } from './retcodes';
import { type AccountFacts, type Deal, type DealReason, type Position } from './trade';

/** What OrderSend answers: MqlTradeResult. Tickets are '0' when nothing was booked, or when nobody can tell. */
export interface TradeResult {
  readonly retcode: number;
  readonly order: string;
  readonly deal: string;
  readonly volume: Decimal;
  readonly price: Decimal | null;
  readonly comment: string;
}

export interface BrokerOptions {
  readonly clock: Clock;
  readonly market: Market;
  readonly account?: Partial<AccountFacts>;
  readonly deposit?: Decimal.Value;
  /** How far the trade server's own time is from UTC. */
  readonly utcOffsetSeconds?: number;
  /** Margin level, in percent, at which the broker closes the worst position. */
  readonly stopOutPercent?: number;
}

interface LateExecution {
  readonly dueMs: number;
  readonly send: Send;
  readonly request: TradeRequest;
}

const DAY_MS = 86_400_000;
const DEMO_ACCOUNT: AccountFacts = {
  number: '12345678',
  broker: 'IC Markets',
  server: 'ICMarkets-Demo',
  name: 'Demo',
  currency: 'USD',
  currencyDigits: 2,
  leverage: 100,
  marginMode: 'HEDGING',
};

/**
 * A trade server with one account: executes market orders at moving prices, fills stops, charges swap, stops out.
 * It outlives the terminals that log in to it, as a broker does.
 */
export class BrokerModel {
  readonly book: Book;
  readonly ledger = new SendLedger();
  readonly script = new OutcomeScript();
  readonly closedSymbols = new Set<string>();
  readonly permissions: Permissions = {
    terminalConnected: true,
    terminalTradeAllowed: true,
    eaTradeAllowed: true,
    accountTradeAllowed: true,
    accountTradeExpert: true,
  };
  readonly market: Market;
  readonly utcOffsetSeconds: number;
  private readonly clock: Clock;
  private readonly stopOutPercent: number;
  private late: LateExecution[] = [];
  private day: number;

  constructor(options: BrokerOptions) {
    this.clock = options.clock;
    this.market = options.market;
    this.utcOffsetSeconds = options.utcOffsetSeconds ?? 10_800;
    this.stopOutPercent = options.stopOutPercent ?? 50;
    const facts = { ...DEMO_ACCOUNT, ...options.account };
    this.book = new Book(facts, this.market, this.clock, options.deposit ?? 10_000);
    this.day = this.brokerDay();
    this.market.onTick(() => {
      this.process();
    });
  }

  /** Executes a market order, or refuses it, or leaves its sender in doubt. Every call is counted. */
  orderSend(request: TradeRequest): TradeResult {
    const { magic, symbol, side, volume, position } = request;
    const send = this.ledger.record({
      at: this.clock.now(),
      magic,
      symbol,
      side,
      volume,
      position: position ?? null,
    });
    const result = this.answer(request, send, this.script.take(send));
    send.retcode = result.retcode;
    return result;
  }

  /** A trade by the trader's own hand: no magic, no order of ours. */
  tradeByHand(trade: Omit<TradeRequest, 'magic' | 'comment'>): TradeResult {
    return this.orderSend({ ...trade, magic: '0', comment: '' });
  }

  /** All that a new price or a new day brings about. Called on every tick of the market. */
  process(): void {
    this.executeLate();
    this.rollOver();
    for (const position of this.book.positions()) this.fillStops(position);
    this.stopOut();
  }

  private answer(request: TradeRequest, send: Send, outcome: Outcome | undefined): TradeResult {
    if (outcome?.kind === 'refuse') return refusal(outcome.retcode);
    const broken = firstBrokenRule(request, this);
    if (broken !== null) return refusal(broken);
    switch (outcome?.kind) {
      case 'ambiguous':
        if (outcome.executed === 'now') this.execute(request, send);
        else if (outcome.executed !== 'never') {
          this.late.push({ dueMs: this.clock.monotonicMs() + outcome.executed.afterMs, send, request });
        }
        return refusal(outcome.retcode);
      case 'partial':
        return this.done(this.execute(this.reduced(request, outcome.share), send), RETCODE.DONE_PARTIAL);
      case undefined:
        return this.done(this.execute(request, send), RETCODE.DONE);
    }
  }

  private execute(request: TradeRequest, send: Send): Deal {
    const reason = request.magic === '0' ? 'CLIENT' : 'EXPERT';
    const position = request.position === undefined ? undefined : this.book.position(request.position);
    const quote = this.market.quote(request.symbol);
    const price = request.side === 'BUY' ? quote.ask : quote.bid;
    const deal = this.book.fill({ ...request, position, price, reason });
    send.executed = send.executed.plus(deal.volume);
    return deal;
  }

  private done(deal: Deal, retcode: number): TradeResult {
    const { order, ticket, volume, price } = deal;
    return { retcode, order, deal: ticket, volume, price, comment: retcodeText(retcode) };
  }

  private reduced(request: TradeRequest, share: Decimal.Value): TradeRequest {
    const step = this.market.instrument(request.symbol)?.volumeStep ?? '0.01';
    const volume = request.volume.times(share).dividedBy(step).floor().times(step);
    return { ...request, volume: Decimal.max(volume, step) };
  }

  private executeLate(): void {
    const now = this.clock.monotonicMs();
    const due = this.late.filter(({ dueMs }) => dueMs <= now);
    this.late = this.late.filter(({ dueMs }) => dueMs > now);
    for (const { request, send } of due) {
      if (firstBrokenRule(request, this) === null) this.execute(request, send);
    }
  }

  /** One night of swap per weekday's midnight of the broker; Wednesday's counts for the weekend as well. */
  private rollOver(): void {
    for (const today = this.brokerDay(); this.day < today; this.day += 1) {
      // Day 0 of the epoch was a Thursday.
      const weekday = (this.day + 4) % 7;
      const nights = weekday === 3 ? 3 : weekday === 0 || weekday === 6 ? 0 : 1;
      if (nights > 0) this.book.chargeSwap(nights);
    }
  }

  private fillStops(position: Position): void {
    const { stopLoss, takeProfit, side } = position;
    const price = this.book.closingPrice(position);
    const reached = (level: Price, adverse: boolean): boolean =>
      (side === 'BUY') === adverse ? price.lte(level) : price.gte(level);
    if (stopLoss && reached(stopLoss, true)) this.closeFor(position, 'SL', `[sl ${stopLoss.toString()}]`);
    else if (takeProfit && reached(takeProfit, false)) {
      this.closeFor(position, 'TP', `[tp ${takeProfit.toString()}]`);
    }
  }

  private stopOut(): void {
    for (;;) {
      const { marginLevel, margin } = this.book.account();
      if (margin.isZero() || marginLevel.gte(this.stopOutPercent)) return;
      const [worst] = this.book
        .positions()
        .sort((a, b) => this.book.profitNow(a).comparedTo(this.book.profitNow(b)));
      if (!worst) return;
      this.closeFor(worst, 'SO', `[so ${marginLevel.toString()}%]`);
    }
  }

  /** The broker's own closes keep the magic of the position, and fill at the market: a gap slips. */
  private closeFor(position: Position, reason: DealReason, comment: string): void {
    const { symbol, volume, magic } = position;
    const price = this.book.closingPrice(position);
    this.book.fill({
      symbol,
      side: opposite(position.side),
      volume,
      price,
      position,
      magic,
      comment,
      reason,
    });
  }

  private brokerDay(): number {
    return Math.floor((this.clock.now().getTime() + this.utcOffsetSeconds * 1000) / DAY_MS);
  }
}

function refusal(retcode: number): TradeResult {
  const nothing = { order: '0', deal: '0', volume: new Decimal(0), price: null };
  return { retcode, ...nothing, comment: retcodeText(retcode) };
}

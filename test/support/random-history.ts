import fc from 'fast-check';
import { Decimal, lots, money, price } from '../../src/money/quantity';
import { type ReportedDeal } from '../../src/positions/deal';

/** One thing that happens on an account. What it refers to is picked modulo what there is. */
interface Step {
  readonly what:
    'open' | 'add' | 'reduce' | 'close' | 'turn' | 'closeBy' | 'deposit' | 'withdraw' | 'charge' | 'credit';
  readonly minutes: number;
  readonly pick: number;
  readonly lots: number;
  readonly cents: number;
  readonly commissionCents: number;
  /** By how many points the price differs from 1.10000. */
  readonly points: number;
  readonly swapCents: number;
}

/** A trade as the account's own books have it, kept while the history is made up: nothing is derived from deals. */
export interface BookedTrade {
  readonly positionId: string;
  readonly leg: number;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly openedAt: Date;
  closedAt: Date | null;
  closeTicket: string | null;
  volume: Decimal;
  closedVolume: Decimal;
  net: Decimal;
  /** Σ price × volume of what opened it, and of what closed it. */
  openValue: Decimal;
  closeValue: Decimal;
}

export interface RandomHistory {
  readonly deals: readonly ReportedDeal[];
  readonly trades: readonly BookedTrade[];
}

interface OpenPosition {
  readonly id: string;
  held: Decimal;
  side: 'BUY' | 'SELL';
  trade: BookedTrade;
}

const START = Date.UTC(2025, 0, 6, 0, 5);
const SYMBOLS = ['EURUSD', 'XAUUSD', 'US500'];

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    ...([
      'open',
      'open',
      'open',
      'add',
      'reduce',
      'close',
      'close',
      'close',
      'close',
      'turn',
      'closeBy',
    ] as const),
    ...(['deposit', 'withdraw', 'charge', 'credit'] as const),
  ),
  minutes: fc.oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 3 * 24 * 60 })),
  pick: fc.nat(1000),
  lots: fc.integer({ min: 1, max: 100 }),
  cents: fc.oneof(fc.integer({ min: -30_000, max: 30_000 }), fc.constant(0)),
  commissionCents: fc.constantFrom(0, 0, -7, -35),
  swapCents: fc.constantFrom(0, 0, -12, 5),
  points: fc.integer({ min: -900, max: 900 }),
});

/** Histories of an account on which everything happens that MetaTrader knows, beginning with a deposit of 10 000. */
export function randomHistories(minSteps = 1, maxSteps = 60): fc.Arbitrary<RandomHistory> {
  return fc
    .array(step, { minLength: minSteps, maxLength: maxSteps, size: 'max' })
    .map((steps) => new Books().write(steps));
}

/** Makes up a history and keeps its books at the same time. */
class Books {
  private atMs = START;
  private ticket = 1000;
  private balance = new Decimal(10_000);
  private readonly deals: ReportedDeal[] = [];
  private readonly trades: BookedTrade[] = [];
  private open: OpenPosition[] = [];

  write(steps: readonly Step[]): RandomHistory {
    this.move('BALANCE', this.balance);
    for (const each of steps) {
      this.atMs += each.minutes * 60_000;
      this.take(each);
    }
    return { deals: this.deals, trades: this.trades };
  }

  private take(each: Step): void {
    const position = this.open[each.pick % Math.max(1, this.open.length)];
    const other = this.open.find((one) => position && one !== position && one.side !== position.side);
    const volume = new Decimal(each.lots).dividedBy(100);
    const amount = new Decimal(Math.abs(each.cents)).dividedBy(100);
    if (each.what === 'open') this.opened(each, volume);
    else if (each.what === 'deposit') this.flow(amount);
    else if (each.what === 'withdraw' && this.balance.greaterThan(amount.times(20)))
      this.flow(amount.negated());
    else if (each.what === 'charge') this.charge(amount.dividedBy(100).toDecimalPlaces(2).negated());
    else if (each.what === 'credit') this.move('CREDIT', amount);
    else if (position) this.handle(each, position, volume, other);
  }

  private handle(each: Step, position: OpenPosition, volume: Decimal, other: OpenPosition | undefined): void {
    if (each.what === 'add') this.added(each, position, volume);
    else if (each.what === 'turn') this.turned(each, position, position.held.plus(volume));
    else if (each.what === 'closeBy' && other) {
      const both = Decimal.min(position.held, other.held);
      this.reduced(each, position, both, 'OUT_BY');
      this.reduced({ ...each, cents: 0, swapCents: 0 }, other, both, 'OUT_BY');
    } else if (each.what === 'reduce')
      this.reduced(each, position, Decimal.min(volume, position.held), 'OUT');
    else if (each.what === 'close') this.reduced(each, position, position.held, 'OUT');
  }

  private opened(each: Step, volume: Decimal): void {
    const id = String(this.ticket + 500_000);
    const symbol = SYMBOLS[each.pick % SYMBOLS.length] ?? 'EURUSD';
    const side = each.pick % 2 === 0 ? 'BUY' : 'SELL';
    const trade = this.booked(id, 1, symbol, side);
    const position = { id, held: new Decimal(0), side, trade } satisfies OpenPosition;
    this.open.push(position);
    this.added(each, position, volume);
  }

  private added(each: Step, position: OpenPosition, volume: Decimal): void {
    const deal = this.deal(each, position, {
      type: position.side,
      entry: 'IN',
      volume,
      result: false,
    });
    position.held = position.held.plus(volume);
    position.trade.volume = position.trade.volume.plus(volume);
    position.trade.net = position.trade.net.plus(deal.commission);
    position.trade.openValue = position.trade.openValue.plus(valueOf(deal, volume));
  }

  private reduced(each: Step, position: OpenPosition, volume: Decimal, entry: 'OUT' | 'OUT_BY'): void {
    const type = position.side === 'BUY' ? 'SELL' : 'BUY';
    const deal = this.deal(each, position, { type, entry, volume, result: true });
    position.held = position.held.minus(volume);
    position.trade.closedVolume = position.trade.closedVolume.plus(volume);
    position.trade.closeValue = position.trade.closeValue.plus(valueOf(deal, volume));
    position.trade.net = position.trade.net.plus(deal.profit).plus(deal.swap).plus(deal.commission);
    if (position.held.isZero()) this.closed(position, deal.ticket);
  }

  private turned(each: Step, position: OpenPosition, volume: Decimal): void {
    const type = position.side === 'BUY' ? 'SELL' : 'BUY';
    const deal = this.deal(each, position, { type, entry: 'INOUT', volume, result: true });
    const { trade, held } = position;
    const part = deal.commission.times(held).dividedBy(volume).toDecimalPlaces(8, Decimal.ROUND_HALF_UP);
    trade.closedVolume = trade.closedVolume.plus(held);
    trade.closeValue = trade.closeValue.plus(valueOf(deal, held));
    trade.net = trade.net.plus(deal.profit).plus(deal.swap).plus(part);
    trade.closedAt = new Date(this.atMs);
    trade.closeTicket = deal.ticket;
    position.side = type;
    position.held = volume.minus(held);
    position.trade = this.booked(position.id, trade.leg + 1, trade.symbol, type);
    position.trade.volume = position.held;
    position.trade.openValue = valueOf(deal, position.held);
    position.trade.net = deal.commission.minus(part);
  }

  private closed(position: OpenPosition, ticket: string): void {
    position.trade.closedAt = new Date(this.atMs);
    position.trade.closeTicket = ticket;
    this.open = this.open.filter((one) => one !== position);
  }

  private booked(positionId: string, leg: number, symbol: string, side: 'BUY' | 'SELL'): BookedTrade {
    const trade: BookedTrade = {
      positionId,
      leg,
      symbol,
      side,
      openedAt: new Date(this.atMs),
      closedAt: null,
      closeTicket: null,
      volume: new Decimal(0),
      closedVolume: new Decimal(0),
      net: new Decimal(0),
      openValue: new Decimal(0),
      closeValue: new Decimal(0),
    };
    this.trades.push(trade);
    return trade;
  }

  private flow(amount: Decimal): void {
    if (!amount.isZero()) this.move('BALANCE', amount);
  }

  private charge(amount: Decimal): void {
    this.move('CHARGE', amount);
  }

  /** Money that moves without a trade. */
  private move(type: string, amount: Decimal): void {
    if (type !== 'CREDIT' && this.deals.length > 0) this.balance = this.balance.plus(amount);
    this.push({ type, entry: 'NONE', profit: money(amount) });
  }

  private deal(
    each: Step,
    position: OpenPosition,
    part: { type: 'BUY' | 'SELL'; entry: ReportedDeal['entry']; volume: Decimal; result: boolean },
  ): ReportedDeal {
    const deal = this.push({
      type: part.type,
      entry: part.entry,
      positionId: position.id,
      symbol: position.trade.symbol,
      volume: lots(part.volume),
      price: price(new Decimal('1.1').plus(new Decimal(each.points).dividedBy(100_000))),
      profit: money(part.result ? new Decimal(each.cents).dividedBy(100) : 0),
      swap: money(part.result ? new Decimal(each.swapCents).dividedBy(100) : 0),
      commission: money(new Decimal(each.commissionCents).dividedBy(100)),
    });
    this.balance = this.balance.plus(deal.profit).plus(deal.swap).plus(deal.commission);
    return deal;
  }

  private push(changes: Partial<ReportedDeal>): ReportedDeal {
    this.ticket += 1;
    const deal: ReportedDeal = {
      ticket: String(this.ticket),
      orderTicket: null,
      positionId: null,
      symbol: null,
      type: 'BALANCE',
      entry: 'NONE',
      volume: lots(0),
      price: null,
      profit: money(0),
      swap: money(0),
      commission: money(0),
      fee: money(0),
      magic: null,
      comment: null,
      reason: null,
      executedAt: new Date(this.atMs),
      brokerTime: null,
      ...changes,
    };
    this.deals.push(deal);
    return deal;
  }
}

function valueOf({ price: paid }: ReportedDeal, volume: Decimal): Decimal {
  return volume.times(paid ?? 0);
}

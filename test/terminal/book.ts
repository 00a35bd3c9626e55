import { Decimal } from 'decimal.js';
import { lots, price, type Money, type Price } from '../../src/money/quantity';
import { type Clock } from '../../src/platform/time/clock';
import { booked, marginOf, profitOf } from './account-math';
import { type Instrument } from './instruments';
import { type Market } from './market';
import { net, type NetPosition } from './netting';
import { type AccountFacts, type AccountState, type Deal, type Fill, type Position } from './trade';

type Booking = Pick<Deal, 'order' | 'position' | 'entry' | 'profit' | 'swap' | 'commission'>;

/** One account's positions, deals and balance at the broker: what is booked here has happened. */
export class Book {
  readonly deals: Deal[] = [];
  private readonly open = new Map<string, Position>();
  private cash: Decimal;
  private lastOrder = 100_000_000n;
  private lastDeal = 500_000_000n;

  constructor(
    readonly facts: AccountFacts,
    private readonly market: Market,
    private readonly clock: Clock,
    deposit: Decimal.Value,
  ) {
    this.cash = new Decimal(deposit);
  }

  positions(): Position[] {
    return [...this.open.values()];
  }

  position(ticket: string): Position | undefined {
    return this.open.get(ticket);
  }

  positionsOf(symbol: string): Position[] {
    return this.positions().filter((position) => position.symbol === symbol);
  }

  /** What the position would realise now, at the side of the market that closes it. */
  profitNow(position: Position): Money {
    return this.booked(this.profit(position, position.volume, this.closingPrice(position)));
  }

  closingPrice(position: Position): Price {
    const quote = this.market.quote(position.symbol);
    return position.side === 'BUY' ? quote.bid : quote.ask;
  }

  /**
   *     equity = balance + Σ (profit + swap)    free margin = equity − margin    level = equity ÷ margin × 100
   */
  account(): AccountState {
    let profit = new Decimal(0);
    let margin = new Decimal(0);
    for (const position of this.open.values()) {
      profit = profit.plus(this.profitNow(position)).plus(position.swap);
      margin = margin.plus(position.margin);
    }
    const equity = this.cash.plus(profit);
    return {
      balance: this.booked(this.cash),
      equity: this.booked(equity),
      margin: this.booked(margin),
      marginFree: this.booked(equity.minus(margin)),
      marginLevel: margin.isZero() ? margin : equity.dividedBy(margin).times(100).toDecimalPlaces(2),
      profit: this.booked(profit),
    };
  }

  /** Books one deal: opens, adds to, reduces, closes or turns a position. */
  fill(fill: Fill): Deal {
    const order = String((this.lastOrder += 1n));
    const target = this.facts.marginMode === 'NETTING' ? this.positionsOf(fill.symbol)[0] : fill.position;
    const deal = target ? this.fillAgainst(target, fill, order) : this.fillNew(fill, order);
    this.deals.push(deal);
    this.cash = this.cash.plus(deal.profit).plus(deal.swap).plus(deal.commission);
    return deal;
  }

  /** Charges a night's swap on every open position. */
  chargeSwap(nights: number): void {
    for (const position of this.open.values()) {
      const instrument = this.instrument(position.symbol);
      const rate = position.side === 'BUY' ? instrument.swapLong : instrument.swapShort;
      const charge = position.volume.times(rate).times(nights);
      this.open.set(position.ticket, { ...position, swap: this.booked(position.swap.plus(charge)) });
    }
  }

  private fillNew(fill: Fill, order: string): Deal {
    const commission = this.commission(fill);
    const none = this.booked(new Decimal(0));
    this.keep({
      ticket: order,
      identifier: order,
      symbol: fill.symbol,
      side: fill.side,
      volume: lots(fill.volume),
      openPrice: fill.price,
      stopLoss: fill.stopLoss ?? null,
      takeProfit: fill.takeProfit ?? null,
      margin: this.margin(fill.symbol, fill.volume, fill.price),
      swap: none,
      commission,
      magic: fill.magic,
      comment: fill.comment,
      openedAt: this.clock.now(),
    });
    return this.deal(fill, { order, position: order, entry: 'IN', profit: none, swap: none, commission });
  }

  private fillAgainst(position: Position, fill: Fill, order: string): Deal {
    const netted = net(position, fill.side, fill.volume, fill.price);
    const swap = this.booked(position.swap.times(netted.closed).dividedBy(position.volume));
    const profit = this.booked(this.profit(position, netted.closed, fill.price));
    const commission = this.commission(fill);
    this.open.delete(position.ticket);
    if (netted.position) {
      const { volume, openPrice } = netted.position;
      const rest = {
        ...position,
        // What remains keeps the margin of its opening; what is added or turned is reckoned anew.
        margin:
          netted.entry === 'OUT'
            ? this.booked(position.margin.times(volume).dividedBy(position.volume))
            : this.margin(fill.symbol, volume, openPrice),
        commission: this.booked(position.commission.plus(commission)),
        swap: this.booked(position.swap.minus(swap)),
      };
      this.keep(reshaped(rest, netted.position, netted.entry, fill, order));
    }
    const { entry } = netted;
    return this.deal(fill, { order, position: position.identifier, entry, profit, swap, commission });
  }

  private keep(position: Position): void {
    this.open.set(position.ticket, position);
  }

  private margin(symbol: string, volume: Decimal, openPrice: Decimal): Money {
    const trade = { volume, price: openPrice };
    return this.booked(marginOf(this.market, this.instrument(symbol), trade, this.facts));
  }

  private deal(fill: Fill, booking: Booking): Deal {
    return {
      ...booking,
      ticket: String((this.lastDeal += 1n)),
      symbol: fill.symbol,
      side: fill.side,
      volume: lots(fill.volume),
      price: fill.price,
      magic: fill.magic,
      comment: fill.comment,
      reason: fill.reason,
      at: this.clock.now(),
    };
  }

  private commission(fill: Fill): Money {
    const perLot = this.instrument(fill.symbol).commissionPerLot;
    return this.booked(new Decimal(perLot).times(fill.volume).negated());
  }

  private profit(position: Position, volume: Decimal, close: Decimal): Decimal {
    const trade = { side: position.side, volume, open: position.openPrice, close };
    return profitOf(this.market, this.instrument(position.symbol), trade, this.facts.currency);
  }

  private booked(amount: Decimal): Money {
    return booked(amount, this.facts.currencyDigits);
  }

  private instrument(symbol: string): Instrument {
    const instrument = this.market.instrument(symbol);
    if (!instrument) throw new RangeError(`No instrument ${symbol}`);
    return instrument;
  }
}

/** The position after a deal: a reversal takes the new order's ticket, stops and magic, the rest keeps its own. */
function reshaped(
  position: Position,
  netted: NetPosition,
  entry: Deal['entry'],
  fill: Fill,
  order: string,
): Position {
  const shape = {
    ...position,
    side: netted.side,
    volume: lots(netted.volume),
    openPrice: price(netted.openPrice.toDecimalPlaces(8)),
  };
  if (entry === 'OUT') return shape;
  const stops = {
    stopLoss: fill.stopLoss ?? (entry === 'IN' ? position.stopLoss : null),
    takeProfit: fill.takeProfit ?? (entry === 'IN' ? position.takeProfit : null),
  };
  const added = { ...shape, ...stops, magic: fill.magic, comment: fill.comment };
  return entry === 'IN' ? added : { ...added, ticket: order };
}

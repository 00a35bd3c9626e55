import { Decimal } from 'decimal.js';
import { type Clock } from '../../src/platform/time/clock';
import { price, type Price } from '../../src/money/quantity';
import { INSTRUMENTS, type Instrument } from './instruments';
import { Random } from './random';

export interface Quote {
  readonly bid: Price;
  readonly ask: Price;
  readonly at: Date;
}

interface Line {
  readonly instrument: Instrument;
  quote: Quote;
}

/** Prices that move: a seeded random walk on each symbol's tick grid. Time comes from the clock it is given. */
export class Market {
  private readonly lines = new Map<string, Line>();
  private readonly random: Random;
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    seed = 1,
    instruments: readonly Instrument[] = INSTRUMENTS,
  ) {
    this.random = new Random(seed);
    for (const instrument of instruments) {
      this.lines.set(instrument.symbol, { instrument, quote: this.quoteAt(instrument, instrument.startBid) });
    }
  }

  symbols(): string[] {
    return [...this.lines.keys()];
  }

  instrument(symbol: string): Instrument | undefined {
    return this.lines.get(symbol)?.instrument;
  }

  /** @throws RangeError for a symbol that this market does not know. */
  quote(symbol: string): Quote {
    const line = this.lines.get(symbol);
    if (!line) throw new RangeError(`No quotes for ${symbol}`);
    return line.quote;
  }

  /** Called after every move of the prices: stops and margin are checked then. */
  onTick(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Puts a symbol's bid somewhere; the ask follows at the symbol's spread, or at the one given. */
  setBid(symbol: string, bid: Decimal.Value, spreadTicks?: number): void {
    const line = this.lines.get(symbol);
    if (!line) throw new RangeError(`No quotes for ${symbol}`);
    line.quote = this.quoteAt(line.instrument, bid, spreadTicks);
    this.tick();
  }

  /** Lets so much time pass in the market: every price takes one step of the walk. */
  advance(elapsedMs: number): void {
    const root = Math.sqrt(elapsedMs / 1000);
    for (const line of this.lines.values()) {
      const { instrument } = line;
      const ticks = Math.round(this.random.normal() * instrument.ticksPerSecond * root);
      const bid = new Decimal(instrument.tickSize).times(ticks).plus(line.quote.bid);
      const floor = new Decimal(instrument.startBid).dividedBy(10);
      line.quote = this.quoteAt(instrument, Decimal.max(bid, floor));
    }
    this.tick();
  }

  /**
   * An amount of one currency in another, at the worse side of the market: a gain is sold, a loss is bought.
   *
   * @throws RangeError when no chain of at most two pairs joins the two currencies
   */
  convert(amount: Decimal, from: string, to: string): Decimal {
    const rate = this.rate(from, to, amount.isNegative()) ?? this.crossRate(from, to, amount.isNegative());
    if (!rate) throw new RangeError(`No rate from ${from} to ${to}`);
    return amount.times(rate);
  }

  private crossRate(from: string, to: string, buying: boolean): Decimal | undefined {
    const first = this.rate(from, 'USD', buying);
    const second = this.rate('USD', to, buying);
    return first && second ? first.times(second) : undefined;
  }

  private rate(from: string, to: string, buying: boolean): Decimal | undefined {
    if (from === to) return new Decimal(1);
    const direct = this.lines.get(from + to)?.quote;
    if (direct) return buying ? direct.ask : direct.bid;
    const reverse = this.lines.get(to + from)?.quote;
    if (reverse) return new Decimal(1).dividedBy(buying ? reverse.bid : reverse.ask);
    return undefined;
  }

  private quoteAt(
    instrument: Instrument,
    bid: Decimal.Value,
    spreadTicks: number = instrument.spreadTicks,
  ): Quote {
    const onGrid = new Decimal(bid).toNearest(instrument.tickSize);
    const ask = new Decimal(instrument.tickSize).times(spreadTicks).plus(onGrid);
    return { bid: price(onGrid), ask: price(ask), at: this.clock.now() };
  }

  private tick(): void {
    for (const listener of this.listeners) listener();
  }
}

import { Decimal } from 'decimal.js';
import { type Clock } from '../../src/platform/time/clock';
import { type Side } from '../terminal/account-math';
import { type Instrument } from '../terminal/instruments';
import { type Market } from '../terminal/market';
import { Random } from '../terminal/random';
import { type NewSignal } from './trader';

/** A signal of the demo, and what it is there to show. */
export interface Idea {
  readonly signal: NewSignal;
  readonly purpose: string;
  /** Sent a second time, as a source does that lost the answer. */
  readonly sentTwice: boolean;
}

type Kind = 'open' | 'sent-twice' | 'oversized' | 'close' | 'without-stop' | 'unknown-symbol';

/** The first ones show one of each; what follows is drawn by chance. */
const OPENING: readonly Kind[] = [
  'open',
  'sent-twice',
  'oversized',
  'without-stop',
  'close',
  'open',
  'unknown-symbol',
];
const LATER: readonly Kind[] = [
  ...Array<Kind>(7).fill('open'),
  ...Array<Kind>(5).fill('close'),
  'sent-twice',
  'oversized',
  'without-stop',
  'unknown-symbol',
];
const SYMBOLS = ['EURUSD', 'GBPUSD', 'USDJPY', 'XAUUSD', 'DE40'] as const;
/** Trades live for some minutes: long enough to be looked at. */
const STOP_SECONDS = 300;

/** A small strategy without any wisdom: it only has to keep the pipeline busy, the same way for the same seed. */
export class Strategy {
  private readonly random: Random;
  private count = 0;
  private opened: { readonly symbol: string; readonly side: Side }[] = [];

  constructor(
    private readonly market: Market,
    private readonly clock: Clock,
    private readonly seed: number,
  ) {
    this.random = new Random(seed);
  }

  next(): Idea {
    const kind = OPENING[this.count] ?? this.random.pick(LATER);
    this.count += 1;
    switch (kind) {
      case 'close':
        return this.close();
      case 'sent-twice':
        return { ...this.open(0.5, 'the same signal twice'), sentTwice: true };
      case 'oversized':
        return this.open(50, 'far more than the risk allows');
      case 'without-stop':
        return this.unfit('EURUSD', { entry_price: 1.1 }, 'no stop loss: cannot be sized');
      case 'unknown-symbol':
        return this.unfit('WHEAT.Z', { entry_price: 550, stop_loss: 540 }, 'a symbol no terminal knows');
      case 'open':
        return this.open(undefined, 'an ordinary signal');
    }
  }

  private open(volume: number | undefined, purpose: string): Idea {
    const symbol = SYMBOLS[(this.count - 1) % SYMBOLS.length] ?? 'EURUSD';
    const held = this.opened.find((open) => open.symbol === symbol);
    // A netting account cannot hold both directions of one symbol.
    const side: Side = held?.side ?? (this.random.chance(0.5) ? 'BUY' : 'SELL');
    const instrument = this.market.instrument(symbol);
    if (!instrument) throw new RangeError(`The market has no ${symbol}`);
    this.opened = [...this.opened.filter((open) => open.symbol !== symbol), { symbol, side }];
    const prices = this.prices(instrument, side);
    const signal = {
      ...this.base(symbol, side),
      ...prices,
      ...(volume === undefined ? {} : { volume }),
    };
    return { signal, purpose, sentTwice: false };
  }

  private unfit(symbol: string, prices: Partial<NewSignal>, purpose: string): Idea {
    return { signal: { ...this.base(symbol, 'BUY'), ...prices }, purpose, sentTwice: false };
  }

  private close(): Idea {
    const held = this.opened.shift() ?? { symbol: 'EURUSD', side: 'BUY' as const };
    const signal = this.base(held.symbol, held.side === 'BUY' ? 'CLOSE_BUY' : 'CLOSE_SELL');
    return { signal, purpose: 'closes what is open', sentTwice: false };
  }

  /** The stop as far as the price usually moves in that time, the target half as far again. */
  private prices(
    instrument: Instrument,
    side: Side,
  ): { entry_price: number; stop_loss: number; take_profit: number } {
    const quote = this.market.quote(instrument.symbol);
    const entry = side === 'BUY' ? quote.ask : quote.bid;
    const ticks = Math.round(instrument.ticksPerSecond * Math.sqrt(STOP_SECONDS)) + instrument.spreadTicks;
    const distance = new Decimal(instrument.tickSize).times(ticks).times(side === 'BUY' ? 1 : -1);
    return {
      entry_price: entry.toNumber(),
      stop_loss: entry.minus(distance).toNumber(),
      take_profit: entry.plus(distance.times(1.5)).toNearest(instrument.tickSize).toNumber(),
    };
  }

  private base(
    symbol: string,
    type: NewSignal['signal_type'],
  ): Pick<NewSignal, 'symbol' | 'signal_type' | 'signal_time' | 'client_signal_id' | 'strategy'> {
    return {
      symbol,
      signal_type: type,
      signal_time: this.clock.now().toISOString(),
      client_signal_id: `demo-${this.seed}-${this.count}`,
      strategy: 'demo',
    };
  }
}

import { Decimal } from 'decimal.js';
import { money, type Money } from '../../src/money/quantity';
import { type Instrument } from './instruments';
import { type Market } from './market';

export type Side = 'BUY' | 'SELL';

export function opposite(side: Side): Side {
  return side === 'BUY' ? 'SELL' : 'BUY';
}

/** Rounds to the currency's digits, as the trade server books it: halves away from zero. */
export function booked(amount: Decimal, digits: number): Money {
  return money(amount.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP));
}

/**
 * What a position gains between two prices, in the account's currency.
 *
 *     profit = (close − open) × contract size × volume, negated for a SELL, then converted
 */
export function profitOf(
  market: Market,
  instrument: Instrument,
  trade: {
    readonly side: Side;
    readonly volume: Decimal;
    readonly open: Decimal;
    readonly close: Decimal;
  },
  currency: string,
): Decimal {
  const move = trade.side === 'BUY' ? trade.close.minus(trade.open) : trade.open.minus(trade.close);
  const inProfitCurrency = move.times(instrument.contractSize).times(trade.volume);
  return market.convert(inProfitCurrency, instrument.currencyProfit, currency);
}

/**
 * The margin a trade binds, in the account's currency.
 *
 *     FOREX        volume × contract size ÷ leverage
 *     CFDLEVERAGE  volume × contract size × price ÷ leverage
 */
export function marginOf(
  market: Market,
  instrument: Instrument,
  trade: { readonly volume: Decimal; readonly price: Decimal },
  account: { readonly currency: string; readonly leverage: number },
): Decimal {
  const worth = new Decimal(instrument.contractSize).times(trade.volume).dividedBy(account.leverage);
  const bound = instrument.calcMode === 'FOREX' ? worth : worth.times(trade.price);
  // Bought, not sold: the margin is what it costs to hold that much of the margin currency.
  return market.convert(bound.negated(), instrument.currencyMargin, account.currency).abs();
}

import { Decimal } from '../money/quantity';
import { type Trade } from './trade';

/** A currency pair at the head of a symbol, whatever the broker appends: `EURUSD`, `EURUSD.r`, `USDJPYm`. */
const PAIR = /^([A-Z]{3})([A-Z]{3})(?:[^A-Z].*)?$/;
const CURRENCIES = new Set(
  'USD EUR GBP CHF JPY AUD CAD NZD SEK NOK DKK PLN HUF CZK TRY ZAR MXN SGD HKD CNH'.split(' '),
);
/** Their units are worth about a hundredth of a dollar: prices in them have two decimals less. */
const SMALL_UNITS = new Set(['JPY', 'HUF']);
const PIP = new Decimal('0.0001');
const PIP_OF_SMALL_UNITS = new Decimal('0.01');

/**
 * The size of a pip: 0.0001 of a currency pair, 0.01 where it is priced in yen or forints. Null for everything else: of
 * metals, indices, shares and coins brokers and platforms call different things a pip, by a factor of ten or a hundred.
 * It is known by the name alone, so that a history whose symbols the terminal no longer has counts the same.
 */
export function pipSizeOf(symbol: string): Decimal | null {
  const [, base = '', quote = ''] = PAIR.exec(symbol) ?? [];
  if (!CURRENCIES.has(base) || !CURRENCIES.has(quote)) return null;
  return SMALL_UNITS.has(quote) ? PIP_OF_SMALL_UNITS : PIP;
}

/**
 * How far the price went in a trade's favour, in pips, between its mean prices of opening and closing. Null without a pip
 * or without both prices.
 */
export function pipsOf({
  symbol,
  side,
  openPrice,
  closePrice,
}: Pick<Trade, 'symbol' | 'side' | 'openPrice' | 'closePrice'>): Decimal | null {
  const size = pipSizeOf(symbol);
  if (!size || !openPrice || !closePrice) return null;
  const gained = side === 'BUY' ? closePrice.minus(openPrice) : openPrice.minus(closePrice);
  return gained.dividedBy(size);
}

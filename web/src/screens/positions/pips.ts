/** A currency pair at the head of a symbol, whatever the broker appends: `EURUSD`, `EURUSD.r`, `USDJPYm`. */
const PAIR = /^([A-Z]{3})([A-Z]{3})(?:[^A-Z].*|[a-z].*)?$/;
const CURRENCIES = new Set(
  'USD EUR GBP CHF JPY AUD CAD NZD SEK NOK DKK PLN HUF CZK TRY ZAR MXN SGD HKD CNH'.split(' '),
);

/** The size of a pip of this symbol; undefined where nobody agrees on what one is (indices, metals, coins). */
export function pipOf(symbol: string): number | undefined {
  const [, base = '', quote = ''] = PAIR.exec(symbol) ?? [];
  if (!CURRENCIES.has(base) || !CURRENCIES.has(quote)) return undefined;
  return quote === 'JPY' || quote === 'HUF' ? 0.01 : 0.0001;
}

interface Trade {
  readonly symbol: string;
  readonly type: 'BUY' | 'SELL';
  readonly open_price: number;
  readonly current_price: number | null;
}

/** How far the price has gone in the trade's favour, in pips. */
export function pipsOf({ symbol, type, open_price: open, current_price: now }: Trade): number | undefined {
  const pip = pipOf(symbol);
  if (pip === undefined || now === null) return undefined;
  return (type === 'BUY' ? now - open : open - now) / pip;
}

/** How far, in units of what was risked at first; undefined without the stop of its order. */
export function rOf(
  { type, open_price: open, current_price: now }: Trade,
  initialStop: number | null | undefined,
): number | undefined {
  if (now === null || initialStop === null || initialStop === undefined) return undefined;
  const risked = type === 'BUY' ? open - initialStop : initialStop - open;
  if (risked <= 0) return undefined;
  return (type === 'BUY' ? now - open : open - now) / risked;
}

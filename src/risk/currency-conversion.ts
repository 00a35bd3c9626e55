import { Decimal } from '../money/quantity';
import { calcModeOf, isForex } from './calc-mode';
import { isPositive, type SymbolSpec } from './symbol-spec';

/** A price of one currency in another, as the account's own broker quotes it. */
export interface Quote {
  readonly base: string;
  readonly profit: string;
  readonly bid: Decimal;
  readonly ask: Decimal;
}

/** What the converted amount is. A loss is converted at the dearer side of the quote, a profit at the cheaper. */
export type ConversionPurpose = 'LOSS' | 'PROFIT';

export interface Conversion {
  /** Units of the target currency for one unit of the source currency. */
  readonly rate: Decimal;
  /** The currencies passed through, source and target included: `JPY>USD>EUR`. */
  readonly path: string;
}

const PIVOTS = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'AUD', 'CAD', 'NZD'];

/**
 * The rate from one currency to another, through the account's own quotes.
 *
 *     direct   FROM/TO: ask for a loss, bid for a profit
 *     inverse  TO/FROM: 1 ÷ bid for a loss, 1 ÷ ask for a profit
 *     cross    FROM → pivot → TO, dollar first
 *
 * No rate is null, never 1: a wrong rate sizes a position ten times too large without anybody noticing.
 */
export function conversionRate(
  from: string,
  to: string,
  purpose: ConversionPurpose,
  quotes: readonly Quote[],
): Conversion | null {
  if (from === '' || to === '') return null;
  if (from === to) return { rate: new Decimal(1), path: from };
  const direct = pairRate(from, to, purpose, quotes);
  if (direct) return { rate: direct, path: `${from}>${to}` };

  const others = [...new Set(quotes.flatMap(({ base, profit }) => [base, profit]))].sort();
  for (const pivot of new Set([...PIVOTS, ...others])) {
    const first = pairRate(from, pivot, purpose, quotes);
    const second = first && pairRate(pivot, to, purpose, quotes);
    if (second) return { rate: first.times(second), path: `${from}>${pivot}>${to}` };
  }
  return null;
}

/** A specification and the last price its terminal saw. */
export interface QuotedSymbol {
  readonly calcMode: string;
  readonly currencyBase: string;
  readonly currencyProfit: string;
  readonly quote: { readonly bid: Decimal; readonly ask: Decimal } | null;
}

/** The quotes among an account's specifications: currency pairs with a sound bid and ask. */
export function quotesOf(symbols: Iterable<QuotedSymbol>): Quote[] {
  const quotes: Quote[] = [];
  for (const { calcMode, currencyBase: base, currencyProfit: profit, quote } of symbols) {
    const mode = calcModeOf(calcMode);
    if (mode === null || !isForex(mode) || base === '' || base === profit || !quote) continue;
    quotes.push({ base, profit, bid: quote.bid, ask: quote.ask });
  }
  return quotes.filter(isSound);
}

/** The signal's own entry price is a quote of its pair: USDJPY at 150 converts yen on a dollar account. */
export function ownQuote(spec: SymbolSpec, at: Decimal): Quote {
  return { base: spec.currencyBase, profit: spec.currencyProfit, bid: at, ask: at };
}

/** Two symbols may quote one pair (EURUSD, EURUSD.m): the one that makes us more careful counts. */
function pairRate(
  from: string,
  to: string,
  purpose: ConversionPurpose,
  quotes: readonly Quote[],
): Decimal | null {
  const rates = quotes.filter(isSound).flatMap(({ base, profit, bid, ask }) => {
    if (base === from && profit === to) return purpose === 'LOSS' ? ask : bid;
    if (base === to && profit === from) return new Decimal(1).dividedBy(purpose === 'LOSS' ? bid : ask);
    return [];
  });
  if (rates.length === 0) return null;
  return purpose === 'LOSS' ? Decimal.max(...rates) : Decimal.min(...rates);
}

function isSound({ bid, ask }: Quote): boolean {
  return isPositive(bid) && isPositive(ask) && bid.lessThanOrEqualTo(ask);
}

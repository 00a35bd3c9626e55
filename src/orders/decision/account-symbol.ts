import { type StoredSymbolSpec } from '../../accounts/symbol-spec';
import { type Decimal } from '../../money/quantity';
import { type Quote, quotesOf } from '../../risk/currency-conversion';
import { deny } from '../../risk/denial';
import { type ResolvedBy, resolveSymbol } from '../../risk/symbol-resolver';
import { type SymbolSpec } from '../../risk/symbol-spec';
import { type MarketPrice, type SymbolFact } from '../../risk/trade-facts';
import { wellKnownSpec } from '../../risk/well-known-symbols';
import { type Signal } from '../../signals/signal';
import { type AccountBook } from './account-book';

/** How a signal's symbol became the account's; kept with the decision. */
export interface SymbolMatch {
  readonly wanted: string;
  /** Null when none was found, or none that proves itself. */
  readonly found: string | null;
  /** CATALOGUE: the usual contract of that name; the terminal has not reported its own. */
  readonly by: ResolvedBy | 'CATALOGUE' | null;
  /** The properties that were compared and agreed. */
  readonly proof: readonly string[];
}

export interface AccountSymbol {
  readonly match: SymbolMatch;
  readonly fact: SymbolFact;
}

/** Finds the account's symbol for an opening signal, with all that is known of it. */
export function symbolOf(signal: Signal, book: AccountBook): AccountSymbol {
  const wanted = signal.symbol;
  const resolution = resolveSymbol({
    wanted,
    specs: book.specs.values(),
    map: new Map(Object.entries(book.profile.symbolMap)),
  });
  if (resolution.outcome === 'unknown') return fromCatalogue(signal, book);
  if (resolution.outcome === 'denied') {
    const unresolved = { ...NO_SYMBOL, unresolved: resolution.denial };
    return { match: { wanted, found: null, by: null, proof: [] }, fact: unresolved };
  }
  const { spec, by, proof } = resolution;
  return { match: { wanted, found: spec.symbol, by, proof }, fact: reported(spec, book) };
}

/** What is known of a symbol when the terminal comes for an order: with this very call it tells what it costs now. */
export function symbolAtDelivery(symbol: string, book: AccountBook, now: Date): SymbolFact {
  const stored = book.specs.get(symbol);
  return stored ? reported(stored, book, now) : { ...NO_SYMBOL, source: 'CATALOGUE' };
}

/** What the rules are told of the symbol of a close: nothing of it is needed. */
export const NO_SYMBOL: SymbolFact = { spec: null, source: 'TERMINAL', market: null, quotes: [] };

/** The contract of a symbol that is traded on the account already: reported, or else the usual one. */
export function contractOf(symbol: string, book: AccountBook, entry: Decimal | null): SymbolSpec | null {
  const stored = book.specs.get(symbol);
  if (stored) return stored;
  if (!entry) return null;
  const quotes = quotesOf(book.specs.values());
  const usual = wellKnownSpec({ symbol, accountCurrency: book.account.currency, entry, quotes });
  return usual.outcome === 'known' ? usual.spec : null;
}

function reported(spec: StoredSymbolSpec, book: AccountBook, heardAt?: Date): SymbolFact {
  return {
    spec: spec.contract,
    source: 'TERMINAL',
    market: marketOf(spec, book, heardAt),
    streamsQuotes: book.session?.client === 'connector',
    quotes: quotesTouching(book, [spec.currencyProfit, spec.currencyMargin]),
  };
}

/** A symbol that the terminal has not reported: the usual contract, if it is a well-known one. */
function fromCatalogue(signal: Signal, book: AccountBook): AccountSymbol {
  const { symbol, entryPrice: entry } = signal;
  const quotes = quotesOf(book.specs.values());
  const known = entry && wellKnownSpec({ symbol, accountCurrency: book.account.currency, entry, quotes });
  if (known?.outcome !== 'known') {
    const unresolved = known?.denial ?? deny('REFERENCE_DATA_MISSING', { symbol, missing: 'market price' });
    return {
      match: { wanted: symbol, found: null, by: null, proof: [] },
      fact: { ...NO_SYMBOL, source: 'CATALOGUE', unresolved },
    };
  }
  const { spec } = known;
  return {
    match: { wanted: symbol, found: symbol, by: 'CATALOGUE', proof: [] },
    fact: {
      spec,
      source: 'CATALOGUE',
      market: null,
      quotes: quotesTouching(book, [spec.currencyProfit, spec.currencyMargin]),
    },
  };
}

/**
 * A price stands until the next one: a connector tells every change, so what it told since it connected is the price of
 * the last moment at which it was heard. Of a client of plain calls, only what it told is known.
 */
function marketOf(
  { quote, quoteReceivedAt }: StoredSymbolSpec,
  { session }: AccountBook,
  heardAt = session?.lastSeenAt,
): MarketPrice | null {
  if (!quote || !quoteReceivedAt) return null;
  const { bid, ask } = quote;
  const stands = session?.client === 'connector' && quoteReceivedAt >= session.connectedAt;
  const receivedAt = stands && heardAt && heardAt > quoteReceivedAt ? heardAt : quoteReceivedAt;
  return { bid, ask, receivedAt, stands };
}

/** The quotes with which these currencies can be converted to the account's: every way leads through one of them. */
function quotesTouching({ account, specs }: AccountBook, currencies: readonly string[]): Quote[] {
  const ends = new Set([account.currency, ...currencies]);
  return quotesOf(specs.values()).filter(({ base, profit }) => ends.has(base) || ends.has(profit));
}

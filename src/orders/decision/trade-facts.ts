import { type StoredSymbolSpec } from '../../accounts/symbol-spec';
import { Decimal } from '../../money/quantity';
import { quotesOf } from '../../risk/currency-conversion';
import { type Denial, deny } from '../../risk/denial';
import { DEFAULT_LIMITS, type RiskLimits } from '../../risk/risk-limits';
import { type SizingPolicy } from '../../risk/sizing';
import {
  type AccountFact,
  type EssentialFacts,
  type IntendedTrade,
  type MarketPrice,
  type SymbolFact,
} from '../../risk/trade-facts';
import { wellKnownSpec } from '../../risk/well-known-symbols';
import { isOpening, type Signal } from '../../signals/signal';
import { type OrderSide } from '../order';
import { type AccountBook } from './account-book';
import { matchSymbol } from './symbol-match';

/** Part of the free margin that one order may take: the rest is for what the market does next. */
const MARGIN_SHARE = new Decimal('0.8');

/** What the rules need to know about an opening signal on one account, or why its symbol cannot be told. */
export function openingFacts(
  signal: Signal,
  side: OrderSide,
  book: AccountBook,
  now: Date,
): EssentialFacts | Denial {
  const match = matchSymbol(signal.symbol, book.specs.keys());
  if (match.outcome === 'denied') return match.denial;
  const stored = match.outcome === 'found' ? book.specs.get(match.symbol) : undefined;
  const symbol = stored ? terminalSymbol(stored, book, now) : catalogueSymbol(signal, book);
  if ('code' in symbol) return symbol;
  return factsOf(tradeOf(signal, side, stored?.symbol ?? signal.symbol), symbol, book, now);
}

/** The same for a close. Its volume comes from the positions, so nothing need be known of the symbol. */
export function closingFacts(signal: Signal, side: OrderSide, book: AccountBook, now: Date): EssentialFacts {
  const symbol: SymbolFact = { spec: null, source: 'TERMINAL', market: null, quotes: [] };
  return factsOf(tradeOf(signal, side, signal.symbol), symbol, book, now);
}

function factsOf(trade: IntendedTrade, symbol: SymbolFact, book: AccountBook, now: Date): EssentialFacts {
  return {
    now,
    trade,
    tradingState: book.state,
    account: accountFact(book),
    symbol,
    exposure: book.exposureOn(trade.symbol, trade.side),
    policy: policyOf(book),
    limits: limitsOf(book),
  };
}

function tradeOf(signal: Signal, side: OrderSide, symbol: string): IntendedTrade {
  return {
    action: isOpening(signal.type) ? 'OPEN' : 'CLOSE',
    side,
    symbol,
    entry: signal.entryPrice,
    stopLoss: signal.stopLoss,
    takeProfit: signal.takeProfit,
    requestedVolume: signal.volume,
    confidence: signal.confidence,
    signalTime: signal.signalTime,
  };
}

function accountFact(book: AccountBook): AccountFact {
  const { account } = book;
  const inFlight = book.marginInFlight();
  const { currency, currencyDigits, balance, equity, marginFree, leverage, stateReceivedAt } = account;
  return {
    currency,
    currencyDigits,
    balance,
    equity,
    marginFree: marginFree?.minus(inFlight) ?? null,
    leverage,
    stateReceivedAt,
    marginUsed: account.margin?.plus(inFlight) ?? null,
    hedging: account.marginMode === null ? null : account.marginMode === 'HEDGING',
  };
}

function policyOf({ profile }: AccountBook): SizingPolicy {
  return {
    base: 'MIN',
    riskPercent: profile.riskPercent,
    maxLots: null,
    marginShare: MARGIN_SHARE,
    commissionPerSide: new Decimal(0),
  };
}

/** The seed knows one limit of this kind, over all symbols. */
function limitsOf({ profile }: AccountBook): RiskLimits {
  return { ...DEFAULT_LIMITS, maxOpenPositions: profile.maxOpenPositions, maxOpenPerSymbol: null };
}

function terminalSymbol(stored: StoredSymbolSpec, book: AccountBook, now: Date): SymbolFact {
  return {
    spec: stored,
    source: 'TERMINAL',
    market: marketOf(stored, now),
    quotes: quotesOf(book.specs.values()),
  };
}

/** An old price is no price: nothing is computed from where the market was. */
function marketOf({ quote, quoteReceivedAt }: StoredSymbolSpec, now: Date): MarketPrice | null {
  if (!quote || !quoteReceivedAt) return null;
  const ageMs = now.getTime() - quoteReceivedAt.getTime();
  if (ageMs > DEFAULT_LIMITS.maxQuoteAgeSeconds * 1000) return null;
  return { bid: quote.bid, ask: quote.ask, receivedAt: quoteReceivedAt };
}

/** A symbol that the terminal has not reported: the usual contract, if it is a well-known one. */
function catalogueSymbol(signal: Signal, book: AccountBook): SymbolFact | Denial {
  const { symbol, entryPrice: entry } = signal;
  if (!entry) return deny('REFERENCE_DATA_MISSING', { symbol, missing: 'market price' });
  const quotes = quotesOf(book.specs.values());
  const known = wellKnownSpec({ symbol, accountCurrency: book.account.currency, entry, quotes });
  if (known.outcome === 'denied') return known.denial;
  return { spec: known.spec, source: 'CATALOGUE', market: null, quotes };
}

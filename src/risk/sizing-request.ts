import { Decimal } from '../money/quantity';
import { type SizingRequest } from './sizing';
import { isPositive } from './symbol-spec';
import { type EssentialFacts } from './trade-facts';

/** The price a trade would open at: the signal's, or the market's when it names none. */
export function entryOf({ trade, symbol }: EssentialFacts): Decimal | null {
  if (trade.entry !== null) return trade.entry;
  const price = trade.side === 'BUY' ? symbol.market?.ask : symbol.market?.bid;
  return isPositive(price) ? price : null;
}

/**
 * The price that risk is measured from: the worse of the signal's entry and the market's. The order is executed at the
 * market: a buy above the signal's entry is further from its stop than the signal says.
 */
export function riskEntryOf(facts: EssentialFacts): Decimal | null {
  const { trade, symbol } = facts;
  const entry = entryOf(facts);
  const market = trade.side === 'BUY' ? symbol.market?.ask : symbol.market?.bid;
  if (entry === null || !isPositive(market)) return entry;
  return trade.side === 'BUY' ? Decimal.max(entry, market) : Decimal.min(entry, market);
}

/** What sizing is asked for a trade; null when there is no contract or no price. */
export function sizingRequestOf(facts: EssentialFacts): SizingRequest | null {
  const { trade, account, symbol, exposure, policy, sizingContext } = facts;
  const entry = riskEntryOf(facts);
  if (symbol.spec === null || entry === null) return null;
  return {
    side: trade.side,
    entry,
    stopLoss: trade.stopLoss,
    requestedVolume: trade.requestedVolume,
    account,
    spec: symbol.spec,
    specSource: symbol.source,
    quotes: symbol.quotes,
    openVolume: exposure.volumeOnSide,
    policy,
    ...(sizingContext && { context: { ...sizingContext, confidence: trade.confidence } }),
  };
}

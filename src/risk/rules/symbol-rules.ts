import { deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass, skip } from '../pre-trade-rule';
import { isPositive, missingReferenceData } from '../symbol-spec';
import { type EssentialFacts, type TradeFacts } from '../trade-facts';

/** The trade modes in which a side may be opened; any other, also one unknown here, may not. */
const OPENABLE: Readonly<Record<string, readonly string[]>> = {
  FULL: ['BUY', 'SELL'],
  LONGONLY: ['BUY'],
  SHORTONLY: ['SELL'],
};

/** The symbol must be allowed, open to this side, and known well enough to compute a volume. */
export const symbolData: FactRule<EssentialFacts> = {
  id: 'R04',
  name: 'SYMBOL',
  codes: [
    'SYMBOL_NOT_ALLOWED',
    'SYMBOL_UNKNOWN',
    'SYMBOL_AMBIGUOUS',
    'SYMBOL_CONTRADICTORY',
    'REFERENCE_DATA_MISSING',
  ],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ symbol: { spec, source, unresolved }, trade, limits }) {
    if (unresolved) return unresolved;
    if (spec === null) return deny('REFERENCE_DATA_MISSING', { symbol: trade.symbol });
    const { symbol, tradeMode } = spec;
    if (limits.symbols?.includes(symbol) === false) return deny('SYMBOL_NOT_ALLOWED', { symbol });
    const sides = OPENABLE[tradeMode.toUpperCase().replace('SYMBOL_TRADE_MODE_', '').replaceAll('_', '')];
    if (!sides?.includes(trade.side)) return deny('SYMBOL_NOT_ALLOWED', { symbol, trade_mode: tradeMode });
    const missing = missingReferenceData(spec);
    if (missing !== null) return deny('REFERENCE_DATA_MISSING', { symbol, missing });
    return pass({ symbol, trade_mode: tradeMode, source });
  },
};

export const marketOpen: FactRule<TradeFacts> = {
  id: 'R22',
  name: 'MARKET_OPEN',
  codes: ['MARKET_CLOSED'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ marketState, trade: { symbol } }) {
    if (marketState.isOpen === null) return skip('NO_CALENDAR');
    return marketState.isOpen ? pass() : deny('MARKET_CLOSED', { symbol });
  },
};

/** A spread far above its usual value is a market that nobody makes: news, rollover, a feed that broke. */
export const spread: FactRule<TradeFacts> = {
  id: 'R23',
  name: 'SPREAD',
  codes: ['SPREAD_TOO_WIDE'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ symbol: { market }, marketState: { usualSpread }, limits, trade: { symbol } }) {
    const multiple = limits.maxSpreadMultiple;
    if (multiple === null) return skip('OFF');
    if (market === null || !isPositive(usualSpread)) return deny('SPREAD_TOO_WIDE', { symbol });
    const current = market.ask.minus(market.bid);
    const numbers = {
      symbol,
      spread: plain(current),
      usual_spread: plain(usualSpread),
      max_multiple: plain(multiple),
    };
    return current.lessThanOrEqualTo(usualSpread.times(multiple))
      ? pass(numbers)
      : deny('SPREAD_TOO_WIDE', numbers);
  },
};

import { deny } from '../denial';
import { type FactRule, pass } from '../pre-trade-rule';
import { missingReferenceData } from '../symbol-spec';
import { type EssentialFacts } from '../trade-facts';

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
  codes: ['SYMBOL_NOT_ALLOWED', 'REFERENCE_DATA_MISSING'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ symbol: { spec, source }, trade, limits }) {
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

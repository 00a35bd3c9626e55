import { Decimal } from '../../money/quantity';
import { conversionRate, ownQuote } from '../currency-conversion';
import { deny } from '../denial';
import { plain } from '../ledger';
import { pass, type SizeRule, type SizingRule, skip } from '../pre-trade-rule';
import { entryOf } from '../sizing-request';
import { type EssentialFacts } from '../trade-facts';

/** The volume, from the risk: `position-size.ts`. A volume below the minimum is denied there, never rounded up. */
export const sizing: SizingRule = {
  id: 'R10',
  name: 'SIZING',
  codes: [
    'INPUT_OUT_OF_RANGE',
    'RISK_SETTING_INVALID',
    'REFERENCE_DATA_MISSING',
    'CONVERSION_RATE_MISSING',
    'SPECIFICATION_INCONSISTENT',
    'INVALID_STOPS',
    'EQUITY_NOT_POSITIVE',
    'RISK_BUDGET_EXHAUSTED',
    'AGGREGATE_RISK_EXCEEDED',
    'SOURCE_TRADE_MISSING',
    'VOLUME_BELOW_MINIMUM',
    'VOLUME_LIMIT_REACHED',
    'MARGIN_INSUFFICIENT',
  ],
  appliesTo: 'OPENS',
  stage: 'SIZING',
};

/** Looks at the found volume once more, from outside: above no maximum, and no more than was asked for. */
export const volumeMaximum: SizeRule<EssentialFacts> = {
  id: 'R12',
  name: 'VOLUME_MAXIMUM',
  codes: ['VOLUME_EXCEEDS_MAXIMUM'],
  appliesTo: 'OPENS',
  stage: 'SIZED',
  check({ symbol, policy, trade }, { volume }) {
    const limits = [symbol.spec?.volumeMax, policy.maxLots, trade.requestedVolume].filter((limit) => !!limit);
    const least = Decimal.min(...limits, new Decimal(1e6));
    const numbers = { volume: plain(volume), volume_max: plain(least) };
    return volume.lessThanOrEqualTo(least) ? pass(numbers) : deny('VOLUME_EXCEEDS_MAXIMUM', numbers);
  },
};

/** volume × contract size × price in the account's currency: a fat finger shows in what an order is worth. */
export const notional: SizeRule<EssentialFacts> = {
  id: 'R13',
  name: 'NOTIONAL',
  codes: ['NOTIONAL_EXCEEDS_MAXIMUM', 'CONVERSION_RATE_MISSING', 'REFERENCE_DATA_MISSING'],
  appliesTo: 'OPENS',
  stage: 'SIZED',
  check(facts, { volume }) {
    const { account, symbol, limits, trade } = facts;
    const { maxNotional, maxNotionalTimesEquity: times } = limits;
    const most = [maxNotional, times && account.equity.times(times)].filter((limit) => limit !== null);
    if (most.length === 0) return skip('OFF');
    const entry = entryOf(facts);
    const { spec } = symbol;
    if (spec === null || entry === null) {
      return deny('REFERENCE_DATA_MISSING', { symbol: trade.symbol, missing: 'price' });
    }
    const { currency } = account;
    const quotes = [...symbol.quotes, ownQuote(spec, entry)];
    const conversion = conversionRate(spec.currencyProfit, currency, 'LOSS', quotes);
    if (!conversion) return deny('CONVERSION_RATE_MISSING', { from: spec.currencyProfit, to: currency });
    const value = volume.times(spec.contractSize).times(entry).times(conversion.rate);
    const least = Decimal.min(...most);
    const numbers = {
      notional: plain(value.toDecimalPlaces(2, Decimal.ROUND_UP)),
      max_notional: plain(least),
      currency,
    };
    return value.lessThanOrEqualTo(least) ? pass(numbers) : deny('NOTIONAL_EXCEEDS_MAXIMUM', numbers);
  },
};

/**
 * The margin level after the order: equity ÷ (margin in use + margin of the order) × 100.
 * That the order's margin fits the free margin is sizing's work; this keeps a distance from the margin call.
 */
export const marginLevel: SizeRule<EssentialFacts> = {
  id: 'R18',
  name: 'MARGIN_LEVEL',
  codes: ['MARGIN_INSUFFICIENT'],
  appliesTo: 'OPENS',
  stage: 'SIZED',
  check({ account, limits }, { margin }) {
    const least = limits.minMarginLevelPercent;
    if (least === null) return skip('OFF');
    if (margin === null || account.marginUsed === null) return skip('MARGIN_UNKNOWN');
    const total = account.marginUsed.plus(margin);
    if (total.isZero()) return pass({ min_percent: plain(least) });
    const level = account.equity.dividedBy(total).times(100);
    const numbers = {
      margin_level_percent: plain(level.toDecimalPlaces(2, Decimal.ROUND_DOWN)),
      min_percent: plain(least),
    };
    return level.greaterThanOrEqualTo(least) ? pass(numbers) : deny('MARGIN_INSUFFICIENT', numbers);
  },
};

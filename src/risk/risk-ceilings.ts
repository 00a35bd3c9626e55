import { Decimal } from '../money/quantity';
import { type RateLimit, type RiskLimits } from './risk-limits';

/** The loosest any account may be: a typing mistake in a profile must not be able to empty it. */
export const CEILINGS: RiskLimits = {
  maxAccountAgeSeconds: 600,
  maxSignalAgeSeconds: 600,
  maxSignalAheadSeconds: 60,
  symbols: null,
  minGapSeconds: null,
  collarForexPercent: new Decimal(10),
  collarOtherPercent: new Decimal(20),
  maxQuoteAgeSeconds: 600,
  minRewardRisk: null,
  minConfidence: null,
  maxNotional: null,
  maxNotionalTimesEquity: new Decimal(500),
  orderRates: [
    { windowSeconds: 1, max: 20 },
    { windowSeconds: 60, max: 200 },
    { windowSeconds: 86_400, max: 10_000 },
  ],
  maxOpenPositions: 100,
  maxOpenPerSymbol: null,
  maxTotalRiskPercent: new Decimal(50),
  maxUnprotectedPositions: 100,
  maxDailyLossPercent: new Decimal(50),
  minMarginLevelPercent: new Decimal(100),
  sourceExecutions: { windowSeconds: 300, max: 200 },
  sourceStopOuts: { windowSeconds: 86_400, max: 100 },
  maxUnknownOrders: 10,
  maxSpreadMultiple: null,
};

/** No account may risk more than this at one stop, in percent. */
export const RISK_PERCENT_CEILING = new Decimal(10);

/** An account's limits as they are applied: each the stricter of its own and the ceiling; "off" gives the ceiling. */
export function underCeilings(limits: RiskLimits, ceilings: RiskLimits = CEILINGS): RiskLimits {
  return {
    maxAccountAgeSeconds: Math.min(limits.maxAccountAgeSeconds, ceilings.maxAccountAgeSeconds),
    maxSignalAgeSeconds: Math.min(limits.maxSignalAgeSeconds, ceilings.maxSignalAgeSeconds),
    maxSignalAheadSeconds: Math.min(limits.maxSignalAheadSeconds, ceilings.maxSignalAheadSeconds),
    symbols: commonSymbols(limits.symbols, ceilings.symbols),
    minGapSeconds: stricter(limits.minGapSeconds, ceilings.minGapSeconds, Math.max),
    collarForexPercent: stricter(limits.collarForexPercent, ceilings.collarForexPercent, lower),
    collarOtherPercent: stricter(limits.collarOtherPercent, ceilings.collarOtherPercent, lower),
    maxQuoteAgeSeconds: Math.min(limits.maxQuoteAgeSeconds, ceilings.maxQuoteAgeSeconds),
    minRewardRisk: stricter(limits.minRewardRisk, ceilings.minRewardRisk, higher),
    minConfidence: stricter(limits.minConfidence, ceilings.minConfidence, higher),
    maxNotional: stricter(limits.maxNotional, ceilings.maxNotional, lower),
    maxNotionalTimesEquity: stricter(limits.maxNotionalTimesEquity, ceilings.maxNotionalTimesEquity, lower),
    orderRates: stricterRates(limits.orderRates, ceilings.orderRates),
    maxOpenPositions: Math.min(limits.maxOpenPositions, ceilings.maxOpenPositions),
    maxOpenPerSymbol: stricter(limits.maxOpenPerSymbol, ceilings.maxOpenPerSymbol, Math.min),
    maxTotalRiskPercent: stricter(limits.maxTotalRiskPercent, ceilings.maxTotalRiskPercent, lower),
    maxUnprotectedPositions: Math.min(limits.maxUnprotectedPositions, ceilings.maxUnprotectedPositions),
    maxDailyLossPercent: stricter(limits.maxDailyLossPercent, ceilings.maxDailyLossPercent, lower),
    minMarginLevelPercent: stricter(limits.minMarginLevelPercent, ceilings.minMarginLevelPercent, higher),
    sourceExecutions: stricter(limits.sourceExecutions, ceilings.sourceExecutions, stricterRate),
    sourceStopOuts: stricter(limits.sourceStopOuts, ceilings.sourceStopOuts, stricterRate),
    maxUnknownOrders: Math.min(limits.maxUnknownOrders, ceilings.maxUnknownOrders),
    maxSpreadMultiple: stricter(limits.maxSpreadMultiple, ceilings.maxSpreadMultiple, lower),
  };
}

function stricter<T>(own: T | null, ceiling: T | null, choose: (a: T, b: T) => T): T | null {
  if (own === null) return ceiling;
  return ceiling === null ? own : choose(own, ceiling);
}

function lower(a: Decimal, b: Decimal): Decimal {
  return Decimal.min(a, b);
}

function higher(a: Decimal, b: Decimal): Decimal {
  return Decimal.max(a, b);
}

/** Windows of different length cannot be compared: the ceiling's window then stands. */
function stricterRate(own: RateLimit, ceiling: RateLimit): RateLimit {
  if (own.windowSeconds < ceiling.windowSeconds) return ceiling;
  return { windowSeconds: own.windowSeconds, max: Math.min(own.max, ceiling.max) };
}

function stricterRates(own: readonly RateLimit[], ceilings: readonly RateLimit[]): readonly RateLimit[] {
  const windows = [...new Set([...own, ...ceilings].map(({ windowSeconds }) => windowSeconds))];
  return windows
    .sort((a, b) => a - b)
    .map((windowSeconds) => ({
      windowSeconds,
      max: Math.min(
        ...[...own, ...ceilings].filter((rate) => rate.windowSeconds === windowSeconds).map(({ max }) => max),
      ),
    }));
}

function commonSymbols(
  own: readonly string[] | null,
  allowed: readonly string[] | null,
): readonly string[] | null {
  return stricter(own, allowed, (a, b) => a.filter((symbol) => b.includes(symbol)));
}

import { Decimal } from '../money/quantity';

/** How many of something may happen in a rolling window. */
export interface RateLimit {
  readonly windowSeconds: number;
  readonly max: number;
}

/** An account's limits. A limit of null is switched off; facts a limit needs and that are missing deny the trade. */
export interface RiskLimits {
  /** Age of balance and equity. */
  readonly maxAccountAgeSeconds: number;
  readonly maxSignalAgeSeconds: number;
  /** Two honest clocks differ by a little. */
  readonly maxSignalAheadSeconds: number;
  /** Symbols that may be opened, in the account's names; null = all. */
  readonly symbols: readonly string[] | null;
  /** Least time between two openings of one symbol and side. */
  readonly minGapSeconds: number | null;
  /** Distance of the entry from the market; 1 = 1 %. Currency pairs, and everything else. */
  readonly collarForexPercent: Decimal | null;
  readonly collarOtherPercent: Decimal | null;
  readonly maxQuoteAgeSeconds: number;
  readonly minRewardRisk: Decimal | null;
  readonly minConfidence: Decimal | null;
  /** Value of one order in the account's currency, and as a multiple of the equity. */
  readonly maxNotional: Decimal | null;
  readonly maxNotionalTimesEquity: Decimal | null;
  /** Rolling windows; an order is one, whatever becomes of it. */
  readonly orderRates: readonly RateLimit[];
  readonly maxOpenPositions: number;
  readonly maxOpenPerSymbol: number | null;
  /** All stops together, in percent of the equity. */
  readonly maxTotalRiskPercent: Decimal | null;
  /** Open positions whose loss nothing bounds that are put up with; 0 = one of them stops all openings. */
  readonly maxUnprotectedPositions: number;
  /** Realised and floating since the start of the day, in percent of the balance then. */
  readonly maxDailyLossPercent: Decimal | null;
  /** Equity ÷ margin after the order, in percent. */
  readonly minMarginLevelPercent: Decimal | null;
  /** Executions and stopped trades of one source before it is locked. */
  readonly sourceExecutions: RateLimit | null;
  readonly sourceStopOuts: RateLimit | null;
  /** Orders of unknown fate, on any symbol, that stop all openings; one on the symbol always does. */
  readonly maxUnknownOrders: number;
  /** Spread as a multiple of its usual value. */
  readonly maxSpreadMultiple: Decimal | null;
}

/** What an account has until its owner chooses otherwise. */
export const DEFAULT_LIMITS: RiskLimits = {
  maxAccountAgeSeconds: 60,
  maxSignalAgeSeconds: 120,
  maxSignalAheadSeconds: 5,
  symbols: null,
  minGapSeconds: 5,
  collarForexPercent: new Decimal(1),
  collarOtherPercent: new Decimal(3),
  maxQuoteAgeSeconds: 10,
  minRewardRisk: null,
  minConfidence: null,
  maxNotional: null,
  maxNotionalTimesEquity: new Decimal(30),
  orderRates: [
    { windowSeconds: 1, max: 2 },
    { windowSeconds: 60, max: 20 },
    { windowSeconds: 86_400, max: 500 },
  ],
  maxOpenPositions: 5,
  maxOpenPerSymbol: 2,
  maxTotalRiskPercent: new Decimal(6),
  maxUnprotectedPositions: 0,
  maxDailyLossPercent: new Decimal(5),
  minMarginLevelPercent: new Decimal(150),
  sourceExecutions: { windowSeconds: 300, max: 10 },
  sourceStopOuts: { windowSeconds: 86_400, max: 4 },
  maxUnknownOrders: 3,
  maxSpreadMultiple: null,
};

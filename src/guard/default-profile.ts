import { Decimal } from '../money/quantity';
import { DEFAULT_LIMITS } from '../risk/risk-limits';
import { type OwnLimits, type RiskProfile, type SizingSettings } from './risk-profile';

/** The seed's `MaxRiskPercent` and `MaxOpenPositions`. */
const SEED = { riskPercent: new Decimal(2), maxOpenPositions: 5, openingTtlSeconds: 30 } as const;

const SIZING: SizingSettings = {
  mode: { kind: 'PERCENT', afterOpenRisk: false },
  base: 'MIN',
  maxLots: null,
  /** The rest of the free margin is for what the market does next. */
  marginShare: new Decimal('0.8'),
  commissionPerSide: new Decimal(0),
  belowMinimum: { kind: 'SKIP' },
  noStop: { kind: 'REFUSE' },
  confidenceAtZero: null,
  headroomShare: new Decimal(1),
};

/** A full book of the seed, every stop hit on the same day: 5 positions × 2 %. */
const FULL_BOOK_PERCENT = SEED.riskPercent.times(SEED.maxOpenPositions);

/**
 * The strict limits of `DEFAULT_LIMITS`, loosened where an account of the first product's document would notice: it
 * opens five positions at 2 % each, on any symbols, as fast as its strategies fire, with as much margin as it has.
 * docs/adr/0012 gives each reason.
 */
const LIMITS: OwnLimits = {
  ...DEFAULT_LIMITS,
  maxTotalRiskPercent: FULL_BOOK_PERCENT,
  maxDailyLossPercent: FULL_BOOK_PERCENT,
  maxOpenPerSymbol: null,
  minGapSeconds: null,
  maxNotionalTimesEquity: null,
  orderRates: DEFAULT_LIMITS.orderRates.map((rate) =>
    rate.windowSeconds === 1 ? { ...rate, max: SEED.maxOpenPositions } : rate,
  ),
  sourceExecutions: { windowSeconds: 300, max: 60 },
  sourceStopOuts: null,
};

/** What an account has until its owner chooses otherwise. */
export function defaultProfile(accountId: string): RiskProfile {
  return {
    accountId,
    ...SEED,
    sizing: SIZING,
    limits: LIMITS,
    symbolMap: {},
    closes: 'OWN',
    guard: null,
    updatedAt: null,
  };
}

import { d } from '../../test/support/risk-samples';
import { CEILINGS, underCeilings } from './risk-ceilings';
import { DEFAULT_LIMITS } from './risk-limits';

describe('underCeilings', () => {
  it('leaves the defaults as they are: they lie under every ceiling', () => {
    expect(underCeilings(DEFAULT_LIMITS)).toEqual(DEFAULT_LIMITS);
  });

  it('takes the stricter of both, whichever way strict lies', () => {
    const limits = underCeilings({
      ...DEFAULT_LIMITS,
      maxOpenPositions: 5000,
      maxDailyLossPercent: d(99),
      minMarginLevelPercent: d(20),
      sourceStopOuts: { windowSeconds: 86_400, max: 1e6 },
      sourceExecutions: { windowSeconds: 1, max: 10 },
      orderRates: [
        { windowSeconds: 1, max: 999 },
        { windowSeconds: 10, max: 3 },
      ],
    });
    expect(limits).toMatchObject({
      maxOpenPositions: 100,
      maxDailyLossPercent: d(50),
      minMarginLevelPercent: d(100),
      sourceStopOuts: { max: 100 },
      sourceExecutions: CEILINGS.sourceExecutions,
      orderRates: [
        { windowSeconds: 1, max: 20 },
        { windowSeconds: 10, max: 3 },
        { windowSeconds: 60, max: 200 },
        { windowSeconds: 86_400, max: 10_000 },
      ],
    });
  });

  it('gives the ceiling where the account has switched a limit off', () => {
    const off = {
      ...DEFAULT_LIMITS,
      maxDailyLossPercent: null,
      maxNotionalTimesEquity: null,
      minGapSeconds: null,
    };
    expect(underCeilings(off)).toMatchObject({
      maxDailyLossPercent: d(50),
      maxNotionalTimesEquity: d(500),
      minGapSeconds: null,
    });
  });

  it('keeps only the symbols that both allow', () => {
    const own = { ...DEFAULT_LIMITS, symbols: ['EURUSD', 'XAUUSD'] };
    expect(underCeilings(own, { ...CEILINGS, symbols: ['EURUSD', 'GBPUSD'] }).symbols).toEqual(['EURUSD']);
    expect(underCeilings(DEFAULT_LIMITS, { ...CEILINGS, symbols: ['EURUSD'] }).symbols).toEqual(['EURUSD']);
  });
});

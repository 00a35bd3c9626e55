import { type CountingRule, RateCounters } from './rate-counters';

const RULE: CountingRule = { windowMs: 60_000, limit: 3, banMs: 300_000 };

describe('RateCounters', () => {
  let now: number;
  let counters: RateCounters;

  beforeEach(() => {
    now = 1_000;
    counters = new RateCounters(() => now);
  });

  const count = (key = 'a', rule: CountingRule = RULE): ReturnType<RateCounters['count']> =>
    counters.count(key, rule);

  it('lets as many through as it may and refuses until the window is over', () => {
    for (let i = 1; i <= 3; i++) expect(count()).toMatchObject({ totalHits: i, isBlocked: false });
    now += 20_500;
    expect(count()).toMatchObject({ totalHits: 4, isBlocked: true, timeToBlockExpire: 40 }); // 39.5 s, rounded up
    now += 39_500;
    expect(count()).toMatchObject({ totalHits: 1, isBlocked: false, timeToExpire: 60 });
  });

  it('counts each caller for themselves', () => {
    for (let i = 0; i < 4; i++) count('a');
    expect(count('b')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('sends away for longer who goes on regardless', () => {
    const rule = { ...RULE, banAfterRefusals: 2 };
    for (let i = 0; i < 5; i++) count('a', rule);
    expect(count('a', rule)).toMatchObject({ isBlocked: true, timeToBlockExpire: 300 });
    now += 299_999;
    expect(count('a', rule).isBlocked).toBe(true);
    now += 300_000;
    expect(count('a', rule).isBlocked).toBe(false);
  });

  it('tells other processes each request once, and counts it here all the same', () => {
    count();
    count();
    expect(counters.takeUntold()).toEqual([{ key: 'a', count: 2, windowMs: 60_000 }]);
    expect(counters.takeUntold()).toEqual([]);
    expect(count().totalHits).toBe(3);
  });

  it('goes by what all processes counted together, and by their window', () => {
    count();
    counters.takeUntold();
    count(); // arrived while the others were being asked
    counters.learn('a', 10, 5_000);
    expect(count()).toMatchObject({ totalHits: 12, isBlocked: true, timeToBlockExpire: 5 });
  });

  it('forgets windows that are over, and the oldest when there are too many', () => {
    count('a');
    now += 60_000;
    counters.sweep();
    expect(counters.size).toBe(0);
    for (let i = 0; i < 100_001; i++) count(`caller ${i}`);
    expect(counters.size).toBe(100_000);
    expect(count('caller 100000').totalHits).toBe(2);
    expect(count('caller 0').totalHits).toBe(1);
  });
});

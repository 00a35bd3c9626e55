import fc from 'fast-check';
import { distributionOf } from './distribution';

describe('distributionOf', () => {
  it('counts every result once, and parts gains from losses', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
          { minLength: 1 },
        ),
        (results) => {
          const bins = distributionOf(results);
          const counted = bins.reduce((sum, { count }) => sum + count, 0);
          const losses = bins
            .filter(({ to }) => to !== null && to <= 0)
            .reduce((sum, { count }) => sum + count, 0);
          const isParted = bins.some(({ from, to }) => from === 0 || to === 0);
          expect(counted).toBe(results.length);
          expect(isParted).toBe(true);
          if (results.some((result) => result >= 0)) {
            expect(losses).toBe(results.filter((result) => result < 0).length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('puts what is far off at an end', () => {
    const results = [...Array.from({ length: 99 }, (_, index) => index - 50), 100_000];
    const bins = distributionOf(results);
    expect(bins.length).toBeLessThan(25);
    expect(bins.at(-1)?.to).toBeNull();
  });

  it('counts one loss among many gains as a loss', () => {
    const [first] = distributionOf([-1, ...Array.from({ length: 99 }, (_, index) => index)]);
    expect(first).toMatchObject({ to: 0, count: 1 });
  });

  it('has round borders', () => {
    const [first] = distributionOf([-0.3, 0.1, 0.2, 0.7]);
    expect(first).toEqual({ from: -0.3, to: -0.2, count: 1 });
  });

  it('has nothing to say of nothing', () => {
    expect(distributionOf([])).toEqual([]);
  });
});

import fc from 'fast-check';
import { type Decimal } from '../money/quantity';
import { d } from '../../test/support/risk-samples';
import { floorQuotientToGrid, floorToGrid, gridDecimals, isOnGrid } from './step-grid';

const hundredths = { volumeMin: d('0.01'), volumeMax: d(100), volumeStep: d('0.01') };

describe('floorToGrid', () => {
  it.each([
    // Number: Math.floor(0.29 / 0.01) * 0.01 = 0.28
    ['0.29', hundredths, '0.29'],
    ['0.299999', hundredths, '0.29'],
    ['0.01', hundredths, '0.01'],
    ['250', hundredths, '100'],
    ['0.95', { volumeMin: d('0.1'), volumeMax: d(50), volumeStep: d('0.1') }, '0.9'],
    ['7.9', { volumeMin: d(1), volumeMax: d(50), volumeStep: d(1) }, '7'],
    // the grid starts at the minimum: 0.05, 0.07, 0.09
    ['0.08', { volumeMin: d('0.05'), volumeMax: d(1), volumeStep: d('0.02') }, '0.07'],
    // a maximum off the grid is not reached: 0.1 + 3 × 0.3 = 1.0, the next would be 1.3
    ['5', { volumeMin: d('0.1'), volumeMax: d('1.2'), volumeStep: d('0.3') }, '1'],
    ['0.00000003', { volumeMin: d('1e-8'), volumeMax: d(1), volumeStep: d('1e-8') }, '0.00000003'],
  ])('%s becomes %s on its grid', (volume, grid, expected) => {
    expect(floorToGrid(d(volume), grid)?.toFixed()).toBe(expected);
  });

  it.each(['0.009', '0', '-1', NaN])('has nothing for %s, which is below the minimum', (volume) => {
    expect(floorToGrid(d(volume), hundredths)).toBeNull();
  });
});

describe('floorQuotientToGrid', () => {
  it('forgives what a repeating decimal loses: 100 ÷ (500 × 2/3) is 0.30, not 0.29', () => {
    const raw = d(100).dividedBy(d(500).times(d(100).dividedBy(150)));
    expect(floorQuotientToGrid(raw, hundredths)?.toFixed()).toBe('0.3');
  });

  it('forgives the eighth decimal of a reported tick value: 100 ÷ (500 × 0.66666667)', () => {
    const raw = d(100).dividedBy(d(500).times('0.66666667')); // 0.2999999985
    expect(floorToGrid(raw, hundredths)?.toFixed()).toBe('0.29');
    expect(floorQuotientToGrid(raw, hundredths)?.toFixed()).toBe('0.3');
  });

  it('forgives no more than that', () => {
    expect(floorQuotientToGrid(d('0.29999'), hundredths)?.toFixed()).toBe('0.29');
  });

  it('stays on the grid, within the limits, and at most a hundred-millionth above the quotient', () => {
    const decimal = (max: number): fc.Arbitrary<Decimal> =>
      fc.integer({ min: 1, max }).map((units) => d(units).dividedBy(1000));
    fc.assert(
      fc.property(
        decimal(10_000_000),
        decimal(1000),
        decimal(1000),
        decimal(1_000_000),
        (raw, min, step, span) => {
          const grid = { volumeMin: min, volumeStep: step, volumeMax: min.plus(span) };
          const volume = floorQuotientToGrid(raw, grid);
          if (volume === null) {
            expect(raw.lessThan(min)).toBe(true);
            return;
          }
          expect(isOnGrid(volume, grid)).toBe(true);
          expect(volume.lessThanOrEqualTo(grid.volumeMax)).toBe(true);
          expect(volume.lessThanOrEqualTo(raw.times('1.00000002').plus(step.times('2e-9')))).toBe(true);
        },
      ),
    );
  });
});

describe('gridDecimals', () => {
  it.each([
    ['0.01', '0.01', 2],
    ['0.1', '0.1', 1],
    ['1', '1', 0],
    ['0.001', '0.01', 3],
  ])('a minimum of %s in steps of %s needs %i decimals', (min, step, decimals) => {
    expect(gridDecimals({ volumeMin: d(min), volumeStep: d(step), volumeMax: d(1) })).toBe(decimals);
  });
});

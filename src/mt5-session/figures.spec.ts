import { Decimal } from '../money/quantity';
import { priceOrNone, reportedMoney, reportedPrice, reportedPriceOrZero } from './figures';

describe('a figure that a terminal reports', () => {
  it.each([
    ['0.1', '0.1'],
    ['-12.34567891', '-12.34567891'], // 8 decimals are kept
    ['1.0950000000000002', '1.095'], // the tail of a double
    ['0.000000005', '0'], // half a unit of the last place goes to the even neighbour, 0
    ['0.000000015', '0.00000002'], // and here to 2
    ['-999999999999.99999999', '-999999999999.99999999'],
  ])('is kept with 8 decimals: %s', (told, kept) => {
    expect(reportedMoney(told).toFixed()).toBe(kept);
  });

  it.each(['1e12', '-1e12', Infinity, NaN])('is refused out of range: %s', (told) => {
    expect(() => reportedMoney(told)).toThrow(RangeError);
  });

  it('is above zero if it is a price', () => {
    expect(() => reportedPrice(0)).toThrow(RangeError);
    expect(() => reportedPrice('0.000000001')).toThrow(RangeError); // rounds to zero
    expect(reportedPriceOrZero(0).isZero()).toBe(true);
    expect(() => reportedPriceOrZero(-1)).toThrow(RangeError);
    expect(priceOrNone(new Decimal(0))).toBeNull();
  });
});

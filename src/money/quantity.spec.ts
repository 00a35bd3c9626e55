import fc from 'fast-check';
import { Decimal, floorToDigits, lots, money, percent, PRECISION, price, ratio } from './quantity';

describe('price, lots, money', () => {
  it.each([
    [price, '1.1'],
    [price, '0.00000001'],
    [price, 1.095],
    [price, '1e-5'],
    [lots, 0],
    [lots, '0.01'],
    [lots, 1_000_000],
    [money, '-250.75'],
    [money, 0],
  ])('%p takes %p as it is written', (construct, value) => {
    expect(construct(value).equals(new Decimal(value))).toBe(true);
  });

  it.each([
    ['a price of zero', price, 0],
    ['a negative price', price, -1],
    ['a price beyond 10^12', price, '1e12'],
    ['a subnormal number', price, 1e-320],
    ['nine decimals', price, '1.000000001'],
    ['not a number', price, NaN],
    ['infinity', price, '1e309'],
    ['the word Infinity', price, 'Infinity'],
    ['a hexadecimal', price, '0x1F'],
    ['a binary', lots, '0b11'],
    ['an empty text', lots, ''],
    ['blanks', lots, ' 1'],
    ['two numbers', lots, '1 2'],
    ['an exponent of a million digits', lots, '1e-999999'],
    ['a negative volume', lots, '-0.01'],
    ['more than a million lots', lots, 1_000_001],
    ['money beyond 10^12', money, '-1e12'],
  ])('refuses %s', (_, construct, value) => {
    expect(() => construct(value)).toThrow(RangeError);
  });

  it('keeps every numeric(20, 8) exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n - 1n }), (units) => {
        const text = new Decimal(units.toString()).dividedBy(1e8).toFixed(8);
        expect(price(text).toFixed(8)).toBe(text);
      }),
    );
  });

  it('multiplies two such numbers without rounding', () => {
    expect(PRECISION).toBeGreaterThanOrEqual(40);
    // (10^12 − 10^-8)² = 10^24 − 20,000 + 10^-16, 40 digits
    expect(price('999999999999.99999999').times('999999999999.99999999').toFixed()).toBe(
      '999999999999999999980000.0000000000000001',
    );
  });
});

describe('ratio and percent', () => {
  it('reads 2 % as 0.02', () => {
    expect(percent(2).toFixed()).toBe('0.02');
  });

  it.each([-1, NaN, Infinity, 'x'])('refuses %p', (value) => {
    expect(() => ratio(value)).toThrow(RangeError);
    expect(() => percent(value)).toThrow(RangeError);
  });
});

describe('floorToDigits', () => {
  it.each([
    ['199.999', 2, '199.99'],
    ['200', 2, '200'],
    ['1999.9', 0, '1999'],
    ['-0.001', 2, '-0.01'], // towards minus infinity: a budget is never rounded up
    ['1.5', -3, '1'],
    ['1.123456789', 99, '1.12345678'],
  ])('cuts %s to %i digits: %s', (value, digits, expected) => {
    expect(floorToDigits(new Decimal(value), digits).toFixed()).toBe(expected);
  });
});

import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { toJsonNumber, toJsonNumberOrNull } from './json-number';

describe('toJsonNumber', () => {
  it.each([
    ['1.10000000', '1.1'],
    ['0.40', '0.4'],
    ['-2.80', '-2.8'],
    ['0', '0'],
    ['-0', '0'],
    ['0.00000001', '1e-8'],
    ['10070', '10070'],
    ['123456789012345', '123456789012345'],
    ['999999999999.99999999', '999999999999.99999999'],
    ['12345678.12345678', '12345678.12345678'],
  ])('writes %s as %s', (amount, json) => {
    expect(JSON.stringify({ amount: toJsonNumber(new Decimal(amount)) })).toBe(`{"amount":${json}}`);
  });

  it('says exactly the amount, whatever numeric(20, 8) holds', () => {
    const amount = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n) + 1n, max: 10n ** 20n - 1n }))
      .map(([units]) => new Decimal(units.toString()).times('1e-8'));
    fc.assert(
      fc.property(amount, (value) => {
        expect(new Decimal(JSON.stringify(toJsonNumber(value))).toFixed()).toBe(value.toFixed());
      }),
    );
  });

  it('leaves an unknown amount unknown', () => {
    expect(toJsonNumberOrNull(null)).toBeNull();
    expect(toJsonNumberOrNull(undefined)).toBeNull();
    expect(toJsonNumberOrNull(new Decimal('1.5'))).toBe(1.5);
  });
});

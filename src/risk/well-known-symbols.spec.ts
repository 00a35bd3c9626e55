import { d, quote } from '../../test/support/risk-samples';
import { missingReferenceData } from './symbol-spec';
import { type CatalogueRequest, WELL_KNOWN_SYMBOLS, wellKnownSpec } from './well-known-symbols';

function request(changes: Partial<CatalogueRequest> = {}): CatalogueRequest {
  return {
    symbol: 'EURUSD',
    accountCurrency: 'USD',
    entry: d('1.1'),
    quotes: [],
    ...changes,
  };
}

describe('wellKnownSpec', () => {
  it.each([
    // 0.00001 × 100,000 dollars
    ['EURUSD', 'USD', '1.1', [], '1'],
    // 0.001 × 100,000 yen ÷ 150
    ['USDJPY', 'USD', '150', [], '0.66666667'],
    // 0.00001 × 100,000 francs ÷ 0.8
    ['USDCHF', 'USD', '0.8', [], '1.25'],
    // 0.00001 × 100,000 pounds ÷ 0.85
    ['EURGBP', 'EUR', '0.85', [], '1.17647059'],
    // 0.01 × 100 ounces
    ['XAUUSD', 'USD', '1900', [], '1'],
    // 0.001 × 5,000 ounces
    ['XAGUSD', 'USD', '24', [], '5'],
    // 0.001 × 100,000 yen ÷ 160: the cross through the account's own quote
    ['GBPJPY', 'EUR', '190', [quote('EUR', 'JPY', 160)], '0.625'],
    // 0.01 × 100 dollars ÷ 1.10
    ['XAUUSD', 'EUR', '1900', [quote('EUR', 'USD', '1.1')], '0.90909091'],
  ])('%s on %s at %s', (symbol, accountCurrency, entry, quotes, tickValue) => {
    const found = wellKnownSpec(request({ symbol, accountCurrency, entry: d(entry), quotes }));
    if (found.outcome === 'denied') throw new Error(found.denial.code);
    expect(found.spec.tickValueLoss.toDecimalPlaces(8).toFixed()).toBe(tickValue);
    expect(missingReferenceData(found.spec)).toBeNull();
  });

  it.each([
    ['an unknown symbol', 'DE40', 'USD'],
    ['a suffixed one', 'EURUSD.m', 'USD'],
    ['small letters', 'eurusd', 'USD'],
    ['the unconventional direction', 'USDEUR', 'USD'],
  ])('denies %s', (_, symbol, accountCurrency) => {
    expect(wellKnownSpec(request({ symbol, accountCurrency }))).toEqual({
      outcome: 'denied',
      denial: { code: 'REFERENCE_DATA_MISSING', numbers: { symbol } },
    });
  });

  it('denies a cross whose profit currency nothing converts', () => {
    expect(wellKnownSpec(request({ symbol: 'GBPJPY', entry: d(190) }))).toMatchObject({
      denial: { code: 'REFERENCE_DATA_MISSING', numbers: { symbol: 'GBPJPY', missing: 'rate JPY>USD' } },
    });
  });

  it('knows the 28 pairs of the eight majors and two metals', () => {
    expect(WELL_KNOWN_SYMBOLS).toHaveLength(30);
    expect(WELL_KNOWN_SYMBOLS).toEqual(expect.arrayContaining(['GBPUSD', 'AUDNZD', 'USDCAD', 'CHFJPY']));
  });
});

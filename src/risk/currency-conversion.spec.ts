import { d, eurusd, quote, xauusd } from '../../test/support/risk-samples';
import { conversionRate, quotesOf } from './currency-conversion';

const EURUSD = quote('EUR', 'USD', '1.0999', '1.1001');
const USDJPY = quote('USD', 'JPY', '149.99', '150.01');

describe('conversionRate', () => {
  it('is one from a currency to itself', () => {
    expect(conversionRate('USD', 'USD', 'LOSS', [])?.rate.toFixed()).toBe('1');
  });

  it('takes the ask for a loss and the bid for a profit when the pair is quoted directly', () => {
    expect(conversionRate('EUR', 'USD', 'LOSS', [EURUSD])?.rate.toFixed()).toBe('1.1001');
    expect(conversionRate('EUR', 'USD', 'PROFIT', [EURUSD])?.rate.toFixed()).toBe('1.0999');
  });

  it('takes one over the bid for a loss and one over the ask for a profit when it is quoted inversely', () => {
    expect(conversionRate('JPY', 'USD', 'LOSS', [USDJPY])?.rate.toFixed(12)).toBe(
      d(1).dividedBy('149.99').toFixed(12),
    );
    expect(conversionRate('JPY', 'USD', 'PROFIT', [USDJPY])?.rate.toFixed(12)).toBe(
      d(1).dividedBy('150.01').toFixed(12),
    );
  });

  it('crosses through a third currency, the dearer side twice', () => {
    const conversion = conversionRate('JPY', 'EUR', 'LOSS', [EURUSD, USDJPY]);
    // 1 ÷ 149.99 dollars a yen, 1 ÷ 1.0999 euro a dollar
    expect(conversion?.rate.toFixed(12)).toBe(d(1).dividedBy('149.99').dividedBy('1.0999').toFixed(12));
    expect(conversion?.path).toBe('JPY>USD>EUR');
  });

  it('crosses through whatever currency the account has, not only the dollar', () => {
    const quotes = [quote('NOK', 'SEK', '0.95'), quote('NOK', 'PLN', '0.37')];
    expect(conversionRate('SEK', 'PLN', 'LOSS', quotes)?.path).toBe('SEK>NOK>PLN');
  });

  it('is careful when two symbols quote one pair', () => {
    const both = [EURUSD, quote('EUR', 'USD', '1.1', '1.2')];
    expect(conversionRate('EUR', 'USD', 'LOSS', both)?.rate.toFixed()).toBe('1.2');
    expect(conversionRate('EUR', 'USD', 'PROFIT', both)?.rate.toFixed()).toBe('1.0999');
  });

  it.each([
    ['nothing is quoted', 'SEK', 'USD', [EURUSD]],
    ['the only quote is zero', 'EUR', 'USD', [quote('EUR', 'USD', 0)]],
    ['the only quote is not a number', 'EUR', 'USD', [quote('EUR', 'USD', NaN)]],
    ['the bid is above the ask', 'EUR', 'USD', [quote('EUR', 'USD', 2, 1)]],
    ['a currency has no name', '', '', [EURUSD]],
  ])('is null, never one, when %s', (_, from, to, quotes) => {
    expect(conversionRate(from, to, 'LOSS', quotes)).toBeNull();
  });
});

describe('quotesOf', () => {
  it('takes the currency pairs with a price and leaves the rest', () => {
    const price = { bid: d('1.09998'), ask: d('1.1') };
    const symbols = [
      { ...eurusd(), quote: price },
      { ...eurusd({ currencyBase: 'GBP' }), quote: null },
      { ...eurusd({ currencyBase: 'AUD', calcMode: 'NO_SUCH_MODE' }), quote: price },
      { ...eurusd({ currencyBase: 'NZD' }), quote: { bid: d(2), ask: d(1) } },
      { ...xauusd(), quote: price },
    ];
    expect(quotesOf(symbols)).toEqual([quote('EUR', 'USD', '1.09998', '1.1')]);
  });
});

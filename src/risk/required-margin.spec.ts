import { d, de40, eurusd, quote, xauusd } from '../../test/support/risk-samples';
import { type MarginRequest, requiredMarginPerLot } from './required-margin';

function request(changes: Partial<MarginRequest> = {}): MarginRequest {
  return {
    spec: eurusd(),
    side: 'BUY',
    price: d('1.1'),
    leverage: 100,
    accountCurrency: 'USD',
    quotes: [],
    ...changes,
  };
}

describe('requiredMarginPerLot', () => {
  it.each([
    // 100,000 EUR ÷ 100 × 1.1
    ['FOREX', {}, '1100'],
    // 100,000 EUR × 1.1
    ['FOREX_NO_LEVERAGE', { spec: eurusd({ calcMode: 'FOREX_NO_LEVERAGE' }) }, '110000'],
    // an initial margin of 50,000 replaces the contract: 50,000 ÷ 100 × 1.1
    ['FOREX with a stated margin', { spec: eurusd({ marginInitial: d(50_000) }) }, '550'],
    // the rate of the side: 1,100 × 2
    ['FOREX, sold at twice the rate', { side: 'SELL', spec: eurusd({ marginRateSell: d(2) }) }, '2200'],
    [
      'FUTURES',
      { spec: eurusd({ calcMode: 'FUTURES', marginInitial: d(500), currencyMargin: 'USD' }) },
      '500',
    ],
    // 1 × 18,000 EUR × 1.1
    ['CFD', { spec: de40(), price: d(18_000), quotes: [quote('EUR', 'USD', '1.1')] }, '19800'],
    // 10 × 4,000 × 0.5 ÷ 0.25
    [
      'CFDINDEX',
      {
        spec: de40({
          calcMode: 'CFDINDEX',
          contractSize: d(10),
          tickValueProfit: d('0.5'),
          tickSize: d('0.25'),
          currencyMargin: 'USD',
        }),
        price: d(4000),
      },
      '80000',
    ],
    // 100 ounces × 1,900 ÷ 100
    ['CFDLEVERAGE', { spec: xauusd(), price: d(1900) }, '1900'],
    [
      'stocks',
      { spec: eurusd({ calcMode: 'EXCH_STOCKS', contractSize: d(1), currencyMargin: 'USD' }), price: d(250) },
      '250',
    ],
  ] as const)('%s', (_, changes, expected) => {
    const margin = requiredMarginPerLot(request(changes));
    expect(margin).toMatchObject({ outcome: 'known' });
    if (margin.outcome === 'known') expect(margin.perLot.toDecimalPlaces(8).toFixed()).toBe(expected);
  });

  it.each([
    // 0.07 lot × 100 × 1,900 ÷ 4 × 3 to open, × 2.5 to hold
    ['initial', 3, '9975'],
    ['maintenance', '2.5', '8312.5'],
  ])('gold at leverage 4: the %s rate of %s asks %s for 0.07 lots', (_, rate, expected) => {
    const spec = xauusd({ marginRateBuy: d(rate) });
    const margin = requiredMarginPerLot(request({ spec, price: d(1900), leverage: 4 }));
    if (margin.outcome !== 'known') throw new Error(margin.reason);
    expect(margin.perLot.times('0.07').toFixed()).toBe(expected);
  });

  it('says so when it assumes a rate of one', () => {
    expect(requiredMarginPerLot(request({ spec: eurusd({ marginRateBuy: null }) }))).toMatchObject({
      outcome: 'known',
      rateAssumed: true,
    });
  });

  it.each([
    ['LEVERAGE_UNKNOWN', { leverage: null }],
    ['LEVERAGE_UNKNOWN', { leverage: 0 }],
    ['MARGIN_RATE_UNKNOWN', { spec: eurusd({ marginRateBuy: d(0) }) }],
    ['MARGIN_INITIAL_UNKNOWN', { spec: eurusd({ calcMode: 'FUTURES' }) }],
    ['MARGIN_CONVERSION_UNKNOWN', { spec: de40(), price: d(18_000) }],
    ['CALC_MODE_UNKNOWN', { spec: eurusd({ calcMode: 'EXCH_BONDS' }) }],
    ['MARGIN_NOT_COMPUTABLE', { spec: eurusd({ calcMode: 'CFDINDEX', tickValueProfit: d(NaN) }) }],
  ])('reports %s and guesses nothing', (reason, changes) => {
    expect(requiredMarginPerLot(request(changes))).toEqual({ outcome: 'unchecked', reason });
  });
});

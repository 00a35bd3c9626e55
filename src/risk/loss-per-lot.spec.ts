import { d, de40, eurusd, quote, usdjpy, xauusd } from '../../test/support/risk-samples';
import { lossPerLot, type LossPerLotRequest } from './loss-per-lot';

function request(changes: Partial<LossPerLotRequest> = {}): LossPerLotRequest {
  return {
    spec: eurusd(),
    entry: d('1.1'),
    stopLoss: d('1.095'),
    accountCurrency: 'USD',
    quotes: [],
    commissionPerSide: d(0),
    ...changes,
  };
}

const gbpjpy = eurusd({
  symbol: 'GBPJPY',
  tickSize: d('0.001'),
  point: d('0.001'),
  tickValueLoss: d('0.625'),
  currencyBase: 'GBP',
  currencyProfit: 'JPY',
});

describe('lossPerLot', () => {
  it.each([
    // 0.0050 ÷ 0.00001 = 500 ticks × 1
    ['EURUSD on dollars', {}, '500', 'REPORTED'],
    // 50 ticks × 1 + 2 × 3.50
    ['EURUSD with commission', { stopLoss: d('1.0995'), commissionPerSide: d('3.5') }, '57', 'REPORTED'],
    // 500 ticks × 100 yen ÷ 149.50, exactly what 50,000 yen cost at the stop
    ['USDJPY bought', { spec: usdjpy(), entry: d(150), stopLoss: d('149.5') }, '334.44816054', 'AT_STOP'],
    // at 150.50 the yen would be cheaper: the reported 2/3 is dearer and counts
    ['USDJPY sold', { spec: usdjpy(), entry: d(150), stopLoss: d('150.5') }, '333.33333333', 'REPORTED'],
    // 5.00 ÷ 0.01 = 500 ticks × 0.01 × 100 ounces
    ['gold on dollars', { spec: xauusd(), entry: d(1900), stopLoss: d(1895) }, '500', 'CONTRACT'],
    // 1.00 ÷ 0.001 = 1000 ticks × (100 yen ÷ 160)
    [
      'GBPJPY on euro',
      {
        spec: gbpjpy,
        entry: d(190),
        stopLoss: d(189),
        accountCurrency: 'EUR',
        quotes: [quote('EUR', 'JPY', 160)],
      },
      '625',
      'REPORTED',
    ],
    // 100 points × 1 euro × 1.10
    [
      'DE40 on dollars',
      { spec: de40(), entry: d(18_000), stopLoss: d(17_900), quotes: [quote('EUR', 'USD', '1.1')] },
      '110',
      'CONTRACT',
    ],
    // 10 index points ÷ 0.25 = 40 ticks × 12.50
    [
      'a future with quarter ticks',
      {
        spec: eurusd({ calcMode: 'EXCH_FUTURES', tickSize: d('0.25'), tickValueLoss: d('12.5') }),
        entry: d(5000),
        stopLoss: d(4990),
      },
      '500',
      'REPORTED',
    ],
  ])('%s', (_, changes, expected, basis) => {
    const loss = lossPerLot(request(changes));
    if (loss.outcome === 'denied') throw new Error(loss.denial.code);
    expect(loss.lossPerLot.toDecimalPlaces(8).toFixed()).toBe(expected);
    expect(loss.basis).toBe(basis);
  });

  it.each([
    ['tick_value_loss', { tickValueLoss: d(0) }],
    ['tick_value_loss', { tickValueLoss: d(NaN) }],
    ['tick_size', { tickSize: d(0) }],
    ['tick_size', { tickSize: d(-1) }],
    ['contract_size', { contractSize: d(0) }],
    ['calc_mode', { calcMode: 'EXCH_BONDS' }],
    ['currency_profit', { currencyProfit: '' }],
  ])('denies a symbol without a usable %s', (missing, changes) => {
    expect(lossPerLot(request({ spec: eurusd(changes) }))).toMatchObject({
      denial: { code: 'REFERENCE_DATA_MISSING', numbers: { symbol: 'EURUSD', missing } },
    });
  });

  it('denies an index whose currency the account cannot convert, and never takes 1', () => {
    expect(lossPerLot(request({ spec: de40(), entry: d(18_000), stopLoss: d(17_900) }))).toMatchObject({
      denial: { code: 'CONVERSION_RATE_MISSING', numbers: { from: 'EUR', to: 'USD' } },
    });
  });

  it('denies a tick value that contradicts the contract: 1 dollar a tick on USDJPY', () => {
    const spec = usdjpy({ tickValueLoss: d(1) });
    expect(lossPerLot(request({ spec, entry: d(150), stopLoss: d('149.5') }))).toMatchObject({
      denial: {
        code: 'SPECIFICATION_INCONSISTENT',
        numbers: { symbol: 'USDJPY', reported: '1', expected: '0.66666667' },
      },
    });
  });
});

import {
  d,
  de40,
  eurusd,
  quote,
  sizingPolicy,
  sizingRequest,
  usdjpy,
  xauusd,
} from '../../test/support/risk-samples';
import { explain } from './ledger';
import { sizePosition } from './position-size';
import { type Sizing, type SizingAccount, type SizingRequest } from './sizing';

function volumeOf(sizing: Sizing): string {
  if (sizing.outcome === 'denied') throw new Error(`${sizing.reason} ${JSON.stringify(sizing.numbers)}`);
  return sizing.volume.toFixed();
}

function account(changes: Partial<SizingAccount>): SizingAccount {
  return { ...sizingRequest().account, ...changes };
}

const twoPercent = sizingPolicy({ riskPercent: d(2) });
const seed = sizingRequest({ policy: twoPercent });

describe('sizePosition', () => {
  it('sizes the seed’s signal: 2 % of 10,000 and 50 pips make 0.40 lots', () => {
    // 10,000 × 0.02 = 200; 500 ticks × 1; 200 ÷ 500 = 0.40
    const sizing = sizePosition(seed);
    expect(sizing).toMatchObject({ outcome: 'sized', riskMoney: d(200), riskBudget: d(200), margin: d(440) });
    expect(volumeOf(sizing)).toBe('0.4');
  });

  it.each([
    ['0.1', '0.1'],
    ['0.105', '0.1'],
    ['50', '0.4'],
    ['999999', '0.4'],
  ])('lets a requested volume of %s only lower it: %s', (requested, volume) => {
    expect(volumeOf(sizePosition({ ...seed, requestedVolume: d(requested) }))).toBe(volume);
  });

  it.each<[string, Partial<SizingRequest>, string]>([
    // 100 ÷ 500
    ['EURUSD on dollars', {}, '0.2'],
    // 100 ÷ (500 × 2/3) = 0.3000: without the tolerance, 0.29
    ['USDJPY sold', { side: 'SELL', spec: usdjpy(), entry: d(150), stopLoss: d('150.5') }, '0.3'],
    // 100 ÷ (500 × 0.668896) = 0.2990: the dollar value of the yen at the stop
    ['USDJPY bought', { spec: usdjpy(), entry: d(150), stopLoss: d('149.5') }, '0.29'],
    // 100 ÷ 500: with the contract of a currency pair it would be 0
    ['gold', { spec: xauusd(), entry: d(1900), stopLoss: d(1895) }, '0.2'],
    // 100 ÷ (1000 × 0.625)
    [
      'GBPJPY on euro',
      {
        spec: eurusd({
          symbol: 'GBPJPY',
          tickSize: d('0.001'),
          tickValueLoss: d('0.625'),
          currencyBase: 'GBP',
          currencyProfit: 'JPY',
          currencyMargin: 'GBP',
        }),
        account: account({ currency: 'EUR' }),
        quotes: [quote('EUR', 'JPY', 160)],
        entry: d(190),
        stopLoss: d(189),
      },
      '0.16',
    ],
    // 100 ÷ (100 × 1.10) = 0.9091, in steps of 0.1
    [
      'DE40 on dollars',
      {
        spec: de40(),
        entry: d(18_000),
        stopLoss: d(17_900),
        quotes: [quote('EUR', 'USD', '1.1')],
        account: account({ marginFree: d(1_000_000) }),
      },
      '0.9',
    ],
    // 100 ÷ (50 + 7) = 1.7544; without the commission 2.00
    [
      'five pips and a commission of 3.50 a side',
      { stopLoss: d('1.0995'), policy: sizingPolicy({ commissionPerSide: d('3.5') }) },
      '1.75',
    ],
  ])('%s', (_, changes, expected) => {
    expect(volumeOf(sizePosition(sizingRequest(changes)))).toBe(expected);
  });

  it('denies what is below the minimum instead of rounding it up', () => {
    // 1 % of 200 = 2; gold with 10 dollars to the stop loses 1,000 a lot; 2 ÷ 1000 = 0.002; 0.01 would risk 10, 5 %
    const sizing = sizePosition(
      sizingRequest({
        spec: xauusd(),
        entry: d(1900),
        stopLoss: d(1890),
        account: account({ balance: d(200), equity: d(200) }),
      }),
    );
    expect(sizing).toMatchObject({
      outcome: 'denied',
      reason: 'VOLUME_BELOW_MINIMUM',
      numbers: { risk_money: '2', volume: '0.002', volume_min: '0.01', minimum_risk: '10', currency: 'USD' },
    });
  });

  it('risks the lower of balance and equity by default', () => {
    const floating = { ...seed, account: account({ equity: d(8_000) }) };
    expect(volumeOf(sizePosition(floating))).toBe('0.32'); // 8,000 × 0.02 = 160; 160 ÷ 500
    expect(volumeOf(sizePosition({ ...floating, policy: { ...twoPercent, base: 'BALANCE' } }))).toBe('0.4');
    expect(volumeOf(sizePosition({ ...floating, policy: { ...twoPercent, base: 'EQUITY' } }))).toBe('0.32');
  });

  it('cuts the risk to the currency’s digits: 2 % of 10,024 yen are 200 yen', () => {
    const yen = account({ currency: 'JPY', currencyDigits: 0, balance: d(10_024), equity: d(10_024) });
    const spec = eurusd({ currencyProfit: 'JPY', tickValueLoss: d(1) });
    const sizing = sizePosition({ ...seed, account: yen, spec });
    expect(sizing).toMatchObject({ riskBudget: d(200) });
  });

  describe('caps', () => {
    it.each<[string, Partial<SizingRequest>, string]>([
      ['the account’s maximum', { policy: sizingPolicy({ riskPercent: d(2), maxLots: d('0.25') }) }, '0.25'],
      ['the symbol’s maximum', { spec: eurusd({ volumeMax: d('0.3') }) }, '0.3'],
      // 1.00 allowed on this side, 0.85 open
      ['the symbol’s limit', { spec: eurusd({ volumeLimit: d(1) }), openVolume: d('0.85') }, '0.15'],
      // 80 % of 200 = 160; 1,100 a lot; 160 ÷ 1,100 = 0.1454
      ['the free margin', { account: account({ marginFree: d(200) }) }, '0.14'],
    ])('%s', (_, changes, expected) => {
      expect(volumeOf(sizePosition({ ...seed, ...changes }))).toBe(expected);
    });

    it('keeps margin, not risk, as the binding limit: 11.35 lots by risk, 1.03 by margin', () => {
      const spec = eurusd({
        symbol: 'BTCUSD',
        calcMode: 'CFDLEVERAGE',
        contractSize: d(1),
        tickSize: d('0.01'),
        currencyBase: 'BTC',
        currencyMargin: 'USD',
      });
      const sizing = sizePosition(
        sizingRequest({
          spec,
          entry: d(48_543),
          stopLoss: d(48_103),
          account: account({ balance: d(500_000), equity: d(500_000), marginFree: d(25_000), leverage: 2 }),
          policy: sizingPolicy({ marginShare: d(1) }),
        }),
      );
      // 5,000 ÷ 440 = 11.363…; 25,000 ÷ (48,543 ÷ 2) = 1.030…
      expect(volumeOf(sizing)).toBe('1.03');
    });
  });

  it.each<[string, Partial<SizingRequest>, string, Record<string, string>]>([
    ['no stop', { stopLoss: null }, 'INVALID_STOPS', {}],
    [
      'a stop at the entry',
      { stopLoss: d('1.1') },
      'INVALID_STOPS',
      { side: 'BUY', entry: '1.1', stop_loss: '1.1' },
    ],
    [
      'a stop on the winning side',
      { side: 'SELL' },
      'INVALID_STOPS',
      { side: 'SELL', entry: '1.1', stop_loss: '1.095' },
    ],
    [
      'no equity',
      { account: account({ equity: d(0) }) },
      'EQUITY_NOT_POSITIVE',
      { base: '0', currency: 'USD' },
    ],
    [
      'negative equity',
      { account: account({ equity: d(-5) }) },
      'EQUITY_NOT_POSITIVE',
      { base: '-5', currency: 'USD' },
    ],
    [
      'an equity that is no number',
      { account: account({ equity: d(NaN) }) },
      'INPUT_OUT_OF_RANGE',
      { field: 'equity', value: 'NaN' },
    ],
    ['an entry of zero', { entry: d(0) }, 'INPUT_OUT_OF_RANGE', { field: 'entry', value: '0' }],
    [
      'a negative request',
      { requestedVolume: d(-1) },
      'INPUT_OUT_OF_RANGE',
      { field: 'volume', value: '-1' },
    ],
    [
      'no risk',
      { policy: sizingPolicy({ riskPercent: d(0) }) },
      'RISK_SETTING_INVALID',
      { setting: 'risk_percent', value: '0' },
    ],
    [
      'more risk than there is',
      { policy: sizingPolicy({ riskPercent: d(101) }) },
      'RISK_SETTING_INVALID',
      { setting: 'risk_percent', value: '101' },
    ],
    [
      'a budget of less than a cent',
      { account: account({ balance: d('0.4'), equity: d('0.4') }) },
      'RISK_BUDGET_EXHAUSTED',
      { risk_money: '0', base: '0.4', currency: 'USD' },
    ],
    [
      'a tick value of zero, which would allow any volume',
      { spec: eurusd({ tickValueLoss: d(0) }) },
      'REFERENCE_DATA_MISSING',
      { symbol: 'EURUSD', missing: 'tick_value_loss' },
    ],
    [
      'a request below the minimum',
      { requestedVolume: d('0.005') },
      'VOLUME_BELOW_MINIMUM',
      { volume: '0.005', volume_min: '0.01', limited_by: 'REQUESTED' },
    ],
    [
      'a side that is full',
      { spec: eurusd({ volumeLimit: d(1) }), openVolume: d(1) },
      'VOLUME_LIMIT_REACHED',
      { symbol: 'EURUSD', open_volume: '1', volume_limit: '1' },
    ],
    [
      'a free margin that carries not even the minimum',
      { account: account({ marginFree: d(10) }) },
      'MARGIN_INSUFFICIENT',
      { volume: '0.01', required: '11', available: '8', currency: 'USD' },
    ],
    [
      'a margin call',
      { account: account({ marginFree: d(-10) }) },
      'MARGIN_INSUFFICIENT',
      { volume: '0.01', required: '11', available: '0', currency: 'USD' },
    ],
  ])('denies %s', (_, changes, reason, numbers) => {
    expect(sizePosition(sizingRequest(changes))).toMatchObject({ outcome: 'denied', reason, numbers });
  });

  describe('ledger', () => {
    it('explains the seed’s signal in one sentence', () => {
      const { ledger } = sizePosition(seed);
      expect(explain(ledger, 'en')).toBe('2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots');
      expect(explain(ledger, 'fr')).toBe('2 % de 10\u202F000 USD = 200 USD ; 500 ticks × 1 USD → 0,40 lot');
    });

    it('says what lowered the volume', () => {
      const { ledger } = sizePosition({ ...seed, requestedVolume: d('0.1') });
      expect(explain(ledger, 'en')).toBe(
        '2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots; 0.10 asked for → 0.10 lots',
      );
    });

    it('keeps every step with its values', () => {
      const { ledger } = sizePosition({ ...seed, requestedVolume: d('0.1') });
      expect(ledger.map(({ step }) => step)).toEqual([
        'SPECIFICATION',
        'BASE',
        'RISK_MONEY',
        'LOSS_PER_LOT',
        'SIZED',
        'LIMIT',
        'MARGIN',
        'VOLUME',
      ]);
      expect(ledger.at(-1)?.values).toEqual({
        sized: '0.40',
        requested: '0.1',
        volume: '0.10',
        risk_at_stop: '50',
        currency: 'USD',
      });
    });

    it('tells that the margin was not checked and that the contract is the usual one', () => {
      const { ledger } = sizePosition({
        ...seed,
        specSource: 'CATALOGUE',
        account: account({ leverage: null }),
      });
      expect(explain(ledger, 'en')).toBe(
        'usual contract of EURUSD; 2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots; ' +
          'margin not checked (the account’s leverage is unknown)',
      );
    });

    it('keeps the steps up to a refusal', () => {
      const { ledger } = sizePosition(sizingRequest({ spec: xauusd(), entry: d(1900), stopLoss: d(100) }));
      expect(ledger.at(-1)?.step).toBe('LOSS_PER_LOT');
    });
  });
});

import { d, essentialFacts, eurusd, NOW, secondsAgo, usdjpy } from '../../test/support/risk-samples';
import { explainDenial } from './denial';
import { checkEssentials, ESSENTIAL_RULES } from './pre-trade-rules';

type Changes = Parameters<typeof essentialFacts>[0];

describe('checkEssentials', () => {
  it('passes the seed’s signal through every rule and sizes it', () => {
    const check = checkEssentials(essentialFacts());
    expect(check).toMatchObject({ outcome: 'passed', sizing: { volume: d('0.4') } });
    expect(check.verdicts.map(({ rule, verdict }) => `${rule} ${verdict}`)).toEqual(
      ESSENTIAL_RULES.map(({ id }) => `${id} PASSED`),
    );
  });

  it.each<[string, string, Changes, Record<string, string>]>([
    ['R01', 'TRADING_HALTED', { tradingState: { state: 'HALTED', scope: 'USER' } }, { scope: 'USER' }],
    [
      'R01',
      'TRADING_STATE_REDUCING',
      { tradingState: { state: 'REDUCING', scope: 'ACCOUNT' } },
      { scope: 'ACCOUNT' },
    ],
    [
      'R03',
      'ACCOUNT_DATA_STALE',
      { account: { stateReceivedAt: secondsAgo(60.5) } },
      { age_seconds: '61', max_age_seconds: '60' },
    ],
    ['R03', 'ACCOUNT_DATA_STALE', { account: { stateReceivedAt: null } }, {}],
    ['R03', 'EQUITY_NOT_POSITIVE', { account: { equity: d(0) } }, { base: '0', currency: 'USD' }],
    ['R03', 'EQUITY_NOT_POSITIVE', { account: { equity: d(NaN) } }, { base: 'NaN', currency: 'USD' }],
    ['R04', 'REFERENCE_DATA_MISSING', { symbol: { spec: null } }, { symbol: 'EURUSD' }],
    [
      'R04',
      'REFERENCE_DATA_MISSING',
      { symbol: { spec: eurusd({ volumeStep: d(0) }) } },
      { symbol: 'EURUSD', missing: 'volume_step' },
    ],
    ['R04', 'SYMBOL_NOT_ALLOWED', { limits: { symbols: ['GBPUSD'] } }, { symbol: 'EURUSD' }],
    ...['CLOSEONLY', 'SHORTONLY', 'DISABLED', 'SOMETHING_NEW', 'constructor'].map(
      (mode): [string, string, Changes, Record<string, string>] => [
        'R04',
        'SYMBOL_NOT_ALLOWED',
        { symbol: { spec: eurusd({ tradeMode: mode }) } },
        { symbol: 'EURUSD', trade_mode: mode },
      ],
    ),
    [
      'R05',
      'SIGNAL_TIME_OUT_OF_RANGE',
      { trade: { signalTime: secondsAgo(120.001) } },
      { age_seconds: '121', max_age_seconds: '120' },
    ],
    [
      'R05',
      'SIGNAL_TIME_OUT_OF_RANGE',
      { trade: { signalTime: secondsAgo(-5.001) } },
      { ahead_seconds: '6', max_ahead_seconds: '5' },
    ],
    ['R07', 'INVALID_STOPS', { trade: { stopLoss: null } }, {}],
    [
      'R07',
      'INVALID_STOPS',
      { trade: { stopLoss: d('1.105') } },
      { side: 'BUY', entry: '1.1', stop_loss: '1.105' },
    ],
    [
      'R07',
      'INVALID_STOPS',
      { trade: { takeProfit: d('1.095') } },
      { side: 'BUY', entry: '1.1', take_profit: '1.095' },
    ],
    [
      'R07',
      'INVALID_STOPS',
      { trade: { side: 'SELL', takeProfit: null } },
      { side: 'SELL', entry: '1.1', stop_loss: '1.095' },
    ],
    // 600 points of 0.00001 are wanted, the bid is 498 points away from the stop
    [
      'R07',
      'INVALID_STOPS',
      { symbol: { spec: eurusd({ stopsLevelPoints: 600 }) } },
      { which: 'stop_loss', distance: '0.00498', min_distance: '0.006' },
    ],
    // the market has fallen through the stop since the strategy fired
    [
      'R07',
      'INVALID_STOPS',
      { symbol: { market: { bid: d('1.0940'), ask: d('1.0941'), receivedAt: NOW } } },
      { which: 'stop_loss', distance: '-0.001', min_distance: '0.00001' },
    ],
    [
      'R07',
      'INVALID_STOPS',
      { trade: { stopLoss: d('1.095004') } },
      { which: 'stop_loss', value: '1.095004', tick_size: '0.00001' },
    ],
    // quarter ticks: 4990.10 lies between 4990.00 and 4990.25
    [
      'R07',
      'INVALID_STOPS',
      {
        symbol: {
          spec: eurusd({ calcMode: 'FUTURES', tickSize: d('0.25'), point: d('0.01') }),
          market: null,
        },
        trade: { entry: d(5000), stopLoss: d('4990.10'), takeProfit: null },
      },
      { which: 'stop_loss', value: '4990.1', tick_size: '0.25' },
    ],
    [
      'R07',
      'REFERENCE_DATA_MISSING',
      { trade: { entry: null }, symbol: { market: null } },
      { symbol: 'EURUSD', missing: 'price' },
    ],
    // 0.01 lots would lose 5 dollars
    [
      'R10',
      'VOLUME_BELOW_MINIMUM',
      { account: { balance: d(100), equity: d(100) } },
      { risk_money: '2', volume: '0.004', volume_min: '0.01', minimum_risk: '5', currency: 'USD' },
    ],
    [
      'R10',
      'MARGIN_INSUFFICIENT',
      { account: { marginFree: d(5) } },
      { volume: '0.01', required: '11', available: '4', currency: 'USD' },
    ],
    [
      'R15',
      'MAX_OPEN_POSITIONS',
      { exposure: { openPositions: 3, ordersInFlight: 2 } },
      { open: '5', max_open: '5' },
    ],
    [
      'R15',
      'MAX_OPEN_POSITIONS',
      { exposure: { openPositions: 1, ordersInFlight: 1, openOnSymbol: 1, inFlightOnSymbol: 1 } },
      { symbol: 'EURUSD', open: '2', max_open: '2' },
    ],
    ['R15', 'MAX_OPEN_POSITIONS', { limits: { maxOpenPositions: 0 } }, { open: '0', max_open: '0' }],
    // 10,000 ÷ (6,300 + 440) × 100
    [
      'R18',
      'MARGIN_INSUFFICIENT',
      { account: { marginUsed: d(6300) } },
      { margin_level_percent: '148.36', min_percent: '150' },
    ],
  ])('%s denies with %s: %j', (rule, code, changes, numbers) => {
    const check = checkEssentials(essentialFacts(changes));
    expect(check).toMatchObject({ outcome: 'denied', rule, denial: { code, numbers } });
    if (check.outcome !== 'denied') return;
    expect(check.verdicts.at(-1)).toEqual({
      rule,
      name: expect.any(String) as string,
      verdict: 'DENIED',
      numbers: { code, ...numbers },
    });
    const { codes } = ESSENTIAL_RULES.find(({ id }) => id === rule) ?? { codes: [] };
    expect(codes).toContain(code);
    expect(explainDenial(check.denial, 'fr')).not.toMatch(/[{}]/);
  });

  it.each<[string, Changes]>([
    ['a signal of exactly two minutes', { trade: { signalTime: secondsAgo(120) } }],
    ['a clock that is five seconds ahead', { trade: { signalTime: secondsAgo(-5) } }],
    ['a balance of exactly a minute', { account: { stateReceivedAt: secondsAgo(60) } }],
    ['the last free place', { exposure: { openPositions: 4 } }],
    ['a stop exactly on the stops level', { symbol: { spec: eurusd({ stopsLevelPoints: 498 }) } }],
    ['a long-only symbol bought', { symbol: { spec: eurusd({ tradeMode: 'SYMBOL_TRADE_MODE_LONGONLY' }) } }],
    ['a signal at the market, priced by the ask', { trade: { entry: null } }],
    ['a signal without a target', { trade: { takeProfit: null } }],
    [
      'a catalogue’s contract, whose price grid is only assumed',
      { symbol: { source: 'CATALOGUE', market: null }, trade: { stopLoss: d('1.095004') } },
    ],
    ['an unknown leverage, which is reported', { account: { leverage: null } }],
  ])('passes %s', (_, changes) => {
    expect(checkEssentials(essentialFacts(changes)).outcome).toBe('passed');
  });

  it('sizes a signal without a price by the side of the market it would pay', () => {
    const market = { bid: d('1.1015'), ask: d('1.102'), receivedAt: NOW };
    const check = checkEssentials(essentialFacts({ trade: { entry: null }, symbol: { market } }));
    // 1.1020 − 1.0950 = 700 ticks; 200 ÷ 700 = 0.2857
    expect(check).toMatchObject({ outcome: 'passed', sizing: { volume: d('0.28') } });
  });

  it('passes a signal without a stop when the policy imposes one, and gives that stop', () => {
    const check = checkEssentials(
      essentialFacts({
        trade: { stopLoss: null },
        policy: { noStop: { kind: 'IMPOSE_STOP', lots: d('0.2') } },
      }),
    );
    expect(check).toMatchObject({ outcome: 'passed', sizing: { volume: d('0.2'), stopLoss: d('1.09') } });
  });

  it('stops at the first rule that denies and keeps what was checked', () => {
    const check = checkEssentials(
      essentialFacts({
        trade: { signalTime: secondsAgo(500), stopLoss: null },
        exposure: { openPositions: 9 },
      }),
    );
    expect(check.verdicts.map(({ rule }) => rule)).toEqual(['R01', 'R03', 'R04', 'R05']);
  });

  it('lets a close through whatever would stop an opening, unless trading is halted', () => {
    const close: Changes = {
      trade: { action: 'CLOSE', entry: null, stopLoss: null, signalTime: secondsAgo(86_400) },
      account: { stateReceivedAt: null, equity: d(-5), marginFree: d(0) },
      symbol: { spec: null, market: null },
      exposure: { openPositions: 50 },
      tradingState: { state: 'REDUCING', scope: 'ACCOUNT' },
    };
    const check = checkEssentials(essentialFacts(close));
    expect(check).toMatchObject({ outcome: 'passed', sizing: null });
    expect(check.verdicts.filter(({ verdict }) => verdict === 'SKIPPED')).toHaveLength(8);
    const halted = essentialFacts({ ...close, tradingState: { state: 'HALTED', scope: 'SERVER' } });
    expect(checkEssentials(halted)).toMatchObject({ outcome: 'denied', denial: { code: 'TRADING_HALTED' } });
  });

  it('lists its rules in their order, each number once', () => {
    const ids = ESSENTIAL_RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('uses the account’s contract, not only EURUSD', () => {
    const check = checkEssentials(
      essentialFacts({
        trade: { symbol: 'USDJPY', entry: d(150), stopLoss: d('149.5'), takeProfit: null },
        symbol: { spec: usdjpy(), market: null },
      }),
    );
    expect(check).toMatchObject({ outcome: 'passed', sizing: { volume: d('0.59') } }); // 200 ÷ 334.448
  });
});

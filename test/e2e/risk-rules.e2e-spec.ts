import { type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, report, TradingDesk } from '../support/trading-desk';

const BASIC = { risk_percent: 2, max_open_positions: 5, opening_ttl_seconds: 30 };

describe('an opening signal is refused', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `refused_${String(people)}`);
  });

  async function choose(profile: Json): Promise<void> {
    const path = `/accounts/${session.accountId}/risk-profile`;
    expect(await desk.person.put(path, { ...BASIC, ...profile })).toMatchObject({ status: 200 });
  }

  async function sql(statement: string): Promise<void> {
    await app.dataSource.query(statement, [session.accountId]);
  }

  async function open(...positions: Json[]): Promise<void> {
    await desk.sync(session, { account: null, complete: true, positions });
  }

  async function account(state: Json): Promise<void> {
    await desk.sync(session, { account: state });
  }

  async function filled(change: Json = {}): Promise<void> {
    await desk.decided(desk.signal({ client_signal_id: 'first', ...change }));
    const [command] = await desk.commands(session, { account: null });
    await desk.sync(session, { account: null, reports: [report(command?.order_id ?? '', 'FILLED')] });
  }

  interface Case {
    readonly rule: string;
    readonly why: string;
    readonly given?: () => Promise<void>;
    readonly connect?: Json;
    readonly signal?: Json;
    readonly code: string;
    readonly detail: Json;
  }

  const cases: Case[] = [
    {
      rule: 'R01',
      why: 'trading is halted',
      given: async () => {
        await desk.person.post('/risk/kill', { reason: 'stop' });
      },
      code: 'TRADING_HALTED',
      detail: { scope: 'USER' },
    },
    {
      rule: 'R01',
      why: 'only closing is allowed',
      given: async () => {
        await desk.person.post('/risk/kill', {
          account_id: session.accountId,
          mode: 'REDUCING',
          reason: 'news',
        });
      },
      code: 'TRADING_STATE_REDUCING',
      detail: { scope: 'ACCOUNT' },
    },
    {
      rule: 'R02',
      why: 'the connector has not shown its positions',
      given: () => sql(`UPDATE mt5_sessions SET snapshot_at = NULL WHERE account_id = $1`),
      code: 'SESSION_NOT_READY',
      detail: { missing: 'POSITIONS' },
    },
    {
      rule: 'R02',
      why: 'the terminal may not trade',
      connect: {
        permissions: { ...(contract('mt5/connect.request')['permissions'] as Json), ea_trade_allowed: false },
      },
      code: 'AUTO_TRADING_OFF',
      detail: { switch: 'ea_trade_allowed' },
    },
    {
      rule: 'R03',
      why: 'the balance is old',
      given: () =>
        sql(
          `UPDATE trading_accounts SET state_received_at = state_received_at - interval '61 s' WHERE id = $1`,
        ),
      code: 'ACCOUNT_DATA_STALE',
      detail: { age_seconds: '61', max_age_seconds: '60' },
    },
    {
      rule: 'R03',
      why: 'nothing is left',
      connect: { balance: 0, equity: 0, margin_free: 0 },
      code: 'EQUITY_NOT_POSITIVE',
      detail: { base: '0', currency: 'USD' },
    },
    {
      rule: 'R04',
      why: 'the symbol is not on the list',
      given: () => choose({ limits: { symbols: ['GBPUSD'] } }),
      code: 'SYMBOL_NOT_ALLOWED',
      detail: { symbol: 'EURUSD' },
    },
    {
      rule: 'R04',
      why: 'the symbol may only be closed',
      given: () => desk.tellSymbols(session, { trade_mode: 'CLOSEONLY' }),
      code: 'SYMBOL_NOT_ALLOWED',
      detail: { symbol: 'EURUSD', trade_mode: 'CLOSEONLY' },
    },
    {
      rule: 'R04',
      why: 'the owner’s table names a symbol that is not there',
      given: () => choose({ symbol_map: [{ signal: 'EURUSD', account: 'EURUSD.x' }] }),
      code: 'SYMBOL_UNKNOWN',
      detail: { symbol: 'EURUSD.x' },
    },
    {
      rule: 'R04',
      why: 'two symbols could be meant',
      given: async () => {
        await desk.tellSymbols(session, { symbol: 'GBPUSD.m', currency_base: 'GBP' });
        await desk.tellSymbols(session, { symbol: 'GBPUSD.pro', currency_base: 'GBP' });
      },
      signal: { symbol: 'GBPUSD' },
      code: 'SYMBOL_AMBIGUOUS',
      detail: { symbol: 'GBPUSD', candidates: 'GBPUSD.m, GBPUSD.pro' },
    },
    {
      rule: 'R04',
      why: 'the only candidate is something else',
      given: () =>
        desk.tellSymbols(session, { symbol: 'GBPUSD.c', currency_base: 'GBP', contract_size: 1000 }),
      signal: { symbol: 'GBPUSD' },
      code: 'SYMBOL_CONTRADICTORY',
      detail: { candidate: 'GBPUSD.c', property: 'contract_size', expected: '100000', found: '1000' },
    },
    {
      rule: 'R04',
      why: 'nobody knows the symbol',
      signal: { symbol: 'ZZZ123' },
      code: 'REFERENCE_DATA_MISSING',
      detail: { symbol: 'ZZZ123' },
    },
    {
      rule: 'R05',
      why: 'the signal is older than the account wants',
      given: () => choose({ limits: { max_signal_age_seconds: 10 } }),
      signal: { signal_time: '2025-10-23T11:59:40Z' },
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      detail: { age_seconds: '20', max_age_seconds: '10' },
    },
    {
      rule: 'R06',
      why: 'the same was opened a moment ago',
      given: async () => {
        await choose({ limits: { min_gap_seconds: 5 } });
        await desk.decided(desk.signal({ client_signal_id: 'first' }));
      },
      code: 'DUPLICATE_SIGNAL',
      detail: { symbol: 'EURUSD', age_seconds: '0', min_gap_seconds: '5' },
    },
    {
      rule: 'R07',
      why: 'the stop is nearer than the broker allows',
      given: () => desk.tellSymbols(session, { stops_level_points: 600 }),
      code: 'INVALID_STOPS',
      // 1.09998 − 1.095: from the price at which it would close
      detail: { which: 'stop_loss', distance: '0.00498', min_distance: '0.006' },
    },
    {
      rule: 'R08',
      why: 'the entry is far from the market',
      given: () => desk.tellSymbols(session, { bid: 1.12, ask: 1.1202 }),
      signal: { take_profit: null },
      code: 'PRICE_OUT_OF_COLLAR',
      // (1.1201 − 1.1) ÷ 1.1201 = 1.795 %
      detail: { entry: '1.1', reference: '1.1201', deviation_percent: '1.8', max_percent: '1' },
    },
    {
      rule: 'R09',
      why: 'the target is too near',
      given: () => choose({ limits: { min_reward_risk: 2.5 } }),
      code: 'RISK_REWARD_TOO_LOW',
      detail: { reward_risk: '2', min_reward_risk: '2.5' },
    },
    {
      rule: 'R09',
      why: 'the strategy is not sure',
      given: () => choose({ limits: { min_confidence: 0.9 } }),
      code: 'CONFIDENCE_TOO_LOW',
      detail: { confidence: '0.8', min_confidence: '0.9' },
    },
    {
      rule: 'R10',
      why: 'the risk is too small for the smallest lot',
      signal: { stop_loss: 0.6 },
      // 200 ÷ 50 000 = 0.004 lots; 0.01 × 50 000 = 500
      code: 'VOLUME_BELOW_MINIMUM',
      detail: { risk_money: '200', volume: '0.004', volume_min: '0.01', minimum_risk: '500' },
    },
    {
      rule: 'R10',
      why: 'no quote converts the profit',
      given: () => desk.tellSymbols(session, { symbol: 'NIKKEI', calc_mode: 'CFD', currency_profit: 'JPY' }),
      signal: { symbol: 'NIKKEI' },
      code: 'CONVERSION_RATE_MISSING',
      detail: { from: 'JPY', to: 'USD' },
    },
    {
      rule: 'R10',
      why: 'the broker reports nonsense',
      given: () => desk.tellSymbols(session, { tick_value_loss: 0.1 }),
      code: 'SPECIFICATION_INCONSISTENT',
      detail: { reported: '0.1', expected: '1' },
    },
    {
      rule: 'R10',
      why: 'the symbol’s limit is used up',
      given: async () => {
        await desk.tellSymbols(session, { volume_limit: 0.1 });
        await open(position('1', { volume: 0.1 }));
      },
      code: 'VOLUME_LIMIT_REACHED',
      detail: { open_volume: '0.1', volume_limit: '0.1' },
    },
    {
      rule: 'R10',
      why: 'the margin carries not even the smallest lot',
      connect: { margin_free: 5 },
      code: 'MARGIN_INSUFFICIENT',
      // 0.01 × 100 000 × 1.1 ÷ 100 = 11; 5 × 0.8 = 4
      detail: { volume: '0.01', required: '11', available: '4' },
    },
    {
      rule: 'R10',
      why: 'a mirrored size is wanted of a signal that mirrors nothing',
      given: () => choose({ sizing: { mode: { kind: 'SOURCE_EQUITY_RATIO' } } }),
      code: 'SOURCE_TRADE_MISSING',
      detail: { missing: 'volume' },
    },
    {
      rule: 'R10',
      why: 'every stop together would reach the day’s floor',
      given: async () => {
        await choose({ limits: { max_total_risk_percent: 50, max_daily_loss_percent: 4 } });
        // 0.8 × 500 = 400 at the stop; 10 000 − 400 − 9 600 = 0
        await open(position('1', { volume: 0.8, open_price: 1.1, sl: 1.095 }));
      },
      code: 'RISK_BUDGET_EXHAUSTED',
      detail: { risk_money: '0' },
    },
    {
      rule: 'R13',
      why: 'the order is worth too much',
      given: () => choose({ limits: { max_notional: 10_999 } }),
      // 0.1 × 100 000 × 1.1 = 11 000
      code: 'NOTIONAL_EXCEEDS_MAXIMUM',
      detail: { notional: '11000', max_notional: '10999', currency: 'USD' },
    },
    {
      rule: 'R14',
      why: 'orders come too fast',
      given: async () => {
        await choose({ limits: { orders_per_minute: 1 } });
        await desk.decided(desk.signal({ client_signal_id: 'first' }));
      },
      code: 'ORDER_RATE_EXCEEDED',
      detail: { count: '1', window_seconds: '60', max_count: '1' },
    },
    {
      rule: 'R14',
      why: 'another process has just chosen a slower rate than the one that was foreseen',
      given: async () => {
        await choose({ limits: { orders_per_minute: 10 } });
        await desk.decided(desk.signal({ client_signal_id: 'first' }));
        await sql(
          `UPDATE risk_profiles
           SET settings = jsonb_set(settings, '{limits,orderRates}', '[{"windowSeconds": 3600, "max": 1}]')
           WHERE account_id = $1`,
        );
      },
      code: 'ORDER_RATE_EXCEEDED',
      detail: { count: '1', window_seconds: '3600', max_count: '1' },
    },
    {
      rule: 'R15',
      why: 'the account is full',
      given: async () => {
        await choose({ max_open_positions: 1 });
        await desk.decided(desk.signal({ client_signal_id: 'first' }));
      },
      code: 'MAX_OPEN_POSITIONS',
      detail: { open: '1', max_open: '1' },
    },
    {
      rule: 'R15',
      why: 'the symbol has its share',
      given: async () => {
        await choose({ limits: { max_open_per_symbol: 1 } });
        await open(position('1'));
      },
      code: 'MAX_OPEN_POSITIONS',
      detail: { symbol: 'EURUSD', open: '1', max_open: '1' },
    },
    {
      rule: 'R16',
      why: 'all stops together cost too much',
      given: async () => {
        await choose({ limits: { max_total_risk_percent: 2 } });
        await open(position('1', { volume: 0.4, open_price: 1.1, sl: 1.095 }));
      },
      // 0.4 × 500 + 0.1 × 500 = 250; 2 % of 10 000 = 200
      code: 'AGGREGATE_RISK_EXCEEDED',
      detail: { total_risk: '250', max_risk: '200', currency: 'USD' },
    },
    {
      rule: 'R16',
      why: 'an open position has no stop',
      given: async () => {
        await choose({ limits: { max_daily_loss_percent: null } });
        await open(position('1', { sl: null }));
      },
      code: 'AGGREGATE_RISK_EXCEEDED',
      detail: { positions: '1' },
    },
    {
      rule: 'R17',
      why: 'the day has cost enough',
      given: () => account({ balance: 8900, equity: 8900 }),
      // 10 000 − 8 900 = 1 100; 10 % of 10 000 = 1 000
      code: 'DAILY_LOSS_LIMIT',
      detail: { day_loss: '1100', max_loss: '1000', currency: 'USD' },
    },
    {
      rule: 'R17',
      why: 'the guard’s floor of the day is reached',
      given: async () => {
        await choose({ guard: { pack: 'ftmo-2-step', initial_balance: 10_000 } });
        await account({ balance: 9550, equity: 9550 });
      },
      // 10 000 − 5 % of 10 000 × 0.9 = 9 550
      code: 'DAILY_LOSS_LIMIT',
      detail: { equity: '9550', floor: '9550', currency: 'USD' },
    },
    {
      rule: 'R17',
      why: 'the account’s own total loss is reached',
      given: async () => {
        const amount = { kind: 'PERCENT', percent: 5, of: 'INITIAL' };
        const rule = { id: 'total', scope: 'TOTAL', anchor: 'INITIAL', amount, action: 'BLOCK' };
        await choose({ guard: { pack: 'own', initial_balance: 10_000, rules: [rule] } });
        await account({ balance: 9540, equity: 9540 });
      },
      code: 'TOTAL_LOSS_LIMIT',
      detail: { equity: '9540', floor: '9550', currency: 'USD' },
    },
    {
      rule: 'R18',
      why: 'the margin level would fall too far',
      given: () => account({ balance: 10_000, equity: 10_000, margin: 6600, margin_free: 3400 }),
      // 10 000 ÷ (6 600 + 110) = 149.03 %
      code: 'MARGIN_INSUFFICIENT',
      detail: { margin_level_percent: '149.03', min_percent: '150' },
    },
    {
      rule: 'R19',
      why: 'its source executes too much',
      given: async () => {
        await choose({ limits: { source_executions: { max: 1, window_seconds: 300 } } });
        await filled({ strategy: 'loop' });
      },
      signal: { strategy: 'loop' },
      code: 'STRATEGY_THROTTLED',
      detail: { count: '1', window_seconds: '300', max_count: '1' },
    },
    {
      rule: 'R20',
      why: 'the account holds the other side and does not hedge',
      connect: { margin_mode: 'NETTING' },
      given: () => open(position('1', { type: 'SELL', volume: 0.2, open_price: 1.1, sl: 1.105, tp: null })),
      code: 'OPPOSITE_POSITION',
      detail: { symbol: 'EURUSD', opposite_volume: '0.2' },
    },
    {
      rule: 'R21',
      why: 'an order of the symbol is in doubt',
      given: async () => {
        await desk.decided(desk.signal({ client_signal_id: 'first' }));
        const [command] = await desk.commands(session, { account: null });
        const doubt = report(command?.order_id ?? '', 'UNKNOWN', { retcode: 10012 });
        await desk.sync(session, { account: null, reports: [doubt] });
        await sql(`UPDATE trading_orders SET sent_at = sent_at - interval '31 s' WHERE account_id = $1`);
      },
      code: 'UNKNOWN_ORDERS_PENDING',
      detail: { unknown: '1' },
    },
    {
      rule: 'R24',
      why: 'the books differ from the terminal’s',
      given: () =>
        sql(
          `INSERT INTO book_drifts (account_id, symbol, difference, snapshots, since) VALUES ($1, 'EURUSD', 0.2, 1, now())`,
        ),
      code: 'BOOK_DRIFT',
      detail: { symbol: 'EURUSD', difference: '0.2' },
    },
  ];

  it.each(cases)('by $rule because $why: $code', async ({ connect, given, signal, code, detail }) => {
    session = await desk.connectConnector(connect);
    await given?.();
    const story = await desk.decided(desk.signal({ client_signal_id: 'refused', ...signal }));
    expect(story).toMatchObject({ status: 'REJECTED', code, detail, message: expect.any(String) as string });
    const [decision] = story['decisions'] as {
      rules: { verdict: string; numbers: Json }[];
      message: string;
    }[];
    // never a rule skipped silently: the list ends with the one that refused
    expect(decision?.rules.at(-1)).toMatchObject({ verdict: 'DENIED', numbers: { code, ...detail } });
    expect(decision?.message).not.toContain('{');
    const commands = await desk.commands(session, { account: null });
    expect(commands.filter(({ signal_id: id }) => id === story['signal_id'])).toEqual([]);
  });
});

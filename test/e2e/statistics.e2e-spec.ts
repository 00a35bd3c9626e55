import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, type Answer, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const NETS = [100, -50, 200, -100, 50];

/** A deal, by the example of contract/. */
function deal(ticket: number, changes: Json): Json {
  const [example] = contract('positions/deals.request')['deals'] as Json[];
  return { ...example, ticket: String(ticket), commission: 0, magic: null, comment: null, ...changes };
}

/** A deposit of 10 000, and a trade on each of five days from Monday, 13 October 2025 on. */
function week(): Json[] {
  const at = (day: number, hour: number): Json => ({
    time: `2025-10-${13 + day}T${String(hour).padStart(2, '0')}:00:00Z`,
    broker_time: `2025-10-${13 + day}T${String(hour + 3).padStart(2, '0')}:00:00`,
  });
  const deposit = { type: 'BALANCE', entry: 'NONE', position: null, symbol: null, price: null, volume: 0 };
  return [
    deal(1, { ...deposit, profit: 10_000, ...at(0, 1) }),
    ...NETS.flatMap((net, day) => [
      deal(10 + 2 * day, { position: String(700 + day), entry: 'IN', ...at(day, 8) }),
      deal(11 + 2 * day, {
        position: String(700 + day),
        entry: 'OUT',
        type: 'SELL',
        profit: net,
        reason: net > 0 ? 'TP' : 'SL',
        comment: '=HYPERLINK("http://evil.example")',
        ...at(day, 10),
      }),
    ]),
  ];
}

describe('statistics', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let alice: ApiClient;
  let bob: Person;
  let session: DeskSession;

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'alice');
    alice = desk.person;
    bob = await registerPerson(new ApiClient(app.url), 'bob_the_trader');
    session = await desk.connectConnector();
    await desk.terminal.post('/trading/deals', { session_id: session.id, deals: week() });
    const history = { until: '2025-10-17T13:00:00', deals_told: 11, deals_total: 11, complete: true };
    await desk.sync(session, { account: null, history });
  });

  afterAll(() => app.close());

  const first = ({ body }: Answer): Json => (body['data'] as Json[])[0] ?? {};

  describe('GET /stats/performance', () => {
    it('answers the figures of the vectors, each account for itself', async () => {
      const answer = await alice.get('/stats/performance');
      expect(answer.status).toBe(200);
      const performance = first(answer);
      expect(performance).toMatchObject({
        account_id: session.accountId,
        currency: 'USD',
        symbol: null,
        first_day: '2025-10-13',
        last_day: '2025-10-17',
        days: 5,
        deals: 11,
        trade_figures: {
          trades: 5,
          won_trades: 3,
          lost_trades: 2,
          win_rate: 0.6,
          profit: 200,
          profit_factor: 2.33333333,
          expectancy: 40,
          payoff: 1.55555556,
          gain: 0.02,
          longest_win_streak: 1,
          current_streak: 1,
          average_holding_ms: 7_200_000,
          best_trade: { net: 200, position: '702', leg: 1, close_time: '2025-10-15T10:00:00.000Z' },
        },
        account_figures: {
          start_balance: 0,
          end_balance: 10_200,
          deposits: 10_000,
          withdrawals: 0,
          absolute_gain: 0.02,
          recovery_factor: 2,
          balance_drawdown: {
            steepest: {
              money: 100,
              ratio: 0.0097561,
              peak_time: '2025-10-15T10:00:00.000Z',
              trough_time: '2025-10-16T10:00:00.000Z',
              recovered_time: null,
            },
            current_money: 50,
          },
        },
      });
      expect(shapeOf(performance)).toEqual(shapeOf(first(example('stats/performance.response'))));
    });

    it('says what it does not know enough for', async () => {
      const performance = first(await alice.get('/stats/performance'));
      expect(performance['not_enough']).toContainEqual({
        figure: 'z_score',
        needs: 30,
        has: 5,
        unit: 'trades',
      });
      expect(performance['not_enough']).toContainEqual({ figure: 'cagr', needs: 30, has: 5, unit: 'days' });
      expect(performance).toMatchObject({ account_figures: { sharpe_ratio: null, cagr: null } });
    });

    it('answers for a symbol and a period', async () => {
      const query = `account_id=${session.accountId}&symbol=EURUSD&from=2025-10-14&to=2025-10-15`;
      expect(first(await alice.get(`/stats/performance?${query}`))).toMatchObject({
        symbol: 'EURUSD',
        from: '2025-10-14',
        trade_figures: { trades: 2, profit: 150 },
        account_figures: null,
        previous: { from: '2025-10-12', to: '2025-10-13', trade_figures: { trades: 1, profit: 100 } },
      });
    });

    it('is not sent again to who has it', async () => {
      const { headers } = await alice.get('/stats/performance');
      const again = await alice.get('/stats/performance', {
        headers: { 'If-None-Match': headers.etag ?? '' },
      });
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      expect(again.headers['cache-control']).toBe('private, no-cache');
    });

    it('follows what is told later, whenever it happened, and counts nothing twice', async () => {
      const late = [
        deal(900, { position: '799', entry: 'IN', time: '2025-10-14T11:00:00Z' }),
        deal(901, { position: '799', entry: 'OUT', type: 'SELL', profit: 1, time: '2025-10-14T12:00:00Z' }),
      ];
      for (let turn = 1; turn <= 2; turn += 1) {
        await desk.terminal.post('/trading/deals', { session_id: session.id, deals: late });
      }
      expect(first(await alice.get('/stats/performance'))).toMatchObject({
        trade_figures: { trades: 6, profit: 201 },
        account_figures: { end_balance: 10_201 },
      });
      await app.dataSource.query(`DELETE FROM trading_deals WHERE ticket >= 900`);
      await app.dataSource.query(`DELETE FROM trading_trades WHERE position_id = 799`);
      await app.dataSource.query(
        `INSERT INTO trade_changes (account_id, earliest_at) VALUES ($1, '2025-10-01')`,
        [session.accountId],
      );
    });

    it('compares a period with the one before it only if it has two ends', async () => {
      expect(first(await alice.get('/stats/performance?from=2025-10-14'))['previous']).toBeNull();
    });

    it('knows nothing of other people', async () => {
      expect((await bob.api.get('/stats/performance')).body).toEqual({ data: [] });
      const foreign = await bob.api.get(`/stats/performance?account_id=${session.accountId}`);
      expect(foreign.status).toBe(404);
      expect(foreign.body['code']).toBe('ACCOUNT.NOT_FOUND');
    });

    it.each([
      ['/from', 'from=2025-02-30'],
      ['/to', 'to=2025-10-01T00:00:00Z'],
      ['/symbol', 'symbol=EUR%09USD'],
      ['/unknown', 'unknown=1'],
    ])('names the field %s when it is wrong or unknown', async (pointer, query) => {
      const { status, body } = await alice.get(`/stats/performance?${query}`);
      expect(status).toBe(422);
      expect((body['errors'] as Json[]).map((error) => error['pointer'])).toEqual([pointer]);
    });
  });

  describe('GET /stats/breakdown', () => {
    it.each([
      ['by=symbol', ['EURUSD']],
      ['by=side', ['BUY']],
      ['by=hour', ['08']],
      ['by=hour&clock=broker', ['11']],
      ['by=weekday', ['1', '2', '3', '4', '5']],
      ['by=month', ['2025-10']],
      ['by=strategy', [null]],
      ['by=source', [null]],
      ['by=close_reason', ['SL', 'TP']],
    ])('groups %s', async (query, keys) => {
      const answer = await alice.get(`/stats/breakdown?${query}`);
      expect(answer.status).toBe(200);
      expect((first(answer)['groups'] as Json[]).map(({ key }) => key)).toEqual(keys);
    });

    it('sums up each group', async () => {
      const answer = await alice.get('/stats/breakdown?by=close_reason');
      expect((first(answer)['groups'] as Json[])[1]).toMatchObject({
        key: 'TP',
        trades: 3,
        win_rate: 1,
        profit: 350,
        profit_factor: null,
      });
      expect(shapeOf(first(answer))).toEqual(shapeOf(first(example('stats/breakdown.response'))));
    });

    it('knows nothing of other people', async () => {
      expect((await bob.api.get('/stats/breakdown?by=symbol')).body).toEqual({ data: [] });
    });
  });

  describe('GET /stats/days', () => {
    it('tells each day, with its balance and what was paid in', async () => {
      const answer = await alice.get('/stats/days?to=2025-10-14');
      expect(first(answer)).toEqual({
        account_id: session.accountId,
        currency: 'USD',
        symbol: null,
        days: [
          {
            day: '2025-10-13',
            trades: 1,
            won_trades: 1,
            lost_trades: 0,
            profit: 100,
            balance: { start: 0, min: 10_000, max: 10_100, last: 10_100, result: 100 },
            flows: [{ time: '2025-10-13T01:00:00.000Z', amount: 10_000 }],
          },
          {
            day: '2025-10-14',
            trades: 1,
            won_trades: 0,
            lost_trades: 1,
            profit: -50,
            // 10 100 − 50
            balance: { start: 10_100, min: 10_050, max: 10_100, last: 10_050, result: -50 },
            flows: [],
          },
        ],
      });
      expect(shapeOf(first(answer))).toEqual(shapeOf(first(example('stats/days.response'))));
    });

    it('tells the trades of a symbol, which has no balance', async () => {
      const { days } = first(await alice.get('/stats/days?symbol=EURUSD&from=2025-10-17')) as {
        days: Json[];
      };
      expect(days).toEqual([expect.objectContaining({ profit: 50, balance: null, flows: [] })]);
    });

    it('knows nothing of other people', async () => {
      expect((await bob.api.get('/stats/days')).body).toEqual({ data: [] });
    });
  });

  describe('GET /stats/equity', () => {
    it('answers what the account was worth, by the day, the hour and the minute', async () => {
      app.clock.advance(60_000);
      await desk.sync(session, { account: { balance: 10_200, equity: 10_150 } });
      app.clock.advance(60_000);
      await desk.sync(session, { account: { balance: 10_200, equity: 10_250 } });
      await pause(20);

      const days = await alice.get('/stats/equity');
      expect(days.status).toBe(200);
      const bucket = first(days);
      expect(bucket).toMatchObject({
        time: '2025-10-23T00:00:00.000Z',
        equity: { min: 10_000, max: 10_250, last: 10_250 },
      });
      expect(shapeOf(bucket)).toEqual(shapeOf(first(example('stats/equity.response'))));

      const minutes = await alice.get('/stats/equity?resolution=1m&limit=2');
      expect((minutes.body['data'] as Json[]).length).toBe(2);
      const rest = await alice.get(
        `/stats/equity?resolution=1m&limit=2&cursor=${String(minutes.body['next_cursor'])}`,
      );
      expect((rest.body['data'] as Json[]).length).toBe(1);
      expect(rest.body['next_cursor']).toBeNull();
    });

    it('asks who has no account, or several, for which', async () => {
      const { status, body } = await bob.api.get('/stats/equity');
      expect([status, body['code']]).toEqual([422, 'STATS.ACCOUNT_REQUIRED']);
      expect((await bob.api.get(`/stats/equity?account_id=${session.accountId}`)).status).toBe(404);
    });
  });

  describe('GET /trading/trades', () => {
    it('lists closed trades, the last one first, page by page', async () => {
      const page = await alice.get('/trading/trades?limit=2');
      expect((page.body['data'] as Json[]).map((trade) => trade['net'])).toEqual([50, -100]);
      const next = await alice.get(`/trading/trades?limit=3&cursor=${String(page.body['next_cursor'])}`);
      expect((next.body['data'] as Json[]).map((trade) => trade['net'])).toEqual([200, -50, 100]);
      expect(next.body['next_cursor']).toBeNull();
      expect(Object.keys(first(page)).sort()).toEqual(
        Object.keys(first(example('positions/trades.response'))).sort(),
      );
    });

    it('lists nothing of other people', async () => {
      expect((await bob.api.get('/trading/trades')).body).toEqual({ data: [], next_cursor: null });
    });

    it('tells which signal a trade comes from, what it was to risk and what it slipped', async () => {
      await desk.sync(session, {
        account: { balance: 10_000, equity: 10_000 },
        positions: [],
        complete: true,
      });
      await desk.tellSymbols(session);
      const story = await desk.decided(desk.signal({ strategy: 'breakout' }));
      const decision = (story['decisions'] as Json[] | undefined)?.[0] ?? {};
      const orderId = String(decision['order_id']);
      const order = await desk.order(orderId);
      const entry = story['entry_price'] as number;
      const common = { position: '5000', magic: orderId, comment: `RS${orderId}`, volume: order['volume'] };
      await desk.terminal.post('/trading/deals', {
        session_id: session.id,
        deals: [
          deal(2000, { ...common, entry: 'IN', price: entry + 0.0002, time: '2025-10-23T12:00:00Z' }),
          deal(2001, { ...common, entry: 'OUT', type: 'SELL', profit: 30, time: '2025-10-23T12:01:00Z' }),
        ],
      });
      const groups = first(await alice.get('/stats/breakdown?by=strategy'))['groups'] as Json[];
      expect(groups.map(({ key }) => key)).toEqual(['breakout', null]);

      const trade = first(await alice.get('/trading/trades?strategy=breakout'));
      const risk = trade['planned_risk'] as number;
      expect(trade).toMatchObject({
        order_id: orderId,
        signal_id: story['signal_id'],
        strategy: 'breakout',
        source: 'terminal',
        signal_price: entry,
        slippage: 0.0002,
        r_multiple: Math.round((30 / risk) * 10_000) / 10_000,
      });
    });
  });

  describe('exports', () => {
    it('are CSV that a spreadsheet opens without doing what a stranger wrote into it', async () => {
      const { status, headers, text } = await alice.get(
        '/trading/history/export?separator=semicolon&bom=true&to=2025-10-18T00:00:00Z',
      );
      expect(status).toBe(200);
      expect(headers['content-type']).toContain('text/csv');
      expect(headers['content-disposition']).toBe('attachment; filename="deals.csv"');
      const lines = text.trimEnd().split('\r\n');
      expect(lines[0]).toMatch(/^\uFEFFticket;account_id;order;/);
      expect(lines).toHaveLength(12);
      expect(lines[3]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
      expect(lines[5]).toContain(';-50;');
    });

    it('write decimals as French spreadsheets read them', async () => {
      const { text } = await alice.get(
        '/trading/history/export?separator=semicolon&decimal=comma&to=2025-10-13T02:00:00Z',
      );
      expect(text.trimEnd().split('\r\n')[1]).toContain(';10000;');
      const trades = await alice.get(
        '/trading/trades/export?separator=semicolon&decimal=comma&to=2025-10-14T00:00:00Z',
      );
      expect(trades.text).toMatch(/;0,4;/);
      const unclear = await alice.get('/trading/history/export?decimal=comma');
      expect(unclear.status).toBe(200);
      expect(unclear.text).toMatch(/"\d,\d+"/);
    });

    it('are JSON', async () => {
      const { headers, body } = await alice.get('/trading/trades/export?format=json&to=2025-10-18T00:00:00Z');
      expect(headers['content-type']).toContain('application/json');
      expect((body['data'] as Json[]).map((trade) => trade['net'])).toEqual(NETS);
    });

    it('hold nothing of other people', async () => {
      expect((await bob.api.get('/trading/trades/export?format=json')).body).toEqual({ data: [] });
      expect((await bob.api.get('/trading/history/export')).text.trimEnd().split('\r\n')).toHaveLength(1);
    });
  });

  it('keeps a position that is still open out of the trades', async () => {
    await desk.sync(session, { positions: [position('6000')], complete: true });
    expect((await alice.get('/trading/trades?symbol=EURUSD')).text).not.toContain('"6000"');
  });
});

function example(message: string): Answer {
  return { body: contract(message) } as unknown as Answer;
}

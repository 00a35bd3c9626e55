import { type Answer, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

const TABLES = ['trading_signals', 'signal_decisions', 'trading_orders', 'events', 'audit_log'];

describe('POST /trading/signals/preview', () => {
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
    desk = await TradingDesk.open(app, `curious_${String(people)}`);
    session = await desk.connectConnector();
  });

  function preview(change: Json = {}, query = ''): Promise<Answer> {
    const example = contract('signals/preview.request');
    return desk.person.post(`/trading/signals/preview${query}`, {
      ...example,
      risk_profile: null,
      signal_time: app.clock.now().toISOString(),
      ...change,
    });
  }

  async function first(change: Json = {}): Promise<Json> {
    const { status, body, text } = await preview(change);
    if (status !== 200) throw new Error(`Expected 200, got ${status}: ${text}`);
    return (body['data'] as Json[])[0] ?? {};
  }

  async function rows(): Promise<Json> {
    const counts = TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
    const [counted] = await app.dataSource.query<Json[]>(`SELECT ${counts.join(', ')}`);
    return counted ?? {};
  }

  it('answers as its example says', async () => {
    const { status, body } = await preview();
    expect(status).toBe(200);
    expect(shapeOf(body)).toEqual(shapeOf(contract('signals/preview.response')));
  });

  it('says what the decision says afterwards, and stores nothing', async () => {
    const before = await rows();
    const seen = await first({ volume: 0.3 });
    expect(await rows()).toEqual(before);

    const { decisions } = await desk.decided(
      desk.signal({ entry_price: 1.1, stop_loss: 1.095, volume: 0.3 }),
    );
    const [decided] = decisions as Json[];
    for (const part of ['outcome', 'code', 'message', 'volume', 'steps'])
      expect([part, seen[part]]).toEqual([part, decided?.[part]]);
  });

  it('tells the money at the stop and the margin', async () => {
    // 10 000 × 2 % = 200; 500 ticks × 1 = 500 per lot; 200 ÷ 500 = 0.40 lots, which lose 200.
    expect(await first()).toMatchObject({
      account_number: '12345678',
      currency: 'USD',
      outcome: 'ORDERED',
      symbol: 'EURUSD',
      volume: 0.4,
      stop_loss: 1.095,
      risk_money: 200,
    });
  });

  it('judges under a profile that is proposed, and leaves the account’s own alone', async () => {
    const profile = { risk_percent: 1, max_open_positions: 5, opening_ttl_seconds: 30 };
    expect(await first({ risk_profile: profile })).toMatchObject({ volume: 0.2, risk_money: 100 });
    expect(await first()).toMatchObject({ volume: 0.4 });
    expect(await first({ risk_profile: { ...profile, max_open_positions: 0 } })).toMatchObject({
      outcome: 'DENIED',
      code: 'MAX_OPEN_POSITIONS',
    });
  });

  it('shows the quote also when it refuses, and explains the refusal in French', async () => {
    const { body } = await preview({ stop_loss: null }, '?lang=fr');
    const [refused] = body['data'] as Json[];
    expect(refused).toMatchObject({ outcome: 'DENIED', code: 'INVALID_STOPS', volume: null });
    expect(refused?.['quote']).not.toBeNull();
    expect(refused?.['message']).toMatch(/stop/i);
    expect(refused?.['message']).not.toBe((await first({ stop_loss: null }))['message']);
  });

  it('tells what a close would close', async () => {
    await desk.sync(session, {
      complete: true,
      positions: [position('1', { magic: null, volume: 0.2 }), position('2', { magic: null, volume: 0.1 })],
    });
    const close = { signal_type: 'CLOSE_BUY', entry_price: null, stop_loss: null, take_profit: null };
    expect(await first(close)).toMatchObject({ outcome: 'ORDERED', volume: 0.3 });
    expect(await first({ ...close, signal_type: 'CLOSE_SELL' })).toMatchObject({ code: 'NOTHING_TO_CLOSE' });
  });

  it('says why a signal would go nowhere', async () => {
    const { body } = await preview({ account_number: '999' });
    expect(body).toMatchObject({ code: 'NO_ACCOUNT_TO_TRADE', data: [] });
  });

  it('says that a signal is too old', async () => {
    const old = new Date(app.clock.now().getTime() - 3_600_000).toISOString();
    const { body } = await preview({ signal_time: old });
    expect(body['code']).toMatch(/^SIGNAL_/);
  });

  it('shows nobody another’s account', async () => {
    const stranger = await TradingDesk.open(app, `stranger_${String(people)}`);
    const { body } = await stranger.person.post('/trading/signals/preview', {
      ...contract('signals/signal.request'),
      signal_time: app.clock.now().toISOString(),
    });
    expect(body).toMatchObject({ code: 'NO_ACCOUNT_TO_TRADE', data: [] });
  });

  it('is not for a terminal, and takes no profile beyond the ceilings', async () => {
    expect((await desk.terminal.post('/trading/signals/preview', {})).status).toBe(403);
    const profile = { risk_percent: 50, max_open_positions: 5, opening_ttl_seconds: 30 };
    expect((await preview({ risk_profile: profile })).status).toBe(422);
  });
});

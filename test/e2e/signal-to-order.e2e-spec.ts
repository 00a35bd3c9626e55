import { contract, shapeOf } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { position, report, TradingDesk } from '../support/trading-desk';

describe('a signal becomes a sized order and comes back executed', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  // 10 000 × 0.02 = 200; 50 pips = 500 ticks × 1 = 500 per lot; 200 ÷ 500 = 0.40
  it.each([
    ['0.40 when more was asked', { volume: 5 }, 0.4],
    ['0.40 when nothing was asked', { volume: null }, 0.4],
    ['0.1 when 0.1 was asked', { volume: 0.1 }, 0.1],
  ])('hands the connector %s', async (_, asked, volume) => {
    const desk = await TradingDesk.open(app, `connector_${String(volume * 100)}_${String(asked.volume)}`);
    const session = await desk.connectConnector();
    const story = await desk.decided(desk.signal(asked));
    expect(story).toMatchObject({ status: 'PENDING', decisions: [{ outcome: 'ORDERED', volume }] });
    const [command, ...others] = await desk.commands(session);
    expect(others).toEqual([]);
    expect(command).toMatchObject({ signal_id: story['signal_id'], action: 'OPEN', side: 'BUY', volume });
  });

  it('hands the seed client the same volumes, by the catalogue', async () => {
    const desk = await TradingDesk.open(app, 'seed_client');
    const session = await desk.connectSeed();
    await desk.decided(desk.signal({ volume: 5 }));
    await desk.decided(desk.signal({ volume: 0.1 }));
    expect(await desk.pending(session)).toMatchObject([{ volume: 0.4 }, { volume: 0.1 }]);
  });

  it('waits with a connector that has just connected until it has shown its positions, and says so', async () => {
    const desk = await TradingDesk.open(app, 'just_connected');
    const session = await desk.connectSeed(contract('mt5/connect.request'));
    await desk.tellSymbols(session);
    const refused = await desk.decided(desk.signal());
    expect(refused).toMatchObject({
      status: 'REJECTED',
      code: 'SESSION_NOT_READY',
      message:
        'The terminal is not ready: it has just connected and not shown its open positions yet; ' +
        'send a new signal in a few seconds',
    });

    await desk.sync(session, { account: null, complete: true, positions: [] });
    expect(await desk.decided(desk.signal({ confidence: 0.9 }))).toMatchObject({
      decisions: [{ outcome: 'ORDERED', volume: 0.1 }],
    });
  });

  it('says how it came to the volume', async () => {
    const desk = await TradingDesk.open(app, 'explained');
    await desk.connectConnector();
    const story = await desk.decided(desk.signal());
    const [{ steps } = { steps: [] }] = story['decisions'] as { steps: { step: string; text: string }[] }[];
    const texts = Object.fromEntries(steps.map(({ step, text }) => [step, text]));
    expect(texts['RISK_MONEY']).toBe('2 % of 10,000 USD = 200 USD');
    expect(texts['LOSS_PER_LOT']).toContain('500 ticks × 1 USD');
    expect(Object.keys(story).sort()).toEqual(Object.keys(contract('signals/signal-by-id.response')).sort());
  });

  it('speaks the wire of contract/ from the command to the fill', async () => {
    const desk = await TradingDesk.open(app, 'wire');
    const session = await desk.connectConnector();
    const sent = await desk.signal();
    expect(shapeOf(sent.body)).toEqual(shapeOf(contract('signals/signal.response')));
    await desk.story(sent.body['signal_id'] as number);
    const answer = await desk.sync(session);
    const example = contract('mt5/sync.response');
    expect(Object.keys(answer).sort()).toEqual(Object.keys(example).sort());
    const [command] = answer['commands'] as Record<string, unknown>[];
    const [expected] = example['commands'] as Record<string, unknown>[];
    expect(shapeOf(command)).toEqual({
      ...(shapeOf(expected) as object),
      expected: expect.anything() as unknown,
    });

    const orderId = command?.['order_id'] as string;
    const filled = await desk.sync(session, {
      complete: true,
      positions: [position('1001', { volume: 0.1, magic: orderId, comment: `RS${orderId}` })],
      reports: [report(orderId, 'FILLED')],
    });
    expect(filled).toMatchObject({ commands: [], reconcile: [] });
    const order = await desk.order(orderId);
    expect(Object.keys(order)).toEqual(
      expect.arrayContaining(Object.keys(contract('orders/order.response'))),
    );
    expect(order).toMatchObject({
      status: 'FILLED',
      filled_volume: 0.1,
      fill_price: 1.1,
      order_ticket: '1001',
    });
    expect((order['events'] as { to: string }[]).map(({ to }) => to)).toEqual(['READY', 'SENT', 'FILLED']);
    const story = await desk.story(sent.body['signal_id'] as number);
    expect(story).toMatchObject({ status: 'EXECUTED', finished_at: expect.any(String) as string });
    const stats = await desk.person.get('/stats');
    expect(stats.body).toEqual({
      signals: { total: 1, executed: 1, pending: 0, rejected: 0 },
      sessions: { active: 1, total: 1 },
      positions: { open: 1 },
    });
  });

  it.each([
    ['a stop on the wrong side', { stop_loss: 1.2 }, 'INVALID_STOPS'],
    ['no stop at all', { stop_loss: null }, 'INVALID_STOPS'],
    ['a target on the wrong side', { take_profit: 1.05 }, 'INVALID_STOPS'],
    ['a symbol that nobody knows', { symbol: 'ZZZ123' }, 'REFERENCE_DATA_MISSING'],
    ['a risk too small for the smallest lot', { stop_loss: 0.6 }, 'VOLUME_BELOW_MINIMUM'],
    ['an account number that is not his', { account_number: '999' }, 'NO_ACCOUNT_TO_TRADE'],
    [
      'a session that does not exist',
      { session_id: '0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20' },
      'SESSION_NOT_READY',
    ],
  ])('refuses %s with a code and keeps the refusal', async (why, change, code) => {
    const desk = await TradingDesk.open(app, `refused_${why.replace(/\W/g, '_').slice(0, 30)}`);
    const session = await desk.connectConnector();
    const story = await desk.decided(desk.signal(change));
    expect(story).toMatchObject({ status: 'REJECTED', code, message: expect.any(String) as string });
    expect(await desk.commands(session)).toEqual([]);
  });

  it('refuses when no terminal is connected, and when the account has no place left', async () => {
    const desk = await TradingDesk.open(app, 'limits');
    expect(await desk.decided(desk.signal())).toMatchObject({ code: 'NO_ACCOUNT_TO_TRADE' });
    const { accountId } = await desk.connectConnector();
    const chosen = { risk_percent: 1, max_open_positions: 1, opening_ttl_seconds: 60 };
    expect(await desk.person.put(`/accounts/${accountId}/risk-profile`, chosen)).toMatchObject({
      status: 200,
    });
    // 10 000 × 0.01 = 100; 100 ÷ 500 = 0.20
    expect(await desk.decided(desk.signal({ volume: 5 }))).toMatchObject({ decisions: [{ volume: 0.2 }] });
    expect(await desk.decided(desk.signal({ volume: 1 }))).toMatchObject({
      status: 'REJECTED',
      code: 'MAX_OPEN_POSITIONS',
      detail: { open: '1', max_open: '1' },
    });
  });

  it('lets only one of twenty simultaneous signals take the last place', async () => {
    const desk = await TradingDesk.open(app, 'last_place');
    const { accountId } = await desk.connectConnector();
    const chosen = { risk_percent: 1, max_open_positions: 1, opening_ttl_seconds: 60 };
    await desk.person.put(`/accounts/${accountId}/risk-profile`, chosen);
    const stories = await Promise.all(
      Array.from({ length: 20 }, (_, n) => desk.decided(desk.signal({ client_signal_id: `last-${n}` }))),
    );
    expect(stories.filter(({ status }) => status === 'PENDING')).toHaveLength(1);
    expect(stories.filter(({ code }) => code === 'MAX_OPEN_POSITIONS')).toHaveLength(19);
  });
});

import { contract, shapeOf } from '../support/contract';
import { eventually } from '../support/eventually';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

describe('the seed client fetches its signals and says what it did', () => {
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
    desk = await TradingDesk.open(app, `seed_trader_${String(people)}`);
    session = await desk.connectSeed();
  });

  async function handedOut(): Promise<number> {
    const { signal_id: signalId } = await desk.decided(desk.signal());
    await desk.pending(session);
    return signalId as number;
  }

  it('gives the same list again, marked as a possible repetition, until the status arrives', async () => {
    await desk.decided(desk.signal());
    const [first] = await desk.pending(session);
    const [example] = contract('signals/pending.response')['data'] as object[];
    expect(shapeOf(first)).toEqual(shapeOf(example));
    expect(first).toMatchObject({ delivery_count: 1, possible_resend: false });
    const [again] = await desk.pending(session);
    expect(again).toMatchObject({
      order_id: first?.['order_id'],
      delivery_count: 2,
      possible_resend: true,
    });
    await desk.status(first?.['signal_id'] as number);
    expect(await desk.pending(session)).toEqual([]);
  });

  it('is never cached', async () => {
    const { headers } = await desk.terminal.get(`/trading/signals/pending?session_id=${session.id}`);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('takes the printed status, finds the ticket in it, and takes it once', async () => {
    const signalId = await handedOut();
    const first = await desk.status(signalId);
    expect(shapeOf(first.body)).toEqual(shapeOf(contract('signals/status.response')));
    expect(first).toMatchObject({ status: 200, body: { status: 'EXECUTED', applied: true } });
    expect(await desk.status(signalId)).toMatchObject({
      status: 200,
      body: { status: 'EXECUTED', applied: false },
    });
    const [order] = (await desk.person.get('/trading/orders')).body['data'] as object[];
    expect(order).toMatchObject({ status: 'FILLED', order_ticket: '123456789', filled_volume: 0.1 });
  });

  it.each([
    ['REJECTED', 'REJECTED', 'FAILED'],
    ['FAILED', 'REJECTED', 'FAILED'],
    ['EXPIRED', 'EXPIRED', 'EXPIRED'],
    ['CANCELLED', 'CANCELLED', 'CANCELLED'],
    ['PARTIALLY_EXECUTED', 'PARTIALLY_FILLED', 'PARTIALLY_EXECUTED'],
  ])('reads %s as an order that is %s', async (word, order, signal) => {
    const signalId = await handedOut();
    const answer = await desk.status(signalId, { status: word, message: 'Not enough money' });
    expect(answer.body).toMatchObject({ status: signal, applied: true });
    expect((await desk.person.get('/trading/orders')).body['data']).toMatchObject([{ status: order }]);
  });

  it('refuses a status about a signal that was never handed out', async () => {
    const { signal_id: signalId } = await desk.decided(desk.signal());
    expect(await desk.status(signalId as number)).toMatchObject({
      status: 409,
      body: { code: 'SIGNAL.NOT_HANDED_OUT' },
    });
  });

  it('refuses a body that names another signal than the path', async () => {
    const signalId = await handedOut();
    const answer = await desk.status(signalId, { signal_id: signalId + 1 });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'SIGNAL.ID_MISMATCH', errors: [{ pointer: '/signal_id' }] },
    });
  });

  it('keeps an execution that comes after the end as evidence', async () => {
    const signalId = await handedOut();
    await desk.status(signalId, { status: 'EXPIRED', message: 'too late' });
    expect(await desk.status(signalId)).toMatchObject({
      status: 200,
      body: { status: 'EXPIRED', applied: false },
    });
    const [counted] = await app.dataSource.query<{ count: string }[]>(
      `SELECT count(*) FROM events WHERE type = 'order.anomaly' AND payload->>'signal_id' = $1`,
      [String(signalId)],
    );
    expect(counted?.count).toBe('1');
  });

  it('resolves an order in doubt when it speaks at last', async () => {
    const signalId = await handedOut();
    app.clock.advance(46_000);
    await eventually(async () => {
      expect((await desk.person.get('/trading/orders')).body['data']).toMatchObject([{ status: 'UNKNOWN' }]);
    });
    expect(await desk.status(signalId)).toMatchObject({ body: { status: 'EXECUTED', applied: true } });
  });

  it('shuts the older of two clients out, which may still say what it did', async () => {
    const signalId = await handedOut();
    const young = await desk.connectSeed();
    const refused = await desk.terminal.get(`/trading/signals/pending?session_id=${session.id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'SESSION_FENCED' } });
    expect(await desk.pending(young)).toEqual([]);
    expect(await desk.status(signalId)).toMatchObject({ body: { status: 'EXECUTED', applied: true } });
  });
});

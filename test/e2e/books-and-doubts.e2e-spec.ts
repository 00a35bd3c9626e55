import { type Json } from '../support/api-client';
import { eventually } from '../support/eventually';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, report, TradingDesk } from '../support/trading-desk';

describe('the books of an account against its terminal', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `books_${String(people)}`);
  });

  async function sent(session: DeskSession, signal: Json = {}): Promise<string> {
    await desk.decided(desk.signal(signal));
    const [command] = await desk.commands(session, { account: null });
    return command?.order_id ?? '';
  }

  function show(session: DeskSession, ...positions: Json[]): Promise<Json> {
    return desk.sync(session, { account: null, complete: true, positions });
  }

  async function events(type: string, accountId: string): Promise<Json[]> {
    const rows = await app.dataSource.query<{ payload: Json }[]>(
      `SELECT payload FROM events WHERE type = $1 AND payload ->> 'account_id' = $2`,
      [type, accountId],
    );
    return rows.map(({ payload }) => payload);
  }

  describe('that differ', () => {
    it('let the account only close from the third list on, ring once, and stay so until a person looks', async () => {
      const session = await desk.connectConnector();
      const orderId = await sent(session);
      await desk.sync(session, { reports: [report(orderId, 'FILLED')] });
      // ordered and reported: 0.1 lots; shown: 0.3
      const larger = position('1001', { magic: orderId, volume: 0.3 });
      await show(session, larger);
      await show(session, larger);
      expect(await desk.sync(session)).toMatchObject({ trading_state: 'ACTIVE' });
      expect(await desk.decided(desk.signal({ client_signal_id: 'two' }))).toMatchObject({
        code: 'BOOK_DRIFT',
        detail: { symbol: 'EURUSD', difference: '0.2' },
      });

      await show(session, larger);
      await show(session, larger);
      expect(await desk.sync(session)).toMatchObject({ trading_state: 'REDUCING' });
      expect(await events('risk.book_drift', session.accountId)).toMatchObject([
        { symbol: 'EURUSD', difference: '0.2', snapshots: 3 },
      ]);
      const state = (await desk.person.get('/risk/state')).body;
      expect(JSON.stringify(state)).toContain('The books differ from the terminal');

      // The books agree again. Trading does not go on by itself.
      await show(session, position('1001', { magic: orderId, volume: 0.1 }));
      expect(await desk.decided(desk.signal({ client_signal_id: 'three' }))).toMatchObject({
        code: 'TRADING_STATE_REDUCING',
      });
      expect(await desk.decided(desk.close())).toMatchObject({ status: 'PENDING' });
      expect(
        await desk.person.post('/risk/resume', {
          account_id: session.accountId,
          reason: 'looked at it',
          password: 'SecurePassword123!',
        }),
      ).toMatchObject({ status: 200 });
      expect(await desk.decided(desk.signal({ client_signal_id: 'four' }))).toMatchObject({ code: null });
    });

    it('are forgotten when the next list agrees', async () => {
      const session = await desk.connectConnector();
      const orderId = await sent(session);
      await desk.sync(session, { reports: [report(orderId, 'FILLED')] });
      await show(session, position('1001', { magic: orderId, volume: 0.2 }));
      await show(session, position('1001', { magic: orderId, volume: 0.1 }));
      await show(session, position('1001', { magic: orderId, volume: 0.2 }));
      await show(session, position('1001', { magic: orderId, volume: 0.2 }));
      expect(await desk.sync(session)).toMatchObject({ trading_state: 'ACTIVE' });
    });
  });

  describe('that hold trades of others', () => {
    it('count them for the limits, call them by nobody’s order, and leave them alone', async () => {
      const session = await desk.connectConnector();
      const orderId = await sent(session);
      await desk.sync(session, { reports: [report(orderId, 'FILLED')] });
      await show(
        session,
        position('1001', { magic: orderId, volume: 0.1 }),
        position('1', { magic: '777', volume: 0.2 }),
        position('2', { magic: '0', volume: 0.3 }),
      );
      expect(await desk.sync(session)).toMatchObject({ trading_state: 'ACTIVE' });
      await desk.person.put(`/accounts/${session.accountId}/risk-profile`, {
        risk_percent: 2,
        max_open_positions: 3,
        opening_ttl_seconds: 30,
      });
      expect(await desk.decided(desk.signal({ client_signal_id: 'full' }))).toMatchObject({
        code: 'MAX_OPEN_POSITIONS',
        detail: { open: '3', max_open: '3' },
      });
      await desk.decided(desk.close());
      const [closing] = await desk.commands(session, { account: null });
      expect(closing?.targets).toEqual([{ ticket: '1001', volume: 0.1 }]);
    });
  });

  describe('with two experts on one account', () => {
    it('belong to the younger; the older gets nothing, may tell what it did, and comes back by connecting', async () => {
      const older = await desk.connectConnector();
      const orderId = await sent(older);
      const younger = await desk.connectConnector({ instance_id: 'another-installation' });
      expect(await desk.trySync(older)).toMatchObject({ status: 409, body: { code: 'SESSION_FENCED' } });
      await show(younger);
      await desk.decided(desk.signal({ client_signal_id: 'next' }));
      expect(await desk.trySync(older, { reports: [report(orderId, 'FILLED')] })).toMatchObject({
        status: 409,
      });
      expect(await desk.order(orderId)).toMatchObject({ status: 'FILLED' });
      const [next] = await desk.commands(younger, { account: null });
      expect(next?.order_id).not.toBe(orderId);

      const again = await desk.connectConnector();
      expect(again.epoch).toBeGreaterThan(younger.epoch);
      expect(again.answer['reconcile']).toMatchObject([{ order_id: next?.order_id }]);
      expect(await desk.trySync(younger)).toMatchObject({ status: 409, body: { code: 'SESSION_FENCED' } });
    });

    it('hear nothing of another account’s orders, and say nothing of them', async () => {
      const first = await desk.connectConnector();
      const second = await desk.connectConnector({
        account_number: '2',
        instance_id: 'another-installation',
      });
      await desk.decided(desk.signal({ session_id: first.id }));
      const [command] = await desk.commands(first, { account: null });
      const orderId = command?.order_id ?? '';
      expect(await desk.commands(second, { account: null })).toEqual([]);
      for (const state of ['NOT_FOUND', 'NOT_EXECUTED', 'FILLED']) {
        await desk.sync(second, { reports: [report(orderId, state)] });
        app.clock.advance(1000);
      }
      expect(await desk.order(orderId)).toMatchObject({ status: 'SENT' });
    });
  });

  describe('with an order in doubt', () => {
    async function inDoubt(): Promise<{ session: DeskSession; orderId: string; signalId: number }> {
      const session = await desk.connectSeed();
      const { signal_id: signalId } = await desk.decided(desk.signal());
      const [pending] = await desk.pending(session);
      const orderId = pending?.['order_id'] as string;
      app.clock.advance(46_000);
      await eventually(async () => {
        expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });
      });
      return { session, orderId, signalId: signalId as number };
    }

    function resolve(orderId: string, body: Json): ReturnType<TradingDesk['person']['post']> {
      return desk.person.post(`/trading/orders/${orderId}/resolve`, body);
    }

    it('believe a person, when no terminal can be asked', async () => {
      const { orderId, signalId } = await inDoubt();
      const found = {
        outcome: 'FILLED',
        reason: 'It is open in the terminal',
        position_ticket: '55',
        price: 1.1002,
      };
      expect(await resolve(orderId, found)).toMatchObject({
        status: 200,
        body: { status: 'FILLED', filled_volume: 0.1, fill_price: 1.1002, position_ticket: '55' },
      });
      expect(await desk.story(signalId)).toMatchObject({ status: 'EXECUTED' });
      const [audited] = await app.dataSource.query<{ detail: Json }[]>(
        `SELECT detail FROM audit_log WHERE action = 'orders.doubt_resolved' AND detail ->> 'order_id' = $1`,
        [orderId],
      );
      expect(audited?.detail).toMatchObject({ outcome: 'FILLED', reason: 'It is open in the terminal' });
      expect(await resolve(orderId, { outcome: 'REJECTED', reason: 'no, it is not' })).toMatchObject({
        status: 409,
        body: { code: 'ORDER.NOT_IN_DOUBT' },
      });
    });

    it('keep what contradicts the person’s word as evidence, and ring', async () => {
      const { session, orderId, signalId } = await inDoubt();
      await resolve(orderId, { outcome: 'NOT_EXECUTED', reason: 'It is not in the terminal' });
      await desk.status(signalId, { session_id: session.id });
      expect(await desk.order(orderId)).toMatchObject({ status: 'NOT_EXECUTED' });
      const anomalies = await events('order.anomaly', session.accountId);
      expect(anomalies).toMatchObject([
        { order_id: orderId, problem: 'Executed, after it was NOT_EXECUTED' },
      ]);
    });

    it('ask the connector instead, while one holds the account; and nobody believes a stranger', async () => {
      const session = await desk.connectConnector();
      const orderId = await sent(session);
      await desk.sync(session, { reports: [report(orderId, 'UNKNOWN', { retcode: 10012 })] });
      const word = { outcome: 'NOT_EXECUTED', reason: 'I would say so' };
      expect(await resolve(orderId, word)).toMatchObject({
        status: 409,
        body: { code: 'ORDER.TERMINAL_WILL_TELL' },
      });
      const stranger = await TradingDesk.open(app, `books_stranger_${String(people)}`);
      expect(await stranger.person.post(`/trading/orders/${orderId}/resolve`, word)).toMatchObject({
        status: 404,
      });
      expect(await desk.terminal.post(`/trading/orders/${orderId}/resolve`, word)).toMatchObject({
        status: 403,
      });
    });
  });
});

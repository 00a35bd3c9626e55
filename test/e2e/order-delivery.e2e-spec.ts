import { eventually } from '../support/eventually';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, report, TradingDesk } from '../support/trading-desk';

describe('an order is handed to one session, and executed at most once', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `trader_${String(people)}`);
  });

  /** Sends a signal and lets this connector fetch its order. */
  async function sentOrder(session: DeskSession): Promise<{ orderId: string; signalId: number }> {
    const { signal_id: signalId } = await desk.decided(desk.signal());
    const [command] = await desk.commands(session);
    return { orderId: command?.order_id ?? '', signalId: signalId as number };
  }

  describe('to the connector', () => {
    it('comes again until it is acknowledged, and counts how often', async () => {
      const session = await desk.connectConnector();
      await desk.decided(desk.signal());
      const [first] = await desk.commands(session);
      expect(first).toMatchObject({ delivery_count: 1, expires_in_ms: 30_000 });
      app.clock.advance(1000);
      expect(await desk.commands(session)).toMatchObject([{ delivery_count: 2, expires_in_ms: 29_000 }]);
      const received = report(first?.order_id ?? '', 'RECEIVED');
      expect(await desk.commands(session, { reports: [received] })).toEqual([]);
      expect(await desk.commands(session)).toEqual([]);
    });

    it('asks for the next call soon while an order is under way', async () => {
      const session = await desk.connectConnector();
      expect(await desk.sync(session)).toMatchObject({ next_sync_ms: 1000 });
      const { orderId } = await sentOrder(session);
      expect(await desk.sync(session)).toMatchObject({ next_sync_ms: 250 });
      expect(await desk.sync(session, { reports: [report(orderId, 'FILLED')] })).toMatchObject({
        next_sync_ms: 1000,
      });
    });

    it('gives the same answer to a message that comes again', async () => {
      const session = await desk.connectConnector();
      await desk.sync(session);
      await desk.decided(desk.signal());
      const answer = await desk.sync(session);
      session.seq -= 1;
      expect(await desk.sync(session)).toEqual(answer);
      session.seq -= 2;
      expect(await desk.trySync(session)).toMatchObject({
        status: 409,
        body: { code: 'MT5_SESSION.SEQUENCE_BEHIND' },
      });
    });

    it('counts the same report once, and takes reports in any order', async () => {
      const session = await desk.connectConnector();
      const { orderId } = await sentOrder(session);
      const filled = report(orderId, 'FILLED');
      await desk.sync(session, { reports: [filled] });
      await desk.sync(session, { reports: [filled, report(orderId, 'RECEIVED'), report(orderId, 'PLACED')] });
      const order = await desk.order(orderId);
      expect(order).toMatchObject({ status: 'FILLED', filled_volume: 0.1 });
      expect((order['events'] as { to: string }[]).map(({ to }) => to)).toEqual([
        'READY',
        'SENT',
        'FILLED',
        'FILLED',
        'FILLED',
      ]);
    });

    it.each([
      ['REJECTED', { retcode: 10019 }, 'REJECTED', 'FAILED'],
      ['REJECTED', { retcode: 10012 }, 'UNKNOWN', 'PENDING'],
      ['PARTIALLY_FILLED', { volume: 0.05, retcode: 10010 }, 'PARTIALLY_FILLED', 'PARTIALLY_EXECUTED'],
      ['EXPIRED', {}, 'EXPIRED', 'EXPIRED'],
      ['CANCELLED', {}, 'CANCELLED', 'CANCELLED'],
      ['NOT_EXECUTED', {}, 'NOT_EXECUTED', 'FAILED'],
      ['UNKNOWN', { retcode: 10012 }, 'UNKNOWN', 'PENDING'],
      ['NOT_FOUND', {}, 'UNKNOWN', 'PENDING'],
    ])('concludes from %s %j that the order is %s and the signal %s', async (state, said, order, signal) => {
      const session = await desk.connectConnector();
      const { orderId, signalId } = await sentOrder(session);
      await desk.sync(session, { reports: [report(orderId, state, said)] });
      expect(await desk.order(orderId)).toMatchObject({ status: order });
      expect(await desk.story(signalId)).toMatchObject({ status: signal });
    });
  });

  describe('after a takeover', () => {
    it('is in doubt, given to nobody else, and resolved by the late word of the terminal that had it', async () => {
      const old = await desk.connectConnector();
      const { orderId, signalId } = await sentOrder(old);
      const young = await desk.connectConnector({ instance_id: 'another-installation' });
      expect(young.answer['reconcile']).toMatchObject([{ order_id: orderId, magic: orderId }]);
      expect(await desk.sync(young)).toMatchObject({ commands: [], reconcile: [{ order_id: orderId }] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });
      expect(await desk.story(signalId)).toMatchObject({ status: 'PENDING' });

      expect(await desk.trySync(old, { reports: [report(orderId, 'FILLED')] })).toMatchObject({
        status: 409,
        body: { code: 'SESSION_FENCED' },
      });
      expect(await desk.order(orderId)).toMatchObject({ status: 'FILLED' });
      expect(await desk.sync(young)).toMatchObject({ reconcile: [] });
    });

    it('believes the new terminal when it shows the trade', async () => {
      const old = await desk.connectConnector();
      const { orderId } = await sentOrder(old);
      const young = await desk.connectConnector({ instance_id: 'another-installation' });
      const opened = position('1001', { volume: 0.1, magic: orderId });
      await desk.sync(young, { complete: true, positions: [opened] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'FILLED', position_ticket: '1001' });
    });

    it('does not believe it when it shows nothing, until two looks late enough and apart agree', async () => {
      const old = await desk.connectConnector();
      const { orderId } = await sentOrder(old);
      const young = await desk.connectConnector({ instance_id: 'another-installation' });
      const nothing = report(orderId, 'NOT_EXECUTED');
      await desk.sync(young, { reports: [nothing] });
      app.clock.advance(61_000);
      await desk.sync(young, { reports: [nothing] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });
      app.clock.advance(29_000);
      await desk.sync(young, { reports: [nothing] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });
      app.clock.advance(2_000);
      await desk.sync(young, { reports: [nothing] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'NOT_EXECUTED' });
    });

    it('believes the terminal that had it, also when somebody else said the same before', async () => {
      const older = await desk.connectConnector({ instance_id: 'older-installation' });
      const { orderId } = await sentOrder(older);
      const newer = await desk.connectConnector({ instance_id: 'newer-installation' });
      const denial = report(orderId, 'NOT_EXECUTED');
      await desk.sync(newer, { reports: [denial] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });

      const back = await desk.connectConnector({ instance_id: 'older-installation' });
      await desk.sync(back, { reports: [denial] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'NOT_EXECUTED' });
    });

    it('hands what nobody had to the new session', async () => {
      await desk.connectConnector();
      await desk.decided(desk.signal());
      const young = await desk.connectConnector({ instance_id: 'another-installation' });
      expect(await desk.commands(young)).toEqual([]);
      // only once it has shown what is open
      expect(await desk.commands(young, { complete: true, positions: [] })).toHaveLength(1);
    });

    it('stays with the same connector that comes back, and its old epoch is shut out', async () => {
      const before = await desk.connectConnector();
      const { orderId } = await sentOrder(before);
      const after = await desk.connectConnector();
      expect(after.id).toBe(before.id);
      expect(after.epoch).toBe(before.epoch + 1);
      expect(await desk.trySync(before)).toMatchObject({
        status: 409,
        body: { code: 'MT5_SESSION.EPOCH_PASSED' },
      });
      expect(await desk.commands(after)).toMatchObject([{ order_id: orderId, delivery_count: 2 }]);
    });
  });

  describe('in its time', () => {
    it('expires when no terminal fetched it', async () => {
      await desk.connectConnector();
      const { signal_id: signalId } = await desk.decided(desk.signal());
      app.clock.advance(30_000);
      await eventually(async () => {
        expect(await desk.story(signalId as number)).toMatchObject({ status: 'EXPIRED' });
      });
    });

    it('is asked about, then in doubt, when the terminal that has it stays silent', async () => {
      const session = await desk.connectConnector();
      const { orderId } = await sentOrder(session);
      app.clock.advance(30_000);
      expect(await desk.sync(session)).toMatchObject({ commands: [], reconcile: [{ order_id: orderId }] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'SENT' });
      app.clock.advance(15_000);
      await eventually(async () => {
        expect(await desk.order(orderId)).toMatchObject({ status: 'UNKNOWN' });
      });
    });

    it('counts what is told again once, also when somebody looked and found nothing in between', async () => {
      const session = await desk.connectConnector();
      const { orderId } = await sentOrder(session);
      const doubt = report(orderId, 'UNKNOWN', { retcode: 10012 });
      await desk.sync(session, { reports: [doubt] });
      await desk.sync(session, { reports: [report(orderId, 'NOT_FOUND')] });
      app.clock.advance(31_000);
      await desk.sync(session, { reports: [doubt] });
      const told = await app.dataSource.query<object[]>(
        `SELECT cause_key FROM order_events WHERE order_id = $1 AND data ->> 'state' = 'UNKNOWN'`,
        [orderId],
      );
      expect(told).toHaveLength(1);
    });

    it('stays due for ever when it closes', async () => {
      const session = await desk.connectConnector();
      await desk.sync(session, { complete: true, positions: [position('1001')] });
      await desk.decided(desk.close());
      app.clock.advance(3_600_000);
      const again = await desk.connectConnector();
      expect(await desk.commands(again)).toMatchObject([{ action: 'CLOSE', expires_in_ms: null }]);
    });

    it('keeps a fill that comes after its end as evidence, rings, and tracks the position', async () => {
      const session = await desk.connectConnector();
      const { orderId, signalId } = await sentOrder(session);
      await desk.sync(session, { reports: [report(orderId, 'EXPIRED')] });
      const positions = [position('1001', { magic: orderId, volume: 0.1 })];
      await desk.sync(session, { complete: true, positions, reports: [report(orderId, 'FILLED')] });
      expect(await desk.order(orderId)).toMatchObject({ status: 'EXPIRED', filled_volume: 0 });
      expect(await desk.story(signalId)).toMatchObject({ status: 'EXPIRED' });
      const [anomaly] = await app.dataSource.query<{ payload: object }[]>(
        `SELECT payload FROM events WHERE type = 'order.anomaly' AND payload->>'order_id' = $1`,
        [orderId],
      );
      expect(anomaly?.payload).toMatchObject({ problem: 'Executed, after it was EXPIRED' });
      expect((await desk.person.get('/trading/positions')).body['data']).toHaveLength(1);
    });
  });

  describe('when it is taken back', () => {
    it('is cancelled at once before it was handed out', async () => {
      const session = await desk.connectConnector();
      const { signal_id: signalId } = await desk.decided(desk.signal());
      const cancelled = await desk.person.post(`/trading/signals/${String(signalId)}/cancel`, {});
      expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED', applied: true } });
      expect(await desk.commands(session)).toEqual([]);
      const again = await desk.person.post(`/trading/signals/${String(signalId)}/cancel`, {});
      expect(again).toMatchObject({ status: 200, body: { status: 'CANCELLED', applied: false } });
    });

    it('is asked back from the terminal, whose word decides', async () => {
      const session = await desk.connectConnector();
      const { orderId, signalId } = await sentOrder(session);
      const asked = await desk.person.post(`/trading/signals/${String(signalId)}/cancel`, {});
      expect(asked).toMatchObject({ status: 200, body: { status: 'PENDING', applied: true } });
      expect(await desk.sync(session)).toMatchObject({ commands: [], cancelled: [orderId] });
      await desk.sync(session, { reports: [report(orderId, 'NOT_EXECUTED')] });
      expect(await desk.story(signalId)).toMatchObject({ status: 'CANCELLED' });
    });
  });

  describe('while trading is stopped', () => {
    it('is taken back, and nothing new is opened, until a person lets it go on', async () => {
      const session = await desk.connectConnector();
      await desk.sync(session, { complete: true, positions: [position('1001')] });
      const before = await desk.decided(desk.signal({ client_signal_id: 'before' }));
      const killed = await desk.person.post('/risk/kill', { mode: 'REDUCING', reason: 'news ahead' });
      expect(killed).toMatchObject({
        status: 200,
        body: { scope: 'USER', state: 'REDUCING', cancelled_orders: 1, recalled_orders: 0 },
      });
      expect(await desk.story(before['signal_id'] as number)).toMatchObject({ status: 'CANCELLED' });
      expect(await desk.sync(session)).toMatchObject({ commands: [], trading_state: 'REDUCING' });
      expect(await desk.decided(desk.signal())).toMatchObject({ code: 'TRADING_STATE_REDUCING' });
      expect(await desk.decided(desk.close())).toMatchObject({ status: 'PENDING' });
      const [close] = await desk.commands(session);
      expect(close).toMatchObject({ action: 'CLOSE' });

      const halted = await desk.person.post('/risk/kill', { reason: 'all of it' });
      expect(halted).toMatchObject({ body: { state: 'HALTED', cancelled_orders: 0, recalled_orders: 1 } });
      expect(await desk.sync(session)).toMatchObject({ commands: [], cancelled: [close?.order_id] });
      expect(await desk.decided(desk.close({ client_signal_id: 'halted' }))).toMatchObject({
        code: 'TRADING_HALTED',
      });
      await desk.person.post('/risk/resume', { reason: 'news is over' });
      expect(await desk.commands(session)).toEqual([]);
      await desk.decided(desk.signal({ client_signal_id: 'after' }));
      expect(await desk.commands(session)).toMatchObject([{ action: 'OPEN' }]);
      expect((await desk.terminal.post('/risk/kill', { reason: 'a program' })).status).toBe(403);
    });
  });
});

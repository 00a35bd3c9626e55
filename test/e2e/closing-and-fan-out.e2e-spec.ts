import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, report, TradingDesk } from '../support/trading-desk';

describe('closing signals, and signals for several accounts', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `closer_${String(people)}`);
  });

  const at = (second: number): string => new Date(Date.UTC(2025, 9, 23, 10, 0, second)).toISOString();

  async function withPositions(session: DeskSession, ...positions: object[]): Promise<void> {
    await desk.sync(session, { complete: true, positions });
  }

  describe('CLOSE_BUY', () => {
    it('closes every open BUY position of the symbol, and nothing else', async () => {
      const session = await desk.connectConnector();
      await withPositions(
        session,
        position('1', { volume: 0.1, open_time: at(1) }),
        position('2', { volume: 0.2, open_time: at(2) }),
        position('3', { type: 'SELL' }),
        position('4', { symbol: 'GBPUSD' }),
      );
      const story = await desk.decided(desk.close());
      expect(story).toMatchObject({ status: 'PENDING' });
      const [command] = await desk.commands(session);
      // 0.1 + 0.2 = 0.3
      expect(command).toMatchObject({ action: 'CLOSE', side: 'SELL', volume: 0.3 });
      expect(command?.targets).toEqual([
        { ticket: '1', volume: 0.1 },
        { ticket: '2', volume: 0.2 },
      ]);
    });

    it('reduces the oldest first when a volume is asked, never beyond what is open', async () => {
      const session = await desk.connectConnector();
      await withPositions(
        session,
        position('1', { volume: 0.1, open_time: at(2) }),
        position('2', { volume: 0.2, open_time: at(1) }),
      );
      await desk.decided(desk.close({ volume: 0.25 }));
      const [reducing] = await desk.commands(session);
      expect(reducing?.targets).toEqual([
        { ticket: '2', volume: 0.2 },
        { ticket: '1', volume: 0.05 },
      ]);
      // 0.05 is left of position 1: what is on its way counts.
      await desk.decided(desk.close({ volume: 9 }));
      const commands = await desk.commands(session);
      expect(commands.at(-1)?.targets).toEqual([{ ticket: '1', volume: 0.05 }]);
      expect(await desk.decided(desk.close({ client_signal_id: 'third' }))).toMatchObject({
        status: 'REJECTED',
        code: 'NOTHING_TO_CLOSE',
      });
    });

    it('reduces the one position of a netting account', async () => {
      const session = await desk.connectConnector({ margin_mode: 'NETTING' });
      await withPositions(session, position('7', { volume: 0.5 }));
      await desk.decided(desk.close({ volume: 0.2 }));
      expect(await desk.commands(session)).toMatchObject([{ targets: [{ ticket: '7', volume: 0.2 }] }]);
    });

    it('is refused when nothing matches', async () => {
      const session = await desk.connectConnector();
      await withPositions(session, position('3', { type: 'SELL' }));
      expect(await desk.decided(desk.close())).toMatchObject({
        status: 'REJECTED',
        code: 'NOTHING_TO_CLOSE',
        detail: { side: 'BUY', symbol: 'EURUSD' },
      });
    });

    it('is taken at any age, and closes beyond every limit', async () => {
      const session = await desk.connectConnector();
      const chosen = { risk_percent: 2, max_open_positions: 0, opening_ttl_seconds: 30 };
      await desk.person.put(`/accounts/${session.accountId}/risk-profile`, chosen);
      await withPositions(session, position('1'));
      const story = await desk.decided(desk.close({ signal_time: '2024-01-01T00:00:00Z' }));
      expect(story).toMatchObject({ status: 'PENDING' });
    });

    it('is done when the positions are gone, though nobody reported it', async () => {
      const session = await desk.connectConnector();
      await withPositions(session, position('1'));
      const { signal_id: signalId } = await desk.decided(desk.close());
      const [command] = await desk.commands(session);
      await desk.sync(session, { reports: [report(command?.order_id ?? '', 'UNKNOWN', { retcode: 10012 })] });
      app.clock.advance(1000);
      await withPositions(session);
      expect(await desk.story(signalId as number)).toMatchObject({ status: 'EXECUTED' });
    });
  });

  describe('fan-out', () => {
    const SECOND = { account_number: '87654321', instance_id: 'second-installation' };

    it('sends a signal to every account with a terminal, sized for each', async () => {
      const first = await desk.connectConnector();
      const second = await desk.connectConnector({ ...SECOND, balance: 5000, equity: 5000 });
      const story = await desk.decided(desk.signal({ volume: 9 }));
      expect(story['decisions']).toHaveLength(2);
      expect(await desk.commands(first)).toMatchObject([{ volume: 0.4 }]);
      // 5 000 × 0.02 = 100; 100 ÷ 500 = 0.20
      expect(await desk.commands(second, { account: { balance: 5000, equity: 5000 } })).toMatchObject([
        { volume: 0.2 },
      ]);
    });

    it('leaves the account out that the signal mirrors', async () => {
      const first = await desk.connectConnector();
      const second = await desk.connectConnector(SECOND);
      await desk.decided(desk.signal({ source_session_id: first.id }));
      expect(await desk.commands(first)).toEqual([]);
      expect(await desk.commands(second)).toHaveLength(1);
    });

    it.each([
      ['session_id', (session: DeskSession) => ({ session_id: session.id })],
      ['account_number', () => ({ account_number: SECOND.account_number })],
    ])('goes only where the %s says', async (_, target) => {
      const first = await desk.connectConnector();
      const second = await desk.connectConnector(SECOND);
      await desk.decided(desk.signal(target(second)));
      expect(await desk.commands(first)).toEqual([]);
      expect(await desk.commands(second)).toHaveLength(1);
    });

    it('ends when all its orders have ended, and says how many were executed', async () => {
      const first = await desk.connectConnector();
      const second = await desk.connectConnector(SECOND);
      const { signal_id: signalId } = await desk.decided(desk.signal());
      const [one] = await desk.commands(first);
      const [other] = await desk.commands(second);
      await desk.sync(first, { reports: [report(one?.order_id ?? '', 'FILLED')] });
      expect(await desk.story(signalId as number)).toMatchObject({ status: 'PENDING' });
      const refused = report(other?.order_id ?? '', 'REJECTED', { retcode: 10019 });
      await desk.sync(second, { reports: [refused] });
      expect(await desk.story(signalId as number)).toMatchObject({
        status: 'PARTIALLY_EXECUTED',
        message: '1 of 2 orders executed',
      });
    });

    it('asks which terminal speaks when two seed clients were handed one signal', async () => {
      const first = await desk.connectSeed();
      const second = await desk.connectSeed({ account_number: '87654321' });
      const { signal_id: signalId } = await desk.decided(desk.signal());
      await desk.pending(first);
      await desk.pending(second);
      expect(await desk.status(signalId as number)).toMatchObject({
        status: 409,
        body: { code: 'SIGNAL.STATUS_AMBIGUOUS' },
      });
      const named = await desk.status(signalId as number, { session_id: second.id });
      expect(named).toMatchObject({ status: 200, body: { applied: true, status: 'PENDING' } });
      const last = await desk.status(signalId as number, { message: 'Order ticket: 5' });
      expect(last).toMatchObject({ status: 200, body: { applied: true, status: 'EXECUTED' } });
    });
  });
});

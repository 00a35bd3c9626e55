import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

/** Longer than a price may be old, shorter than an opening lives. */
const SILENCE_MS = 15_000;

describe('an order for a terminal that missed some calls', () => {
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
    desk = await TradingDesk.open(app, `silent_${String(people)}`);
    session = await desk.connectConnector({ interval_ms: 5000 });
    app.clock.advance(SILENCE_MS);
  });

  function quote(bid: number, ask: number): object {
    return { symbol: 'EURUSD', bid, ask, time: app.clock.now().toISOString() };
  }

  it('waits for it, and goes out at a price near its own', async () => {
    const story = await desk.decided(desk.signal());
    const [decision] = story['decisions'] as { rules: { rule: string }[] }[];
    expect(decision?.rules.find(({ rule }) => rule === 'R08')).toMatchObject({
      verdict: 'SKIPPED',
      numbers: { reason: 'TERMINAL_SILENT' },
    });
    const commands = await desk.commands(session, { quotes: [quote(1.1005, 1.1007)] });
    expect(commands).toMatchObject([{ signal_id: story['signal_id'] }]);
  });

  it('is kept back while the market that the terminal comes with is far from its entry', async () => {
    const { signal_id: signalId, decisions } = await desk.decided(desk.signal());
    const [{ order_id: orderId }] = decisions as [{ order_id: string }];
    expect(await desk.commands(session, { quotes: [quote(1.12, 1.1202)] })).toEqual([]);
    const { status, message, events } = await desk.order(orderId);
    expect(status).toBe('READY');
    // (1.1201 − 1.1) ÷ 1.1201 = 1.795 %
    expect(message).toContain('1.8 % away from the market at 1.1201');
    expect((events as { data: object }[]).at(-1)?.data).toMatchObject({ code: 'PRICE_OUT_OF_COLLAR' });

    expect(await desk.commands(session, { quotes: [quote(1.1005, 1.1007)] })).toMatchObject([
      { signal_id: signalId },
    ]);
    expect(await desk.order(orderId)).toMatchObject({ status: 'SENT', message: null });
  });

  it('is refused when the terminal is heard, but has not told the price since it connected', async () => {
    await app.dataSource.query(
      `UPDATE symbol_specs SET quote_received_at = quote_received_at - interval '1 hour' WHERE account_id = $1`,
      [session.accountId],
    );
    await desk.sync(session);
    expect(await desk.decided(desk.signal())).toMatchObject({
      status: 'REJECTED',
      code: 'PRICE_OUT_OF_COLLAR',
      detail: { symbol: 'EURUSD', max_age_seconds: '10' },
    });
  });
});

import { type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

/** A trade on each day of October 2025, as a terminal holds it. */
function past(): Json[] {
  const [example] = contract('positions/deals.request')['deals'] as Json[];
  return Array.from({ length: 20 }, (_, at) => {
    const [day, exit] = [1 + Math.floor(at / 2), at % 2];
    return {
      ...example,
      ticket: String(100 + at),
      position: String(500 + day),
      magic: null,
      comment: null,
      entry: exit ? 'OUT' : 'IN',
      type: exit ? 'SELL' : 'BUY',
      profit: exit ? 10 : 0,
      commission: 0,
      time: `2025-10-${String(day).padStart(2, '0')}T0${exit}:00:00Z`,
      broker_time: `2025-10-${String(day).padStart(2, '0')}T0${3 + exit}:00:00`,
    };
  });
}

describe('the history of a terminal', () => {
  let app: TestApp;
  let desk: TradingDesk;

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'alice');
  });

  afterAll(() => app.close());

  const tell = async (session: DeskSession, from: number, to: number): Promise<void> => {
    const deals = past().slice(from, to);
    const history = {
      until: deals.at(-1)?.['broker_time'] ?? null,
      deals_told: to,
      deals_total: 20,
      complete: to === 20,
    };
    await desk.sync(session, { account: null, deals, history });
  };
  const told = async ({ id }: DeskSession): Promise<unknown> =>
    (await desk.person.get(`/mt5/account/${id}`)).body['history'];
  const performance = async (): Promise<Json> => {
    const { body } = await desk.person.get('/stats/performance');
    return (body['data'] as Json[])[0] ?? {};
  };

  it('is asked for from its beginning, goes on where it was left, and is counted once', async () => {
    const first = await desk.connectConnector();
    expect(first.answer['history_wanted']).toEqual({ from: null });
    expect(await told(first)).toBeNull();
    expect((await performance())['history']).toBeNull();

    await tell(first, 0, 9);
    const part = { complete: false, deals_told: 9, deals_total: 20, progress: 0.45 };
    expect(await told(first)).toEqual(part);
    expect(await performance()).toMatchObject({ history: part, deals: 9, trade_figures: { trades: 4 } });

    const again = await desk.connectConnector();
    expect(again.answer['history_wanted']).toEqual({ from: '2025-10-05T03:00:00' });
    await tell(again, 8, 20);
    const whole = { complete: true, deals_told: 20, deals_total: 20, progress: 1 };
    expect(await told(again)).toEqual(whole);
    expect(await performance()).toMatchObject({
      history: whole,
      deals: 20,
      trade_figures: { trades: 10, profit: 100 },
    });

    const last = await desk.connectConnector();
    expect(last.answer['history_wanted']).toBeNull();
  });

  it('is news to who watches, so that progress is seen', async () => {
    const rows = await app.dataSource.query<{ history: Json | null }[]>(
      `SELECT payload -> 'history' AS history FROM events WHERE type = 'account.updated' ORDER BY id`,
    );
    expect(rows.map(({ history }) => history?.['complete'] ?? null)).toContain(true);
  });

  it.each([
    [{ until: '2025-10-05T03:00:00Z' }, '/history/until'],
    [{ deals_told: -1 }, '/history/deals_told'],
    [{ complete: 'yes' }, '/history/complete'],
  ])('is refused as %j', async (change, pointer) => {
    const session = await desk.connectConnector();
    const history = { until: null, deals_told: 0, deals_total: 0, complete: true, ...change };
    const request = { session_id: session.id, epoch: session.epoch, seq: session.seq + 1, history };
    const answer = await desk.terminal.post('/mt5/sync', request);
    expect([answer.status, (answer.body['errors'] as Json[])[0]?.['pointer']]).toEqual([422, pointer]);
  });
});

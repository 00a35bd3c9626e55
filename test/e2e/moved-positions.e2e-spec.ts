import { type Answer, type Json } from '../support/api-client';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

/** A new price of a position that was told before. */
const moved = (ticket: string, price: number, profit = 0): Json => ({
  ticket,
  current_price: price,
  profit,
});
const whole = (...tickets: string[]): Json => ({
  complete: true,
  positions: tickets.map((ticket) => position(ticket, { current_price: 1.1, profit: 1 })),
});

describe('prices alone in place of the list of positions', () => {
  let app: TestApp;
  /** The same database served by another process. */
  let other: TestApp;
  let desk: TradingDesk;
  let session: DeskSession;

  beforeAll(async () => {
    app = await startTestApp();
    other = await startTestApp({ environment: { DATABASE_URL: app.databaseUrl } });
    desk = await TradingDesk.open(app, 'mover');
  });

  afterAll(async () => {
    await other.close();
    await app.close();
  });

  beforeEach(async () => {
    app.clock.advance(60_000);
    session = await desk.connectConnector({ instance_id: `mover-${app.clock.now().getTime()}` });
    await desk.sync(session, whole('1', '2'));
  });

  const say = (...prices: Json[]): Promise<Json> => desk.sync(session, { moved: prices });
  const shown = async (): Promise<Json[]> => {
    const { body } = await desk.person.get('/trading/positions');
    return (body['data'] as Json[]).sort((a, b) => String(a['ticket']).localeCompare(String(b['ticket'])));
  };
  const snapshotAt = async (): Promise<Date> => {
    const rows: { at: Date }[] = await app.dataSource.query(
      'SELECT snapshot_at AS at FROM mt5_sessions WHERE id = $1',
      [session.id],
    );
    if (!rows[0]) throw new Error('There is no such session');
    return rows[0].at;
  };

  it('move what is known, and leave its terms', async () => {
    app.clock.advance(1_000);
    expect(await say(moved('2', 1.2, -3.5), moved('1', 1.1, 1))).toMatchObject({ positions_wanted: false });

    expect(await shown()).toMatchObject([
      { ticket: '1', current_price: 1.1, profit: 1, sl: 1.095, tp: 1.11 },
      { ticket: '2', current_price: 1.2, profit: -3.5, sl: 1.095, tp: 1.11, volume: 0.4 },
    ]);
    expect(await snapshotAt()).toEqual(app.clock.now());
  });

  it('keep how far a position went, for whoever asks later', async () => {
    for (const profit of [-40, 90, 5]) await say(moved('1', 1.1, profit), moved('2', 1.1, 1));
    const [extremes] = await app.dataSource.query<Json[]>(
      `SELECT lowest_profit::float8 AS lowest, highest_profit::float8 AS highest FROM trading_positions
       WHERE account_id = $1 AND ticket = 1`,
      [session.accountId],
    );
    expect(extremes).toEqual({ lowest: -40, highest: 90 });
  });

  it.each<[string, Json[]]>([
    ['one more than is known', [moved('1', 1.2), moved('2', 1.2), moved('3', 1.2)]],
    ['one less', [moved('1', 1.2)]],
    ['another one', [moved('1', 1.2), moved('3', 1.2)]],
    ['one twice', [moved('1', 1.2), moved('1', 1.3)]],
    ['none', []],
  ])('of %s are not taken: the whole list is wanted at once', async (_, prices) => {
    const before = await snapshotAt();
    app.clock.advance(1_000);
    const account = { balance: 777, equity: 777, margin: 0, margin_free: 777, margin_level: 0, profit: 0 };
    const answer = await desk.sync(session, { account, moved: prices });

    expect(answer).toMatchObject({ positions_wanted: true, next_sync_ms: 250 });
    expect(await shown()).toMatchObject([
      { ticket: '1', current_price: 1.1 },
      { ticket: '2', current_price: 1.1 },
    ]);
    expect(await snapshotAt()).toEqual(before);
    // The rest of the message is taken in.
    expect((await desk.person.get(`/mt5/account/${session.id}`)).body).toMatchObject({ balance: 777 });

    session.seq -= 1;
    expect(await desk.sync(session, { account, moved: prices })).toEqual(answer);
    expect(await desk.sync(session, whole('1', '3'))).toMatchObject({ positions_wanted: false });
    expect(await say(moved('1', 1.3), moved('3', 1.3))).toMatchObject({ positions_wanted: false });
  });

  it('are not taken before the first complete list of an epoch', async () => {
    const { id } = session;
    session = await desk.connectConnector({ instance_id: `mover-${app.clock.now().getTime()}` });
    expect([session.id, session.epoch > 1]).toEqual([id, true]);

    expect(await say(moved('1', 1.2), moved('2', 1.2))).toMatchObject({ positions_wanted: true });
    await desk.sync(session, { ...whole('1', '2'), complete: false });
    expect(await say(moved('1', 1.2), moved('2', 1.2))).toMatchObject({ positions_wanted: true });
    await desk.sync(session, whole('1', '2'));
    expect(await say(moved('1', 1.2), moved('2', 1.2))).toMatchObject({ positions_wanted: false });
  });

  it('of a session that was shut out are refused', async () => {
    await desk.connectConnector({ instance_id: 'another-terminal' });
    const { status, body } = await desk.trySync(session, { moved: [moved('1', 1.5), moved('2', 1.5)] });
    expect([status, body['code']]).toEqual([409, 'SESSION_FENCED']);
    expect(await shown()).toMatchObject([{ current_price: 1.1 }, { current_price: 1.1 }]);
  });

  it('are compared with what another process took in meanwhile', async () => {
    const elsewhere = desk.terminal.at(other.url);
    const tell = async (change: Json): Promise<Answer> => {
      session.seq += 1;
      const said = { session_id: session.id, epoch: session.epoch, seq: session.seq };
      return elsewhere.post('/mt5/sync', { ...said, ...change });
    };
    await say(moved('1', 1.2), moved('2', 1.2));
    expect((await tell({ moved: [moved('1', 1.3), moved('2', 1.3)] })).body['positions_wanted']).toBe(false);
    await say(moved('1', 1.2), moved('2', 1.3));
    expect(await shown()).toMatchObject([{ current_price: 1.2 }, { current_price: 1.3 }]);

    await tell(whole('2', '3'));
    expect(await say(moved('1', 1.4), moved('2', 1.4))).toMatchObject({ positions_wanted: true });
    expect(await say(moved('2', 1.4), moved('3', 1.4))).toMatchObject({ positions_wanted: false });
    expect((await tell({ moved: [moved('2', 1.5), moved('3', 1.5)] })).body['positions_wanted']).toBe(false);
    expect(await shown()).toMatchObject([{ current_price: 1.5 }, { current_price: 1.5 }]);
  });

  it.each<[string, Json]>([
    ['a list', { positions: [] }],
    ['the word that it is not all', { complete: false }],
  ])('are refused beside %s', async (_, beside) => {
    const { status, body } = await desk.trySync(session, {
      moved: [moved('1', 1.2), moved('2', 1.2)],
      ...beside,
    });
    expect([status, body['code']]).toEqual([422, 'SYNC.MOVED_NOT_ALONE']);
    expect(body['errors']).toMatchObject([{ pointer: '/moved' }]);
    session.seq -= 1;
    expect(await say(moved('1', 1.2), moved('2', 1.2))).toMatchObject({ positions_wanted: false });
  });

  it.each<[string, Json, string]>([
    ['a field of the list', { ...moved('1', 1.2), sl: 1.1 }, '/moved/0/sl'],
    ['no price', { ticket: '1', profit: 1 }, '/moved/0/current_price'],
    ['no profit', { ticket: '1', current_price: 1.1 }, '/moved/0/profit'],
    ['a negative price', moved('1', -1.2), '/moved/0/current_price'],
    ['a ticket that is none', moved('x', 1.2), '/moved/0/ticket'],
  ])('are refused with %s', async (_, price, pointer) => {
    const { status, body } = await desk.trySync(session, { moved: [price] });
    expect([status, body['code']]).toEqual([422, 'REQUEST.INVALID']);
    expect((body['errors'] as Json[]).map((error) => error['pointer'])).toEqual([pointer]);
  });
});

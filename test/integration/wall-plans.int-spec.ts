import { type Client } from 'pg';
import { type Answer, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { nodesIn, type Plan, planOf } from '../support/query-plans';
import { type RecordedStatement, StatementRecorder } from '../support/recorded-statements';
import { startTestApp, type TestApp } from '../support/test-app';
import { withClient } from '../support/test-server';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

const TRADES = 4_000;
const PAGES_DEEP = 10;
const PAGE = 100;
/** A page, and what its last sort or lookup reads besides; far less than a history. */
const MOST_ROWS = 5 * PAGE;

/**
 * Behind the wall PostgreSQL first hides the rows of others, and lets a condition choose among them only if it can leak
 * nothing. Comparisons of `numeric`, as tickets are, are not known to be such: a search by one of them reads all rows
 * that the rest of the condition leaves.
 */
describe('what is asked behind the wall, by a trader with a long history', () => {
  let app: TestApp;
  let recorder: StatementRecorder;
  let desk: TradingDesk;
  let session: DeskSession;

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'veteran');
    session = await desk.connectConnector();
    await withClient(app.databaseUrl, (client) => storeTrades(client, session.accountId));
    await desk.person.get('/stats/performance');
    recorder = new StatementRecorder();
  });

  afterAll(async () => {
    recorder.stop();
    await app.close();
  });

  const reads = async (call: () => Promise<Answer>): Promise<readonly string[]> => {
    recorder.take();
    const { status, text } = await call();
    expect([status < 300, text]).toEqual([true, text]);
    const sent = recorder.take().filter(({ text }) => /^\s*(SELECT|WITH|UPDATE)\b/.test(text));
    const asked = [...new Map(sent.map((statement) => [statement.text, statement])).values()];
    expect(asked.some(({ owner }) => owner !== null)).toBe(true);
    const tooMuch: string[] = [];
    for (const statement of asked) {
      const rows = await rowsRead(statement);
      if (rows > MOST_ROWS) tooMuch.push(`${rows} rows: ${statement.text}`);
    }
    return tooMuch;
  };

  /** The most rows that one step of the statement looks at, whether or not it keeps them. */
  async function rowsRead({ text, values, owner }: RecordedStatement): Promise<number> {
    const before = owner === null ? [] : ['SET LOCAL ROLE rubi_caller', `SET LOCAL app.user_id = '${owner}'`];
    const plan = await planOf(app.dataSource, text, { how: 'ANALYZE', values, before });
    return Math.max(...nodesIn(plan).map(rowsOf));
  }

  async function lastPageOf(path: string): Promise<readonly string[]> {
    let url = `${path}?limit=${PAGE}`;
    for (let page = 0; page < PAGES_DEEP; page += 1) {
      const { body } = await desk.person.get(url);
      url = `${path}?limit=${PAGE}&cursor=${encodeURIComponent(String(body['next_cursor']))}`;
    }
    return reads(() => desk.person.get(url));
  }

  it('turns the pages of trades and deals without reading those before them', async () => {
    expect(await lastPageOf('/trading/trades')).toEqual([]);
    expect(await lastPageOf('/trading/history')).toEqual([]);
  });

  it('finds the deals of one position', async () => {
    expect(await reads(() => desk.person.get(`/trading/history?position=2000`))).toEqual([]);
  });

  it('previews a signal and shows what there is at a glance', async () => {
    const signal = { ...contract('signals/preview.request'), signal_time: app.clock.now().toISOString() };
    expect(await reads(() => desk.person.post('/trading/signals/preview', signal))).toEqual([]);
    expect(await reads(() => desk.person.get('/stats'))).toEqual([]);
    expect(await reads(() => desk.person.get(`/trading/positions?status=CLOSED&limit=${PAGE}`))).toEqual([]);
  });

  it('takes in a new deal', async () => {
    expect(await reads(() => tellDeal(100_000_001))).toEqual([]);
  });

  it('sums up what a new deal changed', async () => {
    await tellDeal(100_000_002);
    expect(await reads(() => desk.person.get('/stats/performance'))).toEqual([]);
  });

  function tellDeal(ticket: number): Promise<Answer> {
    const deal: Json = {
      ticket: String(ticket),
      position: String(ticket),
      symbol: 'EURUSD',
      type: 'BUY',
      entry: 'IN',
    };
    const told = { ...deal, volume: 0.1, price: 1.1, profit: 0, time: app.clock.now().toISOString() };
    return desk.terminal.post('/trading/deals', { session_id: session.id, deals: [told] });
  }
});

function rowsOf(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  return (plan['Actual Loops'] ?? 1) * ((plan['Actual Rows'] ?? 0) + removed);
}

/** One trade an hour, two deals each, ending now. */
async function storeTrades(client: Client, accountId: string): Promise<void> {
  await client.query(
    `INSERT INTO trading_deals (account_id, ticket, user_id, position_id, symbol, deal_type, entry, volume, price, profit,
       swap, commission, fee, executed_at, received_at)
     SELECT a.id, i * 2 + closing, a.user_id, i, 'EURUSD', CASE closing WHEN 0 THEN 'BUY' ELSE 'SELL' END,
       CASE closing WHEN 0 THEN 'IN' ELSE 'OUT' END, 0.1, 1.1, closing, 0, 0, 0, t.at, t.at
     FROM trading_accounts a, generate_series(1, ${TRADES}) AS s (i), generate_series(0, 1) AS c (closing),
       LATERAL (SELECT timestamptz '2025-10-23T12:00:00Z' - (${TRADES} - i) * interval '1 hour'
         - (1 - closing) * interval '20 minutes' AS at) AS t
     WHERE a.id = $1`,
    [accountId],
  );
  await client.query(
    `INSERT INTO trading_positions (user_id, account_id, ticket, identifier, symbol, side, volume, open_price, profit, swap,
       commission, opened_at, first_seen_at, last_seen_at, status, closed_at)
     SELECT user_id, account_id, position_id, position_id, symbol, 'BUY', 0.1, 1.1, 1, 0, 0, executed_at, executed_at,
       executed_at, 'CLOSED', executed_at
     FROM trading_deals WHERE account_id = $1 AND entry = 'OUT'`,
    [accountId],
  );
  await client.query(`SELECT rebuild_trades($1, NULL)`, [accountId]);
  await client.query(`INSERT INTO trade_changes (account_id, earliest_at) VALUES ($1, to_timestamp(0))`, [
    accountId,
  ]);
  await client.query('ANALYZE');
}

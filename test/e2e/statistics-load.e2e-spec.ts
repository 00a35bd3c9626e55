import { request } from 'node:http';
import { AccountCurvesService } from '../../src/accounts/account-curves.service';
import { ApiClient, type Json } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

/** Enough to see the shape of the cost. RUBI_LOAD_DEALS=1000000 RUBI_LOAD_SNAPSHOTS=10000000 measures what is promised. */
const DEALS = Number(process.env['RUBI_LOAD_DEALS'] ?? 20_000);
const SNAPSHOTS = Number(process.env['RUBI_LOAD_SNAPSHOTS'] ?? 50_000);
const FIRST_DEAL = '2015-01-05T00:00:00Z';
const ACCOUNT = '33333333-3333-4333-8333-333333333333';
const MEGABYTE = 1024 * 1024;

jest.setTimeout(1_800_000);

describe(`an account with ${DEALS} deals and ${SNAPSHOTS} snapshots`, () => {
  let app: TestApp;
  let person: ApiClient;
  let token: string;
  const measured: Record<string, string> = {};

  beforeAll(async () => {
    app = await startTestApp();
    const alice = await registerPerson(new ApiClient(app.url), 'alice');
    person = alice.api;
    token = alice.accessToken;
    await fill(alice.id);
  });

  afterAll(async () => {
    if (process.env['RUBI_LOAD_DEALS']) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
    await app.close();
  });

  /** Deals a minute apart, two to a trade, of which every third loses; snapshots every ten seconds. */
  async function fill(userId: string): Promise<void> {
    const runner = app.dataSource.createQueryRunner();
    await runner.query('SET statement_timeout = 0');
    await runner.query(
      `INSERT INTO trading_accounts (id, user_id, account_number, broker, currency, balance, equity, state_received_at,
         snapshot_taken_at, created_at)
       VALUES ($1, $2, '1', 'Broker', 'USD', 10000, 10000, now(), $3, now())`,
      [ACCOUNT, userId, app.clock.now()],
    );
    await runner.query(
      `INSERT INTO trading_deals (account_id, ticket, user_id, position_id, symbol, deal_type, entry, volume, price, profit,
         swap, commission, fee, executed_at, received_at, comment)
       SELECT $1::uuid, n + 2, $2::uuid, 1000000 + n / 2, (ARRAY['EURUSD', 'XAUUSD', 'US500', 'GBPUSD'])[1 + (n / 2) % 4],
              CASE n % 2 WHEN 0 THEN 'BUY' ELSE 'SELL' END, CASE n % 2 WHEN 0 THEN 'IN' ELSE 'OUT' END, 0.1, 1.1,
              CASE WHEN n % 2 = 0 THEN 0 WHEN (n / 2) % 3 = 0 THEN -7.31 ELSE 4.02 END, 0, -0.07, 0,
              $3::timestamptz + n * interval '5 minutes', now(), 'load'
       FROM generate_series(0, $4::integer - 2) AS n
       UNION ALL
       SELECT $1::uuid, 1, $2::uuid, NULL, NULL, 'BALANCE', 'NONE', 0, NULL, 10000, 0, 0, 0, $3::timestamptz - interval '1 hour', now(), ''`,
      [ACCOUNT, userId, FIRST_DEAL, DEALS],
    );
    const started = performance.now();
    await runner.query(`SELECT rebuild_trades($1, NULL)`, [ACCOUNT]);
    measured['all trades derived'] = since(started);
    await runner.query(`INSERT INTO trade_changes (account_id, earliest_at) VALUES ($1, to_timestamp(0))`, [
      ACCOUNT,
    ]);
    await runner.query(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
       SELECT $1::uuid, $2::timestamptz - n * interval '10 seconds', 10000, 10000 + (n % 977) - (n % 331)
       FROM generate_series(0, $3::integer - 1) AS n`,
      [ACCOUNT, app.clock.now(), SNAPSHOTS],
    );
    await runner.query('ANALYZE trading_deals; ANALYZE trading_trades');
    await runner.release();
  }

  const timed = async (name: string, path: string): Promise<Json> => {
    const started = performance.now();
    const answer = await person.get(path);
    measured[name] = since(started);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('is answered at once, after the first time', async () => {
    const first = await timed('performance, the first time', '/stats/performance');
    const again = await timed('performance, again', '/stats/performance');
    expect(again).toEqual(first);
    await app.dataSource.query(
      `INSERT INTO trade_changes (account_id, earliest_at) SELECT $1, max(executed_at) FROM trading_deals`,
      [ACCOUNT],
    );
    const started = performance.now();
    await timed('performance, after a new deal', '/stats/performance');
    expect(performance.now() - started).toBeLessThan(2000);
    await timed('performance of a symbol', '/stats/performance?symbol=XAUUSD');
    await timed('breakdown by hour', '/stats/breakdown?by=hour');
    const [account] = first['data'] as Json[];
    expect(account).toMatchObject({ deals: DEALS, trade_figures: { trades: Math.floor((DEALS - 1) / 2) } });
  });

  it('is exported without being held in memory', async () => {
    for (const format of ['csv', 'json']) {
      const before = process.memoryUsage().rss;
      const started = performance.now();
      const { bytes, peak } = await download(`/trading/history/export?format=${format}`);
      measured[`export as ${format}`] =
        `${since(started)}, ${Math.round(bytes / MEGABYTE)} MB sent, ${Math.round((peak - before) / MEGABYTE)} MB more memory`;
      expect(bytes).toBeGreaterThan(DEALS * 100);
      expect(peak - before).toBeLessThan(150 * MEGABYTE);
    }
  });

  it('has its curve from a few rows', async () => {
    const started = performance.now();
    await app.app.get(AccountCurvesService).rollUp(ACCOUNT);
    measured['all snapshots summed up'] = since(started);
    await timed('equity by the day', '/stats/equity?resolution=1d&limit=500');
    await timed('equity by the minute', '/stats/equity?resolution=1m&limit=500');
    await timed('performance with equity', '/stats/performance');
    await timed('performance with equity, again', '/stats/performance');
  });

  function download(path: string): Promise<{ bytes: number; peak: number }> {
    return new Promise((resolve, reject) => {
      let [bytes, peak] = [0, 0];
      const sent = request(
        `${app.url}/api/v1${path}`,
        { headers: { authorization: `Bearer ${token}` } },
        (response) => {
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            peak = Math.max(peak, process.memoryUsage.rss());
          });
          response.on('end', () => {
            resolve({ bytes, peak });
          });
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }
});

function since(started: number): string {
  return `${Math.round(performance.now() - started)} ms`;
}

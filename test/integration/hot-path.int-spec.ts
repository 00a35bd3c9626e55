import { type Client } from 'pg';
import { DataSource } from 'typeorm';
import { type Json } from '../support/api-client';
import { eventually } from '../support/eventually';
import { nodesIn, type Plan, planOf } from '../support/query-plans';
import {
  journeysOf,
  type RecordedStatement,
  StatementRecorder,
  transactionWith,
} from '../support/recorded-statements';
import { TEST_POOL_SIZE } from '../support/test-database';
import { withClient } from '../support/test-server';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, position, TradingDesk } from '../support/trading-desk';

/** Tables that grow with every day of trading: none of them may be read from end to end. */
const GROWING = [
  ...['trading_signals', 'trading_orders', 'order_events', 'signal_decisions', 'events'],
  ...['trading_positions', 'trading_deals', 'trading_trades', 'account_snapshots'],
];
const STORED = 8_000;
const OTHERS = 200;

interface Cost {
  readonly statements: number;
  /** How often it waits for the database. */
  readonly journeys: number;
}

/**
 * What one call costs at most, transaction brackets included. Whoever adds to the path of every signal or of every cycle
 * of every terminal should know it, and say so here.
 */
const MOST = {
  signal: { statements: 4, journeys: 2 },
  decision: { statements: 23, journeys: 4 },
  idleCycle: { statements: 9, journeys: 3 },
  positionsCycle: { statements: 14, journeys: 6 },
  delivery: { statements: 23, journeys: 5 },
  report: { statements: 16, journeys: 4 },
} as const satisfies Record<string, Cost>;
type Step = keyof typeof MOST;

describe('the path of a signal', () => {
  let app: TestApp;
  let recorder: StatementRecorder;
  let desk: TradingDesk;
  let session: DeskSession;
  const sent: RecordedStatement[] = [];
  const decisionAndCycles: RecordedStatement[] = [];
  const counted = new Map<Step, Cost>();

  beforeAll(async () => {
    recorder = new StatementRecorder();
    app = await startTestApp();
    await withClient(app.databaseUrl, storeHistory);
    desk = await TradingDesk.open(app, 'hot');
    session = await desk.connectConnector();
    for (let time = 0; time < 3; time += 1) await walk();
  });

  afterAll(async () => {
    recorder.stop();
    await app.close();
  });

  /** Runs one cycle of the terminal and counts its transaction's statements: sweeps and other timers send theirs too. */
  async function counting<T>(what: Step, work: () => Promise<T>): Promise<T> {
    recorder.take();
    const result = await work();
    const statements = recorder.take();
    sent.push(...statements);
    note(
      what,
      transactionWith(statements, (text) => text.includes('last_seq = a.seq')),
    );
    return result;
  }

  /** The least of several walks: the first ones make what the later ones remember. */
  function note(what: Step, transaction: readonly RecordedStatement[]): void {
    if (what !== 'signal') decisionAndCycles.push(...transaction);
    const before = counted.get(what) ?? { statements: Infinity, journeys: Infinity };
    counted.set(what, {
      statements: Math.min(before.statements, transaction.length),
      journeys: Math.min(before.journeys, journeysOf(transaction)),
    });
  }

  async function walk(): Promise<void> {
    await counting('idleCycle', () => desk.sync(session));
    const tickets = ['1', '2'].map((ticket) => position(ticket, { current_price: 1.1 }));
    await desk.sync(session, { complete: true, positions: tickets });
    await counting('positionsCycle', () =>
      desk.sync(session, {
        complete: true,
        positions: ['1', '2'].map((ticket) => position(ticket, { current_price: 1.2, profit: 5 })),
      }),
    );
    await desk.sync(session, { complete: true, positions: [] });
    app.clock.advance(6_000);
    await desk.tellSymbols(session, { bid: 1.09998, ask: 1.1 });
    await desk.sync(session);
    recorder.take();
    const { body } = await desk.signal();
    const stored = recorder.take();
    await eventually(async () => {
      const story = await desk.person.get(`/trading/signals/${String(body['signal_id'])}`);
      if (story.body['decided_at'] === null) throw new Error('undecided');
    });
    const all = [...stored, ...recorder.take()];
    sent.push(...all);
    note(
      'signal',
      transactionWith(all, (text) => text.includes('INSERT INTO trading_signals')),
    );
    note(
      'decision',
      transactionWith(all, (text) => text.includes('INSERT INTO signal_decisions')),
    );
    const commands = await counting('delivery', () => desk.commands(session));
    expect(commands).toHaveLength(1);
    const [command] = commands;
    await counting('report', () => desk.sync(session, { reports: [refused(command?.order_id ?? '')] }));
    await desk.person.get('/trading/signals?limit=20');
    await desk.person.get('/trading/orders?limit=20');
    await desk.person.get('/stats');
    sent.push(...recorder.take());
  }

  it.each(Object.keys(MOST) as Step[])('is walked with few statements and journeys: %s', (what) => {
    const { statements, journeys } = counted.get(what) ?? { statements: Infinity, journeys: Infinity };
    expect(statements).toBeLessThanOrEqual(MOST[what].statements);
    expect(journeys).toBeLessThanOrEqual(MOST[what].journeys);
  });

  it('keeps the plans of its decisions and cycles', async () => {
    const pool = app.app.get(DataSource);
    const lines = await Promise.all(
      Array.from({ length: TEST_POOL_SIZE }, async () => {
        const runner = pool.createQueryRunner();
        await runner.connect();
        return runner;
      }),
    );
    const kept = new Map<string, number>();
    for (const line of lines) {
      const statements = (await line.query(
        'SELECT statement, generic_plans FROM pg_prepared_statements',
      )) as {
        statement: string;
        generic_plans: string;
      }[];
      for (const { statement, generic_plans: times } of statements) {
        kept.set(statement, (kept.get(statement) ?? 0) + Number(times));
      }
      await line.release();
    }
    const walked = new Set(decisionAndCycles.filter(isPlanned).map(({ text }) => text));
    expect(walked.size).toBeGreaterThan(20);
    expect([...walked].filter((text) => kept.get(text) === 0)).toEqual([]);
  });

  it('reads no table that grows from end to end, whatever the values', async () => {
    const distinct = new Map(sent.filter(isPlanned).map((statement) => [statement.text, statement]));
    expect(distinct.size).toBeGreaterThan(30);
    const scans: string[] = [];
    for (const { text, values, prepared } of distinct.values()) {
      const plans = [await planOf(app.dataSource, text, { values })];
      if (prepared) plans.push(await planOf(app.dataSource, text, { how: 'GENERIC_PLAN' }));
      for (const plan of plans) scans.push(...scansIn(plan).map((table) => `${table}: ${text}`));
    }
    expect(scans).toEqual([]);
  });
});

/** Of the path itself: what keeps curves (curve-plans.int-spec.ts) and takes old rows away runs beside it, and reads more. */
function isPlanned({ text }: RecordedStatement): boolean {
  if (/account_curve|^\s*(DELETE\b|SELECT min\(taken_at\))/.test(text)) return false;
  return /^\s*(SELECT|INSERT|UPDATE|WITH)\b/.test(text) && GROWING.some((table) => text.includes(table));
}

function scansIn(plan: Plan): string[] {
  return nodesIn(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name']?.replace(/^account_snapshots_.*/, 'account_snapshots') ?? '')
    .filter((table) => GROWING.includes(table));
}

function refused(orderId: string): Json {
  const report = { report_id: `${orderId}-REJECTED`, order_id: orderId, state: 'REJECTED' };
  return { ...report, retcode: 10006, message: 'Request rejected', age_ms: 0 };
}

/** Enough of everybody's past that an index is worth its while. */
async function storeHistory(client: Client): Promise<void> {
  const run = (sql: string): Promise<unknown> => client.query(sql);
  await run(
    `INSERT INTO users (email, username, password_hash, created_at, password_changed_at)
     SELECT 'past-' || i || '@example.com', 'past-' || i, 'none', now(), now() FROM generate_series(1, ${OTHERS}) AS i`,
  );
  await run(
    `INSERT INTO trading_accounts (user_id, account_number, broker, currency, balance, equity, state_received_at, created_at)
     SELECT id, username, 'Bench', 'USD', 1000, 1000, now(), now() FROM users`,
  );
  const spread = `
    generate_series(1, ${STORED}) AS i
    JOIN (SELECT a.id AS account_id, a.user_id, row_number() OVER () - 1 AS place FROM trading_accounts a) AS a
      ON a.place = i % ${OTHERS},
    LATERAL (SELECT timestamptz '2025-10-23T12:00:00Z' - i * interval '1 minute' AS at) AS t`;
  await run(
    `INSERT INTO trading_signals (user_id, source, symbol, signal_type, entry_price, signal_time, received_at,
       decided_at, finished_at, status, client_signal_id, request_hash)
     SELECT a.user_id, 'terminal', 'EURUSD', 'BUY', 1.1, t.at, t.at, t.at, t.at, 'EXECUTED', 'past-' || i, '\\x00'
     FROM ${spread}`,
  );
  await run(
    `INSERT INTO trading_orders (user_id, account_id, signal_id, action, side, symbol, volume, status, created_at,
       expires_at, finished_at, source)
     SELECT s.user_id, a.id, s.id, 'OPEN', 'BUY', 'EURUSD', 0.1, 'FILLED', s.received_at, s.received_at, s.received_at,
       'terminal'
     FROM trading_signals s JOIN trading_accounts a ON a.user_id = s.user_id`,
  );
  await run(
    `INSERT INTO order_events (order_id, seq, to_status, actor, cause_key, recorded_at, data)
     SELECT id, 1, 'READY', 'RISK', 'decision', created_at, '{}' FROM trading_orders`,
  );
  await run(
    `INSERT INTO signal_decisions (signal_id, account_id, user_id, outcome, order_id, record, decided_at)
     SELECT signal_id, account_id, user_id, 'ORDERED', id, '{}', created_at FROM trading_orders`,
  );
  await run(
    `INSERT INTO events (user_id, type, version, payload, recorded_at)
     SELECT user_id, 'signal.changed', 1, '{}', received_at FROM trading_signals`,
  );
  await run(
    `INSERT INTO trading_positions (user_id, account_id, ticket, identifier, symbol, side, volume, open_price, profit,
       swap, commission, opened_at, first_seen_at, last_seen_at, status, closed_at)
     SELECT a.user_id, a.account_id, i, i, 'EURUSD', 'BUY', 0.1, 1.1, 5, 0, 0, t.at, t.at, t.at, 'CLOSED', t.at
     FROM ${spread}`,
  );
  await run(
    `INSERT INTO trading_deals (account_id, ticket, user_id, position_id, symbol, deal_type, entry, volume, price, profit,
       swap, commission, fee, executed_at, received_at)
     SELECT a.account_id, i, a.user_id, i, 'EURUSD', 'BUY', 'IN', 0.1, 1.1, 0, 0, 0, 0, t.at, t.at FROM ${spread}`,
  );
  await run(
    `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
     SELECT a.account_id, t.at, 1000, 1000 FROM ${spread}`,
  );
  await run(
    `INSERT INTO trading_trades (account_id, position_id, leg, user_id, symbol, side, volume, closed_volume, opened_at,
       closed_at, close_ticket, close_reason, last_deal_at, deals, profit, swap, commission, fee, net, magic)
     SELECT a.account_id, i, 1, a.user_id, 'EURUSD', 'BUY', 0.1, 0.1, t.at, t.at, i, 'SL', t.at, 2, 5, 0, 0, 0, 5, i
     FROM ${spread}`,
  );
  await run('ANALYZE');
}

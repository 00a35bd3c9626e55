import { getRequest, HttpLine, postRequest } from '../load/http-line';
import { round, spreadOf } from '../load/latencies';
import { signalBody } from '../load/signal-bodies';
import { type Bench, type Cell, type Finding } from '../scenario';
import { type BenchDatabase } from '../server/bench-database';
import { populate, type Seat } from '../server/population';

const OWNERS = 100;
const CHUNK = 500_000;
const MOST_SLOWER = 1.5;

/** (e) The same calls with more and more stored. */
export async function growth(bench: Bench): Promise<Finding> {
  const { database, sizes } = bench;
  const seats = await populate(database, { users: OWNERS, accountsEach: 1 });
  const measured: { readonly stored: number; readonly medians: ReadonlyMap<string, number> }[] = [];
  let stored = 0;
  for (const wanted of sizes.stored) {
    await fill(bench, seats, stored, wanted);
    stored = wanted;
    await database.rows('VACUUM ANALYZE');
    await database.rows('CHECKPOINT');
    await database.rows(`UPDATE mt5_sessions SET status = 'ACTIVE', last_seen_at = now(), last_seq = 0`);
    const server = await bench.startServer();
    await server.rest(sizes.restSeconds);
    const medians = new Map<string, number>();
    for (const call of callsOf(seats)) medians.set(call.name, await call.run(server.port, sizes.growthCalls));
    measured.push({ stored, medians });
    bench.say(`  ${stored} rows stored of each kind`);
    await server.stop();
  }
  const names = [...(measured[0]?.medians.keys() ?? [])];
  const rows: Cell[][] = names.map((name) => {
    const own = measured.map(({ medians }) => round(medians.get(name) ?? Number.NaN));
    return [name, ...own, round((own.at(-1) ?? 0) / (own[0] ?? 1))];
  });
  const worst = Math.max(...rows.map((row) => Number(row.at(-1))));
  const slowest = rows.find((row) => row.at(-1) === worst);
  return {
    letter: 'e',
    title: 'The same calls with more stored',
    columns: ['call', ...measured.map((each) => `ms at ${each.stored.toLocaleString('en')}`), 'last ÷ first'],
    rows,
    targets: [
      {
        what: `the slowest call at ${stored.toLocaleString('en')} rows ÷ at ${(sizes.stored[0] ?? 0).toLocaleString('en')}`,
        target: `≤ ${MOST_SLOWER}`,
        measured: `${worst} (${String(slowest?.[0])})`,
        met: worst <= MOST_SLOWER,
      },
    ],
    notes: [
      `Medians of ${sizes.growthCalls} calls, one after the other. That many signals, closed positions and snapshots are stored each, spread over ${OWNERS} owners.`,
    ],
  };
}

interface Call {
  readonly name: string;
  /** The median of so many calls, in milliseconds. */
  run(port: number, times: number): Promise<number>;
}

/** The terminal is another owner's than the signals: what it is handed would depend on how quickly those were sent. */
function callsOf(seats: readonly Seat[]): Call[] {
  const [seat, other] = seats;
  if (!seat || !other) throw new Error('Nobody is there to call');
  const { token, readToken, sessionId, accountId } = seat;
  let seq = 0;
  const sync = (): string => {
    seq += 1;
    return postRequest(
      '/mt5/sync',
      other.token,
      JSON.stringify({ session_id: other.sessionId, epoch: 1, seq }),
    );
  };
  return [
    call('POST /trading/signals', () => postRequest('/trading/signals', token, signalBody())),
    call('POST /mt5/sync', sync),
    call('GET /trading/signals', () => getRequest('/trading/signals?limit=50', readToken)),
    call('GET /trading/orders', () => getRequest('/trading/orders?limit=50', readToken)),
    call('GET /trading/positions?status=CLOSED', () =>
      getRequest(`/trading/positions?session_id=${sessionId}`, readToken),
    ),
    call('GET /stats', () => getRequest('/stats', readToken)),
    call('GET /stats/equity', () => getRequest(`/stats/equity?account_id=${accountId}`, readToken)),
  ];
}

function call(name: string, request: () => string): Call {
  return {
    name,
    run: async (port, times) => {
      const line = await HttpLine.open(port);
      const durations: number[] = [];
      // The first calls fill caches and plans.
      for (let number = -Math.min(10, times); number < times; number += 1) {
        const begun = performance.now();
        const { status, body } = await line.send(request());
        if (status >= 300) throw new Error(`${name}: ${status} ${body.toString('utf8', 0, 300)}`);
        if (number >= 0) durations.push(performance.now() - begun);
      }
      line.close();
      return spreadOf(durations).p50;
    },
  };
}

/** Adds history until so much is stored, in pieces that PostgreSQL's log takes well. */
async function fill(bench: Bench, seats: readonly Seat[], from: number, to: number): Promise<void> {
  const users = seats.map(({ userId }) => userId);
  const accounts = seats.map(({ accountId }) => accountId);
  for (let first = from; first < to; first += CHUNK) {
    const range = { first, last: Math.min(to, first + CHUNK) - 1 };
    await fillSignals(bench.database, users, range);
    await fillPositions(bench.database, users, accounts, range);
    await fillSnapshots(bench.database, accounts, range);
    if (to - from > CHUNK) bench.say(`  ${range.last + 1} stored`);
  }
}

interface Range {
  readonly first: number;
  readonly last: number;
}

async function fillSignals(
  database: BenchDatabase,
  users: readonly string[],
  { first, last }: Range,
): Promise<void> {
  await database.rows(
    `INSERT INTO trading_signals (user_id, source, symbol, signal_type, entry_price, stop_loss, signal_time,
       received_at, stored_at, decided_at, finished_at, status, client_signal_id, request_hash)
     SELECT ($1::uuid[])[1 + i % ${OWNERS}], 'terminal', 'EURUSD', 'BUY', 1.1, 1.09, t.at, t.at, t.at, t.at, t.at,
       'EXECUTED', 'stored-' || i, '\\x00'
     FROM generate_series($2::bigint, $3::bigint) AS s (i), LATERAL (SELECT now() - i * interval '3 seconds') AS t (at)`,
    [users, first, last],
  );
}

async function fillPositions(
  database: BenchDatabase,
  users: readonly string[],
  accounts: readonly string[],
  { first, last }: Range,
): Promise<void> {
  await database.rows(
    `INSERT INTO trading_positions (user_id, account_id, ticket, identifier, symbol, side, volume, open_price, profit,
       swap, commission, opened_at, first_seen_at, last_seen_at, status, closed_at)
     SELECT ($1::uuid[])[1 + i % ${OWNERS}], ($2::uuid[])[1 + i % ${OWNERS}], 1000 + i, 1000 + i, 'EURUSD', 'BUY', 0.1,
       1.1, 5, 0, 0, t.at, t.at, t.at, 'CLOSED', t.at
     FROM generate_series($3::bigint, $4::bigint) AS s (i), LATERAL (SELECT now() - i * interval '3 seconds') AS t (at)`,
    [users, accounts, first, last],
  );
}

async function fillSnapshots(
  database: BenchDatabase,
  accounts: readonly string[],
  { first, last }: Range,
): Promise<void> {
  await database.rows(
    `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
     SELECT ($1::uuid[])[1 + i % ${OWNERS}], now() - i * interval '3 seconds', 1e7, 1e7
     FROM generate_series($2::bigint, $3::bigint) AS s (i) ON CONFLICT DO NOTHING`,
    [accounts, first, last],
  );
}

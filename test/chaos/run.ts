import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { TestRedis } from '../support/test-redis';
import { Market } from '../terminal/market';
import { Random } from '../terminal/random';
import { BackendServer } from './backend-server';
import { DatabaseServer } from './database-server';
import { Desk } from './desk';
import { FaultCounts } from './fault-counts';
import { HttpFaultProxy } from './http-fault-proxy';
import { Invariants, type Violation } from './invariants';
import { LineFaultProxy } from './line-fault-proxy';
import { Mischief } from './mischief';
import { DROPPED, type Protection } from './protections';
import { SignalSource } from './signal-source';

const SECRETS = {
  API_SECRET_KEY: 'k3y-of-the-chaos-k3y-of-the-chaos-k3y-of',
  JWT_SECRET: 'jwt-of-the-chaos-jwt-of-the-chaos-jwt-of',
};
/** Points, and the passings within which a process dies there: long enough that it does some work before. */
const API_POINTS = { S1: 80, S2: 80, S3: 80, O1: 300, O2: 6, O5: 30, O6: 30 } as const;
const WORKER_POINTS = { S4: 80, S5: 80 } as const;
const FAULT_OF_POINT: Readonly<Record<string, string>> = {
  S1: 'F01 API dies at S1',
  S2: 'F02 API dies at S2',
  S3: 'F03 API dies at S3',
  S4: 'F04 worker dies at S4',
  S5: 'F05 worker dies at S5',
  O1: 'F06 API dies at O1',
  O2: 'F07 API dies at O2',
  O5: 'F10 API dies at O5',
  O6: 'F11 API dies at O6',
};
const TRADERS = 2;
const ACCOUNTS_EACH = 2;
const SIGNAL_EVERY_MS = 1_200;
/** What a process may have grown to after all that happened to it. */
const MOST_MEMORY_MB = 400;
const MOST_HANDLES = 150;

export interface RunOptions {
  readonly seconds: number;
  readonly seed: number;
  /** How long things may take to come to rest once nothing is broken any more. */
  readonly healsWithinSeconds: number;
  readonly without: readonly Protection[];
  readonly say: (text: string) => void;
  /** Whether somebody asked for an early end. */
  readonly stopped: () => boolean;
}

export interface Outcome {
  readonly faults: number;
  /** The numbers of the invariants that did not hold. */
  readonly violated: readonly string[];
}

/** Everything real, everything broken, and then the books are compared. */
export async function runChaos(options: RunOptions): Promise<Outcome> {
  const { seconds, seed, say } = options;
  const without = new Set(options.without);
  say(`chaos: ${seconds} s, seed ${seed}. The same seed draws the same plan again: --seed ${seed}`);
  const random = new Random(seed);
  const faults = new FaultCounts();
  const clock = new Clock();
  const market = new Market(clock, seed);

  const database = await DatabaseServer.start();
  await migrate(database.url());
  await weaken(database, without);
  const redis = await TestRedis.start();
  const databaseLine = new LineFaultProxy(database.port);
  const redisLine = new LineFaultProxy(Number(new URL(redis.url).port));
  const environment = {
    ...SECRETS,
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'test',
    LOG_DIR: 'none',
    LOG_LEVEL: 'ERROR',
    RATE_LIMIT_FACTOR: '0',
    API_HOST: '127.0.0.1',
    DATABASE_URL: database.url(await databaseLine.listen()),
    DATABASE_POOL_SIZE: '8',
    REDIS_URL: `redis://127.0.0.1:${await redisLine.listen()}/0`,
    NODE_COMPILE_CACHE: join(__dirname, '../../compile-cache'),
    CHAOS_WITHOUT: options.without.join(','),
  };
  const server = async (roles: string, TZ: string): Promise<BackendServer> => {
    const port = await freePort();
    return new BackendServer(port, { ...environment, TZ, ROLES: roles, API_PORT: String(port) });
  };
  // Two decide and sweep, so that they get in each other's way. No two live in the same time zone.
  const apis = [await server('api', 'America/New_York'), await server('api,worker', 'Asia/Kolkata')];
  const worker = await server('worker', 'UTC');
  faults.add('F17 two processes sweep');
  faults.add('F71 processes in three time zones');
  const servers = [...apis, worker];
  const proxy = new HttpFaultProxy(
    apis.map(({ port }) => port),
    new Random(random.whole(1e9)),
    faults,
  );
  const url = await proxy.listen();
  const desks: Desk[] = [];
  const sources: SignalSource[] = [];
  const secrets: string[] = Object.values(SECRETS);
  const ticking = setInterval(() => {
    market.advance(250);
  }, 250);

  try {
    arm(apis, API_POINTS, { random, faults });
    arm([worker], WORKER_POINTS, { random, faults });
    for (const one of servers) one.start();
    await Promise.all(servers.map((one) => one.untilReady()));
    const people: Person[] = [];
    for (let trader = 1; trader <= TRADERS; trader += 1) {
      const person = await registerPerson(new ApiClient(url), `chaos${trader}`);
      people.push(person);
      const { token } = await makeApiToken(person, ['terminal']);
      const { token: sending } = await makeApiToken(person, ['signals:write']);
      secrets.push(token, sending, person.accessToken, person.refreshToken);
      for (let account = 1; account <= ACCOUNTS_EACH; account += 1) {
        const accountNumber = `${trader}000${account}`;
        const own = new Random(random.whole(1e9));
        desks.push(
          new Desk({
            url,
            token,
            userId: person.id,
            accountNumber,
            market,
            clock,
            random: own,
            faults,
            without,
          }),
        );
      }
      sources.push(new SignalSource(`${trader}`, url, sending, market, new Random(random.whole(1e9))));
    }
    for (const desk of desks) desk.start();
    await setLimits(database, TRADERS * ACCOUNTS_EACH);

    proxy.mischief = 0.2;
    for (const desk of desks) desk.mischief = 0.06;
    const endMs = performance.now() + seconds * 1_000;
    const over = (): boolean => performance.now() >= endMs || options.stopped();
    const broken = { apis, worker, database, databaseLine, redis, redisLine, desks };
    const running = sources.map((source) => source.run(over, SIGNAL_EVERY_MS));
    await new Mischief(broken, new Random(random.whole(1e9)), faults).run(over);

    proxy.mischief = 0;
    // Who has not come to its failpoint yet may still die there, once.
    for (const one of servers) one.failpoints = () => '';
    await Promise.all(servers.map((one) => one.untilReady()));
    // An installation that is gone may still be heard: its connect, come in late, is a takeover like any other.
    for (const desk of desks) desk.clear();
    await proxy.carried();
    for (const desk of desks) desk.heal();
    await Promise.all(running);

    const client = new Client({ connectionString: database.url() });
    await client.connect();
    const healing = performance.now();
    let violations: readonly Violation[] = [];
    do {
      await pause(1_000);
      violations = await new Invariants(client, { sources, desks, people }).check();
    } while (
      violations.length > 0 &&
      performance.now() - healing < options.healsWithinSeconds * 1_000 &&
      !options.stopped()
    );
    const healedMs = performance.now() - healing;
    const said = servers.map((one) => one.said).join('\n');
    const leaks = secrets.filter((secret) => said.includes(secret));
    const all: Violation[] = [
      ...violations,
      ...proxy.unseemly.map(({ path, status, body }) => ({
        invariant: 'I11 no answer 5xx but 503 with Retry-After',
        what: `${status} on ${path}: ${explained(body, said)}`,
      })),
      ...leaks.map(() => ({ invariant: 'I12 no secret in the log', what: 'one was found' })),
      ...(await outgrown(servers)),
    ];
    const { rows } = await client.query<{ what: string }>(
      `SELECT 'orders ' || status || ' ' || count(*) AS what FROM trading_orders GROUP BY status
       UNION ALL SELECT 'signals ' || status || coalesce(' ' || reject_code, '') || ' ' || count(*)
       FROM trading_signals GROUP BY status, reject_code ORDER BY 1`,
    );
    await client.end();

    for (const [fault, count] of faults.sorted()) say(`  ${String(count).padStart(5)}  ${fault}`);
    for (const { what } of rows) say(`  ${what}`);
    for (const { invariant, what } of all) say(`  VIOLATED ${invariant}: ${what}`);
    const sum = (of: (source: SignalSource) => number): number =>
      sources.reduce((total, source) => total + of(source), 0);
    say(`signals      ${sum((s) => s.acknowledged.length)} acknowledged of ${sum((s) => s.posted)}`);
    say(`repeated     ${sum((s) => s.retries)} times`);
    say(`answers      ${proxy.answered}`);
    say(`sends        ${desks.reduce((total, { broker }) => total + broker.ledger.sends.length, 0)}`);
    const starts = servers.flatMap(({ startsTookMs }) => startsTookMs).sort((a, b) => a - b);
    const usual = Math.round((starts[Math.floor(starts.length / 2)] ?? 0) / 100) / 10;
    say(`starts       ${servers.reduce((total, one) => total + one.starts, 0)}, each ${usual} s`);
    if (all.length > 0) say(`terminals    ${desks.map(({ status }) => status).join(', ')}`);
    say(`healed       in ${Math.round(healedMs / 100) / 10} s`);
    say(`faults       ${faults.total}`);
    say(`violations   ${all.length}`);
    const violated = new Set(all.map(({ invariant }) => invariant.split(' ')[0] ?? ''));
    return { faults: faults.total, violated: [...violated].sort() };
  } finally {
    clearInterval(ticking);
    proxy.close();
    await Promise.all(desks.map((desk) => desk.stop().catch(() => undefined)));
    await Promise.all(servers.map((one) => one.end()));
    databaseLine.close();
    redisLine.close();
    await redis.kill();
    await database.stop();
  }
}

/** At each start another failpoint, somewhere in what the process is going to do. */
function arm(
  servers: readonly BackendServer[],
  points: Readonly<Record<string, number>>,
  { random, faults }: { readonly random: Random; readonly faults: FaultCounts },
): void {
  for (const server of servers) {
    const own = new Random(random.whole(1e9));
    server.failpoints = () => {
      const [point, within] = own.pick(Object.entries(points));
      return `${point}:${1 + own.whole(within)}`;
    };
    server.onFailpoint = (armed) => {
      faults.add(FAULT_OF_POINT[armed.split(':')[0] ?? ''] ?? armed);
    };
  }
}

async function weaken(database: DatabaseServer, without: ReadonlySet<Protection>): Promise<void> {
  const statements = [...without].flatMap((name) => DROPPED[name] ?? []);
  if (statements.length === 0) return;
  const client = new Client({ connectionString: database.url() });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** An opening may be fetched for this long, so that a short run sees orders end by time as well. */
const OPENING_TTL_SECONDS = 20;
/** The first account of all is soon full, so that its limit is contended; the others let nearly everything through. */
const TIGHT_LIMIT = 4;
const WIDE_LIMIT = 100;
const WIDE = {
  limits: {
    orderRates: [],
    maxTotalRiskPercent: null,
    maxDailyLossPercent: null,
    minMarginLevelPercent: null,
    sourceExecutions: null,
    maxUnprotectedPositions: 100,
    maxUnknownOrders: 100,
  },
};

async function setLimits(database: DatabaseServer, accounts: number): Promise<void> {
  const client = new Client({ connectionString: database.url() });
  await client.connect();
  for (let stored = 0; stored < accounts;) {
    await pause(200);
    const { rowCount } = await client.query('SELECT FROM trading_accounts');
    stored = rowCount ?? 0;
  }
  await client.query(
    `INSERT INTO risk_profiles
       (account_id, user_id, risk_percent, max_open_positions, opening_ttl_seconds, settings, updated_at)
     SELECT id, user_id, 2, CASE account_number WHEN '10001' THEN $2::integer ELSE $3::integer END, $1, $4, now()
     FROM trading_accounts`,
    [OPENING_TTL_SECONDS, TIGHT_LIMIT, WIDE_LIMIT, JSON.stringify(WIDE)],
  );
  await client.end();
}

/** Every fault heals long before the deadline of an end. A start that a lost line keeps is given up on purpose. */
const GAVE_UP = /without waiting for (the application.*?)\. What was/g;

/** I15: what a process holds after all that happened. Where there is no /proc, nobody looks. */
async function outgrown(servers: readonly BackendServer[]): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const { pid, stuck, said } of servers) {
    for (const [, what = ''] of said.matchAll(GAVE_UP)) {
      found.push({ invariant: 'I15 who is asked to end ends', what: `without waiting for ${what}` });
    }
    if (stuck > 0) found.push({ invariant: 'I15 who is asked to end ends', what: `not, ${stuck} times` });
    const handles = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const memoryMb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    if (handles.length > MOST_HANDLES || memoryMb > MOST_MEMORY_MB) {
      const what = `${handles.length} handles, ${Math.round(memoryMb)} MB`;
      found.push({ invariant: 'I15 processes do not grow', what });
    }
  }
  return found;
}

/** What the server wrote to its log about this answer. */
function explained(body: string, said: string): string {
  const id = /"request_id":"([^"]+)"/.exec(body)?.[1];
  const lines = said.split('\n').filter((line) => id !== undefined && line.includes(id));
  const errors = lines.flatMap(
    (line) => /"error\.message":"[^"]*"|"error\.stack_trace":"[^"]*"/g.exec(line) ?? [],
  );
  return errors.length > 0 ? errors.join('; ') : body.slice(0, 300);
}

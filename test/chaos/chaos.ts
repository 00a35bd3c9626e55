import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrate';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { makeApiToken, registerPerson } from '../support/people';
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
import { SignalSource } from './signal-source';

const SECRETS = {
  API_SECRET_KEY: 'k3y-of-the-chaos-k3y-of-the-chaos-k3y-of',
  JWT_SECRET: 'jwt-of-the-chaos-jwt-of-the-chaos-jwt-of',
};
const API_POINTS = ['S1', 'S2', 'S3', 'O1', 'O2', 'O5', 'O6'] as const;
const WORKER_POINTS = ['S4', 'S5'] as const;
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
const SIGNAL_EVERY_MS = 350;
const HEALS_WITHIN_MS = 30_000;
/** An opening may be fetched for this long, so that a short run sees orders end by time as well. */
const OPENING_TTL_SECONDS = 20;

/** `npm run chaos`: everything real, everything broken, and then the books are compared. */
async function main(): Promise<number> {
  const { seconds, seed } = readOptions();
  say(`chaos: ${seconds} s, seed ${seed}. The same seed draws the same plan again: --seed ${seed}`);
  const random = new Random(seed);
  const faults = new FaultCounts();
  const clock = new Clock();
  const market = new Market(clock, seed);

  const database = await DatabaseServer.start();
  await migrate(database.url());
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
  };
  const server = async (roles: string): Promise<BackendServer> => {
    const port = await freePort();
    return new BackendServer(port, { ...environment, ROLES: roles, API_PORT: String(port) });
  };
  const apis = [await server('api'), await server('api')];
  const worker = await server('worker');
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
    for (const one of servers) one.start();
    await Promise.all(servers.map((one) => one.untilReady()));
    for (let trader = 1; trader <= TRADERS; trader += 1) {
      const person = await registerPerson(new ApiClient(url), `chaos${trader}`);
      const { token } = await makeApiToken(person, ['terminal']);
      const { token: sending } = await makeApiToken(person, ['signals:write']);
      secrets.push(token, sending, person.accessToken, person.refreshToken);
      for (let account = 1; account <= ACCOUNTS_EACH; account += 1) {
        const accountNumber = `${trader}000${account}`;
        const own = new Random(random.whole(1e9));
        desks.push(
          new Desk({ url, token, userId: person.id, accountNumber, market, clock, random: own, faults }),
        );
      }
      sources.push(new SignalSource(`${trader}`, url, sending, market, new Random(random.whole(1e9))));
    }
    for (const desk of desks) desk.start();
    await allowMuch(database, TRADERS * ACCOUNTS_EACH);

    arm(apis, API_POINTS, { random, faults });
    arm([worker], WORKER_POINTS, { random, faults });
    // Processes that run already have no failpoint: they are replaced by ones that do, one after the other.
    for (const one of servers) {
      one.kill('SIGTERM');
      await one.untilReady();
    }
    proxy.mischief = 0.08;
    for (const desk of desks) desk.mischief = 0.03;
    const endMs = performance.now() + seconds * 1_000;
    const over = (): boolean => performance.now() >= endMs;
    const broken = { apis, worker, database, databaseLine, redis, redisLine, desks };
    const running = sources.map((source) => source.run(over, SIGNAL_EVERY_MS));
    await new Mischief(broken, new Random(random.whole(1e9)), faults).run(over);

    proxy.mischief = 0;
    for (const desk of desks) desk.heal();
    for (const one of servers) one.failpoints = () => '';
    for (const one of servers) one.kill('SIGTERM');
    await Promise.all(running);
    await pause(500);
    await Promise.all(servers.map((one) => one.untilReady()));

    const client = new Client({ connectionString: database.url() });
    await client.connect();
    const healing = performance.now();
    let violations: readonly Violation[] = [];
    do {
      await pause(1_000);
      violations = await new Invariants(client, sources, desks).check();
    } while (violations.length > 0 && performance.now() - healing < HEALS_WITHIN_MS);
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
    say(`starts       ${servers.reduce((total, { starts }) => total + starts, 0)}`);
    say(`healed       in ${Math.round(healedMs / 100) / 10} s`);
    say(`faults       ${faults.total}`);
    say(`violations   ${all.length}`);
    return all.length === 0 ? 0 : 1;
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
  points: readonly string[],
  { random, faults }: { readonly random: Random; readonly faults: FaultCounts },
): void {
  for (const server of servers) {
    const own = new Random(random.whole(1e9));
    server.failpoints = () => `${own.pick(points)}:${1 + own.whole(8)}`;
    server.onFailpoint = (armed) => {
      faults.add(FAULT_OF_POINT[armed.split(':')[0] ?? ''] ?? armed);
    };
  }
}

/** Limits that let nearly everything through: this is about what becomes of orders, not about their number. */
async function allowMuch(database: DatabaseServer, accounts: number): Promise<void> {
  const client = new Client({ connectionString: database.url() });
  await client.connect();
  for (let stored = 0; stored < accounts;) {
    await pause(200);
    const { rowCount } = await client.query('SELECT FROM trading_accounts');
    stored = rowCount ?? 0;
  }
  await client.query(
    `INSERT INTO risk_profiles (account_id, user_id, risk_percent, max_open_positions, opening_ttl_seconds, updated_at)
     SELECT id, user_id, 2, 100, $1, now() FROM trading_accounts`,
    [OPENING_TTL_SECONDS],
  );
  await client.end();
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

function readOptions(): { readonly seconds: number; readonly seed: number } {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seed = values.seed ?? String(Math.floor(Math.random() * 1e6));
  const seconds = values.seconds ?? '60';
  if (!/^\d+$/.test(seconds) || !/^\d+$/.test(seed)) {
    throw new Error('npm run chaos -- [--seconds 60] [--seed 1]');
  }
  return { seconds: Number(seconds), seed: Number(seed) };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);

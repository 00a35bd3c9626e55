import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Bull from 'bull';
import { Client } from 'pg';
import { SIGNAL_RECEIVED, type SignalReceivedJob } from '../../src/signals/signal-received.queue';
import { type TestRedis } from '../support/test-redis';
import { type Random } from '../terminal/random';
import { type BackendServer } from './backend-server';
import { type DatabaseServer } from './database-server';
import { type Desk } from './desk';
import { type LineFaultProxy } from './line-fault-proxy';

const SLOW_CALLERS = 40;

/** All that can be broken. */
export interface Breakable {
  readonly apis: readonly BackendServer[];
  readonly worker: BackendServer;
  readonly database: DatabaseServer;
  readonly databaseLine: LineFaultProxy;
  readonly redis: TestRedis;
  readonly redisLine: LineFaultProxy;
  readonly desks: readonly Desk[];
}

export interface Misdeed {
  readonly fault: string;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  readonly commit: (broken: Breakable, random: Random) => Promise<void> | void;
}

/** Faults of whole processes and lines, each of which heals by itself after a while. */
const MISDEEDS: readonly Misdeed[] = [
  {
    fault: 'F16 API killed',
    weight: 2,
    commit: ({ apis }, random) => {
      random.pick(apis).kill('SIGKILL');
    },
  },
  {
    fault: 'F14 API asked to end',
    weight: 1,
    commit: ({ apis }, random) => {
      random.pick(apis).kill('SIGTERM');
    },
  },
  { fault: 'F12 API frozen', weight: 2, commit: ({ apis }, random) => freeze(random.pick(apis), 2_000) },
  {
    fault: 'F27 worker killed',
    weight: 1,
    commit: ({ worker }) => {
      worker.kill('SIGKILL');
    },
  },
  { fault: 'F26 worker frozen', weight: 2, commit: ({ worker }) => freeze(worker, 3_000) },
  {
    fault: 'F20 Redis killed',
    weight: 2,
    commit: async ({ redis }) => {
      await redis.kill();
      await pause(1_500);
      await redis.start();
    },
  },
  { fault: 'F21 Redis flushed', weight: 3, commit: ({ redis }) => redis.flush() },
  {
    fault: 'F22 Redis frozen',
    weight: 2,
    commit: async ({ redis }) => {
      redis.freeze();
      await pause(2_000);
      redis.thaw();
    },
  },
  {
    fault: 'F25 Redis lines cut',
    weight: 3,
    commit: ({ redisLine }) => {
      redisLine.cut();
    },
  },
  { fault: 'F30 PostgreSQL restarted', weight: 1, commit: ({ database }) => database.restart() },
  { fault: 'F31 PostgreSQL killed', weight: 2, commit: ({ database }) => database.crash() },
  {
    fault: 'F32 PostgreSQL sessions ended',
    weight: 4,
    commit: ({ database }) =>
      ask(
        database,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      ),
  },
  {
    fault: 'F33 PostgreSQL lines cut',
    weight: 6,
    commit: ({ databaseLine }) => {
      databaseLine.cut();
    },
  },
  {
    fault: 'F34 PostgreSQL out of reach',
    weight: 2,
    commit: async ({ databaseLine }) => {
      databaseLine.freeze();
      await pause(2_500);
      databaseLine.thaw();
    },
  },
  {
    fault: 'F34 PostgreSQL moved to another host',
    weight: 3,
    commit: ({ databaseLine }) => {
      databaseLine.lose();
    },
  },
  {
    fault: 'F25 Redis moved to another host',
    weight: 1,
    commit: ({ redisLine }) => {
      redisLine.lose();
    },
  },
  {
    fault: 'F36 account locked for long',
    weight: 2,
    commit: ({ database }) =>
      ask(
        database,
        `BEGIN; SELECT FROM trading_accounts ORDER BY id LIMIT 1 FOR UPDATE; SELECT pg_sleep(3); COMMIT`,
      ),
  },
  {
    fault: 'F39 PostgreSQL read-only',
    weight: 1,
    commit: async ({ database }) => {
      await setReadOnly(database, 'on');
      await pause(1_500);
      await setReadOnly(database, 'off');
    },
  },
  {
    fault: 'F15 API asked to end while PostgreSQL is out of reach',
    weight: 1,
    commit: async ({ apis, databaseLine }, random) => {
      databaseLine.freeze();
      random.pick(apis).kill('SIGTERM');
      await pause(4_000);
      databaseLine.thaw();
    },
  },
  {
    fault: 'F23 Redis full',
    weight: 1,
    commit: ({ redis }) => limitMemory(redis, 'noeviction'),
  },
  {
    fault: 'F24 Redis evicts',
    weight: 1,
    commit: ({ redis }) => limitMemory(redis, 'allkeys-lru'),
  },
  {
    fault: 'F28 job id used again',
    weight: 1,
    commit: ({ redis }) => wakeAgain(redis, ['1', '1', '2', '2']),
  },
  {
    fault: 'F29 old jobs come back',
    weight: 1,
    commit: ({ redis }) => wakeAgain(redis, ['1', '2', '3', '4', '5', '99999999']),
  },
  {
    fault: 'F37 every connection of the pools waits',
    weight: 1,
    commit: ({ database }) =>
      ask(
        database,
        `BEGIN; LOCK TABLE mt5_sessions, trading_signals IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(2); COMMIT`,
      ),
  },
  {
    fault: 'F38 locks taken in crossed order',
    weight: 2,
    commit: ({ database }) =>
      ask(
        database,
        `BEGIN; SELECT FROM trading_orders WHERE status IN ('READY', 'SENT', 'UNKNOWN') ORDER BY id DESC FOR UPDATE;
         SELECT pg_sleep(0.4); SELECT FROM trading_accounts ORDER BY id DESC FOR UPDATE; COMMIT`,
      ),
  },
  {
    fault: 'F51 slow bodies and idle sockets',
    weight: 1,
    commit: ({ apis }, random) => dawdle(random.pick(apis).port),
  },
];

/** Each as often as its weight says. */
export function drawingLots(): readonly Misdeed[] {
  return MISDEEDS.flatMap((misdeed) => Array<Misdeed>(misdeed.weight).fill(misdeed));
}

async function freeze(server: BackendServer, ms: number): Promise<void> {
  server.freeze();
  await pause(ms);
  server.thaw();
}

async function setReadOnly(database: DatabaseServer, state: 'on' | 'off'): Promise<void> {
  await ask(database, `SET default_transaction_read_only = off`, [
    `ALTER SYSTEM SET default_transaction_read_only = ${state}`,
    'SELECT pg_reload_conf()',
  ]);
}

async function ask(database: DatabaseServer, first: string, rest: readonly string[] = []): Promise<void> {
  const client = new Client({ connectionString: database.url(), connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const sql of [first, ...rest]) await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Full, or throwing away what it likes, for a moment. */
async function limitMemory(redis: TestRedis, policy: 'noeviction' | 'allkeys-lru'): Promise<void> {
  await redis.ask((client) => client.config('SET', 'maxmemory-policy', policy));
  await redis.ask((client) => client.config('SET', 'maxmemory', '1mb'));
  await pause(2_000);
  await redis.ask((client) => client.config('SET', 'maxmemory', '0'));
}

/** Wake-ups for signals that were decided long ago, or never were. */
async function wakeAgain(redis: TestRedis, signalIds: readonly string[]): Promise<void> {
  const queue = new Bull<SignalReceivedJob>(SIGNAL_RECEIVED, redis.url);
  queue.on('error', () => undefined);
  try {
    for (const id of signalIds) await queue.add({ signalIds: [id] }, { jobId: id, removeOnComplete: true });
  } finally {
    await queue.close();
  }
}

/** Callers that say a little and then nothing for a while, each keeping a connection. */
async function dawdle(port: number): Promise<void> {
  const sockets = Array.from({ length: SLOW_CALLERS }, (_, index) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    const head = 'POST /api/v1/trading/signals HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{';
    socket.write(index % 2 === 0 ? head : head.slice(0, 20));
    return socket;
  });
  await pause(2_500);
  for (const socket of sockets) socket.destroy();
}

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type TestRedis } from '../support/test-redis';
import { type Random } from '../terminal/random';
import { type BackendServer } from './backend-server';
import { type DatabaseServer } from './database-server';
import { type Desk } from './desk';
import { type FaultCounts } from './fault-counts';
import { type LineFaultProxy } from './line-fault-proxy';

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

interface Misdeed {
  readonly fault: string;
  /** How often it is drawn, against the others. */
  readonly weight: number;
  readonly commit: (broken: Breakable, random: Random) => Promise<void> | void;
}

/** Faults of whole processes and lines, each of which heals by itself after a while. */
const MISDEEDS: readonly Misdeed[] = [
  {
    fault: 'F16 API killed',
    weight: 3,
    commit: ({ apis }, random) => {
      random.pick(apis).kill('SIGKILL');
    },
  },
  {
    fault: 'F14 API asked to end',
    weight: 2,
    commit: ({ apis }, random) => {
      random.pick(apis).kill('SIGTERM');
    },
  },
  { fault: 'F12 API frozen', weight: 2, commit: ({ apis }, random) => freeze(random.pick(apis), 2_000) },
  {
    fault: 'F27 worker killed',
    weight: 2,
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
  { fault: 'F21 Redis flushed', weight: 2, commit: ({ redis }) => redis.flush() },
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
    weight: 2,
    commit: ({ redisLine }) => {
      redisLine.cut();
    },
  },
  { fault: 'F30 PostgreSQL restarted', weight: 1, commit: ({ database }) => database.restart() },
  { fault: 'F31 PostgreSQL killed', weight: 2, commit: ({ database }) => database.crash() },
  {
    fault: 'F32 PostgreSQL sessions ended',
    weight: 2,
    commit: ({ database }) =>
      ask(
        database,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      ),
  },
  {
    fault: 'F33 PostgreSQL lines cut',
    weight: 4,
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
    fault: 'F36 account locked for long',
    weight: 1,
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
];
/** These count what they do themselves, for they may find nothing to do it to. */
const AT_DESKS: readonly ((desk: Desk) => void)[] = [
  (desk) => {
    desk.crash();
  },
  (desk) => {
    desk.takeOver();
  },
  (desk) => {
    desk.closeByHand();
  },
  (desk) => {
    desk.disturbNextOrder();
  },
];

/** Draws from the seed what to break next, breaks it, and waits until it is whole again. */
export class Mischief {
  private readonly drawn = MISDEEDS.flatMap((misdeed) => Array<Misdeed>(misdeed.weight).fill(misdeed));

  constructor(
    private readonly broken: Breakable,
    private readonly random: Random,
    private readonly faults: FaultCounts,
  ) {}

  async run(stopped: () => boolean): Promise<void> {
    await Promise.all([this.breakThings(stopped), this.disturbDesks(stopped)]);
  }

  private async breakThings(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      const { fault, commit } = this.random.pick(this.drawn);
      try {
        await commit(this.broken, this.random);
        this.faults.add(fault);
      } catch (error) {
        // One fault may make the next one impossible: a server that is down cannot be asked to end its sessions.
        this.faults.add(`${fault}, in vain: ${error instanceof Error ? error.message : String(error)}`);
      }
      await pause(1_500 + this.random.whole(3_000));
    }
  }

  private async disturbDesks(stopped: () => boolean): Promise<void> {
    while (!stopped()) {
      await pause(1_000 + this.random.whole(2_000));
      this.random.pick(AT_DESKS)(this.random.pick(this.broken.desks));
    }
  }
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

import { Client } from 'pg';
import { type Settings } from '../platform/config/configuration';
import { knownMigrations } from '../platform/database/migrate';
import { Clock } from '../platform/time/clock';
import { absent, type Finding, odd, well, wrong } from './finding';

const OLDEST_MAJOR = 15;
const CLOCKS_APART_MS = 2_000;
const PATIENCE_MS = 5_000;
const LONG_TRANSACTION_S = 60;
const LONG_WAIT_S = 10;
/** Clean-up comes once an hour, and works a backlog off over several. */
const CLEAN_UP_MAY_TAKE = '1 day';

const clock = new Clock();

type Look = (client: Client, settings: Settings) => Promise<Finding>;

/** Each look is on its own: what one cannot see keeps no other from looking. */
const LOOKS: Readonly<Record<string, Look>> = {
  database: lookAtServer,
  clock: lookAtClock,
  durability: lookAtDurability,
  connections: lookAtConnections,
  TimescaleDB: lookAtTimescale,
  transactions: lookAtTransactions,
};

/** Looks at tables, and at what is in them: only where there are any. */
const LOOKS_AT_TABLES: Readonly<Record<string, Look>> = {
  'waiting signals': lookAtWaitingSignals,
  'orders in doubt': lookAtDoubtfulOrders,
  terminals: lookAtTerminals,
  'clean-up': lookAtCleanUp,
  size: lookAtSize,
};

export async function lookAtDatabase(settings: Settings): Promise<Finding[]> {
  const { url } = settings.database;
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    statement_timeout: PATIENCE_MS,
    application_name: 'rubi-studio doctor',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    return [unreachable(url, error)];
  }
  try {
    const findings = await all(LOOKS, client, settings);
    const migrations = await lookAtMigrations(client, url);
    findings.push(migrations);
    if (migrations.state === 'well') findings.push(...(await all(LOOKS_AT_TABLES, client, settings)));
    return findings;
  } finally {
    await client.end();
  }
}

async function all(
  looks: Readonly<Record<string, Look>>,
  client: Client,
  settings: Settings,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [about, look] of Object.entries(looks)) {
    findings.push(
      await look(client, settings).catch((error: unknown) =>
        odd(about, `cannot be looked at: ${(error as Error).message}`, 'ask with an account that may see it'),
      ),
    );
  }
  return findings;
}

const NO_SUCH_DATABASE = '3D000';

const REFUSALS: Readonly<Record<string, string>> = {
  '28P01': 'put the right password into DATABASE_URL',
  '28000': 'let this user in: pg_hba.conf, or the allowed addresses of the managed instance',
  '53300': 'too many connections: lower DATABASE_POOL_SIZE, or stop a process',
  ECONNREFUSED: 'start PostgreSQL, or mend host and port of DATABASE_URL',
  ENOTFOUND: 'mend the host of DATABASE_URL',
  SELF_SIGNED_CERT_IN_CHAIN:
    'give its authority: ?sslmode=verify-ca&uselibpqcompat=true&sslrootcert=/path/ca.pem in DATABASE_URL',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'give its certificate: ?sslmode=verify-ca&uselibpqcompat=true&sslrootcert=/path/ca.pem in DATABASE_URL',
};

/** Never repeats the URL as it is: it holds a password. */
function unreachable(url: string, error: unknown): Finding {
  const { host, pathname } = new URL(url);
  const { code = '', message } = error as NodeJS.ErrnoException;
  return wrong(
    'database',
    `${host}${pathname} does not let us in: ${message === '' ? code : message}`,
    code === NO_SUCH_DATABASE
      ? `create it: CREATE DATABASE ${decodeURIComponent(pathname.slice(1))}, or mend DATABASE_URL`
      : (REFUSALS[code] ?? 'mend DATABASE_URL, or the network between here and there'),
  );
}

async function lookAtServer(client: Client): Promise<Finding> {
  const startedAt = performance.now();
  const { rows } = await client.query<{ version: string; encoding: string; may_create: boolean }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
            has_schema_privilege('public', 'CREATE') AS may_create`,
  );
  const latencyMs = performance.now() - startedAt;
  const { version = '', encoding = '', may_create: mayCreate = false } = rows[0] ?? {};
  const says = `PostgreSQL ${version} answers in ${latencyMs.toFixed(0)} ms`;
  if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
    return wrong(
      'database',
      `${says}, and is older than ${OLDEST_MAJOR}`,
      `use PostgreSQL ${OLDEST_MAJOR} or newer`,
    );
  }
  if (encoding !== 'UTF8') {
    return wrong(
      'database',
      `${says}, in ${encoding}`,
      "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
    );
  }
  if (!mayCreate) {
    return wrong(
      'database',
      `${says}, but this user may make no tables`,
      'GRANT USAGE, CREATE ON SCHEMA public TO <user>, as the owner of the database',
    );
  }
  return well('database', says);
}

async function lookAtClock(client: Client): Promise<Finding> {
  const before = clock.now().getTime();
  const { rows } = await client.query<{ ms: string }>(
    'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms',
  );
  const apart = Number(rows[0]?.ms) - (before + clock.now().getTime()) / 2;
  const says = `${Math.abs(apart / 1000).toFixed(1)} s apart from the database's`;
  return Math.abs(apart) > CLOCKS_APART_MS
    ? wrong('clock', says, 'set both by NTP: timedatectl set-ntp true')
    : well('clock', says);
}

async function lookAtDurability(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')
     AND setting = 'off' ORDER BY name`,
  );
  if (rows.length === 0) return well('durability', 'what is answered is on the disk');
  const names = rows.map(({ name }) => name).join(' and ');
  return wrong(
    'durability',
    `${names} off: an accepted signal may be lost in a power cut`,
    rows.map(({ name }) => `ALTER SYSTEM SET ${name} = on`).join('; ') + '; SELECT pg_reload_conf()',
  );
}

async function lookAtConnections(client: Client, { database }: Settings): Promise<Finding> {
  const { rows } = await client.query<{ most: number; used: number }>(
    `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS most,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used`,
  );
  const { most = 0, used = 0 } = rows[0] ?? {};
  const says = `${used} of ${most} in use, ${database.poolSize} for each process`;
  return database.poolSize * 2 > most
    ? odd(
        'connections',
        says,
        `set DATABASE_POOL_SIZE to ${Math.max(2, Math.floor(most / 4))}, or raise max_connections`,
      )
    : well('connections', says);
}

async function lookAtTimescale(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ installed: string | null; licence: string | null }>(
    `SELECT installed_version AS installed, current_setting('timescaledb.license', true) AS licence
     FROM pg_available_extensions WHERE name = 'timescaledb'`,
  );
  const [found] = rows;
  if (!found) return absent('TimescaleDB', 'is not there: accounts’ curves lie in monthly partitions');
  return found.installed === null
    ? odd('TimescaleDB', 'is there, and not used', 'CREATE EXTENSION timescaledb, before the first migration')
    : well('TimescaleDB', `is ${found.installed}, licence ${found.licence ?? 'unknown'}`);
}

async function lookAtTransactions(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ pid: number; seconds: number }>(
    `SELECT pid, extract(epoch FROM now() - xact_start)::int AS seconds FROM pg_stat_activity
     WHERE datname = current_database() AND xact_start < now() - $1 * interval '1 second' AND pid <> pg_backend_pid()
     ORDER BY xact_start LIMIT 1`,
    [LONG_TRANSACTION_S],
  );
  const [longest] = rows;
  return longest
    ? odd(
        'transactions',
        `one has been open for ${longest.seconds} s: live news wait for it`,
        `find out whose it is, then SELECT pg_terminate_backend(${longest.pid})`,
      )
    : well('transactions', 'none has been open for long');
}

async function lookAtMigrations(client: Client, url: string): Promise<Finding> {
  const known = await knownMigrations(url);
  const { rows } = await client
    .query<{ name: string }>('SELECT name FROM migrations')
    .catch(() => ({ rows: [] as { name: string }[] }));
  const applied = rows.map(({ name }) => name);
  const pending = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));
  if (pending.length > 0) {
    return wrong(
      'tables',
      `${pending.length} of ${known.length} migrations are not applied`,
      'npm run migration:run',
    );
  }
  return newer.length > 0
    ? odd(
        'tables',
        `made by a newer version (${newer.join(', ')})`,
        'start that version; this one runs on its tables if the release notes say so',
      )
    : well('tables', `${known.length} migrations applied, none pending`);
}

async function lookAtWaitingSignals(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ waiting: number; seconds: number }>(
    `SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(received_at)), 0)::int AS seconds
     FROM trading_signals WHERE decided_at IS NULL`,
  );
  const { waiting = 0, seconds = 0 } = rows[0] ?? {};
  return seconds > LONG_WAIT_S
    ? wrong(
        'waiting signals',
        `${waiting}, the oldest for ${seconds} s: nobody decides them`,
        'start a worker (ROLES=worker, or api,worker); then docs/runbooks/signals-wait.md',
      )
    : well('waiting signals', `${waiting}`);
}

async function lookAtDoubtfulOrders(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ doubtful: number }>(
    `SELECT count(*)::int AS doubtful FROM trading_orders WHERE status = 'UNKNOWN'`,
  );
  const doubtful = rows[0]?.doubtful ?? 0;
  return doubtful === 0
    ? well('orders in doubt', 'none')
    : odd(
        'orders in doubt',
        `${doubtful} may or may not have been executed`,
        'connect their terminals again; then docs/runbooks/orders-unknown.md',
      );
}

async function lookAtTerminals(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ active: number; stale: number }>(
    `SELECT count(*) FILTER (WHERE status = 'ACTIVE')::int AS active,
            count(*) FILTER (WHERE status = 'STALE')::int AS stale FROM mt5_sessions`,
  );
  const { active = 0, stale = 0 } = rows[0] ?? {};
  return stale > 0
    ? odd('terminals', `${active} connected, ${stale} silent`, 'docs/runbooks/terminal-silent.md')
    : well('terminals', `${active} connected`);
}

/** Looks for what should be gone: the oldest of each kind, which an index finds at once. */
async function lookAtCleanUp(client: Client, { eventRetentionDays }: Settings): Promise<Finding> {
  const { rows } = await client.query<{ events: boolean; keys: boolean; curves: boolean }>(
    `SELECT coalesce((SELECT recorded_at FROM events ORDER BY id LIMIT 1)
                     < now() - $1 * interval '1 day' - $2::interval, false) AS events,
            EXISTS (SELECT 1 FROM idempotency_keys WHERE created_at < now() - interval '2 days' - $2::interval) AS keys,
            EXISTS (SELECT 1 FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = 'account_snapshots'::regclass AND c.relname ~ '_[0-9]{6}$'
                      AND right(c.relname, 6) < to_char(now() - interval '5 months', 'YYYYMM')) AS curves`,
    [eventRetentionDays, CLEAN_UP_MAY_TAKE],
  );
  const late = Object.entries({
    'the live log': rows[0]?.events,
    'idempotency keys': rows[0]?.keys,
    'points of curves': rows[0]?.curves,
  }).flatMap(([name, isLate]) => (isLate === true ? [name] : []));
  return late.length === 0
    ? well('clean-up', 'nothing is kept for longer than it should be')
    : odd(
        'clean-up',
        `${late.join(', ')}: kept for longer than they should be`,
        'let a worker run for a few hours (ROLES=worker, or api,worker); then look for "retention" in its log',
      );
}

async function lookAtSize(client: Client): Promise<Finding> {
  const { rows } = await client.query<{ whole: string; tables: string }>(
    `WITH part AS (
       SELECT coalesce(i.inhparent, c.oid)::regclass::text AS name, sum(pg_total_relation_size(c.oid)) AS bytes
       FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1
     ), largest AS (SELECT name, bytes FROM part ORDER BY bytes DESC LIMIT 3)
     SELECT pg_size_pretty(pg_database_size(current_database())) AS whole,
            (SELECT string_agg(name || ' ' || pg_size_pretty(bytes), ', ' ORDER BY bytes DESC) FROM largest) AS tables`,
  );
  return well('size', `${rows[0]?.whole ?? ''}; most of it: ${rows[0]?.tables ?? ''}`);
}

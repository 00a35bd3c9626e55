import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres';
import { migrate } from '../../src/platform/database/migrate';

/** Any number: whoever makes a template holds this advisory lock. */
const TEMPLATE_LOCK = 7_822_499;

/** Where the test runs of one user on one machine share a server: the first starts it, the last stops it. */
const DIRECTORY = join(tmpdir(), `rubi-studio-tests-${userInfo().username}`);

const MIGRATIONS = join(__dirname, '../../migrations');

/** A run of tests is known by the process that leads it; its databases carry that number. */
export const RUN_PREFIX = 'rubi_test_';

/** Durability is what tests can do without. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  max_wal_size: '4GB',
};

/** Starts the server of this machine's test runs, or joins it. */
export async function startTestServer(): Promise<EmbeddedPostgres> {
  try {
    return await EmbeddedPostgres.start({ dataDirectory: DIRECTORY, settings: SETTINGS });
  } catch {
    // Another run may be using it, so it is not ours to repair: a server without durability may not survive a
    // power cut. This run takes one of its own.
    return EmbeddedPostgres.start({ dataDirectory: privateDirectory(process.pid), settings: SETTINGS });
  }
}

/** Removes the data of a server that this run did not share. */
export function removePrivateServer(run: number): void {
  rmSync(privateDirectory(run), { recursive: true, force: true });
}

function privateDirectory(run: number): string {
  return `${DIRECTORY}-${run}`;
}

/** Makes the database that all test databases are copied from, once per state of `migrations/`. Returns its name. */
export async function makeTemplate(adminUrl: string): Promise<string> {
  const name = `rubi_template_${fingerprintOf(MIGRATIONS)}`;
  await withClient(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rows } = await client.query('SELECT datallowconn FROM pg_database WHERE datname = $1', [name]);
    const [found] = rows as { datallowconn: boolean }[];
    // A template that still allows connections was left half made.
    if (found && !found.datallowconn) return;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
    await migrate(withDatabase(adminUrl, name));
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  });
  return name;
}

/** Drops the databases of this run, and those of runs that died. */
export async function dropTestDatabases(adminUrl: string, run: number): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT datname FROM pg_database WHERE datname LIKE '${RUN_PREFIX}%'`,
    );
    for (const { datname } of rows as { datname: string }[]) {
      const owner = Number(datname.slice(RUN_PREFIX.length).split('_')[0]);
      if (owner === run || !isAlive(owner))
        await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    }
  });
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function fingerprintOf(directory: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(directory).sort()) {
    hash.update(file).update(readFileSync(join(directory, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

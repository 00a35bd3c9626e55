import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../../errors/start-error';
import { knownMigrations, migrate } from '../migrate';
import { type Stored } from './back-up';
import { BackupReader } from './backup-file';
import { quoted, type StoredTable, tablesOf } from './tables';

/**
 * Numbers that the outside knows: what was handed out after the backup must not be handed out again, to mean something
 * else. A terminal takes an order whose number it has executed for done.
 */
const KNOWN_OUTSIDE = ['trading_orders', 'trading_signals'];
const LEAP = 1_000_000;

/**
 * Puts a backup into an empty database: makes the tables as they were then, fills them in one transaction, and brings
 * them to this version. If anything is wrong, the database stays empty.
 *
 * @param source where it is read from, if `path` is only what to call it
 * @throws StartError when the file is damaged or of a newer version, or the database is not empty
 */
export async function restore(url: string, path: string, source?: Readable): Promise<Stored> {
  const backup = new BackupReader(path, source);
  const { migrations, product } = await backup.heading();
  const known = await knownMigrations(url);
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StartError(
      `${path} was made by version ${product}, which knows more than this one (${unknown.join(', ')}): restore it with that version.`,
    );
  }
  await refuseUnlessEmpty(url);
  await migrate(url, migrations);
  const stored = await fill(url, backup, path);
  await migrate(url);
  return stored;
}

async function refuseUnlessEmpty(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const { name } of await tablesOf(client)) {
      const { rowCount } = await client.query(`SELECT FROM ${quoted(name)} LIMIT 1`);
      if (rowCount !== 0) {
        throw new StartError(
          `The database is not empty (${name} has rows). Restore into a new one: nothing is ever overwritten.`,
        );
      }
    }
  });
}

async function fill(url: string, backup: BackupReader, path: string): Promise<Stored> {
  return withClient(url, async (client) => {
    await client.query('BEGIN');
    const counts: Record<string, number> = {};
    for (;;) {
      const part = await backup.next();
      if (!('name' in part)) {
        if (JSON.stringify(part.rows) !== JSON.stringify(counts)) {
          throw new StartError(`${path} does not hold as many rows as it says: it is damaged.`);
        }
        break;
      }
      counts[part.name] = await fillTable(client, part, backup);
    }
    for (const name of Object.keys(counts)) await moveCounter(client, name);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    return {
      tables: Object.keys(counts).length,
      rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    };
  });
}

async function fillTable(client: Client, table: StoredTable, backup: BackupReader): Promise<number> {
  const columns = table.columns.map(quoted).join(', ');
  const copy = client.query(copyFrom(`COPY ${quoted(table.name)} (${columns}) FROM STDIN`));
  await pipeline(Readable.from(backup.rows()), copy);
  return copy.rowCount;
}

/** Lets the numbers of a table go on after its last row. */
async function moveCounter(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string; counter: string }>(
    `SELECT attname AS name, pg_get_serial_sequence($1, attname) AS counter FROM pg_attribute
     WHERE attrelid = $1::regclass AND attidentity <> ''`,
    [table],
  );
  const leap = KNOWN_OUTSIDE.includes(table) ? LEAP : 0;
  for (const { name, counter } of rows) {
    await client.query(
      `SELECT setval($1::regclass, coalesce(max(${quoted(name)}), 0) + 1 + $2::bigint, false) FROM ${quoted(table)}`,
      [counter, leap],
    );
  }
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'rubi-studio restore' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    // Without a COMMIT before it, the server takes everything back.
    await client.end();
  }
}

import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartError } from '../../errors/start-error';
import { PRODUCT_VERSION } from '../../product-version';
import { END_OF_ROWS, FORMAT, type Heading } from './backup-file';
import { quoted, type StoredTable, tablesOf } from './tables';

export interface Stored {
  readonly tables: number;
  readonly rows: number;
}

/**
 * Writes everything that the database holds into one file, as it is at one moment, while everybody goes on working. The
 * file has its name only once it is whole and on the disk, and only its owner may read it.
 */
export async function backUp(url: string, path: string, madeAt: Date): Promise<Stored> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const open = (): Writable => createWriteStream(draft, { mode: 0o600, flags: 'wx' });
    const stored = await backUpInto(url, open, madeAt);
    await onDisk(draft);
    await rename(draft, path);
    return stored;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The same into a stream, for whoever keeps it elsewhere. What was cut off on its way is refused when it is put back. */
export async function backUpInto(url: string, target: () => Writable, madeAt: Date): Promise<Stored> {
  const client = new Client({ connectionString: url, application_name: 'rubi-studio backup' });
  await client.connect();
  try {
    // All tables of one moment: an order without its signal could not be put back.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = await tablesOf(client);
    if (tables.length === 0) throw new StartError('There is nothing to back up: the database has no tables.');
    const counts: Record<string, number> = {};
    const lines = Readable.from(linesOf(client, { tables, madeAt, counts }));
    await pipeline(lines, createGzip(), target());
    await client.query('COMMIT');
    return { tables: tables.length, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
  } finally {
    await client.end();
  }
}

interface Content {
  readonly tables: readonly StoredTable[];
  readonly madeAt: Date;
  /** Filled in while rows are read. */
  readonly counts: Record<string, number>;
}

async function* linesOf(
  client: Client,
  { tables, madeAt, counts }: Content,
): AsyncGenerator<string | Buffer> {
  const heading: Heading = {
    format: FORMAT,
    product: PRODUCT_VERSION,
    made_at: madeAt.toISOString(),
    migrations: await migrationsOf(client),
  };
  yield `${JSON.stringify(heading)}\n`;
  for (const table of tables) {
    yield `${JSON.stringify(table)}\n`;
    const columns = table.columns.map(quoted).join(', ');
    // A query, since a table that is made of partitions cannot be copied by its name.
    const copy = client.query(copyTo(`COPY (SELECT ${columns} FROM ${quoted(table.name)}) TO STDOUT`));
    for await (const chunk of copy as AsyncIterable<Buffer>) yield chunk;
    counts[table.name] = copy.rowCount;
    yield `${END_OF_ROWS}\n`;
  }
  yield `${JSON.stringify({ rows: counts })}\n`;
}

async function migrationsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp, id');
  return rows.map(({ name }) => name);
}

async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

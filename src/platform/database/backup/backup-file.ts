import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { StartError } from '../../errors/start-error';
import { type StoredTable } from './tables';

/*
 * A backup is one compressed file of lines: a line of JSON that says what it is; for each table a line of JSON, its rows
 * as PostgreSQL's COPY writes them, and a line `\.`; at last a line of JSON with the number of rows of each table, so that
 * a file that was cut off is known for what it is.
 */

export const FORMAT = 'rubi-studio-backup/1';
/** The end of a table's rows. COPY escapes every backslash of the data, so no row looks like it. */
export const END_OF_ROWS = '\\.';

export interface Heading {
  readonly format: string;
  readonly product: string;
  readonly made_at: string;
  /** The migrations that the tables were made by. */
  readonly migrations: readonly string[];
}

export interface Ending {
  readonly rows: Readonly<Record<string, number>>;
}

const NEWLINE = 10;

/** Reads a backup line by line. Only a line feed ends a line: a row may hold every other sign. */
export class BackupReader {
  private readonly lines: AsyncGenerator<Buffer, void>;

  /** @param path of the file; beside a source of its own, how that is called */
  constructor(
    private readonly path: string,
    source: Readable = createReadStream(path),
  ) {
    this.lines = linesOf(source);
  }

  /** @throws StartError when it is no backup, or one of a format that we do not know */
  async heading(): Promise<Heading> {
    const heading = await this.json<Heading>().catch(() => undefined);
    if (heading?.format === FORMAT) return heading;
    throw new StartError(`${this.path} is not a backup that this version can read (${FORMAT}).`);
  }

  /** The next table, or the ending after the last one. */
  next(): Promise<StoredTable | Ending> {
    return this.json<StoredTable | Ending>();
  }

  /** The rows of the table that was just announced, each with its line feed. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const line = await this.line();
      if (line.length === END_OF_ROWS.length + 1 && line.toString('latin1') === `${END_OF_ROWS}\n`) return;
      yield line;
    }
  }

  private async json<T>(): Promise<T> {
    return JSON.parse((await this.line()).toString('utf8')) as T;
  }

  private async line(): Promise<Buffer> {
    try {
      const line = await this.lines.next();
      if (line.done !== true) return line.value;
    } catch (cause) {
      throw new StartError(`${this.path} cannot be read: ${(cause as Error).message}.`, { cause });
    }
    throw new StartError(`${this.path} ends in the middle: it was not written to its end.`);
  }
}

async function* linesOf(source: Readable): AsyncGenerator<Buffer, void> {
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  source.pipe(unpacked);
  let begun: Buffer[] = [];
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, from);
      if (end < 0) break;
      yield Buffer.concat([...begun, chunk.subarray(from, end + 1)]);
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
}

import { type Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CastingContext, stringify } from 'csv-stringify';
import {
  DECIMAL_MARKS,
  type DecimalMark,
  type ExportFormat,
  type Separator,
  SEPARATORS,
} from './dto/export.query';

export interface TableExport<Item extends object> {
  readonly name: string;
  readonly format: ExportFormat;
  readonly separator: Separator;
  readonly decimal: DecimalMark;
  readonly bom: boolean;
  /** The columns, in order. */
  readonly columns: readonly (keyof Item & string)[];
  /** Reads the next page; empty at the end. */
  readonly rows: AsyncIterable<Item>;
}

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8' };
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

/**
 * Sends a table of any size as it is read: nothing is held but the page under way, and a reader who is slow slows the
 * reading down. One who goes away ends it.
 */
export async function sendTable<Item extends object>(
  response: Response,
  table: TableExport<Item>,
): Promise<void> {
  response.setHeader('Content-Type', TYPES[table.format]);
  response.setHeader('Content-Disposition', `attachment; filename="${table.name}.${table.format}"`);
  try {
    if (table.format === 'csv') await pipeline(Readable.from(table.rows), csvOf(table), response);
    else await pipeline(Readable.from(jsonOf(table.rows)), response);
  } catch (error) {
    // A reader who went away is nobody's fault; anything else cuts the answer off, so that nobody takes it for whole.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function csvOf<Item extends object>({
  columns,
  separator,
  decimal,
  bom,
}: TableExport<Item>): ReturnType<typeof stringify> {
  return stringify({
    header: true,
    columns: [...columns],
    delimiter: SEPARATORS[separator],
    record_delimiter: 'windows',
    bom,
    cast: {
      string: guarded,
      number: (value) => String(value).replace('.', DECIMAL_MARKS[decimal]),
      object: (value) => JSON.stringify(value),
    },
  });
}

/** Text from outside must not become a formula in a spreadsheet. Numbers are numbers, and stay. */
function guarded(text: string, { header }: CastingContext): string {
  return !header && FORMULA.test(text) ? `'${text}` : text;
}

async function* jsonOf(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let before = '{"data":[\n';
  for await (const row of rows) {
    yield before + JSON.stringify(row);
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : '{"data":[]}\n';
}

/** Reads page after page until one is not full. */
export async function* pages<Row>(
  size: number,
  read: (last: Row | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const page = await read(last);
    yield* page;
    last = page.at(-1);
    if (page.length < size) return;
  }
}

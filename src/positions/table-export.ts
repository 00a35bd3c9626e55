import { type Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CastingContext, stringify } from 'csv-stringify/sync';
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
  /** The rows, page by page. */
  readonly pages: AsyncIterable<readonly Item[]>;
}

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8' };
/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

/**
 * Sends a table of any size as it is read: nothing is held but the page under way, and a reader who is slow slows the
 * reading down. One who goes away ends it. A page is written at once: row by row, passing a million on costs more than
 * reading them.
 */
export async function sendTable<Item extends object>(
  response: Response,
  table: TableExport<Item>,
): Promise<void> {
  response.setHeader('Content-Type', TYPES[table.format]);
  response.setHeader('Content-Disposition', `attachment; filename="${table.name}.${table.format}"`);
  try {
    const text = table.format === 'csv' ? csvOf(table) : jsonOf(table.pages);
    await pipeline(Readable.from(text, { objectMode: false }), response);
  } catch (error) {
    // A reader who went away is nobody's fault; anything else cuts the answer off, so that nobody takes it for whole.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

async function* csvOf<Item extends object>({
  columns,
  separator,
  decimal,
  bom,
  pages,
}: TableExport<Item>): AsyncGenerator<string> {
  const write = (rows: readonly Item[], isFirst: boolean): string =>
    stringify([...rows], {
      header: isFirst,
      columns: [...columns],
      delimiter: SEPARATORS[separator],
      record_delimiter: 'windows',
      bom: bom && isFirst,
      cast: {
        string: guarded,
        number: (value) => String(value).replace('.', DECIMAL_MARKS[decimal]),
        object: (value) => JSON.stringify(value),
      },
    });
  yield write([], true);
  for await (const page of pages) yield write(page, false);
}

/** Text from outside must not become a formula in a spreadsheet. Numbers are numbers, and stay. */
function guarded(text: string, { header }: CastingContext): string {
  return !header && FORMULA.test(text) ? `'${text}` : text;
}

async function* jsonOf(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  let before = '{"data":[\n';
  for await (const page of pages) {
    yield before + page.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]}\n' : '{"data":[]}\n';
}

/** Reads page after page until one is not full; none of them is empty. */
export async function* pages<Row, Body>(
  size: number,
  read: (last: Row | undefined) => Promise<readonly Row[]>,
  body: (row: Row) => Body,
): AsyncGenerator<readonly Body[]> {
  let last: Row | undefined;
  for (;;) {
    const page = await read(last);
    if (page.length > 0) yield page.map(body);
    last = page.at(-1);
    if (page.length < size) return;
  }
}

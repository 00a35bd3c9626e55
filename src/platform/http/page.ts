import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { Transform, type TransformFnParams } from 'class-transformer';
import { RequestError } from './request-error';

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 500;
const MAX_CURSOR_LENGTH = 512;

/** One page of a list. `next_cursor` is null on the last page. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

/** Where a page begins: the sort key of the last row of the page before, in the order of the list's ORDER BY. */
export type CursorKey = readonly (string | number)[];

/**
 * The query every list understands; a room's own query class extends it with its filters.
 * Seeking after a key instead of skipping rows keeps each page as quick as the first, and no row is
 * shown twice or left out when others are added meanwhile.
 */
export class PageQuery {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_LIMIT,
    default: DEFAULT_LIMIT,
    required: false,
    description: 'How many at most',
  })
  @Transform(({ value }: TransformFnParams): unknown => wholeFromText(value))
  @IsOptional()
  @ValidateBy({
    name: 'isLimit',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= MAX_LIMIT,
      defaultMessage: () => `must be a whole number from 1 to ${MAX_LIMIT}`,
    },
  })
  readonly limit: number = DEFAULT_LIMIT;

  @ApiProperty({
    type: String,
    maxLength: MAX_CURSOR_LENGTH,
    required: false,
    description: 'The `next_cursor` of the page before; opaque',
  })
  @IsOptional()
  @ValidateBy({
    name: 'isCursor',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && decode(value) !== undefined,
      defaultMessage: () => 'must be the next_cursor of an earlier answer',
    },
  })
  readonly cursor?: string;
}

/**
 * Makes the page of rows that were read with `LIMIT limit + 1`: the one row too many says that there is a next page,
 * and is not shown.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: shown.map((row) => present(row)), next_cursor: more ? encodeCursor(keyOf(last)) : null };
}

/** Packs a sort key into a text that fits a URL as it is. */
export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/**
 * Unpacks a cursor whose parts satisfy these checks, one check per part, in order.
 * A cursor comes from outside: the parts go into SQL as parameters only, and a cursor of another list is refused.
 *
 * @throws RequestError 422 when the cursor is not one of this list
 */
export function decodeCursor<Key extends CursorKey>(
  cursor: string,
  parts: { readonly [Index in keyof Key]: (part: unknown) => part is Key[Index] },
): Key {
  const key = decode(cursor);
  if (key?.length !== parts.length || !parts.every((holds, index) => holds(key[index]))) {
    throw new RequestError(422, 'REQUEST.INVALID', 'The cursor is not one of this list', {
      errors: [{ pointer: '/cursor', message: 'must be the next_cursor of an earlier answer of this list' }],
    });
  }
  return key as unknown as Key;
}

/** A part of a cursor that is an ISO instant. */
export function isInstantPart(part: unknown): part is string {
  return (
    typeof part === 'string' && part.length <= 40 && !Number.isNaN(Date.parse(part)) && part.endsWith('Z')
  );
}

/** A part of a cursor that is a 64-bit id. */
export function isBigIntPart(part: unknown): part is string {
  return typeof part === 'string' && /^\d{1,18}$/.test(part);
}

/** A part of a cursor that is a UUID. */
export function isUuidPart(part: unknown): part is string {
  return typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part);
}

function decode(cursor: string): CursorKey | undefined {
  if (cursor.length > MAX_CURSOR_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(key) && key.every((part) => typeof part === 'string' || typeof part === 'number')
      ? key
      : undefined;
  } catch {
    return undefined;
  }
}

function wholeFromText(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

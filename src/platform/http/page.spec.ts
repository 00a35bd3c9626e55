import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import {
  type CursorKey,
  decodeCursor,
  encodeCursor,
  isBigIntPart,
  isInstantPart,
  isUuidPart,
  pageOf,
  PageQuery,
} from './page';

const PARTS = [isInstantPart, isBigIntPart] as const;

function faultsOf(query: object): string[] {
  return validateSync(plainToInstance(PageQuery, query)).map((error) => error.property);
}

describe('pageOf', () => {
  const rows = [{ id: '3' }, { id: '2' }, { id: '1' }];

  it('hides the row too many and points behind the last one shown', () => {
    const page = pageOf(
      rows,
      2,
      ({ id }) => [id],
      ({ id }) => id,
    );
    expect(page.data).toEqual(['3', '2']);
    expect(decodeCursor(page.next_cursor ?? '', [isBigIntPart])).toEqual(['2']);
  });

  it('has no next page when there is no row too many', () => {
    expect(
      pageOf(
        rows,
        3,
        ({ id }) => [id],
        ({ id }) => id,
      ).next_cursor,
    ).toBeNull();
    expect(
      pageOf(
        [],
        3,
        () => [],
        () => 0,
      ),
    ).toEqual({ data: [], next_cursor: null });
  });
});

describe('decodeCursor', () => {
  it('gives back the key, and fits a URL', () => {
    const key: CursorKey = ['2025-10-23T10:00:00.123Z', '42'];
    const cursor = encodeCursor(key);
    expect(encodeURIComponent(cursor)).toBe(cursor);
    expect(decodeCursor(cursor, PARTS)).toEqual(key);
  });

  it.each([
    ['of another list', encodeCursor(['42'])],
    ['with more parts', encodeCursor(['2025-10-23T10:00:00Z', '42', 'x'])],
    ['with SQL in it', encodeCursor(['2025-10-23T10:00:00Z', "1' OR '1'='1"])],
    ['that is no cursor', 'bm90IGpzb24'],
    ['that is empty', ''],
  ])('refuses a cursor %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, PARTS)).toThrow('The cursor is not one of this list');
  });

  it('knows a UUID', () => {
    expect(isUuidPart('0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20')).toBe(true);
    expect(isUuidPart('0f9a2f0e')).toBe(false);
  });
});

describe('PageQuery', () => {
  it('asks for 100 rows unless told otherwise', () => {
    expect(plainToInstance(PageQuery, {}).limit).toBe(100);
    expect(plainToInstance(PageQuery, { limit: '7' }).limit).toBe(7);
  });

  it.each([['0'], ['501'], ['100000'], ['-1'], ['abc'], ['1.5'], ['1e2'], [''], [['1', '2']]])(
    'refuses a limit of %j',
    (limit) => {
      expect(faultsOf({ limit })).toEqual(['limit']);
    },
  );

  it.each([['!'], ['bm90IGpzb24'], ['a'.repeat(513)], [['a', 'b']]])('refuses the cursor %j', (cursor) => {
    expect(faultsOf({ cursor })).toEqual(['cursor']);
  });
});

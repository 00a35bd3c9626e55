import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('createTestDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    first = await createTestDatabase();
    second = await createTestDatabase();
  });

  afterAll(async () => {
    await first.drop();
    await second.drop();
  });

  it('gives each caller a migrated database of its own', async () => {
    await first.dataSource.query(
      `INSERT INTO users (email, username, password_hash, created_at, password_changed_at)
       VALUES ('a@example.com', 'anna', 'x', $1, $1)`,
      [new Date('2025-10-23T10:00:00Z')],
    );
    await expect(first.dataSource.query('SELECT username FROM users')).resolves.toEqual([
      { username: 'anna' },
    ]);
    await expect(second.dataSource.query('SELECT username FROM users')).resolves.toEqual([]);
  });

  it.each([
    ['statement_timeout', '2s'],
    ['lock_timeout', '1s'],
    ['idle_in_transaction_session_timeout', '5s'],
    ['TimeZone', 'UTC'],
    ['application_name', 'rubi-studio'],
  ])('connects as the application does: %s is %s', async (name, value) => {
    await expect(first.dataSource.query('SELECT current_setting($1) AS value', [name])).resolves.toEqual([
      { value },
    ]);
  });

  it('reads exact numbers as strings, alone and in arrays', async () => {
    const [row] = await first.dataSource.query<Record<string, unknown>[]>(
      `SELECT 9007199254740993 AS big, 0.10::numeric AS exact, ARRAY[0.10, 0.3]::numeric[] AS list,
              ARRAY[9007199254740993] AS bigs, DATE '2025-10-23' AS day`,
    );
    expect(row).toEqual({
      big: '9007199254740993',
      exact: '0.10',
      list: ['0.10', '0.3'],
      bigs: ['9007199254740993'],
      day: '2025-10-23',
    });
  });
});

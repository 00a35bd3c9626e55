import { Pool } from 'pg';
import { databaseOptions } from '../../src/platform/database/database-options';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('PreparedClient', () => {
  let database: TestDatabase;
  let pool: Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { extra } = databaseOptions({ url: database.url, poolSize: 1 }) as { readonly extra?: object };
    pool = new Pool({ connectionString: database.url, max: 1, ...extra });
    // Its connection may still be on its way out when the database is dropped.
    pool.on('error', () => undefined);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const kept = async (): Promise<string[]> => {
    const { rows } = await pool.query('SELECT statement FROM pg_prepared_statements ORDER BY prepare_time');
    return rows.map(({ statement }: { statement: string }) => statement);
  };

  it('has a statement planned once, however often it runs', async () => {
    for (const number of [1, 2, 3]) await pool.query('SELECT $1::int AS number', [number]);
    expect((await kept()).filter((text) => text.includes('AS number'))).toHaveLength(1);
  });

  it('plans a statement anew whose conditions depend on what is given', async () => {
    const text = 'SELECT 1 FROM users WHERE ($1::text IS NULL OR username = $1)';
    await pool.query(text, [null]);
    expect(await kept()).not.toContain(text);
  });

  it('keeps a plan for each role that asks', async () => {
    const { rows } = await pool.query<{ role: string }>('SELECT current_user AS role');
    await pool.query('SELECT $1::int AS seen', [1]);
    await pool.query(`START TRANSACTION; SET LOCAL ROLE ${rows[0]?.role ?? ''}`);
    await pool.query('SELECT $1::int AS seen', [1]);
    await pool.query('COMMIT');
    await pool.query('SELECT $1::int AS seen', [1]);
    expect((await kept()).filter((text) => text.includes('AS seen'))).toHaveLength(2);
  });

  it('sends statements together and gives each its own answer, also when one before it fails', async () => {
    const client = await pool.connect();
    try {
      const answers = await Promise.allSettled([
        client.query('SELECT $1::int AS a', [1]),
        client.query('SELECT 1 / $1::int AS b', [0]),
        client.query('SELECT $1::int AS c', [3]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(answers[2]).toMatchObject({ value: { rows: [{ c: 3 }] } });
    } finally {
      client.release();
    }
  });

  it('undoes a transaction in which one of several statements failed', async () => {
    const client = await pool.connect();
    try {
      await client.query('START TRANSACTION');
      const written = client.query(
        `INSERT INTO audit_log (actor, action, detail, recorded_at) VALUES ($1, 'tried', '{}', now())`,
        ['test'],
      );
      const answers = await Promise.allSettled([
        written,
        client.query('SELECT 1 / $1::int', [0]),
        client.query('COMMIT'),
      ]);
      expect(answers[1].status).toBe('rejected');
      const { rows } = await client.query(`SELECT 1 FROM audit_log WHERE action = 'tried'`);
      expect(rows).toEqual([]);
    } finally {
      client.release();
    }
  });
});

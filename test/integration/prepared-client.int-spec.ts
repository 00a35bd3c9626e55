import { randomUUID } from 'node:crypto';
import { type EventEmitter } from 'node:events';
import { Pool, type PoolClient } from 'pg';
import { databaseOptions } from '../../src/platform/database/database-options';
import { STEP_BEHIND_WALL } from '../../src/platform/database/owner-wall';
import { eventually } from '../support/eventually';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { withClient } from '../support/test-server';

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
    await pool.query('SELECT $1::int AS seen', [1]);
    const client = await pool.connect();
    await client.query('START TRANSACTION');
    await client.query(STEP_BEHIND_WALL, [randomUUID()]);
    await client.query('SELECT $1::int AS seen', [1]);
    await client.query('COMMIT');
    client.release();
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

  describe('what one transaction sends together', () => {
    let client: PoolClient;
    let answers = 0;
    const ignore = (): void => undefined;
    const count = (): void => {
      answers += 1;
    };

    beforeEach(async () => {
      client = await pool.connect();
      answers = 0;
      client.on('error', ignore);
      inside(client).connection.on('readyForQuery', count);
    });

    afterEach(() => {
      client.off('error', ignore);
      inside(client).connection.off('readyForQuery', count);
      client.release();
    });

    const transaction = async (...statements: readonly [string, unknown[]][]): Promise<unknown[]> => {
      const begun = client.query('START TRANSACTION');
      const sent = statements.map(([text, values]) => client.query(text, values));
      const settled = await Promise.allSettled([begun, ...sent, client.query('COMMIT')]);
      return settled.map((one) => (one.status === 'fulfilled' ? one.value.rows : codeOf(one.reason)));
    };

    it('is answered at once', async () => {
      const numbers = 'SELECT n FROM generate_series(1, $1::int) AS n';
      const first = await transaction([numbers, [2]], ['SELECT $1::text AS word', ['a']], [numbers, [1]]);
      expect(first).toEqual([[], [{ n: 1 }, { n: 2 }], [{ word: 'a' }], [{ n: 1 }], []]);
      expect(answers).toBe(1);
    });

    it('is answered as far as it succeeded, and refused from there as PostgreSQL would refuse it', async () => {
      const divide = 'SELECT 6 / $1::int AS share';
      const failed = await transaction([divide, [2]], [divide, [0]], ['SELECT $1::int AS late', [1]]);
      expect(failed).toEqual([[], [{ share: 3 }], '22012', '25P02', '25P02']);
      // What was not looked at is planned when it is asked the next time, and nobody inherits the failed transaction.
      expect(await transaction(['SELECT $1::int AS late', [1]])).toEqual([[], [{ late: 1 }], []]);
      expect((await client.query('SELECT $1::int AS late', [2])).rows).toEqual([{ late: 2 }]);
    });

    it('does without a statement whose values cannot be written', async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const answered = await transaction(
        ['SELECT $1::int AS before', [1]],
        ['SELECT $1::jsonb AS circle', [circle]],
        ['SELECT $1::int AS after', [2]],
      );
      expect(answered).toEqual([[], [{ before: 1 }], 'TypeError', [{ after: 2 }], []]);
    });

    it('is over when a statement without values comes between', async () => {
      const begun = client.query('START TRANSACTION');
      const first = client.query('SELECT $1::int AS place', [1]);
      const second = client.query('SELECT 2 AS place');
      const third = client.query('SELECT $1::int AS place', [3]);
      await begun;
      const rows = [(await first).rows, (await second).rows, (await third).rows];
      await client.query('ROLLBACK');
      expect(rows).toEqual([[{ place: 1 }], [{ place: 2 }], [{ place: 3 }]]);
    });

    it('is undone, and everybody told, when the line is lost', async () => {
      const killing = withClient(database.url, (another) =>
        eventually(async () => {
          const { rows } = await another.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`,
            [inside(client).processID],
          );
          expect(rows).toHaveLength(1);
        }),
      );
      const answered = await transaction(['SELECT $1::int AS one', [1]], ['SELECT pg_sleep($1)', [5]]);
      await killing;
      expect(answered).toEqual([[], [{ one: 1 }], '57P01', '25P02']);
      const late = await transaction(['SELECT $1::int AS late', [1]]);
      // How the end of the line is told depends on how far it has come.
      expect(late.map((one) => Array.isArray(one))).toEqual([false, false, false]);
      client.release(new Error('lost'));
      client = await pool.connect();
      expect((await client.query('SELECT $1::int AS one', [1])).rows).toEqual([{ one: 1 }]);
    });
  });
});

/** What pg keeps to itself. */
function inside(client: PoolClient): { readonly connection: EventEmitter; readonly processID: number } {
  return client as unknown as { readonly connection: EventEmitter; readonly processID: number };
}

function codeOf(error: unknown): unknown {
  return (error as { readonly code?: string }).code ?? (error as Error).name;
}

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { withClient } from '../support/test-server';
import { readBoard, targetsOf } from './board';
import { describeWith, ROOT, run } from './tool';

const PAGES = ['docs/runbooks', 'docs/guides', 'docs'] as const;

/** Every SQL statement that a page tells its reader to run. */
function statementsOf(): (readonly [string, string])[] {
  return PAGES.flatMap((directory) =>
    readdirSync(join(ROOT, directory))
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => {
        const text = readFileSync(join(ROOT, directory, file), 'utf8');
        const blocks = [...text.matchAll(/^ *```sql\n([\s\S]*?)^ *```$/gm)].map(([, block = '']) => block);
        return blocks
          .join('\n')
          .split(/;\s*$/m)
          .map((statement) => statement.replace(/^\s*--.*$/gm, '').trim())
          .filter((statement) => statement !== '')
          .map((statement) => [`${directory}/${file}`, statement] as const);
      }),
  );
}

/** Grafana's macros and variables, as it would fill them in. */
function filledIn(sql: string): string {
  const nobody = '00000000-0000-0000-0000-000000000000';
  return sql
    .replace(/\$__timeFilter\(([\w.]+)\)/g, "$1 BETWEEN now() - interval '1 day' AND now()")
    .replace(/\$\{account:csv\}/g, `${nobody},${nobody}`)
    .replace(/\$\{trader\}/g, nobody);
}

describe('SQL that people are told to run', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it.each(statementsOf())('%s: %s', async (_page, statement) => {
    // Settings cannot be planned; the others are understood without being done.
    if (/^(EXPLAIN|SHOW|VACUUM|ALTER SYSTEM|CREATE|GRANT|ALTER)\b/.test(statement)) return;
    await database.dataSource.query(`EXPLAIN ${statement}`);
  });
});

describeWith('psql', 'the board of one trader', () => {
  let database: TestDatabase;
  const password = randomBytes(16).toString('hex');

  beforeAll(async () => {
    database = await createTestDatabase();
    const script = join(ROOT, 'monitoring/grafana-reader.sql');
    // Twice: an upgrade runs it again.
    for (let time = 0; time < 2; time += 1) {
      await run(
        'psql',
        database.url,
        '-v',
        'ON_ERROR_STOP=1',
        '-q',
        '-v',
        `password=${password}`,
        '-f',
        script,
      );
    }
  });

  afterAll(() => database.drop());

  const reader = (): string => {
    const url = new URL(database.url);
    url.username = 'rubi_grafana';
    url.password = password;
    return url.href;
  };
  const board = readBoard('grafana-trader.json');
  const queries = [
    ...targetsOf(board).map(({ title, rawSql = '' }) => [title, rawSql] as const),
    ...board.templating.list
      .filter(({ type }) => type === 'query')
      .map(({ name, query }) => [name, query as string] as const),
  ];

  it.each(queries)('%s: Grafana’s account may ask it', async (_title, sql) => {
    await withClient(reader(), (client) => client.query(filledIn(sql)));
  });

  it.each([
    'SELECT password_hash FROM users',
    'SELECT email FROM users',
    'SELECT * FROM api_tokens',
    'SELECT * FROM refresh_tokens',
    'SELECT payload FROM events',
    "UPDATE trading_orders SET message = ''",
  ])('%s: it may not', async (sql) => {
    await expect(withClient(reader(), (client) => client.query(sql))).rejects.toThrow(
      /permission denied|read-only/,
    );
  });
});

import { Transactions } from '../../src/platform/database/transactions';
import { journeysOf, StatementRecorder } from '../support/recorded-statements';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('Transactions', () => {
  let database: TestDatabase;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.dataSource.query('CREATE TABLE notes (id integer PRIMARY KEY)');
    transactions = new Transactions(database.dataSource);
  });
  beforeEach(() => database.dataSource.query('TRUNCATE notes'));
  afterAll(() => database.drop());

  const insert = (id: number): { sql: string; parameters: readonly unknown[] } => ({
    sql: 'INSERT INTO notes VALUES ($1)',
    parameters: [id],
  });
  const notes = async (): Promise<number[]> => {
    const rows = await transactions.query<{ id: number }>('SELECT id FROM notes ORDER BY id');
    return rows.map(({ id }) => id);
  };

  it('keep what was done and what was gathered meanwhile, and then tell', async () => {
    const told: number[][] = [];
    await transactions.run(async (tx) => {
      const gathered: number[] = [];
      tx.beforeCommit(() => gathered.map(insert));
      tx.afterCommit(() => told.push(gathered));
      await tx.query('INSERT INTO notes VALUES ($1)', [1]);
      gathered.push(2, 3);
    });
    expect(await notes()).toEqual([1, 2, 3]);
    expect(told).toEqual([[2, 3]]);
  });

  it('keep and tell nothing when a statement fails that travels with the commit', async () => {
    const told: string[] = [];
    const run = transactions.run(async (tx) => {
      tx.beforeCommit(() => [insert(2), insert(1), insert(3)]);
      tx.afterCommit(() => told.push('committed'));
      await tx.query('INSERT INTO notes VALUES ($1)', [1]);
    });
    await expect(run).rejects.toMatchObject({ code: '23505' });
    expect(await notes()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('keep and tell nothing when a write fails that nobody waited for, and say why', async () => {
    const told: string[] = [];
    const run = transactions.run((tx) => {
      tx.afterCommit(() => told.push('committed'));
      tx.write('INSERT INTO notes VALUES ($1)', [1]);
      tx.write('INSERT INTO notes VALUES ($1)', [1]);
      tx.write('INSERT INTO notes VALUES ($1)', [2]);
      return Promise.resolve();
    });
    await expect(run).rejects.toMatchObject({ code: '23505' });
    const asked = transactions.run(async (tx) => {
      tx.write('SELECT 1 / 0');
      await tx.query('SELECT 1');
    });
    await expect(asked).rejects.toMatchObject({ code: '22012' });
    expect(await notes()).toEqual([]);
    expect(told).toEqual([]);
  });

  it('do not take a failure that somebody caught for a commit', async () => {
    const run = transactions.run(async (tx) => {
      await tx.query('INSERT INTO notes VALUES ($1)', [1]);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(run).rejects.toMatchObject({ code: '22012' });
    expect(await notes()).toEqual([]);
  });

  it.each(['committed', 'failed'])('send nothing more once they have %s', async (how) => {
    let late: () => Promise<unknown> = () => Promise.resolve();
    const run = transactions.run((tx) => {
      late = () => tx.query('INSERT INTO notes VALUES ($1)', [1]);
      return how === 'failed' ? tx.query('SELECT 1 / 0') : Promise.resolve([]);
    });
    await run.catch(() => undefined);
    await expect(late()).rejects.toThrow('The transaction is over');
    expect(await notes()).toEqual([]);
  });

  it('send writes that nobody waits for together with the commit', async () => {
    const recorder = new StatementRecorder();
    await transactions.run(async (tx) => {
      await tx.query('SELECT 1');
      tx.write('INSERT INTO notes VALUES ($1)', [1]);
      await Promise.resolve();
      tx.write('INSERT INTO notes VALUES ($1)', [2]);
    });
    const sent = recorder.take();
    recorder.stop();
    expect(sent.map(({ text }) => text.slice(0, 6))).toEqual([
      'START ',
      'SELECT',
      'INSERT',
      'INSERT',
      'COMMIT',
    ]);
    expect(journeysOf(sent)).toBe(2);
    expect(await notes()).toEqual([1, 2]);
  });

  it('leave the connection as good as new after a failure', async () => {
    const failing = transactions.run((tx) => tx.query('SELECT 1 / 0'));
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    const alone = await Promise.all(
      Array.from({ length: 12 }, () =>
        transactions.query<{ own: boolean }>(`SELECT now() = statement_timestamp() AS own`),
      ),
    );
    expect(alone.flat().every(({ own }) => own)).toBe(true);
  });

  it('send what was gathered last of all, and do not wait before they commit', async () => {
    const recorder = new StatementRecorder();
    await transactions.run(async (tx) => {
      tx.beforeCommit(() => [insert(1)]);
      await tx.query('SELECT 1');
    });
    const texts = recorder.take().map(({ text }) => text);
    recorder.stop();
    expect(texts).toEqual(['START TRANSACTION', 'SELECT 1', insert(1).sql, 'COMMIT']);
    expect(await notes()).toEqual([1]);
  });
});

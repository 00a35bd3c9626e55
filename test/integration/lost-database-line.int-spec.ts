import { DataSource } from 'typeorm';
import { databaseOptions } from '../../src/platform/database/database-options';
import { Transactions } from '../../src/platform/database/transactions';
import { isUnavailability } from '../../src/platform/http/unavailability';
import { LineFaultProxy } from '../chaos/line-fault-proxy';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const POOL_SIZE = 3;

/** What a failover to another host looks like: the lines are dead, nobody says so, and new ones work. */
describe('a line to PostgreSQL that is gone without a word', () => {
  let database: TestDatabase;
  let line: LineFaultProxy;
  let dataSource: DataSource;
  let transactions: Transactions;

  beforeEach(async () => {
    database = await createTestDatabase();
    const url = new URL(database.url);
    line = new LineFaultProxy(Number(url.port));
    url.host = `127.0.0.1:${await line.listen()}`;
    url.searchParams.delete('host');
    dataSource = new DataSource(databaseOptions({ url: url.href, poolSize: POOL_SIZE }));
    await dataSource.initialize();
    transactions = new Transactions(dataSource);
  });

  afterEach(async () => {
    line.cut();
    await dataSource.destroy();
    line.close();
    await database.drop();
  });

  /** As many at once as the pool has lines, so that each of them is used. */
  function askOverAllLines(): Promise<PromiseSettledResult<unknown>[]> {
    const questions = Array.from({ length: POOL_SIZE }, () =>
      transactions.run(async (tx) => {
        await tx.query('SELECT pg_sleep(0.2)');
        return tx.query('SELECT 1 AS one');
      }),
    );
    return Promise.allSettled(questions);
  }

  it('ends what waits for it as unavailable, and is replaced', async () => {
    for (const { status } of await askOverAllLines()) expect(status).toBe('fulfilled');
    line.lose();

    for (const lost of await askOverAllLines()) {
      expect(lost.status === 'rejected' && isUnavailability(lost.reason)).toBe(true);
    }
    for (const { status } of await askOverAllLines()) expect(status).toBe('fulfilled');
  });

  it('does not keep a transaction that was in the middle of its work', async () => {
    const cut = transactions.run(async (tx) => {
      await tx.query('SELECT 1');
      line.lose();
      await tx.query('SELECT 2');
    });
    expect(await cut.then(() => false, isUnavailability)).toBe(true);
  });

  it('leaves a statement alone that was given more time, and is still at work', async () => {
    const work = transactions.run(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = '30s'`);
      return tx.query('SELECT pg_sleep(6)');
    });
    await expect(work).resolves.toHaveLength(1);
  });

  it('leaves statements alone that travel together, and are together silent for longer than one may be', async () => {
    const work = transactions.run((tx) =>
      Promise.all([1.7, 1.7, 1.7].map((seconds) => tx.query('SELECT pg_sleep($1)', [seconds]))),
    );
    await expect(work).resolves.toHaveLength(3);
  });

  it('leaves those alone that have more time and travel with the end of their transaction', async () => {
    const work = transactions.run((tx) => {
      tx.write(`SET LOCAL statement_timeout = '30s'`);
      for (const seconds of [7, 7]) tx.write('SELECT pg_sleep($1)', [seconds]);
      return Promise.resolve('done');
    });
    await expect(work).resolves.toBe('done');
    // And the next transaction of the line has no more time than others.
    const cut = transactions.run(async (tx) => {
      await tx.query('SELECT 1');
      line.lose();
      await tx.query('SELECT 2');
    });
    const startedAt = performance.now();
    expect(await cut.then(() => false, isUnavailability)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  }, 60_000);
});

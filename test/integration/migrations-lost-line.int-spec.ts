import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrationOptions } from '../../src/platform/database/database-options';
import { migrate } from '../../src/platform/database/migrate';
import { StartError } from '../../src/platform/errors/start-error';
import { LineFaultProxy } from '../chaos/line-fault-proxy';
import { eventually } from '../support/eventually';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** Longer than the server may be silent. */
const LONG_SECONDS = 12;

describe('a migration that is at a long statement', () => {
  let database: TestDatabase;
  let line: LineFaultProxy;
  let url: string;
  let blocker: Client;

  beforeEach(async () => {
    database = await createTestDatabase();
    const through = new URL(database.url);
    line = new LineFaultProxy(Number(through.port));
    through.host = `127.0.0.1:${await line.listen()}`;
    through.searchParams.delete('host');
    url = through.href;
    blocker = new Client({ connectionString: database.url });
    await blocker.connect();
    await blocker.query('BEGIN');
    // A migration asks for this table first, and gets no answer as long as it is held.
    await blocker.query('LOCK TABLE migrations IN ACCESS EXCLUSIVE MODE');
  });

  afterEach(async () => {
    await blocker.end();
    line.close();
    await database.drop();
  });

  async function untilItWaits(): Promise<void> {
    await eventually(async () => {
      const waiting = await database.dataSource.query<unknown[]>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      );
      expect(waiting).not.toEqual([]);
    });
  }

  it('is let be, however long it takes, while the server answers', async () => {
    const migrated = migrate(url);
    await untilItWaits();
    await blocker.query(`SELECT pg_sleep(${LONG_SECONDS})`);
    await blocker.query('ROLLBACK');
    await expect(migrated).resolves.toEqual([]);
  });

  it('fails with a sentence when the server is gone without a word, and so does who waits for its turn', async () => {
    const starts = [migrate(url), migrate(url)].map((start) => start.catch((error: unknown) => error));
    await untilItWaits();
    line.lose();
    for (const failure of await Promise.all(starts)) {
      expect(failure).toBeInstanceOf(StartError);
      expect((failure as StartError).message).toMatch(
        /^The database 127\.0\.0\.1:\d+\/\w+ was lost while it was migrated: .+ Start again once it answers\.$/,
      );
    }
  });

  it('is let go by the server, with all that it locked, soon after its own host is gone', async () => {
    const dataSource = await new DataSource(migrationOptions(url)).initialize();
    try {
      await expect(dataSource.query('SHOW tcp_keepalives_idle')).resolves.toEqual([
        { tcp_keepalives_idle: '10' },
      ]);
    } finally {
      await dataSource.destroy();
    }
  });
});

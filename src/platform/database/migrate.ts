import { DataSource } from 'typeorm';
import { migrationOptions } from './database-options';

/** Any number of ours: whoever holds this advisory lock is migrating. */
const MIGRATION_LOCK = 7_822_401;

/**
 * Brings the database to this version. Several processes may start at once: one migrates, the others wait for it.
 * Returns the names of the migrations that were run.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  return withMigrations(url, async (dataSource) =>
    (await dataSource.runMigrations()).map((migration) => migration.name),
  );
}

/** Takes back the last migration and returns its name; null when there is none left. */
export async function revertLastMigration(url: string): Promise<string | null> {
  return withMigrations(url, async (dataSource) => {
    const [last] = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM migrations ORDER BY timestamp DESC, id DESC LIMIT 1',
    );
    if (!last) return null;
    await dataSource.undoLastMigration();
    return last.name;
  });
}

async function withMigrations<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const dataSource = await new DataSource(migrationOptions(url)).initialize();
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      return await work(dataSource);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

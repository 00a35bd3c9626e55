import { DataSource, type MigrationInterface } from 'typeorm';
import { migrationOptions } from './database-options';

/** Any number of ours: whoever holds this advisory lock is migrating. */
const MIGRATION_LOCK = 7_822_401;

/**
 * Brings the database to this version. Several processes may start at once: one migrates, the others wait for it.
 * Returns the names of the migrations that were run.
 *
 * @param only runs no others than these, for a database that is to be as it once was
 */
export async function migrate(url: string, only?: readonly string[]): Promise<readonly string[]> {
  return withMigrations(url, async (dataSource) => {
    if (only) {
      const chosen = dataSource.migrations.filter((migration) => only.includes(nameOf(migration)));
      Object.assign(dataSource, { migrations: chosen });
    }
    const names = (await dataSource.runMigrations()).map((migration) => migration.name);
    if (names.length > 0) await raiseOwnerWalls(dataSource);
    return names;
  });
}

/** The names of all migrations that this version brings. */
export async function knownMigrations(url: string): Promise<readonly string[]> {
  const dataSource = await new DataSource(migrationOptions(url)).initialize();
  try {
    return dataSource.migrations.map(nameOf);
  } finally {
    await dataSource.destroy();
  }
}

function nameOf(migration: MigrationInterface): string {
  return migration.name ?? migration.constructor.name;
}

/** Puts tables that these migrations made behind the wall between owners, once there is one. */
async function raiseOwnerWalls(dataSource: DataSource): Promise<void> {
  const [found] = await dataSource.query<{ walls: boolean }[]>(
    `SELECT to_regprocedure('public.raise_owner_walls()') IS NOT NULL AS walls`,
  );
  if (found?.walls) await dataSource.query('SELECT raise_owner_walls()');
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

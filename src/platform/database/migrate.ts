import { DataSource, type MigrationInterface } from 'typeorm';
import { StartError } from '../errors/start-error';
import { isUnavailability } from '../http/unavailability';
import { migrationOptions } from './database-options';
import { inTurn } from './migration-turn';

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
  try {
    return await inTurn(url, async (lost) => {
      const dataSource = await new DataSource(migrationOptions(url, lost)).initialize();
      try {
        return await work(dataSource);
      } finally {
        await dataSource.destroy();
      }
    });
  } catch (error) {
    throw isUnavailability(error) ? lostDatabase(url, error) : error;
  }
}

/** Each migration is one transaction: what was not finished was not begun. */
function lostDatabase(url: string, cause: unknown): StartError {
  const { host, pathname } = new URL(url);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartError(
    `The database ${host}${pathname} was lost while it was migrated: ${reason}. Start again once it answers.`,
    { cause },
  );
}

import { randomBytes } from 'node:crypto';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { databaseOptions } from '../../src/platform/database/database-options';
import { migrate } from '../../src/platform/database/migrate';
import { RUN_PREFIX, withClient, withDatabase } from './test-server';

/** Small: many test files run at once on one server. */
export const TEST_POOL_SIZE = 6;

export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  /** Closes its connections and removes it. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of one's own, connected as the application connects.
 *
 * @param entities what `dataSource.getRepository` has to know
 */
export async function createTestDatabase(
  entities: NonNullable<DataSourceOptions['entities']> = [],
): Promise<TestDatabase> {
  const { RUBI_TEST_ADMIN_URL: adminUrl, RUBI_TEST_TEMPLATE: template, RUBI_TEST_RUN: run } = process.env;
  if (adminUrl === undefined || template === undefined || run === undefined) {
    throw new Error('No database server is up: name the file *.int-spec.ts or *.e2e-spec.ts');
  }
  const name = `${RUN_PREFIX}${run}_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  return connect(withDatabase(adminUrl, name), entities, async () => {
    await withClient(adminUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  });
}

/** A database on another server, migrated if it is not yet. Dropping it only closes the connections. */
export async function useDatabase(url: string): Promise<TestDatabase> {
  await migrate(url);
  return connect(url, [], () => Promise.resolve());
}

async function connect(
  url: string,
  entities: NonNullable<DataSourceOptions['entities']>,
  remove: () => Promise<void>,
): Promise<TestDatabase> {
  const dataSource = new DataSource({ ...databaseOptions({ url, poolSize: TEST_POOL_SIZE }), entities });
  await dataSource.initialize();
  return {
    url,
    dataSource,
    drop: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await remove();
    },
  };
}

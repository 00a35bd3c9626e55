import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { migrationOptions } from '../../src/platform/database/database-options';
import { migrate, revertLastMigration } from '../../src/platform/database/migrate';
import { HAS_DEBIAN_POSTGRES, startDebianPostgres } from '../support/debian-postgres';
import { RUN_PREFIX, withClient, withDatabase } from '../support/test-server';

jest.setTimeout(60_000);

const ENTITIES = join(__dirname, '../../src/**/*.entity.ts');

interface Server {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** The server of this run of tests: a PostgreSQL 17, or the one that TEST_DATABASE_URL names. */
function serverOfTheRun(): Promise<Server> {
  const adminUrl = process.env['RUBI_TEST_ADMIN_URL'] ?? '';
  return Promise.resolve({ adminUrl, stop: () => Promise.resolve() });
}

/** Everything in the public schema that has a name, with what it is made of. */
async function describeSchema(url: string): Promise<readonly string[]> {
  const sql = `
    SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL
    SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> COALESCE(to_regclass('migrations'), 0)
    UNION ALL
    SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL
    SELECT format('function %s', oid::regprocedure) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('type %s', typname) FROM pg_type
      WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    ORDER BY line`;
  return withClient(url, async (client) => {
    const { rows } = await client.query(sql);
    return (rows as { line: string }[]).map(({ line }) => line);
  });
}

async function changesThatSyncWouldMake(
  url: string,
  entities: (string | (new () => object))[],
): Promise<readonly string[]> {
  const dataSource = await new DataSource({ ...migrationOptions(url), entities }).initialize();
  try {
    if (dataSource.entityMetadatas.length === 0) throw new Error('No entity was found: nothing is compared');
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query);
  } finally {
    await dataSource.destroy();
  }
}

@Entity('users')
class UserWithOneColumnMore {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  readonly id!: string;

  @Column({ name: 'shoe_size', type: 'integer' })
  readonly shoeSize!: number;
}

const servers: readonly (readonly [string, () => Promise<Server>])[] = [
  ['the PostgreSQL of the run', serverOfTheRun],
  ...(HAS_DEBIAN_POSTGRES ? [['PostgreSQL 15', startDebianPostgres] as const] : []),
];

describe.each(servers)('the migrations, on %s', (_, startServer) => {
  const database = `${RUN_PREFIX}${process.env['RUBI_TEST_RUN']}_${randomBytes(6).toString('hex')}`;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = await startServer();
    await withClient(server.adminUrl, (client) => client.query(`CREATE DATABASE ${database}`));
    url = withDatabase(server.adminUrl, database);
  });

  afterAll(async () => {
    await withClient(server.adminUrl, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
    await server.stop();
  });

  it('go up, down to nothing, and up to the same again', async () => {
    const names = await migrate(url);
    expect(names.length).toBeGreaterThan(0);
    const before = await describeSchema(url);

    for (const name of names.toReversed()) await expect(revertLastMigration(url)).resolves.toBe(name);
    expect(await describeSchema(url)).toEqual([]);
    await expect(revertLastMigration(url)).resolves.toBeNull();

    await expect(migrate(url)).resolves.toEqual(names);
    expect(await describeSchema(url)).toEqual(before);
  });

  it('have nothing to do the second time', async () => {
    await expect(migrate(url)).resolves.toEqual([]);
  });

  it('leave nothing for the entities to change', async () => {
    await expect(changesThatSyncWouldMake(url, [ENTITIES])).resolves.toEqual([]);
  });

  it('would show an entity that differs from its table', async () => {
    const changes = await changesThatSyncWouldMake(url, [UserWithOneColumnMore]);
    expect(changes.join()).toContain('"shoe_size"');
  });

  it('are run once when several processes start together', async () => {
    const name = `${database}_together`;
    await withClient(server.adminUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    const together = withDatabase(server.adminUrl, name);
    const runs = await Promise.all([migrate(together), migrate(together), migrate(together)]);
    expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
    await withClient(server.adminUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  });
});

import { randomBytes } from 'node:crypto';
import { migrate } from '../../src/platform/database/migrate';
import { HAS_DEBIAN_POSTGRES, startDebianPostgres } from '../support/debian-postgres';
import { startTestApp, type TestApp } from '../support/test-app';
import { RUN_PREFIX, withClient, withDatabase } from '../support/test-server';
import { TradingDesk } from '../support/trading-desk';

jest.setTimeout(60_000);

const servers = [
  [
    'the PostgreSQL of the run',
    () =>
      Promise.resolve({ adminUrl: process.env['RUBI_TEST_ADMIN_URL'] ?? '', stop: () => Promise.resolve() }),
  ],
  ...(HAS_DEBIAN_POSTGRES ? [['PostgreSQL 15', startDebianPostgres] as const] : []),
] as const;

/** As on a managed database: nobody is a superuser, one login owns the tables, and the service has another. */
describe.each(servers)('a service that owns no table, on %s', (_, startServer) => {
  const name = `${RUN_PREFIX}${process.env['RUBI_TEST_RUN']}_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  let server: Awaited<ReturnType<typeof startServer>>;
  let ownerUrl: string;
  let test: TestApp;

  beforeAll(async () => {
    server = await startServer();
    await withClient(server.adminUrl, async (admin) => {
      await admin.query(`CREATE ROLE ${name}_owner LOGIN CREATEROLE PASSWORD '${password}'`);
      await admin.query(`CREATE DATABASE ${name} OWNER ${name}_owner`);
    });
    // Where other databases have made the roles already, an administrator gives them to the owner.
    await withClient(server.adminUrl, (admin) => admin.query(GIVE.replaceAll('OWNER', `${name}_owner`)));
    ownerUrl = as(`${name}_owner`);
    await migrate(ownerUrl);
    await withClient(ownerUrl, (owner) =>
      owner.query(`CREATE ROLE ${name}_app LOGIN PASSWORD '${password}' IN ROLE rubi_service, rubi_caller`),
    );
    test = await startTestApp({ environment: { DATABASE_URL: as(`${name}_app`) } });
  });

  afterAll(async () => {
    await test.close();
    await withClient(server.adminUrl, async (admin) => {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE ${name}_app`);
      await admin.query(`DROP ROLE ${name}_owner`);
    });
    await server.stop();
  });

  const as = (login: string): string => {
    const url = new URL(withDatabase(server.adminUrl, name));
    url.username = login;
    url.password = password;
    return url.href;
  };

  it('does all its work, behind the wall and before it', async () => {
    const desk = await TradingDesk.open(test, 'trader');
    const session = await desk.connectConnector();
    expect(await desk.decided(desk.signal())).toMatchObject({ status: 'PENDING' });
    const { commands } = (await desk.sync(session)) as { commands: unknown[] };
    expect(commands).toHaveLength(1);
    expect((await desk.person.get('/health')).status).toBe(404);
    expect(await (await fetch(`${test.url}/health`)).json()).toMatchObject({
      checks: { database: { status: 'up' } },
    });
  });

  it.each([
    `UPDATE audit_log SET actor = 'system'`,
    `DELETE FROM audit_log`,
    `TRUNCATE audit_log`,
    `DELETE FROM order_events`,
    `ALTER TABLE audit_log DISABLE TRIGGER ALL`,
    `DROP TRIGGER audit_log_append_only ON audit_log`,
    `SELECT forget_audit_log(now(), 1)`,
  ])('may not rewrite what it has written down: %s', async (sql) => {
    await expect(withClient(as(`${name}_app`), (app) => app.query(sql))).rejects.toThrow(
      /permission denied|must be owner/,
    );
  });

  it.each([`UPDATE audit_log SET actor = 'system'`, `DELETE FROM audit_log`, `TRUNCATE audit_log`])(
    'and the owner does not by mistake: %s',
    async (sql) => {
      await expect(withClient(ownerUrl, (owner) => owner.query(sql))).rejects.toThrow('append-only');
    },
  );

  it('leaves forgetting to the owner, who forgets nothing of the last year', async () => {
    await withClient(ownerUrl, async (owner) => {
      await owner.query(
        `INSERT INTO audit_log (actor, action, detail, recorded_at)
         SELECT 'system', 'test.old', '{}', now() - make_interval(days => age) FROM unnest(ARRAY[1, 364, 367, 4000]) AS age`,
      );
      await owner.query(`SELECT forget_audit_log(now(), 1000)`);
      const { rows } = await owner.query(`SELECT 1 FROM audit_log WHERE action = 'test.old'`);
      expect(rows).toHaveLength(2);
      await expect(owner.query(`DELETE FROM audit_log`)).rejects.toThrow('append-only');
    });
  });

  it('makes and drops months of curves, which belong to the owner', async () => {
    await withClient(as(`${name}_app`), async (app) => {
      await app.query(`SELECT create_account_snapshot_partitions('2021-01-01', 1)`);
      const { rows } = await app.query(`SELECT drop_account_snapshots_before('2021-06-01') AS name`);
      expect(rows).toEqual([{ name: 'account_snapshots_202101' }]);
    });
  });
});

const GIVE = `
  DO $$ BEGIN
    IF to_regrole('rubi_caller') IS NOT NULL THEN
      GRANT rubi_caller, rubi_service TO OWNER WITH ADMIN OPTION;
    END IF;
  END $$`;

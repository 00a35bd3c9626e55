import { execFile } from 'node:child_process';
import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeScratch, type Scratch } from '../support/scratch';
import { builtPrograms } from '../support/server-process';
import { withClient, withDatabase } from '../support/test-server';
import { describeWith, ROOT } from './tool';

const SCRIPT = 'deploy/scaleway/install-database.sh';
const NAME = `rubi_install_${randomBytes(4).toString('hex')}`;

/** As a managed instance has it: a user that owns its database, and may make neither roles nor extensions. */
describeWith('psql', SCRIPT, () => {
  const admin = process.env['RUBI_TEST_ADMIN_URL'] ?? '';
  let scratch: Scratch;
  let url: string;

  beforeAll(async () => {
    scratch = await makeScratch();
    await mkdir(join(scratch.path, 'deploy/scaleway'), { recursive: true });
    await copyFile(join(ROOT, SCRIPT), join(scratch.path, SCRIPT));
    await symlink(await builtPrograms(), join(scratch.path, 'dist'));
    await withClient(admin, async (client) => {
      await client.query(`CREATE ROLE ${NAME} LOGIN PASSWORD 'of-a-test'`);
      await client.query(`CREATE DATABASE ${NAME} OWNER ${NAME} ENCODING 'UTF8' TEMPLATE template0`);
    });
    const address = new URL(withDatabase(admin, NAME));
    address.username = NAME;
    address.password = 'of-a-test';
    url = address.href;
  });

  afterAll(async () => {
    await withClient(admin, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
      await client.query(`DROP ROLE IF EXISTS ${NAME}`);
    });
    await scratch.remove();
  });

  const install = async (address: string): Promise<{ code: number; said: string }> => {
    const { PATH } = process.env;
    try {
      const { stdout } = await promisify(execFile)('bash', [join(scratch.path, SCRIPT)], {
        env: { PATH: `${join(process.execPath, '..')}:${PATH}`, DATABASE_URL: address },
      });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, said: stdout + stderr };
    }
  };

  it('makes all tables, and changes nothing the second time', async () => {
    const first = await install(url);
    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('Done: CreateUsers') as string });
    expect(first.said).toContain('TimescaleDB is not to be had here');
    // The form in which the secret manager keeps it, with a word of Node's own.
    const kept = new URL(url);
    kept.searchParams.set('uselibpqcompat', 'true');
    kept.searchParams.set('sslmode', 'disable');
    expect(await install(kept.href)).toMatchObject({
      code: 0,
      said: expect.stringContaining('The database is up to date.') as string,
    });
  });

  it('says how to raise the second wall, and its words do so', async () => {
    const { said } = await install(url);
    const [, grant = '', raise = ''] = said
      .split('\n')
      .slice(-4, -1)
      .map((line) => line.trim());
    expect(grant).toBe(`GRANT rubi_caller TO ${NAME};`);
    await withClient(admin, (client) => client.query(grant));
    await withClient(url, (client) => client.query(raise));
    expect(await install(url)).toMatchObject({
      code: 0,
      said: expect.stringContaining('PostgreSQL keeps owners apart.') as string,
    });
  });

  it('ends with 2 where it is not told the database', async () => {
    expect(await install('')).toMatchObject({
      code: 2,
      said: expect.stringContaining('DATABASE_URL') as string,
    });
  });
});

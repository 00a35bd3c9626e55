import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { serverAccount } from '../../src/platform/database/embedded/account';
import { locateBinaries, packageDirectory } from '../../src/platform/database/embedded/binaries';
import { EmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres';
import { run } from '../../src/platform/database/embedded/run';
import { StartError } from '../../src/platform/errors/start-error';
import { eventually } from '../support/eventually';
import { makeScratch } from '../support/scratch';

// A database is made, and a process started, several times in most of these.
jest.setTimeout(60_000);

const AS_ROOT = process.getuid?.() === 0;

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function serverPid(dataDirectory: string): Promise<number> {
  const text = await readFile(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').catch(() => '0');
  return Number(text.split('\n')[0]);
}

describe('EmbeddedPostgres', () => {
  let scratch: { path: string; remove(): Promise<void> };
  let dataDirectory: string;
  const running: EmbeddedPostgres[] = [];

  const start = async (): Promise<EmbeddedPostgres> => {
    const postgres = await EmbeddedPostgres.start({ dataDirectory, settings: { fsync: 'off' } });
    running.push(postgres);
    return postgres;
  };

  beforeEach(async () => {
    scratch = await makeScratch();
    dataDirectory = join(scratch.path, 'data');
  });

  afterEach(async () => {
    for (const postgres of running.splice(0)) await postgres.stop().catch(() => undefined);
    await scratch.remove();
  });

  it('makes a PostgreSQL 17 that only this machine reaches and only the password opens', async () => {
    const { url } = await start();
    const [row] = await ask(
      url,
      `SELECT current_setting('server_version_num')::int / 10000 AS major,
              current_setting('listen_addresses') AS host, current_setting('TimeZone') AS zone`,
    );
    expect(row).toEqual({ major: 17, host: '127.0.0.1', zone: 'UTC' });

    const withoutPassword = new URL(url);
    withoutPassword.password = 'a guess';
    await expect(ask(withoutPassword.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    const { mode } = await stat(join(dataDirectory, 'postgres/rubi-studio.password'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('is reached by a socket in its own directory, which nobody else may enter', async () => {
    const { url } = await start();
    const way = `SELECT inet_client_addr() IS NULL AS by_socket`;
    expect(await ask(url, way)).toEqual([{ by_socket: true }]);
    expect((await stat(join(dataDirectory, 'postgres'))).mode & 0o777).toBe(0o700);
    const loopback = new URL(url);
    loopback.search = '';
    expect(await ask(loopback.href, way)).toEqual([{ by_socket: false }]);
  });

  it('is reached by the loopback where the path of its socket would be too long', async () => {
    dataDirectory = join(scratch.path, 'a-long-way-down'.repeat(6));
    const { url } = await start();
    expect(new URL(url).search).toBe('');
    expect(await ask(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('keeps its data over a restart', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const second = await start();
    await expect(ask(second.url, 'SELECT * FROM kept')).resolves.toEqual([{ one: 1 }]);
  });

  it('takes back rights that somebody gave to all, as an unpacked copy has them', async () => {
    const first = await start();
    await first.stop();
    await chmod(join(dataDirectory, 'postgres'), 0o755);
    expect(await ask((await start()).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(dataDirectory, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('adopts a server that runs, and only its last user stops it', async () => {
    const first = await start();
    const pid = await serverPid(dataDirectory);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await serverPid(dataDirectory)).toBe(pid);

    await first.stop();
    await expect(ask(second.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
    await second.stop();
    await expect(ask(second.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
  });

  it('makes one database when two processes start at once in an empty directory', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.url).toBe(first.url);
    await expect(ask(first.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('brings the server back on the same port when it dies under us', async () => {
    const { url } = await start();
    await ask(url, 'CREATE TABLE kept AS SELECT 1 AS one');
    process.kill(await serverPid(dataDirectory), 'SIGKILL');
    await eventually(async () => {
      await expect(ask(url, 'SELECT * FROM kept')).resolves.toEqual([{ one: 1 }]);
    });
  });

  it('starts over a pid file that names a process of somebody else', async () => {
    const first = await start();
    const pidFile = join(dataDirectory, 'postgres/postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    // What a crash of the machine leaves behind, once its process ids are given out again.
    await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
    const second = await start();
    await expect(ask(second.url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('begins anew where a first start was killed half-way', async () => {
    await mkdir(join(dataDirectory, 'postgres.killed.draft'), { recursive: true });
    const { url } = await start();
    await expect(ask(url, 'SELECT 1 AS one')).resolves.toEqual([{ one: 1 }]);
  });

  it('refuses the data of another major, and touches nothing', async () => {
    await (await start()).stop();
    await writeFile(join(dataDirectory, 'postgres/PG_VERSION'), '16\n');
    const refused = start();
    await expect(refused).rejects.toThrow(StartError);
    await expect(refused).rejects.toThrow(/was made by PostgreSQL 16, and this version brings PostgreSQL 17/);
  });

  it('names RUBI_DATA_DIR when the directory is a file', async () => {
    await writeFile(dataDirectory, '');
    await expect(start()).rejects.toThrow(/it is a file\. Set RUBI_DATA_DIR/);
  });

  (AS_ROOT ? it : it.skip)('names RUBI_DATA_DIR when PostgreSQL may not enter where root may', async () => {
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    dataDirectory = join(closed, 'data');
    await expect(start()).rejects.toThrow(/may not go: set RUBI_DATA_DIR/);
  });
});

describe('locateBinaries', () => {
  const machine = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let scratch: { path: string; remove(): Promise<void> };

  beforeEach(async () => {
    scratch = await makeScratch();
  });

  afterEach(async () => {
    await scratch.remove();
  });

  /** The package as npm leaves it when it may run no install scripts: without the libraries' links. */
  async function installWithoutScripts(directory: string): Promise<void> {
    await cp(packageDirectory(machine), directory, { recursive: true, verbatimSymlinks: true });
    const list = await readFile(join(directory, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
    for (const { target } of JSON.parse(list) as { target: string }[]) await rm(join(directory, target));
  }

  it('makes the links that an install without scripts left out', async () => {
    const installed = join(scratch.path, 'installed');
    await installWithoutScripts(installed);
    const { initdb, major } = await locateBinaries(scratch.path, null, installed);
    expect(initdb).toBe(join(installed, 'native/bin/initdb'));
    expect(major).toBe('17');
    expect((await run(initdb, ['--version'], null)).output).toContain('PostgreSQL) 17.');
  });

  (AS_ROOT ? it : it.skip)('copies the programs when they lie where their account may not go', async () => {
    const account = await serverAccount(scratch.path);
    const closed = join(scratch.path, 'closed');
    await mkdir(closed, { mode: 0o700 });
    await installWithoutScripts(join(closed, 'installed'));
    const { initdb } = await locateBinaries(scratch.path, account, join(closed, 'installed'));
    expect(initdb).not.toContain('closed');
    expect((await run(initdb, ['--version'], account)).code).toBe(0);
  });

  it('tells what to do on a machine that no PostgreSQL was built for', () => {
    expect(() => packageDirectory('plan9-mips')).toThrow(/run "npm ci" again, or set DATABASE_URL/);
  });
});

import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isOpenToEverybody } from '../../src/platform/config/data-directory';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { makeScratch } from '../support/scratch';
import { eventually } from '../support/eventually';
import { ServerProcess } from '../support/server-process';

/** Root can become anybody; `nobody` is on every system. */
const NOBODY = 65_534;
// Processes are started several times in most of these.
jest.setTimeout(120_000);

const AS_ROOT = process.getuid?.() === 0;

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

const ORDINARY: readonly [string, User] = ['an ordinary user', AS_ROOT ? { uid: NOBODY, gid: NOBODY } : {}];
const ROOT: readonly [string, User] = ['root', {}];
// In a clone in /root nobody but root can even read the program.
const users = AS_ROOT ? [ROOT, ...(isOpenToEverybody(process.cwd()) ? [ORDINARY] : [])] : [ORDINARY];

async function databasePid(dataDirectory: string): Promise<number | null> {
  const text = await readFile(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : Number(text.split('\n')[0]);
}

describe.each(users)('npm start, as %s', (_, user) => {
  let scratch: { path: string; remove(): Promise<void> };
  let dataDirectory: string;
  let port: number;
  const started: ServerProcess[] = [];

  const spawn = async (
    environment: Readonly<Record<string, string>> = {},
    inShell = false,
  ): Promise<ServerProcess> => {
    const server = await ServerProcess.spawn({
      workingDirectory: scratch.path,
      environment: { API_PORT: String(port), ...environment },
      inShell,
      ...user,
    });
    started.push(server);
    return server;
  };

  // Made once: whoever comes first makes the database, the others find it stopped.
  beforeAll(async () => {
    scratch = await makeScratch();
    if (user.uid !== undefined) await chown(scratch.path, user.uid, user.uid);
    dataDirectory = join(scratch.path, 'data');
  });

  beforeEach(async () => {
    port = await freePort();
  });

  afterEach(async () => {
    for (const server of started.splice(0)) await server.end();
  });

  afterAll(() => scratch.remove());

  it('starts everything, says where it is, and stops everything', async () => {
    const server = await spawn();
    await server.untilReady();
    expect(server.output).toContain(`http://localhost:${port}/api/v1`);
    expect(server.output).toContain(dataDirectory);
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/nothing-here`);
    expect(answer.status).toBe(404);

    await expect(server.end('SIGTERM')).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).toBeNull();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('adopts its database after it was killed, and keeps its secrets, readable by itself only', async () => {
    const killed = await spawn();
    await killed.untilReady();
    await killed.end('SIGKILL');
    const pid = await databasePid(dataDirectory);
    expect(pid).not.toBeNull();
    const secrets = await readFile(join(dataDirectory, 'secrets.json'), 'utf8');
    expect((await stat(join(dataDirectory, 'secrets.json'))).mode & 0o777).toBe(0o600);

    const next = await spawn();
    await next.untilReady();
    expect(await databasePid(dataDirectory)).toBe(pid);
    expect(await readFile(join(dataDirectory, 'secrets.json'), 'utf8')).toBe(secrets);
    await expect(next.end()).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).toBeNull();
  });

  it('refuses a directory it may not write to in one sentence', async () => {
    // Not even root may write in /sys.
    const closed = user.uid === undefined && AS_ROOT ? '/sys' : join(scratch.path, 'closed');
    if (closed !== '/sys') {
      await mkdir(closed);
      await chmod(closed, 0o555);
    }
    const server = await spawn({ RUBI_DATA_DIR: join(closed, 'data') });
    await expect(server.exitCode()).resolves.toBe(1);
    expect(server.output.trim()).toMatch(
      /^The data directory .* cannot be used: .* Set RUBI_DATA_DIR to .*\.$/,
    );
  });

  // The rest does not depend on who runs it.
  if (user !== users[0]?.[1]) return;

  it('leaves the database to another process that uses it', async () => {
    const api = await spawn({ ROLES: 'api' });
    await api.untilReady();
    const worker = await spawn({ ROLES: 'worker' });
    await worker.untilReady();
    await expect(api.end()).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).not.toBeNull();
    await expect(worker.end()).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).toBeNull();
  });

  it('stops cleanly when it is told to while it starts', async () => {
    const server = await spawn();
    while ((await databasePid(dataDirectory)) === null && server.child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await expect(server.end('SIGTERM')).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).toBeNull();
  });

  it('stops in good order when it is told twice at once, as by Ctrl-C under npm', async () => {
    const server = await spawn();
    await server.untilReady();
    server.child.kill('SIGINT');
    server.child.kill('SIGINT');
    server.child.kill('SIGTERM');
    await expect(server.exitCode()).resolves.toBe(0);
    expect(await databasePid(dataDirectory)).toBeNull();
  });

  it('goes on when its database is killed', async () => {
    const server = await spawn();
    await server.untilReady();
    const killed = await databasePid(dataDirectory);
    process.kill(killed ?? 0, 'SIGKILL');
    await eventually(async () => {
      expect(await databasePid(dataDirectory)).not.toBe(killed);
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    });
    await expect(server.end()).resolves.toBe(0);
  });

  it('stops when npm is told to stop, though npm tells its shell only', async () => {
    const shell = await spawn({ npm_lifecycle_event: 'start' }, true);
    await shell.untilReady();
    await shell.end('SIGTERM');
    await eventually(async () => {
      expect(await databasePid(dataDirectory)).toBeNull();
    });
  });

  it('refuses a busy port in one sentence, before it touches anything', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    const server = await spawn();
    await expect(server.exitCode()).resolves.toBe(1);
    other.close();
    expect(server.output.trim()).toBe(
      `Port ${port} is busy: another program listens there. Stop it, or set API_PORT to another port.`,
    );
    expect(await databasePid(dataDirectory)).toBeNull();
  });

  it('lists every fault of its configuration at once', async () => {
    const server = await spawn({
      NODE_ENV: 'production',
      DATABASE_URL: 'mysql://x:hunter2@h/d',
      ROLES: 'cook',
    });
    await expect(server.exitCode()).resolves.toBe(1);
    expect(server.output).toMatch(/DATABASE_URL must be a URL that begins with postgresql:\/\//);
    expect(server.output).toMatch(/ROLES must be a list of api and worker/);
    expect(server.output).not.toContain('hunter2');
  });

  it('says why a database does not let it in, without the password', async () => {
    const url = new URL(process.env['RUBI_TEST_ADMIN_URL'] ?? '');
    url.password = 'hunter2';
    const server = await spawn({ DATABASE_URL: url.href });
    await expect(server.exitCode()).resolves.toBe(1);
    expect(server.output).toMatch(/^The database .* of DATABASE_URL does not let us in: .*password/);
    expect(server.output).not.toContain('hunter2');
  });
});

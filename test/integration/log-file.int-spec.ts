import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { makeScratch } from '../support/scratch';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('the log of a process', () => {
  let database: TestDatabase;
  let scratch: Awaited<ReturnType<typeof makeScratch>>;
  let server: ServerProcess | undefined;
  let url: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    scratch = await makeScratch();
  });

  afterEach(async () => {
    server?.child.kill('SIGKILL');
    server = undefined;
    await database.drop();
    await scratch.remove();
  });

  async function start(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await ServerProcess.spawn({
      workingDirectory: scratch.path,
      environment: {
        DATABASE_URL: database.url,
        API_PORT: String(port),
        LOG_DIR: 'logs',
        LOG_LEVEL: 'INFO',
        ...environment,
      },
    });
    await server.untilReady();
    return server;
  }

  const ask = async (path: string): Promise<number> => {
    const response = await fetch(url + path);
    await response.arrayBuffer();
    return response.status;
  };

  it('is logs/rubi-studio.log and standard output, one line of JSON each, greppable by level', async () => {
    const running = await start();
    await ask('/api/v1/stats');
    // What nobody has thought of: the database loses a table.
    await database.dataSource.query('ALTER TABLE users RENAME TO lost');
    const broken = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"username":"trader1","password":"SecurePassword123!"}',
    });
    expect(broken.status).toBe(500);
    expect(await running.end()).toBe(0);

    const file = join(scratch.path, 'logs/rubi-studio.log');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('@timestamp');
    for (const line of lines) expect(running.output).toContain(line);
    const errors = execFileSync('grep', ['"ERROR"', file], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(errors.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({
        'log.level': 'ERROR',
        'trace.id': broken.headers.get('x-request-id'),
        'error.type': 'QueryFailedError',
      }),
    );
    expect(lines.join('')).not.toContain('SecurePassword123!');
  }, 60_000);

  it('is standard output alone, with one warning, where no file can be written', async () => {
    writeFileSync(join(scratch.path, 'logs'), 'a file where a directory should be');
    const running = await start();
    expect(await ask('/health')).toBe(200);
    expect(await running.end()).toBe(0);
    const warnings = running.output.split('\n').filter((line) => line.includes('"WARN"'));
    expect(warnings.filter((line) => line.includes('lines go to standard output only'))).toHaveLength(1);
    expect(existsSync(join(scratch.path, 'logs/rubi-studio.log'))).toBe(false);
  }, 60_000);

  it('stops neither the service nor its end when nobody reads standard output', async () => {
    const running = await start();
    running.child.stdout?.pause();
    // 2 000 lines of some 450 bytes; a pipe and Node's buffer hold 128 KB.
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/api/v1/stats')));
      expect(new Set(answers)).toEqual(new Set([401]));
    }
    await pause(2_500);
    const file = readFileSync(join(scratch.path, 'logs/rubi-studio.log'), 'utf8');
    expect(file.split('\n').filter((line) => line.includes('"/api/v1/stats"'))).toHaveLength(2_000);

    const ended = once(running.child, 'exit');
    running.child.kill('SIGTERM');
    expect(
      await Promise.race([
        ended.then(([code]: unknown[]) => code),
        pause(15_000, 'still there', { ref: false }),
      ]),
    ).toBe(0);
    running.child.stdout?.resume();
    await running.exitCode();
  }, 60_000);
});

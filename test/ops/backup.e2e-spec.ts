import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Client } from 'pg';
import { AdmissionDesk } from '../../src/live/admission';
import { backUp } from '../../src/platform/database/backup/back-up';
import { restore } from '../../src/platform/database/backup/restore';
import { tablesOf } from '../../src/platform/database/backup/tables';
import { knownMigrations, migrate } from '../../src/platform/database/migrate';
import { HAS_DEBIAN_POSTGRES, startDebianPostgres } from '../support/debian-postgres';
import { ApiClient } from '../support/api-client';
import { logIn } from '../support/people';
import { makeScratch } from '../support/scratch';
import { builtPrograms } from '../support/server-process';
import { startTestApp, type TestApp } from '../support/test-app';
import { RUN_PREFIX, withClient, withDatabase } from '../support/test-server';
import { position, report, TradingDesk } from '../support/trading-desk';

/** Everything that a file format could stumble over. */
const NASTY = 'tab\there, line\nfeed, \r return, \\N, \\., "quotes", \u2028 and é€😀';
const MADE_AT = new Date('2025-10-23T12:00:00Z');

type Rows = Readonly<Record<string, readonly string[]>>;

/** All rows of all tables as text; but for what each server counts from its own beginning. */
async function contentOf(url: string): Promise<Rows> {
  return withClient(url, async (client: Client) => {
    const content: Record<string, string[]> = {};
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT (to_jsonb(t) - 'xact')::text AS row FROM ${name} t ORDER BY 1`,
      );
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  });
}

describe('backup and restore', () => {
  let app: TestApp;
  let scratch: Awaited<ReturnType<typeof makeScratch>>;
  let file: string;
  let content: Rows;
  const made: string[] = [];

  const adminUrl = (): string => process.env['RUBI_TEST_ADMIN_URL'] ?? '';

  async function emptyDatabase(server = adminUrl()): Promise<string> {
    const name = `${RUN_PREFIX}${process.env['RUBI_TEST_RUN']}_${randomBytes(6).toString('hex')}`;
    await withClient(server, (client) =>
      client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`),
    );
    if (server === adminUrl()) made.push(name);
    return withDatabase(server, name);
  }

  beforeAll(async () => {
    scratch = await makeScratch();
    file = join(scratch.path, 'deep/er/backup.gz');
    app = await startTestApp();
    const desk = await TradingDesk.open(app, 'keeper');
    const session = await desk.connectConnector();
    await desk.decided(desk.signal());
    const [command] = await desk.commands(session);
    await desk.sync(session, {
      reports: [report(command?.order_id ?? '', 'FILLED')],
      positions: [position('123456789')],
      complete: true,
    });
    await desk.decided(desk.signal({ symbol: 'NOBODY_KNOWS_IT' }));
    await app.dataSource.query('UPDATE trading_signals SET message = $1', [NASTY]);
    // Long before any partition that is made ahead of time.
    await app.dataSource.query(
      `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
       SELECT id, '2019-01-01', 0.12345678, 99999999999.99999999 FROM trading_accounts`,
    );
    // Last uses are written down a little later, and at the end.
    await app.app.close();
    await backUp(app.databaseUrl, file, MADE_AT);
    content = await contentOf(app.databaseUrl);
  }, 120_000);

  afterAll(async () => {
    await app.dataSource.destroy();
    made.push(new URL(app.databaseUrl).pathname.slice(1));
    await withClient(adminUrl(), async (client) => {
      for (const name of made) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
    await scratch.remove();
  });

  it('writes one file, that only its owner may read, with rows of every room', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const filled = Object.entries(content).filter(([, rows]) => rows.length > 0);
    expect(filled.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'account_snapshots',
        'api_tokens',
        'events',
        'mt5_sessions',
        'order_events',
        'signal_decisions',
        'symbol_specs',
        'trading_accounts',
        'trading_orders',
        'trading_positions',
        'trading_signals',
        'users',
      ]),
    );
  });

  it('brings the same rows back on an empty server', async () => {
    const url = await emptyDatabase();
    const { rows } = await restore(url, file);
    expect(await contentOf(url)).toEqual(content);
    expect(rows).toBe(Object.values(content).flat().length);
  });

  it('goes through standard output and input, for a program without a disk of its own', async () => {
    const command = join(await builtPrograms(), 'src/backup-command.js');
    const ask = (what: string, databaseUrl: string, input?: Buffer): ReturnType<typeof spawnSync> =>
      spawnSync(process.execPath, [command, what, '-'], {
        cwd: scratch.path,
        env: { DATABASE_URL: databaseUrl, LOG_DIR: 'none' },
        maxBuffer: 64 * 1024 * 1024,
        ...(input && { input }),
      });
    const { stdout, stderr } = ask('backup', app.databaseUrl);
    expect(String(stderr)).toMatch(/^\d+ rows of \d+ tables\.\n$/);
    const url = await emptyDatabase();
    const cut = ask('restore', url, Buffer.from(stdout).subarray(0, -20));
    expect([cut.status, String(cut.stderr)]).toEqual([
      1,
      expect.stringMatching(/^What came from standard input /),
    ]);
    expect(ask('restore', url, Buffer.from(stdout))).toMatchObject({ status: 0 });
    expect(await contentOf(url)).toEqual(content);
  });

  const onDebian = HAS_DEBIAN_POSTGRES ? it : it.skip;
  onDebian('brings them to PostgreSQL 15 and back', async () => {
    const debian = await startDebianPostgres();
    try {
      const older = await emptyDatabase(debian.adminUrl);
      await restore(older, file);
      expect(await contentOf(older)).toEqual(content);
      const back = join(scratch.path, 'back.gz');
      await backUp(older, back, MADE_AT);
      const newer = await emptyDatabase();
      await restore(newer, back);
      expect(await contentOf(newer)).toEqual(content);
    } finally {
      await debian.stop();
    }
  });

  it('lets the house go on: logins, the live log, and numbers that nobody has seen', async () => {
    const url = await emptyDatabase();
    await restore(url, file);
    const revived = await startTestApp({ environment: { DATABASE_URL: url } });
    try {
      const keeper = await logIn(new ApiClient(revived.url), 'keeper');
      const known = (await keeper.api.get('/trading/orders')).body['data'] as unknown[];
      expect(known).toHaveLength(content['trading_orders']?.length ?? 0);
      // Readers stop before a transaction that is still to come: none of the events may say that it was written by one.
      const [told] = await revived.dataSource.query<{ events: number; early: number }[]>(
        `SELECT count(*)::int AS events,
                count(*) FILTER (WHERE xact >= pg_snapshot_xmax(pg_current_snapshot()))::int AS early FROM events`,
      );
      expect(told).toEqual({ events: content['events']?.length, early: 0 });
      // A page that followed the lost server comes back with a place in a log that this one does not have.
      const token = keeper.accessToken;
      const lost = { token, after: '99999999999-1' };
      expect(await revived.app.get(AdmissionDesk).admit(lost)).toEqual({
        admitted: false,
        code: 'LIVE.POSITION_UNKNOWN',
      });
      expect(await revived.app.get(AdmissionDesk).admit({ token })).toMatchObject({ admitted: true });
      const desk = await TradingDesk.open(revived, 'newcomer');
      await desk.connectConnector();
      const story = await desk.decided(desk.signal());
      const orders = (content['trading_orders'] ?? []).map((row) => (JSON.parse(row) as { id: number }).id);
      const [decision] = story['decisions'] as { order_id: string }[];
      expect(Number(decision?.order_id)).toBe(Math.max(...orders) + 1_000_001);
    } finally {
      await revived.close();
    }
  });

  it('brings an older backup to this version', async () => {
    const names = await knownMigrations(app.databaseUrl);
    const old = await emptyDatabase();
    await migrate(old, names.slice(0, 3));
    await withClient(old, (client) =>
      client.query(
        `INSERT INTO users (email, username, password_hash, created_at, password_changed_at)
         VALUES ('a@example.com', 'early', 'x', now(), now())`,
      ),
    );
    const early = join(scratch.path, 'early.gz');
    await backUp(old, early, MADE_AT);
    const url = await emptyDatabase();
    await restore(url, early);
    const restored = await contentOf(url);
    expect(Object.keys(restored)).toEqual(Object.keys(content));
    expect(restored['users']).toHaveLength(1);
  });

  describe('refuses', () => {
    async function damaged(name: string, change: (text: string) => string | Buffer): Promise<string> {
      const path = join(scratch.path, name);
      const text = gunzipSync(await readFile(file)).toString('utf8');
      await writeFile(path, gzipSync(change(text)));
      return path;
    }

    it('a database that holds anything', async () => {
      await expect(restore(app.databaseUrl, file)).rejects.toThrow(/is not empty \(\w+ has rows\)/);
      expect(await contentOf(app.databaseUrl)).toEqual(content);
    });

    it.each<readonly [string, (text: string) => string, RegExp]>([
      ['a file that is cut off', (text) => text.slice(0, text.length - 500), /ends in the middle/],
      [
        'a file that lacks rows',
        (text) => text.replace(/^\{"name":"users".*\n.*\n/m, (two) => `${two.split('\n')[0]}\n`),
        /does not hold as many rows|violates foreign key/,
      ],
      ['a file of something else', () => 'hello\nworld\n', /is not a backup/],
      [
        'a file of a newer version',
        (text) => text.replace('"migrations":[', '"migrations":["FromTheFuture29991231",'),
        /knows more than this one \(FromTheFuture29991231\)/,
      ],
    ])('%s, and leaves nothing behind', async (name, change, complaint) => {
      const url = await emptyDatabase();
      const path = await damaged(`${name}.gz`, change);
      await expect(restore(url, path)).rejects.toThrow(complaint);
      const left = await contentOf(url).catch(() => ({}));
      expect(Object.values(left).flat()).toEqual([]);
    });

    it('a file that is not even packed, or not there', async () => {
      const url = await emptyDatabase();
      const path = join(scratch.path, 'plain.gz');
      await writeFile(path, 'plain');
      await expect(restore(url, path)).rejects.toThrow(/is not a backup/);
      await expect(restore(url, join(scratch.path, 'nowhere.gz'))).rejects.toThrow(/nowhere\.gz/);
    });
  });
});

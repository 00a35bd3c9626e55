import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { clusterDirectory } from '../../../src/platform/database/embedded/cluster';
import { EmbeddedPostgres } from '../../../src/platform/database/embedded/embedded-postgres';
import { migrate } from '../../../src/platform/database/migrate';

/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;

/** PostgreSQL as the product brings it, with its durability, and room for pgbench's connections. */
export class BenchDatabase {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly directory: string,
    readonly client: Client,
  ) {}

  static async start(dataDirectory: string): Promise<BenchDatabase> {
    const postgres = await EmbeddedPostgres.start({
      dataDirectory,
      settings: { max_connections: '250' },
    });
    await migrate(postgres.url);
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    return new BenchDatabase(postgres, clusterDirectory(dataDirectory), client);
  }

  get url(): string {
    return this.postgres.url;
  }

  /** Rows of one statement. */
  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, [...parameters])).rows as Row[];
  }

  /** The time that all its processes have used; null where the system does not tell. */
  async cpuMs(): Promise<number | null> {
    try {
      const [pid] = (await readFile(join(this.directory, 'postmaster.pid'), 'utf8')).split('\n');
      let ticks = 0;
      for (const entry of await readdir('/proc')) {
        if (!/^\d+$/.test(entry)) continue;
        const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
        const fields = stat
          .slice(stat.lastIndexOf(')') + 2)
          .split(' ')
          .map(String);
        const [, parent] = fields;
        // utime, stime, and those of children that have ended
        const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
        if (parent === pid) ticks += (user ?? 0) + (system ?? 0);
        if (entry === pid) ticks += (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0);
      }
      return ticks * MS_PER_TICK;
    } catch {
      return null;
    }
  }

  async settings(): Promise<Record<string, string>> {
    const rows = await this.rows<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings
       WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'server_version')`,
    );
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  }

  async stop(): Promise<void> {
    await this.client.end();
    await this.postgres.stop();
  }
}

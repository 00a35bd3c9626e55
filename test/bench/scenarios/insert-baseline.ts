import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { type Bench } from '../scenario';
import { runTool } from '../server/tool';

/** What PostgreSQL itself does with one row per transaction. */
export interface Baseline {
  readonly by: 'pgbench' | 'loop';
  readonly perSecond: number;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS bench_inserts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, symbol text NOT NULL, signal_type text NOT NULL,
    entry_price numeric(20, 8), stop_loss numeric(20, 8), received_at timestamptz NOT NULL)`;
const INSERT = `
  INSERT INTO bench_inserts (symbol, signal_type, entry_price, stop_loss, received_at)
  VALUES ('EURUSD', 'BUY', 1.1, 1.095, now())`;

/** A bare INSERT over so many connections: by pgbench, or by a loop of our own where there is none. */
export async function baseline(bench: Bench, connections: number): Promise<Baseline> {
  await bench.database.rows(TABLE);
  const result =
    (await byPgbench(bench, connections)) ??
    ({ by: 'loop', perSecond: await byLoop(bench, connections) } as const);
  await bench.database.rows('DROP TABLE bench_inserts');
  return result;
}

async function byPgbench(
  { database, sizes, scratch }: Bench,
  connections: number,
): Promise<Baseline | undefined> {
  const script = join(scratch, 'insert.sql');
  await writeFile(script, `${INSERT.trim()};\n`);
  const seconds = Math.max(sizes.name === 'smoke' ? 1 : 5, Math.round((sizes.runMs * sizes.runs) / 1000));
  const output = await runTool('pgbench', [
    ...['-n', '-M', 'prepared', '-f', script, '-T', String(seconds)],
    ...['-c', String(connections), '-j', String(Math.min(2, connections)), database.url],
  ]);
  const perSecond = /tps = ([\d.]+)/.exec(output ?? '')?.[1];
  return perSecond === undefined ? undefined : { by: 'pgbench', perSecond: Number(perSecond) };
}

async function byLoop({ database, sizes }: Bench, connections: number): Promise<number> {
  const pool = new Pool({ connectionString: database.url, max: connections });
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const begun = performance.now();
  const end = begun + sizes.runMs;
  let inserted = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await client.query({ name: 'insert', text: INSERT });
        inserted += 1;
      }
      client.release();
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await pool.end();
  return inserted / seconds;
}

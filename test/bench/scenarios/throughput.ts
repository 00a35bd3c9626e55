import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { medianOf, round } from '../load/latencies';
import { type Outcome } from '../load/job';
import { type Bench, type Finding } from '../scenario';
import { clear, populate } from '../server/population';
import { type ServerUnderTest } from '../server/server-under-test';
import { baseline, type Baseline } from './insert-baseline';
import { NOOP } from './yardstick';

const SIGNALS = '/trading/signals';
const DRAIN_MS = 60_000;

interface Run {
  readonly load: Outcome;
  /** From the first request to the last decision. */
  readonly seconds: number;
  readonly signals: number;
  readonly orders: number;
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number | null;
  readonly statements: number;
}

/** (a) Signals stored and sized to orders per second, beside a no-op and a bare INSERT. */
export async function throughput(bench: Bench): Promise<Finding> {
  const { database, sizes } = bench;
  const seats = await populate(database, { users: sizes.traders, accountsEach: 1 });
  const tokens = seats.map(({ token }) => token);
  const server = await bench.startServer();
  const load = (path: string, connections: number, durationMs: number): Promise<Outcome> =>
    bench.generator.run({ kind: 'closed', port: server.port, path, connections, durationMs, tokens });
  const rows: (string | number | null)[][] = [];
  let last: { ratio: number; orders: number; insert: Baseline } | undefined;
  for (const connections of sizes.connections) {
    await load(NOOP, connections, sizes.warmUpMs);
    await load(SIGNALS, connections, sizes.warmUpMs);
    await drained(bench);
    if (bench.profileDirectory !== null) {
      server.profile(null);
      await load(SIGNALS, connections, sizes.runMs);
      server.profile(join(bench.profileDirectory, `signals-${connections}.cpuprofile`));
      await drained(bench);
    }
    const noops: Outcome[] = [];
    const runs: Run[] = [];
    for (let run = 0; run < sizes.runs; run += 1) {
      noops.push(await load(NOOP, connections, sizes.runMs));
      await clear(database);
      runs.push(await measure(bench, server, () => load(SIGNALS, connections, sizes.runMs)));
    }
    const insert = await baseline(bench, connections);
    const noop = medianOf(noops.map(({ perSecond }) => perSecond));
    const stored = medianOf(runs.map(({ load: { perSecond } }) => perSecond));
    const ordered = medianOf(runs.map(({ orders, seconds }) => orders / seconds));
    const perSignal = (of: (run: Run) => number | null): number =>
      round(medianOf(runs.map((run) => (of(run) ?? Number.NaN) / run.signals)), 3);
    rows.push([
      connections,
      round(noop, 0),
      round(stored, 0),
      round(ordered, 0),
      round(ordered / noop),
      round(insert.perSecond, 0),
      round(ordered / insert.perSecond),
      round(medianOf(runs.map(({ load: { latencyMs } }) => latencyMs.p50))),
      round(medianOf(runs.map(({ load: { latencyMs } }) => latencyMs.p99))),
      perSignal(({ serverCpuMs }) => serverCpuMs),
      perSignal(({ databaseCpuMs }) => databaseCpuMs),
      perSignal(({ load: { cpuMs } }) => cpuMs),
      perSignal(({ statements }) => statements),
      round(medianOf(runs.map(({ orders, signals }) => (100 * orders) / Math.max(1, signals))), 1),
    ]);
    last = { ratio: ordered / noop, orders: ordered, insert };
    bench.say(`  ${connections} connections: ${round(ordered, 0)} orders/s, no-op ${round(noop, 0)}/s`);
    for (const {
      load: { fault },
    } of runs)
      if (fault !== null) bench.say(`  ! ${fault}`);
  }
  await server.stop();
  return {
    letter: 'a',
    title: 'Signals stored and sized to orders',
    columns: [
      'connections',
      'no-op /s',
      'stored /s',
      'orders /s',
      'orders ÷ no-op',
      'INSERT /s',
      'orders ÷ INSERT',
      'p50 ms',
      'p99 ms',
      'server CPU ms/signal',
      'PostgreSQL CPU ms/signal',
      'generator CPU ms/signal',
      'statements/signal',
      '% became orders',
    ],
    rows,
    targets: last
      ? [
          {
            what: 'orders ÷ no-op at the most connections',
            target: '≥ 0.7',
            measured: String(round(last.ratio)),
            met: last.ratio >= 0.7,
          },
          {
            what: 'orders per second ÷ (INSERT per second ÷ 2)',
            target: '≥ 1',
            measured: String(round((2 * last.orders) / last.insert.perSecond)),
            met: 2 * last.orders >= last.insert.perSecond,
          },
        ]
      : [],
    notes: [
      'Orders per second are counted from the first request to the last decision, so that a backlog counts.',
      last?.insert.by === 'pgbench'
        ? 'INSERT is pgbench with one row per transaction, prepared, over as many connections.'
        : 'INSERT is our own loop of one row per transaction, prepared, over as many connections: this machine has no pgbench.',
    ],
  };
}

/** Runs a load and waits until everything it left is decided. */
async function measure(bench: Bench, server: ServerUnderTest, load: () => Promise<Outcome>): Promise<Run> {
  const { database } = bench;
  const before = await server.usage();
  const databaseBefore = await database.cpuMs();
  const begun = performance.now();
  const outcome = await load();
  await drained(bench);
  const seconds = (performance.now() - begun) / 1000;
  const after = await server.usage();
  const databaseAfter = await database.cpuMs();
  const [counted] = await database.rows<{ signals: string; orders: string }>(
    `SELECT (SELECT count(*) FROM trading_signals) AS signals, (SELECT count(*) FROM trading_orders) AS orders`,
  );
  const refusals = await database.rows<{ message: string; count: string }>(
    `SELECT message, count(*) FROM trading_signals WHERE status = 'REJECTED' GROUP BY message ORDER BY count(*) DESC LIMIT 3`,
  );
  for (const { message, count } of refusals) bench.say(`  ! refused ${count} times: ${message}`);
  const sum = (statements: Readonly<Record<string, number>>): number =>
    Object.values(statements).reduce((total, count) => total + count, 0);
  return {
    load: outcome,
    seconds,
    signals: Number(counted?.signals ?? 0),
    orders: Number(counted?.orders ?? 0),
    serverCpuMs: after.cpuMs - before.cpuMs,
    databaseCpuMs: databaseBefore === null || databaseAfter === null ? null : databaseAfter - databaseBefore,
    statements: sum(after.statements) - sum(before.statements),
  };
}

async function drained({ database }: Bench): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  for (;;) {
    const waiting = await database.rows('SELECT 1 FROM trading_signals WHERE decided_at IS NULL LIMIT 1');
    if (waiting.length === 0) return;
    if (performance.now() > deadline) throw new Error('Signals are still undecided after a minute');
    await pause(10);
  }
}

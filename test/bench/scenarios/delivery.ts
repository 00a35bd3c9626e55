import { join } from 'node:path';
import { round } from '../load/latencies';
import { type Bench, type Cell, type Finding, type Target } from '../scenario';
import { clear, populate } from '../server/population';
import { stagesSince, type Stages, stagesOf } from './stages';
import { noopCpuMs } from './yardstick';

const WARM_UP_PER_SECOND = 100;

/** (b) From a signal to its order in the terminal's hands, by doorbell and by the clock of `sync`. */
export async function delivery(bench: Bench): Promise<Finding> {
  const { database, sizes } = bench;
  const seats = await populate(database, { users: sizes.pacedTerminals, accountsEach: 1 });
  const server = await bench.startServer();
  const run = (signalsPerSecond: number, by: 'doorbell' | 'sync', durationMs = sizes.pacedMs) =>
    bench.generator.run({ kind: 'paced', port: server.port, signalsPerSecond, durationMs, seats, by });
  // At a brisk pace: a handful of signals leave the path as slow as it is in its first second of life.
  await run(WARM_UP_PER_SECOND, 'doorbell', 2 * sizes.warmUpMs);
  const noopMs = await noopCpuMs(bench, server, seats);
  const rows: Cell[][] = [];
  const targets: Target[] = [];
  for (const by of ['doorbell', 'sync'] as const) {
    for (const pace of sizes.paces) {
      await clear(database);
      const before = await stagesOf(server);
      const usageBefore = await server.usage();
      const databaseBefore = await database.cpuMs();
      const profile = bench.profileDirectory && join(bench.profileDirectory, `${by}-${pace}.cpuprofile`);
      if (profile !== null) server.profile(null);
      const outcome = await run(pace, by);
      if (profile !== null) server.profile(profile);
      const serverCpuMs = ((await server.usage()).cpuMs - usageBefore.cpuMs) / Math.max(1, outcome.done);
      const databaseCpuMs = ((await database.cpuMs()) ?? NaN) - (databaseBefore ?? NaN);
      const stages: Stages = stagesSince(before, await stagesOf(server));
      const { p50, p95, p99 } = outcome.latencyMs;
      rows.push([
        by,
        pace,
        p50,
        p95,
        p99,
        round(stages['stored'] ?? 0),
        round(stages['decided'] ?? 0),
        round(stages['sent'] ?? 0),
        round(serverCpuMs),
        round(serverCpuMs / noopMs, 1),
        Number.isNaN(databaseCpuMs) ? null : round(databaseCpuMs / Math.max(1, outcome.done)),
        outcome.failed,
      ]);
      bench.say(`  ${by} at ${pace}/s: p50 ${p50} ms, p99 ${p99} ms`);
      if (outcome.fault !== null) bench.say(`  ! ${outcome.fault}`);
      if (by === 'doorbell' && pace === 100) {
        targets.push(
          {
            what: 'signal to terminal, p99 at 100/s by doorbell',
            target: '< 50 ms',
            measured: `${p99} ms`,
            met: p99 < 50,
          },
          {
            what: 'signal to terminal, median at 100/s by doorbell',
            target: '< 20 ms',
            measured: `${p50} ms`,
            met: p50 < 20,
          },
        );
      }
    }
  }
  await server.stop();
  return {
    letter: 'b',
    title: 'From a signal to its order in the terminal’s hands',
    columns: [
      'by',
      'signals /s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'stored, mean ms',
      'decided, mean ms',
      'sent, mean ms',
      'server CPU ms/signal',
      'in no-ops',
      'PostgreSQL CPU ms/signal',
      'failed',
    ],
    rows,
    targets,
    notes: [
      `${sizes.pacedTerminals} terminals. Times count from the moment at which a signal was due, by the generator’s clock; the stages are the server’s own, from its receipt.`,
      `In this run a no-op POST cost the server ${round(noopMs)} ms of CPU. What a signal costs includes the calls of all terminals, also of those that have nothing to tell.`,
      'By sync, a terminal asks when the last answer told it to: once a second while nothing is under way.',
    ],
  };
}

import { join } from 'node:path';
import { round } from '../load/latencies';
import { type Bench, type Cell, type Finding, type Target } from '../scenario';
import { clear, populate } from '../server/population';
import { type Usage } from '../server/usage';
import { noopCpuMs } from './yardstick';

const POSITIONS = 10;
/** So many more terminals come and go before. */
const WARM_UP_SHARE = 0.1;
/** What is measured against; more terminals show where the machine ends. */
const PROMISED = 1_000;

/** (c) Terminals that synchronise once a second, ten positions moving on each. */
export async function terminals(bench: Bench): Promise<Finding> {
  const { database, generator, sizes } = bench;
  const rows: Cell[][] = [];
  const targets: Target[] = [];
  for (const count of sizes.terminals) {
    await database.rows('TRUNCATE users CASCADE');
    const crew = Math.max(1, Math.round(count * WARM_UP_SHARE));
    const everybody = await populate(database, { users: count + crew, accountsEach: 1 });
    await clear(database);
    const server = await bench.startServer();
    const [seats, others] = [everybody.slice(crew), everybody.slice(0, crew)];
    const noopMs = await noopCpuMs(bench, server, others);
    const once = { kind: 'terminals', port: server.port, positionsEach: POSITIONS } as const;
    // What a process needs to serve at all is no terminal's: others bring it up to that first.
    await generator.run({ ...once, seats: others, durationMs: sizes.warmUpMs });
    server.collectGarbage();
    const idle = await server.usage();
    let before: Promise<readonly [Usage, number | null]> | undefined;
    const profile = bench.profileDirectory && join(bench.profileDirectory, `terminals-${count}.cpuprofile`);
    const outcome = await generator.run({ ...once, seats, durationMs: sizes.terminalsMs }, () => {
      before = Promise.all([server.usage(), database.cpuMs()]);
      if (profile !== null) server.profile(null);
    });
    if (profile !== null) server.profile(profile);
    server.collectGarbage();
    const after = await server.usage();
    const databaseAfter = await database.cpuMs();
    const [first, databaseFirst] = (await before) ?? [idle, null];
    const cpu = (after.cpuMs - first.cpuMs) / 1000 / outcome.seconds;
    const databaseCpu =
      databaseAfter === null || databaseFirst === null
        ? null
        : (databaseAfter - databaseFirst) / 1000 / outcome.seconds;
    const kilobytes = (after.residentBytes - idle.residentBytes) / 1000 / count;
    rows.push([
      count,
      round(outcome.perSecond, 0),
      round(cpu),
      round((cpu * 1000) / Math.max(1, outcome.perSecond) / noopMs, 1),
      databaseCpu === null ? null : round(databaseCpu),
      outcome.latencyMs.p50,
      outcome.latencyMs.p99,
      round(kilobytes, 1),
      round((after.heapUsedBytes - idle.heapUsedBytes) / 1000 / count, 1),
      round(outcome.bytesUp / Math.max(1, outcome.done), 0),
      round(outcome.bytesDown / Math.max(1, outcome.done), 0),
      outcome.failed,
    ]);
    bench.say(`  ${count} terminals: ${round(cpu)} cores, p99 ${outcome.latencyMs.p99} ms`);
    if (outcome.fault !== null) bench.say(`  ! ${outcome.fault}`);
    if (count === PROMISED) {
      const kept = outcome.perSecond >= 0.95 * count;
      targets.push(
        {
          what: '1,000 terminals, server CPU',
          target: '< 0.5 of a core, all served in time',
          measured: `${round(cpu)} of a core, ${round(outcome.perSecond, 0)} answers/s`,
          met: cpu < 0.5 && kept,
        },
        {
          what: '1,000 terminals, memory each',
          target: '< 100 kB',
          measured: `${round(kilobytes, 1)} kB`,
          met: kilobytes < 100,
        },
      );
    }
    await server.stop();
  }
  return {
    letter: 'c',
    title: 'Terminals that synchronise once a second',
    columns: [
      'terminals',
      'answers /s',
      'server, cores',
      'no-ops/answer',
      'PostgreSQL, cores',
      'p50 ms',
      'p99 ms',
      'resident kB each',
      'heap kB each',
      'bytes up',
      'bytes down',
      'failed',
    ],
    rows,
    targets,
    notes: [
      `${POSITIONS} positions each, all repriced with every call; the whole list is sent every half a minute, prices alone in between. Latency counts from when a call was due. What an answer costs the server is told beside what a no-op POST does. Memory is what the server holds more than after serving a tenth as many others, garbage that nobody needed to collect included; the heap is what lives.`,
    ],
  };
}

import { round } from '../load/latencies';
import { type Bench, type Finding } from '../scenario';
import { populate } from '../server/population';
import { type Usage } from '../server/usage';

/** Owners that the followers are spread over. */
const OWNERS = 10;

/** (g) Live sockets that follow the news, and how soon they all have it. */
export async function sockets(bench: Bench): Promise<Finding> {
  const { database, generator, sizes } = bench;
  const seats = await populate(database, { users: Math.min(OWNERS, sizes.sockets), accountsEach: 1 });
  const server = await bench.startServer();
  server.collectGarbage();
  const idle = await server.usage();
  let open: Promise<Usage> | undefined;
  const job = { sockets: sizes.sockets, seats, signals: sizes.socketSignals } as const;
  const outcome = await generator.run({ kind: 'sockets', port: server.port, ...job }, () => {
    server.collectGarbage();
    open = server.usage();
  });
  const held = (await open) ?? idle;
  const after = await server.usage();
  const kilobytes = (held.residentBytes - idle.residentBytes) / 1000 / sizes.sockets;
  const cpuPerMessage = (1000 * (after.cpuMs - held.cpuMs)) / Math.max(1, outcome.done);
  bench.say(`  ${sizes.sockets} sockets: ${round(kilobytes, 1)} kB each, p99 ${outcome.latencyMs.p99} ms`);
  if (outcome.fault !== null) bench.say(`  ! ${outcome.fault}`);
  await server.stop();
  return {
    letter: 'g',
    title: 'Live sockets',
    columns: [
      'sockets',
      'resident kB each',
      'p50 ms to a follower',
      'p95 ms',
      'p99 ms',
      'CPU µs per message',
      'opening, CPU ms each',
      'failed',
    ],
    rows: [
      [
        sizes.sockets,
        round(kilobytes, 1),
        outcome.latencyMs.p50,
        outcome.latencyMs.p95,
        outcome.latencyMs.p99,
        round(cpuPerMessage, 1),
        round((held.cpuMs - idle.cpuMs) / sizes.sockets),
        outcome.failed,
      ],
    ],
    targets: [
      {
        what: `${sizes.sockets.toLocaleString('en')} live sockets, followers that heard everything`,
        target: 'all',
        measured: outcome.failed === 0 ? 'all' : `${outcome.failed} did not`,
        met: outcome.failed === 0,
      },
    ],
    notes: [
      `Spread over ${seats.length} owners. Each signal is news for a tenth of the sockets; the time counts from its sending to each follower’s receipt.`,
    ],
  };
}

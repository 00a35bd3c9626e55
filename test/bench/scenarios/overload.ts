import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../../support/api-client';
import { registerPerson } from '../../support/people';
import { CROWD_KINDS, type CrowdJob, type CrowdKind, type CrowdOutcome, type CrowdShare } from '../load/job';
import { round } from '../load/latencies';
import { type Bench, type Cell, type Finding, type Target } from '../scenario';
import { populate } from '../server/population';
import { type ServerUnderTest } from '../server/server-under-test';

const TIMES = [1, 5] as const;
const LOOK_AT_MEMORY_EVERY_MS = 250;
const MEGABYTE = 2 ** 20;
/** The most that the slowest hundredth of the admitted may be slower than at capacity. */
const SLOWER = 3;
const GROWN = 1.25;
const STILL_DONE = 0.5;

interface Crowd {
  readonly name: string;
  readonly outcome: CrowdOutcome;
  readonly residentMb: number;
}

/** (h) Five times what can be done: who is let in, who is refused, and how long either takes. */
export async function overload(bench: Bench): Promise<Finding> {
  const { sizes, generator } = bench;
  const seats = await populate(bench.database, { users: sizes.crowdTerminals, accountsEach: 1 });
  const server = await bench.startServer();
  const person = await registerPerson(new ApiClient(server.url), 'killer');
  const ask = async (name: string, pace: CrowdJob['pace'], durationMs: number): Promise<Crowd> => {
    const watch = watchMemory(server);
    const { port } = server;
    const job = { kind: 'crowd', port, durationMs, pace, seats, killToken: person.accessToken } as const;
    const outcome = await generator.run(job);
    const { admitted } = outcome.kinds.signal;
    bench.say(`  ${name}: ${round(outcome.perSecond, 0)} served /s, signals p99 ${admitted.p99} ms`);
    if (outcome.fault !== null) bench.say(`  ! ${outcome.fault}`);
    return { name, outcome, residentMb: await watch.peakMb() };
  };
  await ask('warm-up', { connections: sizes.crowdConnections }, 2 * sizes.warmUpMs);
  const capacity = await ask('capacity', { connections: sizes.crowdConnections }, sizes.crowdMs);
  const crowds = [capacity];
  for (const times of TIMES) {
    const perSecond = Math.max(1, times * capacity.outcome.perSecond);
    crowds.push(await ask(`${times}×`, { perSecond }, sizes.crowdMs));
  }
  await server.stop();
  return {
    letter: 'h',
    title: 'Five times what can be done',
    columns: [
      'asked',
      'of',
      'asked /s',
      'served /s',
      '% refused',
      'served p50 ms',
      'served p99 ms',
      'refused p50 ms',
      'refused p99 ms',
      'unavailable',
      'failed',
      'peak MB',
      'served again after ms',
    ],
    rows: crowds.flatMap((each) => CROWD_KINDS.map((kind) => rowOf(each, kind, sizes.crowdMs / 1000))),
    targets: targetsOf(capacity, crowds.at(-1) ?? capacity),
    notes: [
      `"capacity" is a closed loop of ${sizes.crowdConnections} connections: half reads, a third signals, a tenth syncs, a twentieth reports, and the kill switch four times a second. "1×" and "5×" send the same mixture when it is due, answered or not; times count from then on.`,
      'A refusal counts only with 503, its code and Retry-After; "unavailable" was let in and then given up by the database.',
    ],
  };
}

function rowOf({ name, outcome, residentMb }: Crowd, kind: CrowdKind, seconds: number): Cell[] {
  const { asked, admitted, refused, unavailable, failed } = outcome.kinds[kind];
  const or = ({ count }: CrowdShare['admitted'], value: number): Cell => (count === 0 ? null : value);
  return [
    name,
    kind,
    round(asked / seconds, 0),
    round(admitted.count / seconds, 0),
    round((100 * refused.count) / Math.max(1, asked), 1),
    or(admitted, admitted.p50),
    or(admitted, admitted.p99),
    or(refused, refused.p50),
    or(refused, refused.p99),
    unavailable,
    failed,
    round(residentMb, 0),
    round(outcome.recoveredMs, 0),
  ];
}

function targetsOf(capacity: Crowd, crowd: Crowd): Target[] {
  const { signal, read, report, kill } = crowd.outcome.kinds;
  const refusals = [signal.refused, read.refused].filter(({ count }) => count > 0);
  const refusedMs = Math.max(0, ...refusals.map(({ p50 }) => p50));
  const slower = signal.admitted.p99 / Math.max(1, capacity.outcome.kinds.signal.admitted.p99);
  const stillDone = crowd.outcome.perSecond / Math.max(1, capacity.outcome.perSecond);
  const grown = crowd.residentMb / Math.max(1, capacity.residentMb);
  const through = report.admitted.count + kill.admitted.count;
  const asked = report.asked + kill.asked;
  return [
    {
      what: 'p99 of admitted signals at 5× ÷ at capacity',
      target: `≤ ${SLOWER}`,
      measured: String(round(slower)),
      met: slower <= SLOWER,
    },
    {
      what: 'median refusal ÷ median of the admitted signals at 5×',
      target: '< 1',
      measured: String(round(refusedMs / Math.max(1, signal.admitted.p50))),
      met: refusedMs < Math.max(1, signal.admitted.p50),
    },
    {
      what: 'reports and kill switches that were served at 5×',
      target: 'all',
      measured: `${through} of ${asked}`,
      met: through === asked,
    },
    {
      what: 'served per second at 5× ÷ at capacity',
      target: `≥ ${STILL_DONE}`,
      measured: String(round(stillDone)),
      met: stillDone >= STILL_DONE,
    },
    {
      what: 'most memory at 5× ÷ at capacity',
      target: `≤ ${GROWN}`,
      measured: String(round(grown)),
      met: grown <= GROWN,
    },
    {
      what: 'served again after 5×',
      target: '< 1000 ms',
      measured: `${round(crowd.outcome.recoveredMs, 0)} ms`,
      met: crowd.outcome.recoveredMs < 1000,
    },
  ];
}

/** The most memory that a server takes until it is asked for it. */
function watchMemory(server: ServerUnderTest): { peakMb: () => Promise<number> } {
  const over = new AbortController();
  const watching = (async () => {
    let peak = 0;
    do {
      peak = Math.max(peak, (await server.usage()).residentBytes / MEGABYTE);
      await pause(LOOK_AT_MEMORY_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
    } while (!over.signal.aborted);
    return peak;
  })();
  return {
    peakMb: () => {
      over.abort();
      return watching;
    },
  };
}

import { type Bench, type Cell, type Finding, type Target } from '../scenario';
import { populate } from '../server/population';
import { measureCurves } from '../history/curves';
import { measureExports } from '../history/exports';
import { measureFigures } from '../history/figures';
import { type Asked } from '../history/asked';

const MOST_MS = { '/stats/performance': 200, '/stats/equity': 100 } as const;
const MOST_GROWN_MEGABYTES = 150;

/** (i) One account that has traded for years, curves of many, and everything as a file. */
export async function history(bench: Bench): Promise<Finding> {
  const seats = await populate(bench.database, { users: bench.sizes.curves, accountsEach: 1 });
  const [trader] = seats;
  if (!trader) throw new Error('Nobody has a history');
  const figures = await measureFigures(bench, trader);
  const exports = await measureExports(bench, trader, figures.deals);
  const curves = await measureCurves(bench, seats);
  const asked = [...figures.asked, ...curves.asked];
  const grown = Math.max(...exports.map(({ grownMegabytes }) => grownMegabytes));
  return {
    letter: 'i',
    title: 'A long history',
    columns: ['call', 'what', 'ms', 'CPU ms of the server', 'CPU ms of PostgreSQL', 'kB'],
    rows: [...asked.map(rowOf), ...exports.map(({ asked: whole }) => rowOf(whole))],
    targets: [
      slowest(asked, '/stats/performance'),
      slowest(asked, '/stats/equity'),
      {
        what: `memory that an export of ${figures.deals.toLocaleString('en')} rows adds to the server at its peak`,
        target: `< ${MOST_GROWN_MEGABYTES} MB`,
        measured: exports.map(({ name, grownMegabytes }) => `${name} ${grownMegabytes} MB`).join(', '),
        met: grown < MOST_GROWN_MEGABYTES,
      },
    ],
    notes: [
      `One account with ${figures.deals.toLocaleString('en')} deals, all of them read the first time; medians of ${bench.sizes.historyCalls} calls after that.`,
      `${curves.snapshots.toLocaleString('en')} snapshots of ${seats.length} accounts, one every ten seconds while markets are open, as terminals write them.`,
      'Files are sent by a server whose heap is bounded as k8s/base bounds it.',
      'A new deal, or a new snapshot, is stored just before the call that is measured; CPU is that of the whole process meanwhile.',
    ],
  };
}

/** What is asked the first time sums everything up: it is told, and not held to the target. */
function slowest(asked: readonly Asked[], path: keyof typeof MOST_MS): Target {
  const worst = asked
    .filter((each) => each.call.startsWith(path) && !each.isFirst)
    .reduce((one, other) => (other.ms > one.ms ? other : one));
  return {
    what: `GET ${path} after the first time, at its slowest`,
    target: `< ${MOST_MS[path]} ms`,
    measured: `${worst.ms} ms (${worst.what})`,
    met: worst.ms < MOST_MS[path],
  };
}

function rowOf({ call, what, ms, serverCpuMs, databaseCpuMs, kilobytes }: Asked): Cell[] {
  return [call, what, ms, serverCpuMs, databaseCpuMs, kilobytes];
}

import type { Bucket, Day } from '../../api/statistics';

const DAY_SECONDS = 86_400;

/** What an account was worth at moments in rising order; null where it is not known. */
export interface Curve {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly balance: readonly (number | null)[];
  readonly equity: readonly (number | null)[];
}

/** How far below its highest point something was: 0 at the top, −0.1 ten percent below. */
export interface Underwater {
  readonly times: readonly number[];
  readonly balance: readonly (number | null)[];
  readonly equity: readonly (number | null)[];
}

export interface Flow {
  readonly time: number;
  readonly amount: number;
}

export function flowsOf(days: readonly Day[]): Flow[] {
  return days.flatMap(({ flows }) =>
    flows.map(({ time, amount }) => ({ time: Date.parse(time) / 1000, amount })),
  );
}

/**
 * Balance by the books and equity as it was recorded, put together. A day or a bucket is worth its last value at its end,
 * or now if that is earlier. The books reach back further than the recordings: there the equity is not known. An
 * account begins with its first deposit, not at nothing.
 */
export function curveOf(
  days: readonly Day[],
  buckets: readonly Bucket[],
  bucketSeconds: number,
  now: number,
): Curve {
  const points = new Map<number, { balance: number | null; equity: number | null }>();
  const first = days[0];
  if (first?.balance) {
    const [opening] = first.flows;
    const found = buckets.find(({ time }) => Date.parse(time) / 1000 >= startOf(first));
    if (found && wasUntouched(first, found)) {
      points.set(Date.parse(found.time) / 1000, { balance: found.balance.start, equity: found.equity.start });
    } else if (first.balance.start !== 0) {
      points.set(startOf(first), { balance: first.balance.start, equity: null });
    } else if (opening)
      points.set(Date.parse(opening.time) / 1000, { balance: opening.amount, equity: null });
  }
  for (const day of days) {
    const end = Math.min(startOf(day) + DAY_SECONDS, now);
    if (day.balance) points.set(end, { balance: day.balance.last, equity: null });
  }
  for (const bucket of buckets) {
    const end = Math.min(Date.parse(bucket.time) / 1000 + bucketSeconds, now);
    const known = points.get(end)?.balance;
    points.set(end, { balance: known ?? bucket.balance.last, equity: bucket.equity.last });
  }
  const inOrder = [...points].sort(([a], [b]) => a - b);
  return {
    times: inOrder.map(([time]) => time),
    balance: inOrder.map(([, { balance }]) => balance),
    equity: inOrder.map(([, { equity }]) => equity),
  };
}

/** With what is paid in or out the peak moves along: a withdrawal is no loss. */
export function underwaterOf({ times, balance, equity }: Curve, flows: readonly Flow[]): Underwater {
  return { times, balance: below(times, balance, flows), equity: below(times, equity, flows) };
}

function below(
  times: readonly number[],
  values: readonly (number | null)[],
  flows: readonly Flow[],
): (number | null)[] {
  let peak: number | null = null;
  let next = 0;
  return values.map((value, index) => {
    for (let flow = flows[next]; flow && flow.time <= (times[index] ?? 0); flow = flows[(next += 1)]) {
      if (peak !== null) peak += flow.amount;
    }
    if (value === null) return null;
    peak = Math.max(peak ?? value, value);
    return peak > 0 ? (value - peak) / peak : null;
  });
}

/** The sum of results up to each day's end; begins at nothing. */
export function resultsOf(days: readonly Day[], now: number): { times: number[]; totals: number[] } {
  const [first] = days;
  const times = first ? [startOf(first)] : [];
  const totals = first ? [0] : [];
  let total = 0;
  for (const day of days) {
    total += day.profit;
    times.push(Math.min(startOf(day) + DAY_SECONDS, now));
    totals.push(total);
  }
  return { times, totals };
}

/** Whether the first recording of an account came in its first day and before its first trade: then the curve begins there. */
function wasUntouched(first: Day, found: Bucket): boolean {
  const isOfThatDay = Date.parse(found.time) / 1000 < startOf(first) + DAY_SECONDS;
  return isOfThatDay && first.flows.length === 0 && found.balance.start === first.balance?.start;
}

function startOf({ day }: Day): number {
  return Date.parse(day) / 1000;
}

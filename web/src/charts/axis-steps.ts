const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** The finest thing that a label under a time axis tells. */
export type Grain = 'minute' | 'day' | 'month';

const FINEST: Readonly<Record<Grain, number>> = { minute: MINUTE, day: DAY, month: MONTH };

/** Distances in seconds that people count in; the chart knows that months and years are not all as long. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((count) => count * HOUR),
  ...[1, 2, 3, 5, 7, 10, 15].map((count) => count * DAY),
  ...[1, 2, 3, 4, 6].map((count) => count * MONTH),
  ...[1, 2, 5, 10].map((count) => count * YEAR),
];

/** What the labels of an axis tell that spans so many seconds. */
export function grainOf(spanSeconds: number): Grain {
  if (spanSeconds < 2 * DAY) return 'minute';
  return spanSeconds > 366 * DAY ? 'month' : 'day';
}

/** How far apart the marks of an axis may stand: never so near that two of them would be labelled alike. */
export function stepsOf(grain: Grain): number[] {
  return STEPS.filter((step) => step >= FINEST[grain]);
}

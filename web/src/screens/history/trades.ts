import type { Deal } from '../../api/queries';
import { isTrade, resultOf } from '../dashboard/today';

/** One day's closed result, and the sum of all days up to it. */
export interface DayResult {
  readonly day: string;
  readonly result: number;
  readonly total: number;
  readonly trades: number;
}

/** Results by day, oldest first. Days without a deal are not invented. */
export function byDay(deals: readonly Deal[], dayOf: (instant: string) => string): DayResult[] {
  const days = new Map<string, { result: number; trades: number }>();
  for (const deal of deals) {
    if (!isTrade(deal)) continue;
    const day = dayOf(deal.time);
    const sum = days.get(day) ?? { result: 0, trades: 0 };
    sum.result += resultOf(deal);
    sum.trades += deal.entry === 'IN' ? 0 : 1;
    days.set(day, sum);
  }
  let total = 0;
  return [...days.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, { result, trades }]) => {
      total += result;
      return { day, result, total, trades };
    });
}

/** The sum of results after each deal, oldest first: seconds since 1970, and money. Begins at nothing. */
export function curveOf(deals: readonly Deal[]): readonly [times: number[], totals: number[]] {
  const times: number[] = [];
  const totals: number[] = [];
  let total = 0;
  const inOrder = deals.filter(isTrade).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const [first] = inOrder;
  if (first) {
    times.push(Date.parse(first.time) / 1000 - 1);
    totals.push(0);
  }
  for (const deal of inOrder) {
    total += resultOf(deal);
    times.push(Date.parse(deal.time) / 1000);
    totals.push(total);
  }
  return [times, totals];
}

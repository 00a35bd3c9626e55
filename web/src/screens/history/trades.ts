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

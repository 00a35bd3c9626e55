import type { Day } from '../../api/statistics';

export interface MonthResult {
  readonly profit: number;
  readonly trades: number;
  /** Profit ÷ (balance at the beginning + what was paid in); null where there was none, and of a symbol. */
  readonly part: number | null;
}

export interface YearResults {
  readonly year: number;
  /** Twelve; null where there was no deal. */
  readonly months: readonly (MonthResult | null)[];
  readonly total: MonthResult;
}

/** Days put together to months and years of UTC, the newest year first. */
export function yearsOf(days: readonly Day[]): YearResults[] {
  const years = new Map<number, Day[]>();
  for (const day of days) {
    const year = Number(day.day.slice(0, 4));
    years.set(year, [...(years.get(year) ?? []), day]);
  }
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, itsDays]) => ({
      year,
      months: Array.from({ length: 12 }, (_, index) => {
        const itsMonth = itsDays.filter(({ day }) => Number(day.slice(5, 7)) === index + 1);
        return itsMonth.length === 0 ? null : resultOf(itsMonth);
      }),
      total: resultOf(itsDays),
    }));
}

function resultOf(days: readonly Day[]): MonthResult {
  const profit = days.reduce((sum, day) => sum + day.profit, 0);
  const paidIn = days.flatMap(({ flows }) => flows).reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
  const start = days[0]?.balance?.start;
  const base = start === undefined ? 0 : start + paidIn;
  return {
    profit,
    trades: days.reduce((sum, day) => sum + day.trades, 0),
    part: base > 0 ? profit / base : null,
  };
}

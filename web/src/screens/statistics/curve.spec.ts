import type { Bucket, Day } from '../../api/statistics';
import { curveOf, flowsOf, resultsOf, underwaterOf } from './curve';

const DAY = 86_400;
const MONDAY = Date.parse('2025-10-13') / 1000;
const LATER = MONDAY + 30 * DAY;

function day(name: string, start: number, last: number, flows: Day['flows'] = []): Day {
  const balance = {
    start,
    min: Math.min(start, last),
    max: Math.max(start, last),
    last,
    result: last - start,
  };
  return { day: name, trades: 1, won_trades: 1, lost_trades: 0, profit: last - start, balance, flows };
}

function bucket(time: string, last: number): Bucket {
  const levels = { start: last, min: last, max: last, avg: last, last };
  return { time, samples: 1, balance: { ...levels, last: 10_100 }, equity: levels };
}

/** A recording that found this balance. */
function opening(time: string, start: number): Bucket {
  const levels = { start, min: start, max: start, avg: start, last: start };
  return { time, samples: 1, balance: levels, equity: levels };
}

const week = [
  day('2025-10-13', 0, 10_000, [{ time: '2025-10-13T01:00:00Z', amount: 10_000 }]),
  day('2025-10-14', 10_000, 10_100),
];

describe('curveOf', () => {
  it('begins with the first deposit, and puts each day’s balance at its end', () => {
    expect(curveOf(week, [], DAY, LATER)).toEqual({
      times: [MONDAY + 3_600, MONDAY + DAY, MONDAY + 2 * DAY],
      balance: [10_000, 10_000, 10_100],
      equity: [null, null, null],
    });
  });

  it('begins where the first day of a period began', () => {
    const { times, balance } = curveOf(week.slice(1), [], DAY, LATER);
    expect([times[0], balance[0]]).toEqual([MONDAY + DAY, 10_000]);
  });

  it('begins with the first recording where nothing was traded before it', () => {
    const today = [day('2025-10-13', 10_100, 10_050)];
    const { times, balance, equity } = curveOf(today, [opening('2025-10-13T09:30:00Z', 10_100)], 60, LATER);
    expect([times[0], balance[0], equity[0]]).toEqual([MONDAY + 9.5 * 3_600, 10_100, 10_100]);
    const traded = curveOf(today, [opening('2025-10-13T09:30:00Z', 10_080)], 60, LATER);
    expect(traded.times[0]).toBe(MONDAY);
  });

  it('knows the equity where it was recorded', () => {
    const { equity } = curveOf(week, [bucket('2025-10-14T00:00:00Z', 10_050)], DAY, LATER);
    expect(equity).toEqual([null, null, 10_050]);
  });

  it('ends now, not at the end of a day that is not over', () => {
    expect(curveOf(week, [], DAY, MONDAY + DAY + 60).times.at(-1)).toBe(MONDAY + DAY + 60);
  });

  it('goes on where no deal was made', () => {
    const { times, balance } = curveOf(week, [bucket('2025-10-16T00:00:00Z', 9_000)], DAY, LATER);
    expect([times.at(-1), balance.at(-1)]).toEqual([MONDAY + 4 * DAY, 10_100]);
  });
});

describe('underwaterOf', () => {
  it('measures from the highest point so far', () => {
    const curve = { times: [1, 2, 3, 4], balance: [100, 200, 150, 220], equity: [null, null, null, null] };
    // (150 − 200) ÷ 200
    expect(underwaterOf(curve, []).balance).toEqual([0, 0, -0.25, 0]);
  });

  it('takes a withdrawal for no loss and a deposit for no recovery', () => {
    const curve = { times: [1, 2, 3], balance: [1000, 500, 700], equity: [null, null, null] };
    const flows = [
      { time: 2, amount: -400 },
      { time: 3, amount: 200 },
    ];
    // the peak is 600, then 800: 500 is 100 below, 700 is 100 below
    expect(underwaterOf(curve, flows).balance).toEqual([0, -100 / 600, -100 / 800]);
  });

  it('does not count what was paid in before the equity was known', () => {
    const curve = curveOf(week, [bucket('2025-10-14T00:00:00Z', 10_050)], DAY, LATER);
    expect(underwaterOf(curve, flowsOf(week)).equity).toEqual([null, null, 0]);
  });
});

describe('resultsOf', () => {
  it('adds up from nothing', () => {
    const days = [day('2025-10-13', 0, 50), day('2025-10-14', 50, 20)];
    expect(resultsOf(days, LATER).totals).toEqual([0, 50, 20]);
  });
});

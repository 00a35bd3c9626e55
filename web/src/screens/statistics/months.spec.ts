import type { Day } from '../../api/statistics';
import { yearsOf } from './months';

function day(name: string, profit: number, start: number, paidIn = 0): Day {
  const last = start + paidIn + profit;
  return {
    day: name,
    trades: 1,
    won_trades: 1,
    lost_trades: 0,
    profit,
    balance: { start, min: start, max: last, last, result: profit },
    flows: paidIn === 0 ? [] : [{ time: `${name}T08:00:00Z`, amount: paidIn }],
  };
}

describe('yearsOf', () => {
  const years = yearsOf([
    day('2024-12-30', 100, 0, 1000),
    day('2025-02-03', 50, 1100),
    day('2025-02-28', 60, 1150),
  ]);

  it('puts the newest year first', () => {
    expect(years.map(({ year }) => year)).toEqual([2025, 2024]);
  });

  it('adds up a month, as money and as a part of what it began with', () => {
    // 110 ÷ 1100
    expect(years[0]?.months[1]).toEqual({ profit: 110, trades: 2, part: 0.1 });
    // 100 ÷ (0 + 1000 paid in)
    expect(years[1]?.months[11]?.part).toBe(0.1);
  });

  it('leaves months without a deal open', () => {
    expect(years[0]?.months[0]).toBeNull();
  });

  it('knows no part of a symbol, which has no balance', () => {
    const [year] = yearsOf([{ ...day('2025-02-03', 50, 0), balance: null }]);
    expect(year?.total.part).toBeNull();
  });
});

import type { Deal } from '../../api/queries';
import { byDay, curveOf } from './trades';

const deal = (time: string, profit: number, others: Partial<Deal> = {}): Deal => ({
  ticket: time,
  account_id: 'c0a80121-7ac0-4f1e-9d0a-2b5d8e6f4a33',
  order: null,
  position: '2',
  symbol: 'EURUSD',
  type: 'SELL',
  entry: 'OUT',
  volume: 0.4,
  price: 1.1,
  profit,
  swap: 0,
  commission: 0,
  fee: 0,
  magic: null,
  comment: null,
  reason: null,
  time,
  received_at: time,
  ...others,
});

const dayOf = (instant: string): string => instant.slice(0, 10);

describe('byDay', () => {
  it('adds up days, oldest first, and goes on from one to the next', () => {
    const days = byDay(
      [
        deal('2025-10-24T10:00:00Z', -30),
        deal('2025-10-23T10:00:00Z', 100),
        deal('2025-10-23T09:00:00Z', 0, { entry: 'IN', commission: -5 }),
      ],
      dayOf,
    );
    // 100 − 5 = 95; 95 − 30 = 65. An opening costs, and is no closed trade.
    expect(days).toEqual([
      { day: '2025-10-23', result: 95, total: 95, trades: 1 },
      { day: '2025-10-24', result: -30, total: 65, trades: 1 },
    ]);
  });

  it('takes a deposit for no profit', () => {
    expect(byDay([deal('2025-10-23T10:00:00Z', 10_000, { type: 'BALANCE' })], dayOf)).toEqual([]);
  });
});

describe('curveOf', () => {
  it('begins at nothing and ends at the sum', () => {
    const [, totals] = curveOf([deal('2025-10-24T10:00:00Z', -30), deal('2025-10-23T10:00:00Z', 100)]);
    expect(totals).toEqual([0, 100, 70]);
  });
});

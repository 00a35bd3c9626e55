import type { Deal } from '../../api/queries';
import { movedOf, resultsByAccount } from './today';

const deal = (profit: number, others: Partial<Deal> = {}): Deal => ({
  ticket: '1',
  account_id: 'a',
  order: null,
  position: null,
  symbol: 'EURUSD',
  type: 'SELL',
  entry: 'OUT',
  volume: 0.1,
  price: 1.1,
  profit,
  swap: 0,
  commission: 0,
  fee: 0,
  magic: null,
  comment: null,
  reason: null,
  time: '2025-10-23T10:00:00Z',
  broker_time: null,
  time_basis: 'TOLD',
  received_at: '2025-10-23T10:00:00Z',
  ...others,
});

describe('a day', () => {
  it('adds up deals with their costs, those of openings too, each account by itself', () => {
    const results = resultsByAccount([
      deal(100, { swap: -3, commission: -2 }),
      deal(0, { entry: 'IN', type: 'BUY', commission: -2 }),
      deal(-7, { account_id: 'b' }),
    ]);
    // 100 − 3 − 2 − 2
    expect([...results]).toEqual([
      ['a', 93],
      ['b', -7],
    ]);
  });

  it('takes a deposit for no profit', () => {
    expect(resultsByAccount([deal(1000, { type: 'BALANCE', entry: 'NONE' })]).size).toBe(0);
  });

  it('counts only how far the floating result has moved since midnight', () => {
    // −50 floated at midnight, −20 now: 30 were made today. The deposit of 500 moves both alike.
    expect(movedOf({ balance: 10_500, equity: 10_480 }, { balance: 10_000, equity: 9_950 })).toBe(30);
  });

  it('does not guess what floated at midnight', () => {
    expect(movedOf({ balance: 1, equity: 1 }, null)).toBeNull();
  });
});

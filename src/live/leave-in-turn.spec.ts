import { leaveInTurn } from './leave-in-turn';

describe('lines that leave in turn', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('go one by one, all of them within the time there is', () => {
    const moments: number[] = [];
    const begun = jest.now();
    leaveInTurn(Array.from({ length: 100 }), 8_000, () => moments.push(jest.now() - begun));
    expect(moments).toEqual([]);
    jest.advanceTimersByTime(8_000);
    expect(moments).toHaveLength(100);
    expect(new Set(moments).size).toBeGreaterThan(50);
    const early = moments.filter((moment) => moment < 4_000).length;
    expect(early).toBeGreaterThan(20);
    expect(early).toBeLessThan(80);
  });
});

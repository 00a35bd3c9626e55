import { attemptAt } from './emptying';

describe('attemptAt', () => {
  const minutes = (count: number): number => count * 60_000;

  it.each([
    [0, 0],
    [0.9, 0],
    [1, 1],
    // 1 + 2
    [3, 2],
    [7, 3],
    [15, 4],
    // 1 + 2 + 4 + 8 + 16, then every half hour
    [31, 5],
    [60.9, 5],
    [61, 6],
    [91, 7],
  ])('after %d minutes is %d', (after, attempt) => {
    expect(attemptAt(minutes(after))).toBe(attempt);
  });
});

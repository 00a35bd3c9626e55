import { grainOf, stepsOf } from './axis-steps';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the marks under a time axis', () => {
  it.each([
    [90, 'minute', 60],
    [2 * DAY - 1, 'minute', 60],
    [2 * DAY, 'day', DAY],
    [366 * DAY, 'day', DAY],
    [367 * DAY, 'month', 30 * DAY],
  ] as const)('of %i seconds tell the %s and stand no nearer', (span, grain, nearest) => {
    expect(grainOf(span)).toBe(grain);
    expect(Math.min(...stepsOf(grain))).toBe(nearest);
  });
});

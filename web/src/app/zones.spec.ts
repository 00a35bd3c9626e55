import { offsetName } from './zones';

describe('offsetName', () => {
  it.each([
    [10_800, '+03:00'],
    [0, '+00:00'],
    [-12_600, '-03:30'],
    [19_800, '+05:30'],
  ])('writes %d s as %s', (seconds, name) => {
    expect(offsetName(seconds)).toBe(name);
  });

  it('writes what the calendar of a browser takes', () => {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: offsetName(10_800), timeStyle: 'short' });
    expect(format.format(new Date('2025-10-23T10:00:00Z'))).toBe('13:00');
  });
});

import fc from 'fast-check';
import { lastReset, nextReset } from './reset-time';

const prague = { time: '00:00', zone: 'Europe/Prague' };

describe('lastReset and nextReset', () => {
  it.each([
    // summer, UTC+2
    ['in summer', prague, '2025-07-10T12:00:00Z', '2025-07-09T22:00:00.000Z', '2025-07-10T22:00:00.000Z'],
    // winter, UTC+1
    ['in winter', prague, '2025-01-10T12:00:00Z', '2025-01-09T23:00:00.000Z', '2025-01-10T23:00:00.000Z'],
    [
      'at the very instant',
      prague,
      '2025-01-09T23:00:00Z',
      '2025-01-09T23:00:00.000Z',
      '2025-01-10T23:00:00.000Z',
    ],
    [
      'a millisecond before',
      prague,
      '2025-01-09T22:59:59.999Z',
      '2025-01-08T23:00:00.000Z',
      '2025-01-09T23:00:00.000Z',
    ],
    // clocks go forward on 30 March 2025: the day has 23 hours
    [
      'on a day of 23 hours',
      prague,
      '2025-03-30T12:00:00Z',
      '2025-03-29T23:00:00.000Z',
      '2025-03-30T22:00:00.000Z',
    ],
    // and back on 26 October: 25 hours
    [
      'on a day of 25 hours',
      prague,
      '2025-10-26T12:00:00Z',
      '2025-10-25T22:00:00.000Z',
      '2025-10-26T23:00:00.000Z',
    ],
    [
      'at the New York close in summer',
      { time: '17:00', zone: 'America/New_York' },
      '2025-07-10T20:59:00Z',
      '2025-07-09T21:00:00.000Z',
      '2025-07-10T21:00:00.000Z',
    ],
    [
      'at a fixed offset',
      { time: '05:00', zone: 'Etc/GMT-8' },
      '2025-07-10T12:00:00Z',
      '2025-07-09T21:00:00.000Z',
      '2025-07-10T21:00:00.000Z',
    ],
    [
      'at 20:55 UTC',
      { time: '20:55', zone: 'UTC' },
      '2025-07-10T20:55:00Z',
      '2025-07-10T20:55:00.000Z',
      '2025-07-11T20:55:00.000Z',
    ],
    // the clock jumps from 02:00 to 03:00: 02:30 does not exist
    [
      'at a time that does not exist that day',
      { time: '02:30', zone: 'Europe/Prague' },
      '2025-03-30T12:00:00Z',
      '2025-03-30T01:00:00.000Z',
      '2025-03-31T00:30:00.000Z',
    ],
    // 02:30 comes twice: first in summer time
    [
      'at a time that comes twice',
      { time: '02:30', zone: 'Europe/Prague' },
      '2025-10-26T12:00:00Z',
      '2025-10-26T00:30:00.000Z',
      '2025-10-27T01:30:00.000Z',
    ],
  ])('%s', (_, reset, now, last, next) => {
    expect(lastReset(reset, new Date(now)).toISOString()).toBe(last);
    expect(nextReset(reset, new Date(now)).toISOString()).toBe(next);
  });

  it('follows the broker’s own offset', () => {
    const broker = { time: '00:00', zone: 'BROKER' };
    const now = new Date('2025-07-10T12:00:00Z');
    expect(lastReset(broker, now, 10_800).toISOString()).toBe('2025-07-09T21:00:00.000Z');
    expect(nextReset(broker, now, 10_800).toISOString()).toBe('2025-07-10T21:00:00.000Z');
  });

  it('puts every instant between two resets of 23 to 25 hours, and the next after the last', () => {
    const zones = fc.constantFrom(
      'Europe/Prague',
      'America/New_York',
      'UTC',
      'Asia/Kolkata',
      'Pacific/Auckland',
      'Australia/Lord_Howe',
    );
    const times = fc.constantFrom('00:00', '00:30', '01:30', '02:15', '02:30', '17:00', '23:59');
    const instants = fc.date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, times, instants, (zone, time, now) => {
        const last = lastReset({ zone, time }, now).getTime();
        const next = nextReset({ zone, time }, now).getTime();
        expect(last).toBeLessThanOrEqual(now.getTime());
        expect(next).toBeGreaterThan(now.getTime());
        const hours = (next - last) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(22.5);
        expect(hours).toBeLessThanOrEqual(25);
        expect(nextReset({ zone, time }, new Date(last)).getTime()).toBe(next);
        expect(lastReset({ zone, time }, new Date(next)).getTime()).toBe(next);
      }),
      { numRuns: 300 },
    );
  });
});

import { BrokerClock, type MeasuredOffset } from './broker-clock';

const HOUR = 3600;
const measured = (since: string, until: string, hours: number): MeasuredOffset => ({
  since: new Date(since),
  until: new Date(until),
  offsetSeconds: hours * HOUR,
});

/** UTC and how it is known, of a time that the broker's clock showed. */
function dated(clock: BrokerClock, brokerTime: string): string {
  const { ms, basis } = clock.dated(Date.parse(`${brokerTime}Z`));
  return `${new Date(ms).toISOString().slice(0, 19)} ${basis}`;
}

const rulesOf = ({ rules }: BrokerClock): string[] => rules.map(({ rule }) => rule);

describe('a broker’s clock', () => {
  describe('that was only ever measured in one summer', () => {
    const clock = new BrokerClock([measured('2025-10-01T00:00:00Z', '2025-10-23T12:00:00Z', 3)]);

    it('may follow any rule', () => {
      expect(rulesOf(clock)).toEqual(['NEW_YORK', 'EUROPE', 'FIXED']);
    });

    it.each([
      ['2025-10-23T13:00:00', '2025-10-23T10:00:00 MEASURED'],
      // The same summer: whatever the rule, the clock was not changed since.
      ['2025-07-01T13:00:00', '2025-07-01T10:00:00 DERIVED'],
      ['2024-08-01T13:00:00', '2024-08-01T10:00:00 DERIVED'],
      // A winter: with summer time it was 11:00, without it 10:00.
      ['2025-01-15T13:00:00', '2025-01-15T10:00:00 ASSUMED'],
      // New York has summer time since 9 March, Europe not before 30 March.
      ['2025-03-20T13:00:00', '2025-03-20T10:00:00 ASSUMED'],
    ])('puts %s at %s', (brokerTime, expected) => {
      expect(dated(clock, brokerTime)).toBe(expected);
    });
  });

  describe('that was changed with New York’s', () => {
    const clock = new BrokerClock([
      measured('2025-10-01T00:00:00Z', '2025-10-31T20:59:00Z', 3),
      measured('2025-11-02T22:00:00Z', '2025-12-01T00:00:00Z', 2),
    ]);

    it('follows New York’s rule, and no other', () => {
      expect(rulesOf(clock)).toEqual(['NEW_YORK']);
    });

    it.each([
      // Friday's last minute and Monday's first around 9 March 2025, when New York's clocks are put forward.
      ['2025-03-07T23:59:59', '2025-03-07T21:59:59 DERIVED'],
      ['2025-03-10T00:00:00', '2025-03-09T21:00:00 DERIVED'],
      // The weeks in which Europe has not followed yet.
      ['2025-03-20T13:00:00', '2025-03-20T10:00:00 DERIVED'],
      ['2024-01-15T13:00:00', '2024-01-15T11:00:00 DERIVED'],
      // Autumn of another year: Europe has winter time since 27 October 2024, New York not before 3 November.
      ['2024-10-30T13:00:00', '2024-10-30T10:00:00 DERIVED'],
      ['2024-11-04T00:00:00', '2024-11-03T22:00:00 DERIVED'],
      // Monday's first second after the change that was measured: the terminal began at that moment.
      ['2025-11-03T00:00:00', '2025-11-02T22:00:00 MEASURED'],
      // Between the two measurements, as coins are traded on weekends: New York's hour comes twice, from 08:00 to 09:00.
      ['2025-11-02T07:30:00', '2025-11-02T04:30:00 DERIVED'],
      ['2025-11-02T08:30:00', '2025-11-02T05:30:00 DERIVED'],
      ['2025-11-02T09:30:00', '2025-11-02T07:30:00 DERIVED'],
      // The hour that New York leaves out.
      ['2025-03-09T09:30:00', '2025-03-09T07:30:00 DERIVED'],
    ])('puts %s at %s', (brokerTime, expected) => {
      expect(dated(clock, brokerTime)).toBe(expected);
    });
  });

  it('follows New York’s rule also if the terminal noticed the change with the first price of the week', () => {
    const clock = new BrokerClock([
      measured('2025-10-01T00:00:00Z', '2025-11-02T21:55:00Z', 3),
      measured('2025-11-02T22:01:00Z', '2025-12-01T00:00:00Z', 2),
    ]);
    expect(rulesOf(clock)).toEqual(['NEW_YORK']);
    expect(dated(clock, '2025-03-10T00:00:00')).toBe('2025-03-09T21:00:00 DERIVED');
  });

  it('follows Europe’s rule if it was changed with Europe’s', () => {
    const clock = new BrokerClock([
      measured('2025-10-01T00:00:00Z', '2025-10-24T21:00:00Z', 3),
      measured('2025-10-26T22:00:00Z', '2025-10-29T00:00:00Z', 2),
    ]);
    expect(rulesOf(clock)).toEqual(['EUROPE']);
    expect(dated(clock, '2025-03-28T23:59:00')).toBe('2025-03-28T21:59:00 DERIVED');
    expect(dated(clock, '2025-03-31T00:00:00')).toBe('2025-03-30T21:00:00 DERIVED');
  });

  it('has summer time, but whose is open, if nobody looked for weeks around the change', () => {
    const clock = new BrokerClock([
      measured('2025-10-01T00:00:00Z', '2025-10-20T00:00:00Z', 3),
      measured('2025-11-20T00:00:00Z', '2025-12-01T00:00:00Z', 2),
    ]);
    expect(rulesOf(clock)).toEqual(['NEW_YORK', 'EUROPE']);
    expect(dated(clock, '2025-01-15T13:00:00')).toBe('2025-01-15T11:00:00 DERIVED');
    expect(dated(clock, '2025-03-20T13:00:00')).toBe('2025-03-20T10:00:00 ASSUMED');
  });

  it('has no summer time if none came when it was due', () => {
    const clock = new BrokerClock([measured('2025-10-01T00:00:00Z', '2025-11-20T00:00:00Z', 3)]);
    expect(rulesOf(clock)).toEqual(['FIXED']);
    expect(dated(clock, '2024-01-15T13:00:00')).toBe('2024-01-15T10:00:00 DERIVED');
  });

  it('takes what was measured nearest if no rule fits', () => {
    const clock = new BrokerClock([
      measured('2025-07-01T00:00:00Z', '2025-07-10T00:00:00Z', 3),
      measured('2025-07-20T00:00:00Z', '2025-08-01T00:00:00Z', 8),
    ]);
    expect(rulesOf(clock)).toEqual([]);
    expect(dated(clock, '2025-06-01T13:00:00')).toBe('2025-06-01T10:00:00 ASSUMED');
    expect(dated(clock, '2025-09-01T13:00:00')).toBe('2025-09-01T05:00:00 ASSUMED');
  });
});

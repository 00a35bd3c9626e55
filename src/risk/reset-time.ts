/** A time of day at which a rule's day begins. */
export interface ResetTime {
  /** 24-hour clock, `HH:MM`. */
  readonly time: string;
  /** An IANA zone, daylight saving included (`Europe/Prague`), or BROKER: the broker's own measured offset. */
  readonly zone: string;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The last instant at or before `now` at which a day began. */
export function lastReset(reset: ResetTime, now: Date, brokerUtcOffsetSeconds = 0): Date {
  const today = startOn(now, 0, reset, brokerUtcOffsetSeconds);
  return today.getTime() <= now.getTime() ? today : startOn(now, -1, reset, brokerUtcOffsetSeconds);
}

/** The next instant after `now` at which a day begins: 23, 24 or 25 hours after the last. */
export function nextReset(reset: ResetTime, now: Date, brokerUtcOffsetSeconds = 0): Date {
  const today = startOn(now, 0, reset, brokerUtcOffsetSeconds);
  return today.getTime() > now.getTime() ? today : startOn(now, 1, reset, brokerUtcOffsetSeconds);
}

/**
 * The reset on the local date of `now`, some days away. A local time that a clock change skips is taken as the instant
 * of the change; one that comes twice is taken the first time.
 */
function startOn(now: Date, days: number, { time, zone }: ResetTime, brokerOffset: number): Date {
  const offsetAt = (ms: number): number => (zone === 'BROKER' ? brokerOffset * 1000 : zoneOffsetMs(ms, zone));
  const nowMs = now.getTime();
  const localDay = Math.floor((nowMs + offsetAt(nowMs)) / DAY_MS) + days;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const local = localDay * DAY_MS + (hours * 60 + minutes) * 60_000;

  // the offset before and after any change near that local time
  const before = local - offsetAt(local - DAY_MS);
  const after = local - offsetAt(local + DAY_MS);
  const fits = [before, after].filter((ms) => ms + offsetAt(ms) === local);
  return new Date(fits.length > 0 ? Math.min(...fits) : changeBetween(after, before, offsetAt));
}

/** The instant at which the offset changes, to the minute. */
function changeBetween(from: number, to: number, offsetAt: (ms: number) => number): number {
  let low = Math.min(from, to);
  let high = Math.max(from, to);
  const first = offsetAt(low);
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (offsetAt(middle) === first) low = middle;
    else high = middle;
  }
  return high;
}

/** Local time minus UTC in a zone at an instant. */
function zoneOffsetMs(ms: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

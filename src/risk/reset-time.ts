/** A time of day at which a rule's day begins. */
export interface ResetTime {
  /** 24-hour clock, `HH:MM`. */
  readonly time: string;
  /** An IANA zone, daylight saving included (`Europe/Prague`), or BROKER: the broker's own measured offset. */
  readonly zone: string;
}

interface Zone {
  readonly format: Intl.DateTimeFormat;
  /** Local time minus UTC in milliseconds, by the minutes of UTC. */
  readonly offsets: Map<number, number>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MOST_OFFSETS = 1_000;
const zones = new Map<string, Zone>();

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
  const local = localDay * DAY_MS + (hours * 60 + minutes) * MINUTE_MS;

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
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (offsetAt(middle) === first) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Local time minus UTC in a zone at an instant. Zones change it on the minute, and to ask costs more than all else here:
 * accounts that are looked at in the same minute share the answers.
 */
function zoneOffsetMs(ms: number, name: string): number {
  const { format, offsets } = zoneOf(name);
  const minute = Math.floor(ms / MINUTE_MS);
  const known = offsets.get(minute);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_OFFSETS) offsets.clear();
  const offset = askOffsetMs(minute * MINUTE_MS, format);
  offsets.set(minute, offset);
  return offset;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, offsets: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

function askOffsetMs(ms: number, format: Intl.DateTimeFormat): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}

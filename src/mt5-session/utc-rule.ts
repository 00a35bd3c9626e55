const DAY_MS = 86_400_000;

/**
 * How brokers' clocks keep summer time: as New York does (the day then begins when the market there closes, so that a
 * week has five of them), as Europe does, or not at all. A broker's clock is a zone's plus or minus some hours.
 */
export const CLOCK_RULES = ['NEW_YORK', 'EUROPE', 'FIXED'] as const;
export type ClockRule = (typeof CLOCK_RULES)[number];

/** London changes when all of Europe does. */
const ZONES = { NEW_YORK: 'America/New_York', EUROPE: 'Europe/London' } as const;

/** Of a day of UTC that has one offset from its beginning to its end. */
const offsetOfDay = new Map<string, number | null>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a rule's zone is from UTC at an instant. */
export function zoneOffsetMs(rule: ClockRule, ms: number): number {
  if (rule === 'FIXED') return 0;
  const day = Math.floor(ms / DAY_MS);
  const key = `${rule} ${day}`;
  let known = offsetOfDay.get(key);
  if (known === undefined) {
    const [first, last] = [offsetIn(ZONES[rule], day * DAY_MS), offsetIn(ZONES[rule], (day + 1) * DAY_MS)];
    known = first === last ? first : null;
    offsetOfDay.set(key, known);
  }
  return known ?? offsetIn(ZONES[rule], ms);
}

/**
 * The instant at which a clock that is `aheadMs` ahead of a rule's zone showed a time. An hour that comes twice is taken
 * the first time; one that is left out as if the clock had not been put forward yet.
 */
export function instantOf(rule: ClockRule, aheadMs: number, localMs: number): number {
  const local = localMs - aheadMs;
  const before = local - zoneOffsetMs(rule, local - DAY_MS);
  const after = local - zoneOffsetMs(rule, local + DAY_MS);
  const fits = [before, after].filter((ms) => ms + zoneOffsetMs(rule, ms) === local);
  return fits.length > 0 ? Math.min(...fits) : before;
}

function offsetIn(zone: string, ms: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
}

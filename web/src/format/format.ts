import { useMemo } from 'react';
import { type Language, type Preferences, usePreferences } from '../app/preferences';
import { useZone } from '../app/zones';

/** A true minus, as wide as the plus: columns of gains and losses line up. */
const MINUS = '\u2212';
const ABSENT = '–';

const MONEY_STYLES = {
  auto: { signDisplay: 'auto' },
  exceptZero: { signDisplay: 'exceptZero' },
  whole: { signDisplay: 'exceptZero', minimumFractionDigits: 0, maximumFractionDigits: 0 },
  short: { notation: 'compact', minimumFractionDigits: 0, maximumSignificantDigits: 5 },
} as const satisfies Record<string, Intl.NumberFormatOptions>;

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

/** Writes numbers and times as the reader's language and time zone want them. Nothing is written without its unit. */
export class Format {
  readonly locale: string;
  private readonly zone: string | undefined;
  private readonly moneyFormats = new Map<string, Intl.NumberFormat>();

  constructor(preferences: Pick<Preferences, 'language' | 'zone'>) {
    this.locale = LOCALES[preferences.language];
    this.zone = preferences.zone === 'local' ? undefined : preferences.zone;
  }

  /** What stands before the decimals: `.` or `,`. */
  get decimalMark(): string {
    return this.number(0.5).charAt(1);
  }

  money(amount: number | null | undefined, currency: string): string {
    if (amount === null || amount === undefined) return ABSENT;
    return this.moneyFormat(currency, 'auto').format(amount).replace('-', MINUS);
  }

  /** With a sign even for gains: the colour is never the only one to say it. */
  gain(amount: number | null | undefined, currency: string): string {
    if (amount === null || amount === undefined) return ABSENT;
    return this.moneyFormat(currency, 'exceptZero').format(amount).replace('-', MINUS);
  }

  /** A gain among many, where cents would only hide what it is. */
  wholeGain(amount: number, currency: string): string {
    return this.moneyFormat(currency, 'whole').format(amount).replace('-', MINUS);
  }

  lots(volume: number | null | undefined): string {
    if (volume === null || volume === undefined) return ABSENT;
    return this.number(volume, { minimumFractionDigits: 2, maximumFractionDigits: 8 });
  }

  /** As many decimals as the price has, but at least two, or those of its neighbours when they are known. */
  price(price: number | null | undefined, digits = 2): string {
    if (price === null || price === undefined) return ABSENT;
    return this.number(price, { minimumFractionDigits: digits, maximumFractionDigits: 8 });
  }

  percent(value: number | null | undefined, decimals = 1): string {
    if (value === null || value === undefined) return ABSENT;
    return `${this.number(value, { maximumFractionDigits: decimals })}\u202F%`;
  }

  signed(value: number, decimals: number): string {
    return this.number(value, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'exceptZero',
    });
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return new Intl.NumberFormat(this.locale, options).format(value).replace('-', MINUS);
  }

  time(instant: string | null | undefined): string {
    return this.instant(instant, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  }

  dateTime(instant: string | null | undefined): string {
    return this.instant(instant, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  date(instant: string | null | undefined): string {
    return this.instant(instant, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** The hour and minute of an instant. */
  clock(instant: string): string {
    return this.instant(instant, { hour: '2-digit', minute: '2-digit' });
  }

  /** The day of an instant, without its year. */
  day(instant: string): string {
    return this.instant(instant, { day: 'numeric', month: 'short' });
  }

  /** `23 Oct, 14:00` */
  dayAndClock(instant: string): string {
    return this.instant(instant, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  }

  /** A calendar day such as `2025-10-23`, wherever the reader is: `23 Oct 2025`. */
  dayName(day: string): string {
    return this.calendar(`${day}T00:00:00Z`, { day: 'numeric', month: 'short', year: 'numeric' });
  }

  /** A calendar month such as `2025-10`: `Oct 2025`. */
  month(month: string): string {
    return this.calendar(`${month}-01T00:00:00Z`, { month: 'short', year: 'numeric' });
  }

  /** The name of a month, 1 to 12, or of a weekday, 1 (Monday) to 7. */
  monthName(month: number): string {
    return this.calendar(new Date(Date.UTC(2025, month - 1)).toISOString(), { month: 'short' });
  }

  weekdayName(weekday: number): string {
    // 6 October 2025 was a Monday.
    return this.calendar(new Date(Date.UTC(2025, 9, 5 + weekday)).toISOString(), { weekday: 'short' });
  }

  /** Money where there is little room: `$12.5k`. */
  shortMoney(amount: number, currency: string): string {
    return this.moneyFormat(currency, 'short').format(amount).replace('-', MINUS);
  }

  /** The moment to the millisecond, with the zone it is told in. */
  exactly(instant: string | null | undefined): string {
    return this.instant(instant, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      timeZoneName: 'short',
    });
  }

  /** A span of time in its two largest units: `2 h 14 min`, `42 s`, `180 ms`. */
  span(ms: number): string {
    if (ms < 1000) return this.unit(Math.max(0, Math.round(ms)), 'millisecond');
    const seconds = Math.floor(ms / 1000);
    if (seconds < 10) return this.unit(Math.round(ms / 100) / 10, 'second');
    if (seconds < 60) return this.unit(seconds, 'second');
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) return this.unit(minutes, 'minute');
    const hours = Math.floor(minutes / 60);
    if (hours < 24) return join(this.unit(hours, 'hour'), minutes % 60 && this.unit(minutes % 60, 'minute'));
    const days = Math.floor(hours / 24);
    return join(this.unit(days, 'day'), hours % 24 && this.unit(hours % 24, 'hour'));
  }

  /** A span of time that grows while it is looked at: nothing finer than seconds. */
  age(ms: number): string {
    return ms < 10_000 ? this.unit(Math.floor(ms / 1000), 'second') : this.span(ms);
  }

  /** `3 minutes ago` */
  ago(ms: number): string {
    const words = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto', style: 'short' });
    const seconds = Math.round(ms / 1000);
    if (seconds < 60) return words.format(-seconds, 'second');
    if (seconds < 3600) return words.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 86_400) return words.format(-Math.floor(seconds / 3600), 'hour');
    return words.format(-Math.floor(seconds / 86_400), 'day');
  }

  /** Midnight of the day that it is now, where the reader's time zone is. */
  startOfDay(now: Date): Date {
    if (this.zone === undefined) return new Date(now.getFullYear(), now.getMonth(), now.getDate());
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: this.zone,
      hourCycle: 'h23',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).formatToParts(now);
    const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value ?? 0);
    const sinceMidnightMs = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
    return new Date(Math.floor((now.getTime() - sinceMidnightMs) / 1000) * 1000);
  }

  /** The midnight with which a calendar day such as `2025-10-23` begins, where the reader's time zone is. */
  midnightOf(day: string): Date {
    // Noon of UTC is the same calendar day from Anchorage to Auckland; from there back to the midnight before.
    const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
    if (this.zone === undefined) return new Date(year, month - 1, date);
    return this.startOfDay(new Date(Date.UTC(year, month - 1, date, 11)));
  }

  /** The calendar day of an instant, `2025-10-23`, in the reader's time zone. */
  dayOf(instant: string): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: this.zone, dateStyle: 'short' }).format(
      new Date(instant),
    );
  }

  private instant(instant: string | null | undefined, options: Intl.DateTimeFormatOptions): string {
    if (instant === null || instant === undefined) return ABSENT;
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: this.zone }).format(
      new Date(instant),
    );
  }

  private calendar(instant: string, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: 'UTC' }).format(new Date(instant));
  }

  private unit(value: number, unit: string): string {
    return this.number(value, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 1 });
  }

  private moneyFormat(currency: string, style: keyof typeof MONEY_STYLES): Intl.NumberFormat {
    const key = `${currency} ${style}`;
    const known = this.moneyFormats.get(key);
    if (known) return known;
    const made = moneyFormat(this.locale, currency, MONEY_STYLES[style]);
    this.moneyFormats.set(key, made);
    return made;
  }
}

/** Brokers have currencies of their own (USC, USDT): those are written as they are called. */
function moneyFormat(locale: string, currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...options,
    });
  } catch {
    return new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      ...options,
    });
  }
}

function join(first: string, second: string | 0): string {
  return second === 0 ? first : `${first} ${second}`;
}

/** The reader's way of writing, renewed when they change their mind. */
export function useFormat(): Format {
  const { language } = usePreferences();
  const zone = useZone();
  return useMemo(() => new Format({ language, zone }), [language, zone]);
}

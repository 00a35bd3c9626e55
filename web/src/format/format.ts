import { useMemo } from 'react';
import { type Language, type Preferences, usePreferences } from '../app/preferences';

/** A true minus, as wide as the plus: columns of gains and losses line up. */
const MINUS = '\u2212';
const ABSENT = '–';

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

  money(amount: number | null | undefined, currency: string): string {
    if (amount === null || amount === undefined) return ABSENT;
    return this.moneyFormat(currency, 'auto').format(amount).replace('-', MINUS);
  }

  /** With a sign even for gains: the colour is never the only one to say it. */
  gain(amount: number | null | undefined, currency: string): string {
    if (amount === null || amount === undefined) return ABSENT;
    return this.moneyFormat(currency, 'exceptZero').format(amount).replace('-', MINUS);
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

  private unit(value: number, unit: string): string {
    return this.number(value, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 1 });
  }

  private moneyFormat(currency: string, signDisplay: 'auto' | 'exceptZero'): Intl.NumberFormat {
    const key = `${currency} ${signDisplay}`;
    const known = this.moneyFormats.get(key);
    if (known) return known;
    const made = moneyFormat(this.locale, currency, signDisplay);
    this.moneyFormats.set(key, made);
    return made;
  }
}

/** Brokers have currencies of their own (USC, USDT): those are written as they are called. */
function moneyFormat(
  locale: string,
  currency: string,
  signDisplay: 'auto' | 'exceptZero',
): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      signDisplay,
    });
  } catch {
    return new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      signDisplay,
    });
  }
}

function join(first: string, second: string | 0): string {
  return second === 0 ? first : `${first} ${second}`;
}

/** The reader's way of writing, renewed when they change their mind. */
export function useFormat(): Format {
  const { language, zone } = usePreferences();
  return useMemo(() => new Format({ language, zone }), [language, zone]);
}

import { Format } from './format';

const english = new Format({ language: 'en', zone: 'UTC' });
const french = new Format({ language: 'fr', zone: 'Europe/Paris' });

describe('Format', () => {
  it('writes money as each language does, with a true minus', () => {
    expect(english.money(-1234.5, 'USD')).toBe('\u2212$1,234.50');
    expect(french.money(-1234.5, 'EUR')).toBe('\u22121\u202F234,50\u00A0€');
  });

  it('gives gains a sign, and nothing none', () => {
    expect(english.gain(20, 'USD')).toBe('+$20.00');
    expect(english.gain(0, 'USD')).toBe('$0.00');
  });

  it('writes money of a currency that only a broker knows', () => {
    expect(english.money(5, 'US Cent')).toBe('5.00');
  });

  it('says that a figure is not there', () => {
    expect(english.money(null, 'USD')).toBe('–');
    expect(english.dateTime(null)).toBe('–');
  });

  it('keeps every decimal of a price', () => {
    expect(english.price(1.10055)).toBe('1.10055');
    expect(english.price(1.1, 5)).toBe('1.10000');
  });

  it.each([
    [180, '180ms'],
    [1_340, '1.3s'],
    [42_000, '42s'],
    [8_040_000, '2h 14m'],
    [90_000_000, '1d 1h'],
  ])('tells %d ms as %s', (ms, text) => {
    expect(english.span(ms)).toBe(text);
  });

  it('tells an age in whole seconds', () => {
    expect(english.age(938)).toBe('0s');
  });

  it('finds the midnight of a chosen day, in summer as in winter', () => {
    expect(french.midnightOf('2025-07-01').toISOString()).toBe('2025-06-30T22:00:00.000Z');
    expect(french.midnightOf('2025-12-01').toISOString()).toBe('2025-11-30T23:00:00.000Z');
  });

  it('names days and months of the calendar wherever the reader is', () => {
    const far = new Format({ language: 'en', zone: 'Pacific/Honolulu' });
    expect(far.dayName('2025-10-01')).toBe('1 Oct 2025');
    expect(far.month('2025-10')).toBe('Oct 2025');
    expect([far.monthName(1), far.weekdayName(1), far.weekdayName(7)]).toEqual(['Jan', 'Mon', 'Sun']);
  });

  it('shortens money where there is little room', () => {
    expect(english.shortMoney(-10_250, 'USD')).toMatch(/^\u2212\$10\.25k$/i);
    expect(english.shortMoney(5, 'US Cent')).toBe('5');
    expect(french.wholeGain(-1234.5, 'EUR')).toBe('\u22121\u202F235\u00A0€');
  });

  it('finds midnight where the reader is', () => {
    // 23:30 UTC is half past one of the next day in Paris in summer.
    const now = new Date('2025-07-01T23:30:00Z');
    expect(french.startOfDay(now).toISOString()).toBe('2025-07-01T22:00:00.000Z');
    expect(english.startOfDay(now).toISOString()).toBe('2025-07-01T00:00:00.000Z');
  });
});

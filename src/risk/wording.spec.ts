import { namesIn, say, writeNumber } from './wording';

describe('writeNumber', () => {
  it.each([
    ['10000', '10,000', '10\u202F000'],
    ['-1234567.5', '-1,234,567.5', '-1\u202F234\u202F567,5'],
    ['999', '999', '999'],
    ['0.40', '0.40', '0,40'],
    ['EURUSD', 'EURUSD', 'EURUSD'],
    ['2025-10-23', '2025-10-23', '2025-10-23'],
  ])('%s', (value, en, fr) => {
    expect(writeNumber(value, 'en')).toBe(en);
    expect(writeNumber(value, 'fr')).toBe(fr);
  });
});

describe('say', () => {
  const forms = [
    { en: '{a} and {b}', fr: '{a} et {b}' },
    { en: 'only {a}', fr: 'seulement {a}' },
  ];

  it('uses the first form that has all it needs', () => {
    expect(say(forms, { a: '1', b: '2' }, 'fr')).toBe('1 et 2');
    expect(say(forms, { a: '1' }, 'en')).toBe('only 1');
    expect(say(forms, {}, 'en')).toBeUndefined();
  });

  it('puts codes in words', () => {
    const reason = [{ en: 'because {reason}', fr: 'car {reason}' }];
    expect(say(reason, { reason: 'LEVERAGE_UNKNOWN' }, 'fr')).toBe('car le levier du compte est inconnu');
    expect(say(reason, { reason: 'market price' }, 'fr')).toBe('car le prix de marché');
    expect(say(reason, { reason: 'constructor' }, 'en')).toBe('because constructor');
  });

  it('puts a value in as it is, whatever it contains', () => {
    expect(say(forms, { a: '{b} $& $1' }, 'en')).toBe('only {b} $& $1');
  });
});

describe('namesIn', () => {
  it('lists the names of a template', () => {
    expect(namesIn('{risk_money} of {base}')).toEqual(['risk_money', 'base']);
  });
});

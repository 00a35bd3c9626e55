import { retcodeClass, retcodeOf, RETCODES } from './retcodes';

describe('retcodeClass', () => {
  it.each([
    [10004, 'RETRY'],
    [10006, 'DEFINITIVE'],
    [10007, 'DEFINITIVE'],
    [10008, 'DONE'],
    [10009, 'DONE'],
    [10010, 'DONE'],
    [10011, 'AMBIGUOUS'],
    [10012, 'AMBIGUOUS'],
    [10013, 'DEFINITIVE'],
    [10014, 'DEFINITIVE'],
    [10015, 'DEFINITIVE'],
    [10016, 'DEFINITIVE'],
    [10017, 'DEFINITIVE'],
    [10018, 'DEFINITIVE'],
    [10019, 'DEFINITIVE'],
    [10020, 'RETRY'],
    [10021, 'RETRY'],
    [10022, 'DEFINITIVE'],
    [10023, 'AMBIGUOUS'],
    [10024, 'BACK_OFF'],
    [10025, 'ALREADY'],
    [10026, 'DEFINITIVE'],
    [10027, 'DEFINITIVE'],
    [10028, 'AMBIGUOUS'],
    [10029, 'BACK_OFF'],
    [10030, 'DEFINITIVE'],
    [10031, 'AMBIGUOUS'],
    [10032, 'DEFINITIVE'],
    [10033, 'DEFINITIVE'],
    [10034, 'DEFINITIVE'],
    [10035, 'DEFINITIVE'],
    [10036, 'ALREADY'],
    [10038, 'DEFINITIVE'],
    [10039, 'ALREADY'],
    [10040, 'DEFINITIVE'],
    [10041, 'DEFINITIVE'],
    [10042, 'DEFINITIVE'],
    [10043, 'DEFINITIVE'],
    [10044, 'DEFINITIVE'],
    [10045, 'DEFINITIVE'],
    [10046, 'DEFINITIVE'],
  ])('%i is %s', (code, expected) => {
    expect(retcodeClass(code)).toBe(expected);
  });

  it.each([0, -1, 10037, 10047, 99999, NaN, null])('%p proves nothing', (code) => {
    expect(retcodeClass(code)).toBe('AMBIGUOUS');
  });
});

describe('RETCODES', () => {
  it('lists each code and each name once, in order', () => {
    const codes = RETCODES.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort((a, b) => a - b));
    expect(new Set(RETCODES.map(({ name }) => name)).size).toBe(RETCODES.length);
    expect(codes).toHaveLength(41);
  });

  it('lets a close wait for a market that is closed, and never after an ambiguous answer', () => {
    expect(retcodeOf(10018)?.closeWaits).toBe(true);
    expect(RETCODES.filter((row) => row.class === 'AMBIGUOUS' && row.closeWaits)).toEqual([]);
  });
});

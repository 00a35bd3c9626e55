import { classOf, KNOWN_RETCODES, type RetcodeClass } from './retcodes';

const EXPECTED: Record<RetcodeClass, number[]> = {
  DONE: [10008, 10009, 10010],
  GOAL_REACHED: [10025, 10036],
  AMBIGUOUS: [10011, 10012, 10023, 10028, 10031],
  DEFINITIVE: [
    10004, 10006, 10007, 10013, 10014, 10015, 10016, 10017, 10018, 10019, 10020, 10021, 10022, 10024, 10026,
    10027, 10029, 10030, 10032, 10033, 10034, 10035, 10038, 10039, 10040, 10041, 10042, 10043, 10044, 10045,
    10046,
  ],
};

describe('classOf', () => {
  it.each(
    (Object.entries(EXPECTED) as [RetcodeClass, number[]][]).flatMap(([name, codes]) =>
      codes.map((code): [number, RetcodeClass] => [code, name]),
    ),
  )('takes %i as %s', (code, name) => {
    expect(classOf(code)).toBe(name);
  });

  it('has an opinion tested for every code it knows', () => {
    expect(Object.values(EXPECTED).flat().sort()).toEqual([...KNOWN_RETCODES].sort());
  });

  it.each([0, -1, 1, 10037, 10047, 99999])('concludes nothing from the unknown code %i', (code) => {
    expect(classOf(code)).toBe('AMBIGUOUS');
  });
});

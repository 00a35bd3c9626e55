import { types } from 'pg';
import { keepNumbersExact, parserOf } from './type-parsers';

describe('parserOf', () => {
  const timeOf = (text: string): unknown => parserOf(types.builtins.TIMESTAMPTZ)(text);

  beforeAll(keepNumbersExact);

  it.each([
    ['2025-10-23 10:00:00+00', '2025-10-23T10:00:00.000Z'],
    ['2025-10-23 10:00:00.5+00', '2025-10-23T10:00:00.500Z'],
    ['2025-10-23 10:00:00.123456+00', '2025-10-23T10:00:00.123Z'],
    ['2025-10-23 10:00:00.999999+00', '2025-10-23T10:00:00.999Z'],
    ['2025-10-23 12:00:00+02', '2025-10-23T10:00:00.000Z'],
    ['2025-10-23 15:45:00.25+05:45', '2025-10-23T10:00:00.250Z'],
    ['0099-01-01 00:00:00+00', '0099-01-01T00:00:00.000Z'],
    ['12345-01-01 00:00:00+00', '+012345-01-01T00:00:00.000Z'],
    ['0044-03-15 00:00:00+00 BC', '-000043-03-15T00:00:00.000Z'],
  ])('reads the time %s', (text, iso) => {
    expect((timeOf(text) as Date).toISOString()).toBe(iso);
  });

  it('reads times without an end', () => {
    expect([timeOf('infinity'), timeOf('-infinity')]).toEqual([Infinity, -Infinity]);
  });

  it('leaves what is counted exactly as text', () => {
    const { INT8, NUMERIC, DATE } = types.builtins;
    expect([INT8, NUMERIC, DATE].map((oid) => parserOf(oid)('20'))).toEqual(['20', '20', '20']);
  });
});

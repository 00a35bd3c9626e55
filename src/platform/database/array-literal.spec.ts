import { arrayLiteral, asParameters } from './array-literal';

describe('arrayLiteral', () => {
  it.each([
    [[], '{}'],
    [['a', 'EURUSD.m', '-1.5'], '{a,EURUSD.m,-1.5}'],
    [[1, 2.5, true, null, undefined], '{1,2.5,true,NULL,NULL}'],
    [['', 'a b', 'a,b', '{', '"', '\\', 'null', 'Null'], '{"","a b","a,b","{","\\"","\\\\","null","Null"}'],
    [[new Date('2025-10-23T12:00:00.120Z')], '{2025-10-23T12:00:00.120Z}'],
    [[Buffer.from([0, 255])], '{"\\\\x00ff"}'],
  ])('writes %j', (values, literal) => {
    expect(arrayLiteral(values)).toBe(literal);
  });

  it('leaves to pg what is no scalar, and times that ISO 8601 writes in its own way', () => {
    for (const odd of [
      ['a'],
      { a: 1 },
      new Date(NaN),
      new Date(Date.UTC(-1, 0)),
      new Date(Date.UTC(10_000, 0)),
    ]) {
      const values = ['a', odd];
      expect(arrayLiteral(values)).toBeUndefined();
      expect(asParameters([values])).toEqual([values]);
    }
  });

  it('touches no parameter that is not a list', () => {
    expect(asParameters(['a', 1, null, ['b']])).toEqual(['a', 1, null, '{b}']);
  });
});

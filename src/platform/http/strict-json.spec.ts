import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RequestError } from './request-error';
import { MAX_DEPTH, parseStrictJson } from './strict-json';

const MOST_KEYS = 1_000;

function read(body: string | Buffer): object {
  return parseStrictJson(Buffer.from(body), MOST_KEYS);
}

/** The code of the refusal; fails the test when the body is accepted. */
function refusalOf(body: string | Buffer): string {
  try {
    read(body);
  } catch (error) {
    if (error instanceof RequestError) return `${error.getStatus()} ${error.code}`;
    throw error;
  }
  throw new Error(`accepted: ${body.toString().slice(0, 80)}`);
}

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('parseStrictJson', () => {
  const contract = join(__dirname, '../../../contract');
  const messages = readdirSync(contract, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.request.json'),
  );

  it.each(messages)('reads %s as JSON.parse does', (name) => {
    const text = readFileSync(join(contract, name), 'utf8');
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it('accepts the one zero byte that MQL5 puts behind a string', () => {
    expect(read('{"symbol":"EURUSD"}\0')).toEqual({ symbol: 'EURUSD' });
  });

  it.each([
    ['a second zero byte', '{"a":1}\0\0', 'TRAILING_BYTES'],
    ['the rest of an older message', '{"a":1}\0,"b":2}', 'TRAILING_BYTES'],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]), 'NOT_UTF8'],
    [
      'a surrogate encoded as if it were a character',
      Buffer.from('7b2261223a22eda080227d', 'hex'),
      'NOT_UTF8',
    ],
    ['a byte order mark', '\uFEFF{"a":1}', 'MALFORMED'],
    ['two values', '{"a":1}{"a":1}', 'MALFORMED'],
    ['nothing at all', '', 'MALFORMED'],
    ['an open object', '{"a":1', 'MALFORMED'],
    ['a comment', '{"a":1/* one */}', 'MALFORMED'],
    ['NaN', '{"a":NaN}', 'MALFORMED'],
    ['a list', '[1]', 'MALFORMED'],
    ['null', 'null', 'MALFORMED'],
    ['a bare string', '"a"', 'MALFORMED'],
    ['a volume given twice', '{"volume":0.1,"volume":50}', 'DUPLICATE_KEY'],
    ['a key given twice with the same value', '{"volume":0.1,"volume":0.1}', 'DUPLICATE_KEY'],
    ['a key given twice, once in escapes', '{"volume":0.1,"\\u0076olume":50}', 'DUPLICATE_KEY'],
    ['a key given twice deep within', '{"a":[{"b":{"c":1,"c":2}}]}', 'DUPLICATE_KEY'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'FORBIDDEN_KEY'],
    ['__proto__ in escapes', '{"\\u005f_proto__":1}', 'FORBIDDEN_KEY'],
    ['constructor', '{"a":{"constructor":{"prototype":{}}}}', 'FORBIDDEN_KEY'],
    ['prototype', '{"prototype":1}', 'FORBIDDEN_KEY'],
    ['the name of what every object inherits', '{"a":{"toString":1}}', 'FORBIDDEN_KEY'],
    ['a number beyond every double', '{"volume":1e309}', 'NUMBER_OUT_OF_RANGE'],
    ['the same below zero', '{"volume":-1e309}', 'NUMBER_OUT_OF_RANGE'],
    ['an id that a double cannot hold', '{"ticket":9007199254740993}', 'NUMBER_OUT_OF_RANGE'],
    ['a NUL in a string', '{"symbol":"EUR\\u0000USD"}', 'FORBIDDEN_CHARACTER'],
    ['a NUL in a key', '{"a\\u0000":1}', 'FORBIDDEN_CHARACTER'],
    ['half a character', '{"comment":"\\ud83d"}', 'FORBIDDEN_CHARACTER'],
    ['the halves in the wrong order', '{"comment":"\\udd16\\ud83e"}', 'FORBIDDEN_CHARACTER'],
    ['one level too many', nested(MAX_DEPTH + 1), 'JSON_TOO_DEEP'],
    ['40 000 levels', nested(40_000), 'JSON_TOO_DEEP'],
  ])('refuses %s', (_, body, code) => {
    expect(refusalOf(body)).toBe(`400 REQUEST.${code}`);
  });

  it('refuses 40 000 levels of objects as well', () => {
    expect(refusalOf(`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`)).toBe('400 REQUEST.JSON_TOO_DEEP');
  });

  it('accepts as many levels as it promises', () => {
    expect(read(nested(MAX_DEPTH))).toBeDefined();
  });

  it('accepts as many keys as it promises, and not one more', () => {
    const keys = (count: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1])));
    expect(Object.keys(read(keys(MOST_KEYS)))).toHaveLength(MOST_KEYS);
    expect(refusalOf(keys(MOST_KEYS + 1))).toBe('400 REQUEST.TOO_MANY_KEYS');
  });

  it('accepts whole characters in escapes, colons and quotes in strings, and the same key in two objects', () => {
    const text = '{"a":"\\ud83e\\udd16","b:\\"":"c:\\\\","list":[{"x":1},{"x":1}]}';
    expect(read(text)).toEqual({ a: '🤖', 'b:"': 'c:\\', list: [{ x: 1 }, { x: 1 }] });
  });

  it('reads every object that JSON.stringify writes', () => {
    const anything = fc.dictionary(
      fc.string({ unit: 'grapheme' }),
      fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 6 }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const text = JSON.stringify(value);
        fc.pre(
          !/"(__\w+|constructor|prototype|toString|toLocaleString|valueOf|hasOwnProperty|isPrototypeOf|propertyIsEnumerable)"|\\u/.test(
            text,
          ),
        );
        fc.pre((text.match(/\d{16,}|e\+/g) ?? []).length === 0);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  it('answers any bytes with an object or a refusal', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '\\',
        '\0',
        '\\u0000',
        '\\ud800',
        '1',
        '1e999',
        'é',
        ' ',
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        try {
          expect(typeof read(parts.join(''))).toBe('object');
        } catch (error) {
          expect(error).toBeInstanceOf(RequestError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

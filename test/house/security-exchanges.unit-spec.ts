import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

const ROW = /^\| (S\d\d) +\| .+ \| .+ \| (.+) \|$/gm;
const CITED = /`([^`]+\.ts)`: _(.+?)_(?=<br>| *$)/g;
/** The name that a test or a group of tests is given. */
const NAMED = /(?:\b(?:it|describe|itFromTwoAddresses)\(|\]\)\(|\)\()\s*(['"`])(.+?)\1(?=,)/g;

interface Exchange {
  readonly id: string;
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const exchanges: readonly Exchange[] = [
  ...readFileSync(join(ROOT, 'docs/security.md'), 'utf8').matchAll(ROW),
].map(([, id = '', cited = '']) => ({
  id,
  tests: [...cited.matchAll(CITED)].map(([, file = '', name = '']) => ({ file, name })),
}));

function testNamesIn(file: string): readonly string[] {
  const path = join(ROOT, file);
  if (!existsSync(path)) return [];
  return [...readFileSync(path, 'utf8').matchAll(NAMED)].map(([, , name = '']) => name);
}

describe('docs/security.md', () => {
  it('lists every exchange once, in order', () => {
    const expected = Array.from({ length: 64 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);
    expect(exchanges.map(({ id }) => id)).toEqual(expected);
  });

  it('names a test for each', () => {
    expect(exchanges.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('names tests that exist', () => {
    const gone = exchanges.flatMap(({ id, tests }) =>
      tests
        .filter(({ file, name }) => !testNamesIn(file).includes(name))
        .map(({ file, name }) => `${id} ${file}: ${name}`),
    );
    expect(gone).toEqual([]);
  });
});

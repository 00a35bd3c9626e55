import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONNECTOR } from './harness/connector';
import { findingText, lintProgram } from './lint/lint';

const FIXTURES = join(__dirname, 'fixtures/lint');
const BAD = readdirSync(FIXTURES).sort();

/** R01 to R30, as the table of rules numbers them. */
const RULES = Array.from({ length: 30 }, (_, i) => `R${String(i + 1).padStart(2, '0')}`);

/** The line and rule that a fixture marks with `//! R01`. */
function marked(file: string): string[] {
  return readFileSync(file, 'latin1')
    .split('\n')
    .flatMap((line, i) =>
      /\/\/ ?!.*\bR\d\d\b/.test(line) ? [`${i + 1} ${/R\d\d/.exec(line)?.[0] ?? ''}`] : [],
    );
}

describe('the linter', () => {
  it('finds nothing in the connector', () => {
    expect(lintProgram(CONNECTOR).map(findingText)).toEqual([]);
  });

  it('finds nothing in what the documented language allows', () => {
    expect(lintProgram(join(__dirname, 'fixtures/legal.mq5')).map(findingText)).toEqual([]);
  });

  it.each(BAD)('finds the one fault of %s, where it is', (name) => {
    const file = join(FIXTURES, name);
    const found = lintProgram(file).map(({ place, rule }) => `${place.line} ${rule}`);
    expect([...new Set(found)]).toEqual(marked(file));
  });

  it('has a bad example of every rule', () => {
    expect([...new Set(BAD.map((name) => name.slice(0, 3)))]).toEqual(RULES);
  });
});

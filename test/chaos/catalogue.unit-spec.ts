import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from './catalogue';

const DOCUMENT = readFileSync(join(__dirname, '../../docs/reliability.md'), 'utf8').replace(/ +/g, ' ');

describe('the catalogue of faults', () => {
  it('says of each of the 72 what is done about it', () => {
    const numbers = Array.from({ length: 72 }, (_, index) => `F${String(index + 1).padStart(2, '0')}`);
    expect(CATALOGUE.map(({ id }) => id)).toEqual(numbers);
  });

  it('calls injected only what the harness counts', () => {
    const sources = readdirSync(__dirname)
      .filter((file) => !file.startsWith('catalogue'))
      .map((file) => readFileSync(join(__dirname, file), 'utf8'))
      .join('\n');
    const uncounted = CATALOGUE.filter(({ id, injected }) => injected !== sources.includes(`'${id} `));
    expect(uncounted.map(({ id }) => id)).toEqual([]);
  });

  it('is in the document as it is here', () => {
    for (const treatment of CATALOGUE) {
      const outcome = treatment.injected ? 'injected' : `not injected: ${treatment.why}`;
      expect(DOCUMENT).toContain(`| ${treatment.id} | ${treatment.fault} | ${outcome} |`);
    }
  });
});

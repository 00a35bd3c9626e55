import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE, outcomeOf } from './catalogue';

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
    const uncounted = CATALOGUE.filter(
      ({ id, kind }) => (kind === 'injected') !== sources.includes(`'${id} `),
    );
    expect(uncounted.map(({ id }) => id)).toEqual([]);
  });

  it('is in the document as it is here', () => {
    for (const treatment of CATALOGUE) {
      expect(DOCUMENT).toContain(`| ${treatment.id} | ${treatment.fault} | ${outcomeOf(treatment)} |`);
    }
  });

  it('names specifications that exist', () => {
    for (const treatment of CATALOGUE) {
      if (treatment.kind === 'held') expect(existsSync(join(__dirname, '../..', treatment.by))).toBe(true);
    }
  });
});

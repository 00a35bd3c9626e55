import { en } from './en';
import { fr } from './fr';

interface Tree {
  readonly [key: string]: string | Tree;
}

function flat(tree: Tree, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(`${path}${key}`, value);
    else for (const [inner, text] of flat(value, `${path}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const english = flat(en);
const french = flat(fr);

function partsOf(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([part]) => part).sort();
}

describe('the texts', () => {
  it('have the same keys in both languages', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leave nothing out and nothing empty', () => {
    expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('mention the same values and emphases in both languages', () => {
    const different = [...english].filter(
      ([key, text]) => partsOf(text).join() !== partsOf(french.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('have a plural wherever they have a singular', () => {
    const alone = [...english.keys(), ...french.keys()].filter(
      (key) => key.endsWith('_one') && !english.has(key.replace(/_one$/, '_other')),
    );
    expect(alone).toEqual([]);
  });

  it('are set as French print wants it: a space before high signs, curved apostrophes', () => {
    const wrong = [...french].filter(([, text]) =>
      /[^\s\u202F\u00A0][;!?»]|[a-zà-ü]:(?:\s|$)|'/.test(text.replaceAll(/<[^>]+>/g, '')),
    );
    expect(wrong).toEqual([]);
  });
});

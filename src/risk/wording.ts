import { type Language, type Sentence } from './language';
import { TERMS } from './terms';

/** The `{names}` a template mentions, as a type: what a sentence needs is checked by the compiler. */
export type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

const PLACEHOLDER = /\{([a-z_]+)\}/g;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** Values that may look like a number and are a name. */
const NAMES = new Set(['symbol', 'candidate', 'candidates', 'source', 'rule', 'pack']);

/** The names a template mentions, in order. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].flatMap((match) => match[1] ?? []);
}

/** Says the first sentence for which every value is at hand; undefined when there is none. */
export function say(
  forms: readonly Sentence[],
  values: Readonly<Record<string, string>>,
  language: Language,
): string | undefined {
  const form = forms.find(({ en }) => namesIn(en).every((name) => Object.hasOwn(values, name)));
  return form?.[language].replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name] ?? '';
    if (NAMES.has(name)) return value;
    return Object.hasOwn(TERMS, value) ? (TERMS[value]?.[language] ?? value) : writeNumber(value, language);
  });
}

/** Writes a plain decimal as people read it: 10,000.5 in English, 10 000,5 in French. Other text is left alone. */
export function writeNumber(value: string, language: Language): string {
  if (!NUMBER.test(value)) return value;
  const [whole = '', decimals] = value.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, language === 'fr' ? '\u202F' : ',');
  return decimals === undefined ? grouped : `${grouped}${language === 'fr' ? ',' : '.'}${decimals}`;
}

import { type Language } from '../risk/language';

export const LANGUAGES = ['en', 'fr'] as const satisfies readonly Language[];

const RANGE = /^\s*([a-z]{1,8})(?:-[a-z0-9-]{1,30})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$/i;
/** A browser names a handful. */
const MOST_RANGES = 20;

/** The language of an answer: the one asked for by name, else the best of the header's that is spoken here, else English. */
export function answerLanguage(asked: Language | undefined, acceptLanguage: string | undefined): Language {
  if (asked) return asked;
  const ranges = (acceptLanguage ?? '').split(',').slice(0, MOST_RANGES);
  const known = ranges.flatMap((range, place) => {
    const [, name, quality] = RANGE.exec(range) ?? [];
    const language = LANGUAGES.find((spoken) => spoken === name?.toLowerCase());
    return language ? [{ language, quality: Number(quality ?? 1), place }] : [];
  });
  const [best] = known
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place);
  return best?.language ?? 'en';
}

/** Before these a French line must not break. */
const HIGH_SIGNS = / ([;?!»])/g;
const COLON = / :/g;
const OPENING = /« /g;

/** Sets French texts with the spaces that French has before its signs, so that none begins a line. */
export function typeset<T>(texts: T): T {
  if (typeof texts === 'string') {
    return texts.replace(HIGH_SIGNS, '\u202F$1').replace(COLON, '\u00A0:').replace(OPENING, '«\u202F') as T;
  }
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, typeset<unknown>(text)])) as T;
}

import { deny, type Denial } from '../../risk/denial';

export type SymbolMatch =
  | { readonly outcome: 'found'; readonly symbol: string }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'denied'; readonly denial: Denial };

/** What brokers append to a name: `.m`, `#`, `-pro`, or a few small letters. */
const SUFFIX = /^(?:[._#+-][A-Za-z0-9._#+-]*|[a-z]{1,4})$/;

/**
 * Finds the account's own name for a signal's symbol: the same name, or the one symbol that is this name with a
 * broker's suffix. Two candidates are a refusal, not a guess.
 */
export function matchSymbol(wanted: string, known: Iterable<string>): SymbolMatch {
  const names = [...known];
  if (names.includes(wanted)) return { outcome: 'found', symbol: wanted };
  const candidates = names.filter(
    (name) => name.startsWith(wanted) && SUFFIX.test(name.slice(wanted.length)),
  );
  const [only, another] = candidates;
  if (only === undefined) return { outcome: 'unknown' };
  if (another === undefined) return { outcome: 'found', symbol: only };
  return {
    outcome: 'denied',
    denial: deny('SYMBOL_AMBIGUOUS', { symbol: wanted, candidates: candidates.sort().join(', ') }),
  };
}

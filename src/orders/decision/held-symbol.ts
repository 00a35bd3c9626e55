import { type StoredSymbolSpec } from '../../accounts/symbol-spec';
import { type Denial, deny } from '../../risk/denial';
import { resolveSymbol } from '../../risk/symbol-resolver';

export type HeldSymbol =
  | { readonly outcome: 'found'; readonly symbol: string }
  | { readonly outcome: 'none' }
  | { readonly outcome: 'denied'; readonly denial: Denial };

/** What brokers append to a name: `.m`, `#`, `-pro`, or a few small letters. */
const SUFFIX = /^(?:[._#+-][A-Za-z0-9._#+-]*|[a-z]{1,4})$/;

/**
 * Finds which of the symbols that are held a closing signal means: by the owner's map, by the very name, by what the
 * terminal reported of them, and for symbols that it has not reported by the name with a broker's suffix. Two candidates
 * are a refusal, not a guess.
 */
export function heldSymbol(
  wanted: string,
  held: Iterable<string>,
  specs: ReadonlyMap<string, StoredSymbolSpec> = new Map(),
  map: Readonly<Record<string, string>> = {},
): HeldSymbol {
  const names = new Set(held);
  const mapped = new Map(Object.entries(map)).get(wanted);
  if (mapped !== undefined)
    return names.has(mapped) ? { outcome: 'found', symbol: mapped } : { outcome: 'none' };
  if (names.has(wanted)) return { outcome: 'found', symbol: wanted };

  const resolution = resolveSymbol({
    wanted,
    specs: [...names].flatMap((name) => specs.get(name) ?? []),
  });
  if (resolution.outcome === 'found') return { outcome: 'found', symbol: resolution.spec.symbol };
  if (resolution.outcome === 'denied') return resolution;
  return byName(
    wanted,
    [...names].filter((name) => !specs.has(name)),
  );
}

function byName(wanted: string, names: readonly string[]): HeldSymbol {
  const candidates = names.filter(
    (name) => name.startsWith(wanted) && SUFFIX.test(name.slice(wanted.length)),
  );
  const [only, another] = candidates;
  if (only === undefined) return { outcome: 'none' };
  if (another === undefined) return { outcome: 'found', symbol: only };
  const numbers = { symbol: wanted, candidates: [...candidates].sort().join(', ') };
  return { outcome: 'denied', denial: deny('SYMBOL_AMBIGUOUS', numbers) };
}

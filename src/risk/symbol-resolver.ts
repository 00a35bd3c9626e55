import { type Denial, deny } from './denial';
import { familyOf, type Instrument, instrumentIn, isDressedAs } from './instruments';
import { plain } from './ledger';
import { type SymbolSpec } from './symbol-spec';

/** How a signal's name became the account's. */
export type ResolvedBy = 'MAPPED' | 'EXACT' | 'AFFIX' | 'ALIAS';

export type SymbolResolution<Spec extends SymbolSpec> =
  | {
      readonly outcome: 'found';
      readonly spec: Spec;
      readonly by: ResolvedBy;
      /** The properties that were compared and agreed. */
      readonly proof: readonly string[];
    }
  | { readonly outcome: 'unknown'; readonly denial: Denial }
  | { readonly outcome: 'denied'; readonly denial: Denial };

export interface ResolveRequest<Spec extends SymbolSpec> {
  /** The signal's name for it. */
  readonly wanted: string;
  /** Everything the account's terminal has reported. */
  readonly specs: Iterable<Spec>;
  /** The owner's own table, signal's name → account's name: a person's word goes before every rule. */
  readonly map?: ReadonlyMap<string, string>;
}

/**
 * Finds the account's symbol for a signal's: by the owner's map, by the very name, by the name with a broker's prefix or
 * suffix, or by another name of the same thing (GOLD for XAUUSD).
 *
 * A name that is not the very one must prove itself by currencies, kind and contract size. Several that do are a
 * refusal that names them, one that contradicts is a refusal that says in what: a guess would trade something else.
 */
export function resolveSymbol<Spec extends SymbolSpec>({
  wanted,
  specs,
  map,
}: ResolveRequest<Spec>): SymbolResolution<Spec> {
  const all = [...specs];
  const known = instrumentIn(wanted);
  const instrument = known?.instrument ?? null;

  const target = map?.get(wanted);
  if (target !== undefined) {
    const mapped = all.find(({ symbol }) => symbol === target);
    if (!mapped) return { outcome: 'denied', denial: deny('SYMBOL_UNKNOWN', { symbol: target }) };
    return judge(wanted, [mapped], 'MAPPED', instrument);
  }

  const exact = all.filter(({ symbol }) => symbol === wanted);
  if (exact.some(isTradeable)) return judge(wanted, exact, 'EXACT', instrument);

  const others = all.filter((spec) => isTradeable(spec) && spec.symbol !== wanted);
  const dressed = others.filter(({ symbol }) =>
    known ? instrumentIn(symbol)?.core === known.core : isDressedAs(symbol, wanted),
  );
  if (dressed.length > 0) return judge(wanted, dressed, 'AFFIX', instrument);
  const aliases = others.filter(({ symbol }) => known && instrumentIn(symbol)?.instrument === instrument);
  if (aliases.length > 0) return judge(wanted, aliases, 'ALIAS', instrument);
  // a symbol that is only listed: the rules say why it cannot be traded
  if (exact.length > 0) return judge(wanted, exact, 'EXACT', instrument);
  return { outcome: 'unknown', denial: deny('SYMBOL_UNKNOWN', { symbol: wanted }) };
}

function judge<Spec extends SymbolSpec>(
  wanted: string,
  candidates: readonly Spec[],
  by: ResolvedBy,
  instrument: Instrument | null,
): SymbolResolution<Spec> {
  const proofs = candidates.map((spec) => ({ spec, ...compare(wanted, spec, by, instrument) }));
  const sound = proofs.filter(({ contradiction }) => contradiction === null);
  const [only] = sound;
  if (only && sound.length === 1) return { outcome: 'found', spec: only.spec, by, proof: only.agreed };
  if (only) {
    const names = sound.map(({ spec }) => spec.symbol).sort();
    return {
      outcome: 'denied',
      denial: deny('SYMBOL_AMBIGUOUS', { symbol: wanted, candidates: names.join(', ') }),
    };
  }
  const denial = proofs[0]?.contradiction ?? deny('SYMBOL_UNKNOWN', { symbol: wanted });
  return { outcome: 'denied', denial };
}

type Comparison = readonly [property: string, expected: string | null, found: string];

/** The further the name is from the wanted one, the more has to agree. */
function compare(
  wanted: string,
  spec: SymbolSpec,
  by: ResolvedBy,
  instrument: Instrument | null,
): { readonly agreed: readonly string[]; readonly contradiction: Denial | null } {
  if (instrument === null) return { agreed: [], contradiction: null };
  const currency: Comparison = ['currency_profit', instrument.profit, spec.currencyProfit];
  const base: Comparison = ['currency_base', instrument.base, spec.currencyBase];
  const kind: Comparison = ['calc_mode', instrument.family, familyOf(spec.calcMode) ?? spec.calcMode];
  const size: Comparison = [
    'contract_size',
    instrument.contractSize === null ? null : String(instrument.contractSize),
    plain(spec.contractSize),
  ];
  const asked: readonly Comparison[] = {
    MAPPED: [currency],
    EXACT: [currency, base],
    AFFIX: [currency, base, kind, size],
    ALIAS: [currency, base, kind, size],
  }[by];

  const agreed: string[] = [];
  for (const [property, expected, found] of asked) {
    if (expected === null || agrees(property, expected, found, instrument)) {
      if (expected !== null) agreed.push(property);
      continue;
    }
    const numbers = { symbol: wanted, candidate: spec.symbol, property, expected, found };
    return { agreed, contradiction: deny('SYMBOL_CONTRADICTORY', numbers) };
  }
  return { agreed, contradiction: null };
}

/** Brokers calculate a metal as a currency pair or as a contract for difference: both are that metal. */
function agrees(property: string, expected: string, found: string, { base }: Instrument): boolean {
  if (property === 'calc_mode' && found === 'FOREX' && base?.startsWith('XA')) return true;
  return found === expected;
}

function isTradeable({ tradeMode }: SymbolSpec): boolean {
  return !tradeMode.toUpperCase().endsWith('DISABLED');
}

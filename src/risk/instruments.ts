import { calcModeOf, isForex } from './calc-mode';
import { USUAL_CONTRACTS } from './well-known-symbols';

/** FOREX: a currency pair. SPOT: a metal, an index, an energy or a coin as a contract for difference. */
export type Family = 'FOREX' | 'SPOT';

/** Something that is traded under several names. What is null differs between brokers and proves nothing. */
export interface Instrument {
  readonly names: readonly string[];
  readonly base: string | null;
  readonly profit: string;
  readonly family: Family;
  readonly contractSize: number | null;
}

const NICKNAMES: Readonly<Record<string, readonly string[]>> = {
  XAUUSD: ['GOLD'],
  XAGUSD: ['SILVER'],
};

const PAIRS_AND_METALS: readonly Instrument[] = [...USUAL_CONTRACTS].map(([name, contract]) => ({
  names: [name, ...(NICKNAMES[name] ?? [])],
  base: contract.base,
  profit: contract.profit,
  family: contract.calcMode === 'FOREX' ? 'FOREX' : 'SPOT',
  contractSize: contract.contractSize,
}));

function spot(profit: string, ...names: readonly string[]): Instrument {
  return { names, base: null, profit, family: 'SPOT', contractSize: null };
}

/** Indices, energies and coins: one lot is a different thing at every broker, the currency is not. */
const OTHERS: readonly Instrument[] = [
  spot('USD', 'US30', 'DJ30', 'WS30', 'DJI30', 'USA30', 'DOW30'),
  spot('USD', 'US500', 'SPX500', 'SP500', 'USA500'),
  spot('USD', 'US100', 'NAS100', 'USTEC', 'NDX100', 'USTECH100', 'NASDAQ100'),
  spot('USD', 'US2000', 'RUS2000', 'RUSSELL2000'),
  spot('EUR', 'DE40', 'GER40', 'DAX40', 'DE30', 'GER30', 'DAX30'),
  spot('EUR', 'EU50', 'STOXX50', 'EUSTX50', 'ESTX50', 'EURO50'),
  spot('EUR', 'FR40', 'FRA40', 'CAC40', 'F40'),
  spot('GBP', 'UK100', 'FTSE100'),
  spot('JPY', 'JP225', 'JPN225', 'NIKKEI225', 'NI225', 'JAP225'),
  spot('AUD', 'AU200', 'AUS200', 'ASX200'),
  spot('HKD', 'HK50', 'HKG50', 'HSI50'),
  spot('USD', 'XTIUSD', 'USOIL', 'WTI', 'WTIUSD', 'CRUDOIL'),
  spot('USD', 'XBRUSD', 'UKOIL', 'BRENT', 'BRENTUSD'),
  spot('USD', 'XNGUSD', 'NATGAS', 'NGAS'),
  spot('USD', 'BTCUSD', 'BITCOIN', 'XBTUSD'),
  spot('USD', 'ETHUSD', 'ETHEREUM'),
];

const BY_LENGTH: readonly (readonly [string, Instrument])[] = [...PAIRS_AND_METALS, ...OTHERS]
  .flatMap((instrument) => instrument.names.map((name) => [name, instrument] as const))
  .sort(([a], [b]) => b.length - a.length);

/** What brokers put before a name: `FX.`, `#`, or a few small letters. */
const PREFIX = /^(?:|[A-Za-z0-9]{0,6}[._#+!-]+|[a-z]{1,4})$/;
/** What they put behind it: `.m`, `-pro`, `#`, small letters, or one of the usual words in any letters. */
const SUFFIX = /^(?:|[._#+!-][A-Za-z0-9._#+!-]{0,12}|[a-z]{1,6}[._#+!-]?)$/;
const SUFFIX_WORD = /^(?:cash|micro|mini|pro|ecn|raw|std|spot|plus|vip|[mcizrxb])[._#+!-]?$/i;

/** The known name inside a broker's name and what it stands for; null when there is none. The longest name wins. */
export function instrumentIn(
  symbol: string,
): { readonly core: string; readonly instrument: Instrument } | null {
  const upper = symbol.toUpperCase();
  for (const [core, instrument] of BY_LENGTH) {
    const at = upper.indexOf(core);
    if (at >= 0 && isDressed(symbol, at, core.length)) return { core, instrument };
  }
  return null;
}

/** True when `symbol` is `core` with a broker's prefix or suffix. Letters of the core count as they are written. */
export function isDressedAs(symbol: string, core: string): boolean {
  const at = symbol.indexOf(core);
  return at >= 0 && isDressed(symbol, at, core.length);
}

export function familyOf(calcMode: string): Family | null {
  const mode = calcModeOf(calcMode);
  if (mode === null) return null;
  if (isForex(mode)) return 'FOREX';
  return mode.startsWith('CFD') ? 'SPOT' : null;
}

function isDressed(symbol: string, at: number, length: number): boolean {
  const suffix = symbol.slice(at + length);
  return PREFIX.test(symbol.slice(0, at)) && (SUFFIX.test(suffix) || SUFFIX_WORD.test(suffix));
}

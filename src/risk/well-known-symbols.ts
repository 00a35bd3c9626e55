import { Decimal } from '../money/quantity';
import { conversionRate, type Quote } from './currency-conversion';
import { type Denial, deny } from './denial';
import { type SymbolSpec } from './symbol-spec';

export interface CatalogueRequest {
  readonly symbol: string;
  readonly accountCurrency: string;
  /** The signal's entry: it prices the pair itself, which is enough for USDJPY on dollars. */
  readonly entry: Decimal;
  /** Other pairs the account has prices of; crosses need one. */
  readonly quotes: readonly Quote[];
}

/** The contract most brokers have under a name. */
export interface UsualContract {
  readonly base: string;
  readonly profit: string;
  readonly digits: number;
  readonly contractSize: number;
  readonly calcMode: string;
}

/** By market convention the earlier of two is the base: EURUSD, never USDEUR. */
const CURRENCIES = ['EUR', 'GBP', 'AUD', 'NZD', 'USD', 'CAD', 'CHF', 'JPY'];

const PAIRS = CURRENCIES.flatMap((base, index) =>
  CURRENCIES.slice(index + 1).map((profit) => ({
    base,
    profit,
    digits: profit === 'JPY' ? 3 : 5,
    contractSize: 100_000,
    calcMode: 'FOREX',
  })),
);
const METALS: readonly UsualContract[] = [
  { base: 'XAU', profit: 'USD', digits: 2, contractSize: 100, calcMode: 'CFDLEVERAGE' },
  { base: 'XAG', profit: 'USD', digits: 3, contractSize: 5_000, calcMode: 'CFDLEVERAGE' },
];
export const USUAL_CONTRACTS: ReadonlyMap<string, UsualContract> = new Map(
  [...PAIRS, ...METALS].map((contract) => [contract.base + contract.profit, contract]),
);

export const WELL_KNOWN_SYMBOLS: readonly string[] = [...USUAL_CONTRACTS.keys()];

/**
 * The usual contract of a well-known symbol, for a terminal that reports no specifications.
 *
 *     tickValue = tickSize × contractSize × rate(profit currency → account currency)
 *
 * The catalogue serves until the terminal reports its own; the decision says so. What a broker may do differently
 * and would raise the risk (another contract size under the same name) it cannot know: that is the price of this mode.
 */
export function wellKnownSpec(
  request: CatalogueRequest,
): { outcome: 'known'; spec: SymbolSpec } | { outcome: 'denied'; denial: Denial } {
  const { symbol, accountCurrency, entry, quotes } = request;
  const contract = USUAL_CONTRACTS.get(symbol);
  if (!contract) return { outcome: 'denied', denial: deny('REFERENCE_DATA_MISSING', { symbol }) };

  const { base, profit, digits, calcMode } = contract;
  const tickSize = new Decimal(10).pow(-digits);
  const contractSize = new Decimal(contract.contractSize);
  const rates = [...quotes, { base, profit, bid: entry, ask: entry }];
  const loss = conversionRate(profit, accountCurrency, 'LOSS', rates);
  const gain = conversionRate(profit, accountCurrency, 'PROFIT', rates);
  if (!loss || !gain) {
    const missing = `rate ${profit}>${accountCurrency}`;
    return { outcome: 'denied', denial: deny('REFERENCE_DATA_MISSING', { symbol, missing }) };
  }
  const spec: SymbolSpec = {
    symbol,
    digits,
    point: tickSize,
    tickSize,
    tickValueProfit: tickSize.times(contractSize).times(gain.rate),
    tickValueLoss: tickSize.times(contractSize).times(loss.rate),
    contractSize,
    volumeMin: new Decimal('0.01'),
    volumeMax: new Decimal(50),
    volumeStep: new Decimal('0.01'),
    volumeLimit: new Decimal(0),
    stopsLevelPoints: 0,
    freezeLevelPoints: 0,
    calcMode,
    tradeMode: 'FULL',
    executionMode: 'MARKET',
    fillingModes: [],
    currencyBase: base,
    currencyProfit: profit,
    currencyMargin: calcMode === 'FOREX' ? base : profit,
    marginInitial: new Decimal(0),
    marginMaintenance: new Decimal(0),
    marginRateBuy: null,
    marginRateSell: null,
  };
  return { outcome: 'known', spec };
}

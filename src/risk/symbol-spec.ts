import { type Decimal } from '../money/quantity';
import { calcModeOf, usesReportedTickValue } from './calc-mode';

/** A symbol's contract on one account, as its terminal reports it: the columns of `symbol_specs` but its quote. */
export interface SymbolSpec {
  readonly symbol: string;
  readonly digits: number;
  /** The unit in which distances are stated (stops level), in the quote currency. Not always the tick. */
  readonly point: Decimal;
  /** The smallest step of a price: prices lie on this grid. */
  readonly tickSize: Decimal;
  /** What one tick is worth on one lot, in the account's currency, on a winning position. */
  readonly tickValueProfit: Decimal;
  /** The same on a losing position; risk is measured with this one. */
  readonly tickValueLoss: Decimal;
  /** Units of the base asset in one lot. */
  readonly contractSize: Decimal;
  readonly volumeMin: Decimal;
  readonly volumeMax: Decimal;
  readonly volumeStep: Decimal;
  /** Lots allowed in one direction on this symbol, positions and orders together; 0 = no limit. */
  readonly volumeLimit: Decimal;
  readonly stopsLevelPoints: number;
  readonly freezeLevelPoints: number;
  /** ENUM_SYMBOL_CALC_MODE without its prefix; an unknown one is refused. */
  readonly calcMode: string;
  /** DISABLED, LONGONLY, SHORTONLY, CLOSEONLY or FULL. */
  readonly tradeMode: string;
  readonly executionMode: string;
  readonly fillingModes: readonly string[];
  readonly currencyBase: string;
  readonly currencyProfit: string;
  readonly currencyMargin: string;
  /** Margin per lot in the margin currency that replaces the contract size; 0 = not stated. */
  readonly marginInitial: Decimal;
  readonly marginMaintenance: Decimal;
  /** Factor on the opening margin; null = not reported. */
  readonly marginRateBuy: Decimal | null;
  readonly marginRateSell: Decimal | null;
}

/** Where a specification comes from: the account's own terminal, or the catalogue of well-known symbols. */
export type SpecSource = 'TERMINAL' | 'CATALOGUE';

export type Side = 'BUY' | 'SELL';

/** True of a usable amount: finite and above zero. */
export function isPositive(value: Decimal | null | undefined): value is Decimal {
  return value?.isFinite() === true && value.greaterThan(0);
}

/** Names the first field without which no volume can be computed; null when nothing is missing. */
export function missingReferenceData(spec: SymbolSpec): string | null {
  const mode = calcModeOf(spec.calcMode);
  if (mode === null) return 'calc_mode';
  if (!isPositive(spec.point)) return 'point';
  if (!isPositive(spec.tickSize)) return 'tick_size';
  if (!isPositive(spec.contractSize)) return 'contract_size';
  if (usesReportedTickValue(mode) && !isPositive(spec.tickValueLoss)) return 'tick_value_loss';
  if (!isVolume(spec.volumeMin)) return 'volume_min';
  if (!isVolume(spec.volumeStep)) return 'volume_step';
  if (!isPositive(spec.volumeMax) || spec.volumeMax.lessThan(spec.volumeMin)) return 'volume_max';
  if (!spec.volumeLimit.isFinite() || spec.volumeLimit.isNegative()) return 'volume_limit';
  if (!Number.isSafeInteger(spec.stopsLevelPoints) || spec.stopsLevelPoints < 0) return 'stops_level_points';
  if (spec.currencyBase === '' && mode === 'FOREX') return 'currency_base';
  if (spec.currencyProfit === '') return 'currency_profit';
  return null;
}

/** A volume the books can hold: above zero, at most a million lots, at most 8 decimals. */
function isVolume(value: Decimal): boolean {
  return isPositive(value) && value.lessThanOrEqualTo(1e6) && value.decimalPlaces() <= 8;
}

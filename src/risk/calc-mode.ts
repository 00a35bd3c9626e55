/**
 * How a symbol's profit and margin are computed: MetaTrader's ENUM_SYMBOL_CALC_MODE, as data.
 *
 * - `unit`: what one tick of one lot is worth. REPORTED: the terminal's loss tick value.
 *   CONTRACT: tick size × contract size, in the profit currency.
 * - `margin`: which formula of `required-margin.ts` holds.
 */
export const CALC_MODES = {
  FOREX: { unit: 'REPORTED', margin: 'FOREX' },
  FOREX_NO_LEVERAGE: { unit: 'REPORTED', margin: 'FOREX_NO_LEVERAGE' },
  FUTURES: { unit: 'REPORTED', margin: 'FUTURES' },
  CFD: { unit: 'CONTRACT', margin: 'CFD' },
  CFDINDEX: { unit: 'CONTRACT', margin: 'CFDINDEX' },
  CFDLEVERAGE: { unit: 'CONTRACT', margin: 'CFDLEVERAGE' },
  EXCH_STOCKS: { unit: 'CONTRACT', margin: 'CFD' },
  EXCH_STOCKS_MOEX: { unit: 'CONTRACT', margin: 'CFD' },
  EXCH_FUTURES: { unit: 'REPORTED', margin: 'FUTURES' },
  EXCH_FUTURES_FORTS: { unit: 'REPORTED', margin: 'FUTURES' },
} as const satisfies Record<string, { unit: 'REPORTED' | 'CONTRACT'; margin: string }>;

/** Bonds (priced in percent of a face value nobody reports) and collateral are not traded. */
export type CalcMode = keyof typeof CALC_MODES;
export type MarginFormula = (typeof CALC_MODES)[CalcMode]['margin'];

const BY_NAME = new Map(
  (Object.keys(CALC_MODES) as CalcMode[]).map((mode) => [mode.replaceAll('_', ''), mode] as const),
);

/** Reads the terminal's word, with or without MetaTrader's prefix and underscores; null for one we cannot size. */
export function calcModeOf(text: string): CalcMode | null {
  const name = text.toUpperCase().replace('SYMBOL_CALC_MODE_', '').replaceAll('_', '');
  return BY_NAME.get(name) ?? null;
}

export function usesReportedTickValue(mode: CalcMode): boolean {
  return CALC_MODES[mode].unit === 'REPORTED';
}

export function isForex(mode: CalcMode): boolean {
  return mode === 'FOREX' || mode === 'FOREX_NO_LEVERAGE';
}

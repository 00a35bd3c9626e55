import { Decimal } from '../money/quantity';
import { CALC_MODES, calcModeOf } from './calc-mode';
import { type Conversion, conversionRate, ownQuote, type Quote } from './currency-conversion';
import { isPositive, type Side, type SymbolSpec } from './symbol-spec';

export interface MarginRequest {
  readonly spec: SymbolSpec;
  readonly side: Side;
  readonly price: Decimal;
  /** The account's leverage (100 = 1:100); null when the terminal has not told. */
  readonly leverage: number | null;
  readonly accountCurrency: string;
  readonly quotes: readonly Quote[];
}

export type UncheckedMargin =
  | 'LEVERAGE_UNKNOWN'
  | 'FREE_MARGIN_UNKNOWN'
  | 'MARGIN_RATE_UNKNOWN'
  | 'MARGIN_INITIAL_UNKNOWN'
  | 'MARGIN_CONVERSION_UNKNOWN'
  | 'MARGIN_NOT_COMPUTABLE'
  | 'CALC_MODE_UNKNOWN';

export type MarginPerLot =
  | {
      readonly outcome: 'known';
      /** In the account's currency, for one lot. */
      readonly perLot: Decimal;
      readonly rate: Decimal;
      /** The terminal has not reported a rate, and 1 was taken. */
      readonly rateAssumed: boolean;
      readonly conversion: Conversion;
    }
  | { readonly outcome: 'unchecked'; readonly reason: UncheckedMargin };

/**
 * The margin one lot takes when it is opened.
 *
 *     FOREX        C ÷ leverage × rate             FUTURES      initialMargin × rate
 *     NO_LEVERAGE  C × rate                        CFDINDEX     C × price × tickValue ÷ tickSize × rate
 *     CFD, stocks  C × price × rate                CFDLEVERAGE  C × price ÷ leverage × rate
 *
 * C is the contract size. A symbol that states an initial margin replaces C, or C × price, by it.
 * The result is in the margin currency and is converted at the dearer side. What cannot be computed is reported as
 * unchecked: margin never raises a volume, and its absence is told to the trader.
 * Source: MQL5 reference, ENUM_SYMBOL_CALC_MODE; MetaTrader 5 help, "Margin calculation", fixed margin.
 */
export function requiredMarginPerLot(request: MarginRequest): MarginPerLot {
  const { spec, side, price, accountCurrency, quotes } = request;
  const reportedRate = side === 'BUY' ? spec.marginRateBuy : spec.marginRateSell;
  if (reportedRate !== null && !isPositive(reportedRate))
    return { outcome: 'unchecked', reason: 'MARGIN_RATE_UNKNOWN' };
  const rate = reportedRate ?? new Decimal(1);

  const amount = amountPerLot(request);
  if (typeof amount === 'string') return { outcome: 'unchecked', reason: amount };

  const known = [...quotes, ownQuote(spec, price)];
  const conversion = conversionRate(spec.currencyMargin, accountCurrency, 'LOSS', known);
  if (!conversion) return { outcome: 'unchecked', reason: 'MARGIN_CONVERSION_UNKNOWN' };
  const perLot = amount.times(rate).times(conversion.rate);
  if (!isPositive(perLot)) return { outcome: 'unchecked', reason: 'MARGIN_NOT_COMPUTABLE' };
  return { outcome: 'known', perLot, rate, rateAssumed: reportedRate === null, conversion };
}

/** Before rate and conversion, in the margin currency. */
function amountPerLot({ spec, price, leverage }: MarginRequest): Decimal | UncheckedMargin {
  const mode = calcModeOf(spec.calcMode);
  if (mode === null) return 'CALC_MODE_UNKNOWN';
  const fixed = isPositive(spec.marginInitial) ? spec.marginInitial : null;
  const leveraged = (amount: Decimal): Decimal | UncheckedMargin =>
    leverage !== null && leverage > 0 ? amount.dividedBy(leverage) : 'LEVERAGE_UNKNOWN';
  const formula = CALC_MODES[mode].margin;
  switch (formula) {
    case 'FOREX':
      return leveraged(fixed ?? spec.contractSize);
    case 'FOREX_NO_LEVERAGE':
      return fixed ?? spec.contractSize;
    case 'FUTURES':
      return fixed ?? 'MARGIN_INITIAL_UNKNOWN';
    case 'CFD':
      return fixed ?? spec.contractSize.times(price);
    case 'CFDINDEX':
      if (fixed) return fixed;
      return spec.contractSize.times(price).times(spec.tickValueProfit).dividedBy(spec.tickSize);
    case 'CFDLEVERAGE':
      return leveraged(fixed ?? spec.contractSize.times(price));
  }
}

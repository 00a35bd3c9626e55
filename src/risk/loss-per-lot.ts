import { Decimal } from '../money/quantity';
import { calcModeOf, isForex, usesReportedTickValue } from './calc-mode';
import { type Conversion, conversionRate, ownQuote, type Quote } from './currency-conversion';
import { type Denial, deny } from './denial';
import { missingReferenceData, type SymbolSpec } from './symbol-spec';

export interface LossPerLotRequest {
  readonly spec: SymbolSpec;
  readonly entry: Decimal;
  readonly stopLoss: Decimal;
  readonly accountCurrency: string;
  readonly quotes: readonly Quote[];
  /** Commission of one side of one lot, in the account's currency. */
  readonly commissionPerSide: Decimal;
}

/** What one lot loses from entry to stop, in the account's currency, and how that came about. */
export interface LossPerLot {
  readonly outcome: 'known';
  readonly lossPerLot: Decimal;
  readonly ticks: Decimal;
  readonly tickValue: Decimal;
  /** REPORTED by the terminal, AT_STOP: dearer, revalued at the stop, or by CONTRACT size. */
  readonly basis: 'REPORTED' | 'AT_STOP' | 'CONTRACT';
  readonly commission: Decimal;
  readonly conversion: Conversion | null;
}

/** A reported tick value further than this from what the contract says is a broker's mistake, not a market move. */
const PLAUSIBLE = new Decimal('0.1');

/**
 *     lossPerLot = |entry − stopLoss| ÷ tickSize × tickValue + 2 × commissionPerSide
 *
 * The tick value is the terminal's loss tick value for FOREX and futures, tick size × contract size converted to the
 * account's currency for everything else. On a pair whose base is the account's currency (USDJPY on dollars) it moves
 * with the price: the dearer of the reported value and the value at the stop counts.
 * Source: EarnForex Position Sizer; MQL5 reference, ENUM_SYMBOL_CALC_MODE.
 */
export function lossPerLot(request: LossPerLotRequest): LossPerLot | { outcome: 'denied'; denial: Denial } {
  const { spec, entry, stopLoss, accountCurrency, quotes, commissionPerSide } = request;
  const mode = calcModeOf(spec.calcMode);
  const missing = missingReferenceData(spec);
  if (mode === null || missing !== null) {
    const numbers = { symbol: spec.symbol, missing: missing ?? 'calc_mode' };
    return { outcome: 'denied', denial: deny('REFERENCE_DATA_MISSING', numbers) };
  }

  const ticks = entry.minus(stopLoss).abs().dividedBy(spec.tickSize);
  const commission = commissionPerSide.times(2);
  const known = (
    tickValue: Decimal,
    basis: LossPerLot['basis'],
    conversion: Conversion | null,
  ): LossPerLot => ({
    outcome: 'known',
    lossPerLot: ticks.times(tickValue).plus(commission),
    ticks,
    tickValue,
    basis,
    commission,
    conversion,
  });

  const byContract = spec.tickSize.times(spec.contractSize);
  const own = isForex(mode) ? [ownQuote(spec, entry)] : [];
  const conversion = conversionRate(spec.currencyProfit, accountCurrency, 'LOSS', [...quotes, ...own]);
  if (!usesReportedTickValue(mode)) {
    if (conversion) return known(byContract.times(conversion.rate), 'CONTRACT', conversion);
    const numbers = { from: spec.currencyProfit, to: accountCurrency };
    return { outcome: 'denied', denial: deny('CONVERSION_RATE_MISSING', numbers) };
  }

  const reported = spec.tickValueLoss;
  if (isForex(mode) && conversion) {
    const expected = byContract.times(conversion.rate);
    if (reported.minus(expected).abs().greaterThan(expected.times(PLAUSIBLE))) {
      const numbers = {
        symbol: spec.symbol,
        reported: reported.toFixed(),
        expected: expected.toSignificantDigits(8).toFixed(),
      };
      return { outcome: 'denied', denial: deny('SPECIFICATION_INCONSISTENT', numbers) };
    }
  }
  if (isForex(mode) && spec.currencyBase === accountCurrency && spec.currencyProfit !== accountCurrency) {
    const atStop = byContract.dividedBy(stopLoss);
    if (atStop.greaterThan(reported)) return known(atStop, 'AT_STOP', null);
  }
  return known(reported, 'REPORTED', null);
}

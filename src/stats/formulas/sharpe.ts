import { Decimal } from '../../money/quantity';

/** Trading days of a year, as NautilusTrader and most reports count them. */
export const TRADING_DAYS = 252;

/** Whether the days are all there are, or a sample of them. */
export type Deviation = 'sample' | 'population';

/**
 * Sharpe ratio = mean(r) ÷ deviation(r) × √252 over daily returns r, with a risk-free rate of zero. MetaTrader's own is
 * not computed by a published formula and cannot be equalled. Null when the returns do not deviate.
 */
export function sharpeRatio(returns: readonly Decimal[], deviation: Deviation = 'sample'): Decimal | null {
  const count = deviation === 'sample' ? returns.length - 1 : returns.length;
  if (count < 1) return null;
  const mean = meanOf(returns);
  const spread = sumOf(returns.map((one) => squareOf(one.minus(mean))))
    .dividedBy(count)
    .sqrt();
  return spread.isZero() ? null : annual(mean.dividedBy(spread));
}

/**
 * Sortino ratio = mean(r) ÷ √(Σ min(r, 0)² ÷ N) × √252, where N counts all days, not only those that lost.
 * Null when no day lost.
 */
export function sortinoRatio(returns: readonly Decimal[]): Decimal | null {
  if (returns.length === 0) return null;
  const downside = sumOf(returns.map((one) => squareOf(Decimal.min(one, 0))))
    .dividedBy(returns.length)
    .sqrt();
  return downside.isZero() ? null : annual(meanOf(returns).dividedBy(downside));
}

/** `pow` takes ten times as long. */
function squareOf(value: Decimal): Decimal {
  return value.times(value);
}

function annual(ratio: Decimal): Decimal {
  return ratio.times(new Decimal(TRADING_DAYS).sqrt());
}

function meanOf(values: readonly Decimal[]): Decimal {
  return sumOf(values).dividedBy(values.length);
}

function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, value) => sum.plus(value), new Decimal(0));
}

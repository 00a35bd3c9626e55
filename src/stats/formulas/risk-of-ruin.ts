import { Decimal } from '../../money/quantity';

export const LOSSES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** What the balance's returns per trade are like. */
export interface ReturnsPerTrade {
  /** Σ (holding period return − 1). */
  readonly sum: Decimal;
  readonly squares: Decimal;
  readonly count: number;
}

/**
 * The probability of ever losing this part of the balance, if trades go on as they went: (1 − loss)^(2m ÷ s²), where
 * s² is the variance of the returns per trade and m = mean − s² ÷ 2 their drift. It is exact for a balance that moves in
 * small independent steps; certain when the drift is not above zero.
 */
export function riskOfRuin(loss: Decimal.Value, { sum, squares, count }: ReturnsPerTrade): Decimal | null {
  if (count < 2) return null;
  const mean = sum.dividedBy(count);
  const variance = squares.minus(sum.times(mean)).dividedBy(count - 1);
  if (variance.lessThanOrEqualTo(0)) return null;
  const drift = mean.minus(variance.dividedBy(2));
  if (drift.lessThanOrEqualTo(0)) return new Decimal(1);
  return new Decimal(1).minus(loss).pow(drift.times(2).dividedBy(variance));
}

import { Decimal } from '../../money/quantity';

/** What is known of numbers whose spread is asked for: how many, Σ x, Σ x², Σ x³, Σ x⁴. */
export interface PowerSums {
  readonly count: number;
  readonly sum: Decimal;
  readonly squares: Decimal;
  readonly cubes: Decimal;
  readonly fourths: Decimal;
}

/**
 * Skewness of a sample, as spreadsheets compute it (`SKEW`): N ÷ ((N − 1) × (N − 2)) × Σ ((x − mean) ÷ s)³, where s is the
 * standard deviation of the sample. Below zero the losses reach further out than the wins. Null when nothing deviates.
 */
export function skewness({ count, sum, squares, cubes }: PowerSums): Decimal | null {
  if (count < 3) return null;
  const mean = sum.dividedBy(count);
  const spread = squares.minus(sum.times(mean));
  if (spread.lessThanOrEqualTo(0)) return null;
  const third = cubes.minus(mean.times(squares).times(3)).plus(mean.times(mean).times(sum).times(2));
  const deviation = spread.dividedBy(count - 1).sqrt();
  const cubed = deviation.times(deviation).times(deviation);
  return third
    .dividedBy(cubed)
    .times(count)
    .dividedBy((count - 1) * (count - 2));
}

/**
 * Kurtosis of a sample above that of a normal distribution, as spreadsheets compute it (`KURT`):
 * N × (N + 1) ÷ ((N − 1) × (N − 2) × (N − 3)) × Σ ((x − mean) ÷ s)⁴ − 3 × (N − 1)² ÷ ((N − 2) × (N − 3)). Above zero,
 * results far from the mean are more frequent than chance would have them. Null when nothing deviates.
 */
export function kurtosis({ count, sum, squares, cubes, fourths }: PowerSums): Decimal | null {
  if (count < 4) return null;
  const mean = sum.dividedBy(count);
  const spread = squares.minus(sum.times(mean));
  if (spread.lessThanOrEqualTo(0)) return null;
  const square = mean.times(mean);
  const fourth = fourths
    .minus(mean.times(cubes).times(4))
    .plus(square.times(squares).times(6))
    .minus(square.times(mean).times(sum).times(3));
  const variance = spread.dividedBy(count - 1);
  const [one, two, three] = [count - 1, count - 2, count - 3];
  return fourth
    .dividedBy(variance.times(variance))
    .times(count * (count + 1))
    .dividedBy(one)
    .dividedBy(two * three)
    .minus(new Decimal(3).times(one * one).dividedBy(two * three));
}

import { Decimal } from '../../money/quantity';

/** Fewer trades than this prove nothing. */
export const TRADES_FOR_STATISTICS = 30;

/**
 * Z-score of the runs of won and lost trades: (N × (R − 0.5) − P) ÷ √(P × (P − N) ÷ (N − 1)), where N = won + lost,
 * R the number of runs and P = 2 × won × lost. Below zero wins follow wins, above zero losses follow wins; between −1.96
 * and 1.96 it may be chance. Trades that brought exactly nothing are left out. Null where only one kind occurs.
 */
export function zScore(won: number, lost: number, runs: number): Decimal | null {
  const count = won + lost;
  if (won === 0 || lost === 0 || count < 2) return null;
  const product = new Decimal(2).times(won).times(lost);
  const variance = product.times(product.minus(count)).dividedBy(count - 1);
  if (variance.lessThanOrEqualTo(0)) return null;
  return new Decimal(count).times(new Decimal(runs).minus(0.5)).minus(product).dividedBy(variance.sqrt());
}

/** How probable it is that the order of wins and losses is no chance: erf(|Z| ÷ √2). */
export function zScoreProbability(score: Decimal): Decimal {
  return errorFunction(score.abs().dividedBy(new Decimal(2).sqrt()));
}

/** From here on the error function is 1 to more digits than anybody reads. */
const CERTAIN = 6;
const PI = Decimal.acos(-1);

/** erf(x) = 2 ÷ √π × Σ (−1)ⁿ x²ⁿ⁺¹ ÷ (n! × (2n + 1)), summed until a term no longer counts. */
function errorFunction(x: Decimal): Decimal {
  if (x.greaterThan(CERTAIN)) return new Decimal(1);
  const square = x.times(x);
  let power = x;
  let sum = x;
  for (let n = 1; power.abs().greaterThan(1e-20); n += 1) {
    power = power.times(square).dividedBy(-n);
    sum = sum.plus(power.dividedBy(2 * n + 1));
  }
  return sum.times(2).dividedBy(PI.sqrt());
}

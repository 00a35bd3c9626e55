import { Decimal } from '../money/quantity';
import { type Quote } from './currency-conversion';
import { lossPerLot } from './loss-per-lot';
import { type Side, type SymbolSpec } from './symbol-spec';

/** An open position as far as its risk is concerned. */
export interface ExposedPosition {
  readonly side: Side;
  readonly volume: Decimal;
  readonly openPrice: Decimal;
  readonly stopLoss: Decimal | null;
  /** Null when the symbol's contract is not known: the risk then has no known bound. */
  readonly spec: SymbolSpec | null;
}

export interface OpenRisk {
  /** In the account's currency. */
  readonly openRisk: Decimal;
  /** Positions whose loss nothing bounds, or nobody can compute. They are counted, never guessed. */
  readonly unprotected: number;
}

/**
 * What the account loses of its balance when every stop is hit: Σ volume × lossPerLot(open price → stop).
 * A stop that locks a profit in counts as zero: a profit that may come pays for no risk.
 */
export function openRiskOf(
  positions: Iterable<ExposedPosition>,
  accountCurrency: string,
  quotes: readonly Quote[],
): OpenRisk {
  let openRisk = new Decimal(0);
  let unprotected = 0;
  for (const { side, volume, openPrice, stopLoss, spec } of positions) {
    if (stopLoss === null || spec === null) {
      unprotected += 1;
      continue;
    }
    const locked =
      side === 'BUY' ? stopLoss.greaterThanOrEqualTo(openPrice) : stopLoss.lessThanOrEqualTo(openPrice);
    if (locked) continue;
    const commissionPerSide = new Decimal(0);
    const loss = lossPerLot({ spec, entry: openPrice, stopLoss, accountCurrency, quotes, commissionPerSide });
    if (loss.outcome === 'known') openRisk = openRisk.plus(loss.lossPerLot.times(volume));
    else unprotected += 1;
  }
  return { openRisk, unprotected };
}

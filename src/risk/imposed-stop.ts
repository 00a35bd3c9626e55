import { Decimal } from '../money/quantity';
import { type LossPerLot } from './loss-per-lot';
import { type Side, type SymbolSpec } from './symbol-spec';

/** What one lot loses between the entry and a stop; null when it cannot be told. */
export type LossAt = (stopLoss: Decimal) => LossPerLot | null;

/**
 * The stop at which a volume loses just what was allowed: the farthest price on the tick grid whose loss per lot is at
 * most `allowed ÷ volume`. Null when no such price is above zero and far enough from the entry.
 *
 * The loss is nearly proportional to the distance. The first guess takes it as proportional; where a tick grows dearer
 * with the distance (USDJPY bought on dollars) the guess is shortened in proportion, which is then short enough.
 */
export function imposedStop(
  { entry, side, spec }: { readonly entry: Decimal; readonly side: Side; readonly spec: SymbolSpec },
  allowedPerLot: Decimal,
  lossAt: LossAt,
): Decimal | null {
  const least = Decimal.max(spec.tickSize, spec.point.times(spec.stopsLevelPoints));
  const at = (ticks: Decimal): Decimal | null => {
    const stop = onGrid(entry, side, ticks, spec.tickSize);
    return stop.greaterThan(0) && entry.minus(stop).abs().greaterThanOrEqualTo(least) ? stop : null;
  };
  const nearest = at(least.dividedBy(spec.tickSize).plus(1));
  const sample = nearest && lossAt(nearest);
  if (sample === null) return null;

  let ticks = allowedPerLot.minus(sample.commission).dividedBy(sample.tickValue);
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const stop = at(ticks);
    const loss = stop && lossAt(stop);
    if (stop === null || loss === null) return null;
    if (loss.lossPerLot.lessThanOrEqualTo(allowedPerLot)) return stop;
    ticks = ticks.times(allowedPerLot).dividedBy(loss.lossPerLot);
  }
  return null;
}

/** Rounded towards the entry: a stop a little nearer risks a little less. */
function onGrid(entry: Decimal, side: Side, ticks: Decimal, tickSize: Decimal): Decimal {
  const distance = ticks.times(tickSize);
  return side === 'BUY'
    ? entry.minus(distance).toNearest(tickSize, Decimal.ROUND_UP)
    : entry.plus(distance).toNearest(tickSize, Decimal.ROUND_DOWN);
}

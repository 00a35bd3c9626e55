import { Decimal } from '../money/quantity';

/** The volumes a broker accepts: `volumeMin + k × volumeStep`, up to `volumeMax`. In lots. */
export interface VolumeGrid {
  readonly volumeMin: Decimal;
  readonly volumeMax: Decimal;
  readonly volumeStep: Decimal;
}

/**
 * Terminals report tick values with 8 decimals, so a quotient that should be 0.30 arrives as 0.299999998.
 * The tolerance forgives that, and no more: a hundred-millionth of the volume.
 */
const RELATIVE_TOLERANCE = new Decimal('1e-8');
/** In steps: what a repeating decimal such as 2/3 loses on the way. */
const ABSOLUTE_TOLERANCE = new Decimal('1e-9');

/** The largest volume of the grid that is not above `volume`; null when even the minimum is above it. */
export function floorToGrid(volume: Decimal, grid: VolumeGrid): Decimal | null {
  return floored(volume, grid, new Decimal(0));
}

/** The same for a quotient, forgiving what division and 8 reported decimals have shaved off. */
export function floorQuotientToGrid(volume: Decimal, grid: VolumeGrid): Decimal | null {
  const steps = volume.dividedBy(grid.volumeStep);
  return floored(volume, grid, steps.abs().times(RELATIVE_TOLERANCE).plus(ABSOLUTE_TOLERANCE));
}

/** True when a broker accepts the volume. */
export function isOnGrid(volume: Decimal, grid: VolumeGrid): boolean {
  return floorToGrid(volume, grid)?.equals(volume) === true;
}

/** Decimals needed to write a volume of this grid: 2 for steps of 0.01. */
export function gridDecimals({ volumeMin, volumeStep }: VolumeGrid): number {
  return Math.max(volumeMin.decimalPlaces(), volumeStep.decimalPlaces());
}

function floored(
  volume: Decimal,
  { volumeMin, volumeMax, volumeStep }: VolumeGrid,
  tolerance: Decimal,
): Decimal | null {
  if (volume.isNaN()) return null;
  const steps = Decimal.min(volume, volumeMax).minus(volumeMin).dividedBy(volumeStep).plus(tolerance).floor();
  if (steps.isNegative()) return null;
  const result = volumeMin.plus(steps.times(volumeStep));
  return result.greaterThan(volumeMax) ? result.minus(volumeStep) : result;
}

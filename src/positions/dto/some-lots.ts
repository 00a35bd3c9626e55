import { type Decimal } from 'decimal.js';
import { type Lots, lots } from '../../money/quantity';

/** @throws RangeError unless there is some volume: an open position has one. */
export function someLots(value: Decimal.Value): Lots {
  const volume = lots(value);
  if (volume.isZero()) throw new RangeError('volume must be above zero');
  return volume;
}

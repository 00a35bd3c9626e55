import { Decimal } from '../../money/quantity';

const LARGEST = new Decimal('1e12');
const LARGEST_TICK = new Decimal('1e9');
const LARGEST_VOLUME = new Decimal('1e6');

/** @throws RangeError unless the value lies above zero and below 10^9. */
export function tick(value: Decimal.Value): Decimal {
  return within(value, (d) => d.greaterThan(0) && d.lessThan(LARGEST_TICK), 'above 0 and below 1e9');
}

/** @throws RangeError unless the value is above zero and at most 10^6 lots. */
export function someVolume(value: Decimal.Value): Decimal {
  return within(
    value,
    (d) => d.greaterThan(0) && d.lessThanOrEqualTo(LARGEST_VOLUME),
    'above 0 and at most 1e6',
  );
}

/** @throws RangeError unless the value is zero or more, and below 10^12. */
export function notNegative(value: Decimal.Value): Decimal {
  return within(value, (d) => d.greaterThanOrEqualTo(0) && d.lessThan(LARGEST), 'from 0 to below 1e12');
}

/** Rounded to the 8 decimals that are kept: brokers compute tick values in doubles. */
function within(value: Decimal.Value, holds: (d: Decimal) => boolean, range: string): Decimal {
  const decimal = new Decimal(value).toDecimalPlaces(8);
  if (!holds(decimal)) throw new RangeError(`must be ${range}`);
  return decimal;
}

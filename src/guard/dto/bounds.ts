import { Decimal, ratio } from '../../money/quantity';

const MOST_DECIMALS = 8;

/** Reads a decimal above zero and at most `max`, of no more decimals than are stored. */
export function aboveZero(max: Decimal.Value): (value: Decimal.Value) => Decimal {
  return (value) => {
    const read = within(0, max)(value);
    if (read.isZero()) throw new RangeError(`must be above 0 and at most ${String(max)}`);
    return read;
  };
}

/** Reads a decimal from `min` to `max`, of no more decimals than are stored. */
export function within(min: Decimal.Value, max: Decimal.Value): (value: Decimal.Value) => Decimal {
  return (value) => {
    const read = ratio(value);
    if (read.lessThan(min) || read.greaterThan(max)) {
      throw new RangeError(`must be from ${String(min)} to ${String(max)}`);
    }
    if (read.decimalPlaces() > MOST_DECIMALS) throw new RangeError(`has more than ${MOST_DECIMALS} decimals`);
    return new Decimal(read);
  };
}

import { Decimal } from 'decimal.js';

declare const unit: unique symbol;

/** A decimal that knows what it measures, so that a price is never passed where a volume belongs. */
export type Quantity<Unit extends string> = Decimal & { readonly [unit]: Unit };

/** A price, in the symbol's quote currency. Above zero, below 10^12, at most 8 decimals. */
export type Price = Quantity<'price'>;
/** A trade volume, in lots. One lot is the symbol's contract size. Zero is allowed, a negative volume is not. */
export type Lots = Quantity<'lots'>;
/** An amount in an account's currency. May be negative: a loss is money too. */
export type Money = Quantity<'money'>;
/** A part of a whole: 0.02 is two percent. */
export type Ratio = Quantity<'ratio'>;

/** 40 significant digits: no product of two 20-digit numerics is rounded on the way. */
export const PRECISION = 40;
Decimal.set({ precision: PRECISION, toExpNeg: -20, toExpPos: 30, rounding: Decimal.ROUND_HALF_EVEN });

const LARGEST = new Decimal('1e12');
const LARGEST_VOLUME = new Decimal('1e6');
const SMALLEST_STEP = new Decimal('1e-8');

/** @throws RangeError unless the value is finite, above zero and below 10^12, with at most 8 decimals. */
export function price(value: Decimal.Value): Price {
  return checked(value, 'price', (d) => d.greaterThan(0) && d.lessThan(LARGEST)) as Price;
}

/** @throws RangeError unless the value lies between 0 and 10^6 lots, with at most 8 decimals. */
export function lots(value: Decimal.Value): Lots {
  return checked(value, 'volume', (d) => !d.isNegative() && d.lessThanOrEqualTo(LARGEST_VOLUME)) as Lots;
}

/** @throws RangeError unless the value lies strictly between −10^12 and 10^12, with at most 8 decimals. */
export function money(value: Decimal.Value): Money {
  return checked(value, 'money', (d) => d.abs().lessThan(LARGEST)) as Money;
}

/** @throws RangeError unless the value is finite and not negative. */
export function ratio(value: Decimal.Value): Ratio {
  const decimal = new Decimal(value);
  if (!decimal.isFinite() || decimal.isNegative()) {
    throw new RangeError(`ratio out of range: ${decimal.toString()}`);
  }
  return decimal as Ratio;
}

/** Turns a percentage as people write it (2 = 2 %) into a ratio (0.02). */
export function percent(value: Decimal.Value): Ratio {
  return ratio(new Decimal(value).dividedBy(100));
}

/**
 * Arithmetic on a quantity returns a plain Decimal: a price times a volume is neither.
 * The result gets its unit back only by going through a constructor above.
 */
function checked(value: Decimal.Value, name: string, holds: (d: Decimal) => boolean): Decimal {
  const decimal = new Decimal(value);
  if (!decimal.isFinite() || !holds(decimal)) {
    throw new RangeError(`${name} out of range: ${decimal.toString()}`);
  }
  if (!decimal.modulo(SMALLEST_STEP).isZero()) {
    throw new RangeError(`${name} has more than 8 decimals: ${decimal.toString()}`);
  }
  return decimal;
}

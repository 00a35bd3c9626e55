import { Decimal } from 'decimal.js';

/** Take Decimal from here: this module sets its precision, a bare import of decimal.js may run before that. */
export { Decimal };

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
const LEAST = LARGEST.negated();
const LARGEST_VOLUME = new Decimal('1e6');
const MAX_DECIMALS = 8;
/** decimal.js also reads 0x1F, 0b11 and Infinity from a string; a price written so is a mistake. */
const WRITTEN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

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
  return checked(value, 'money', (d) => d.lessThan(LARGEST) && d.greaterThan(LEAST)) as Money;
}

/** @throws RangeError unless the value is finite and not negative. */
export function ratio(value: Decimal.Value): Ratio {
  const decimal = parsed(value, 'ratio');
  if (!decimal.isFinite() || decimal.isNegative()) {
    throw new RangeError(`ratio out of range: ${decimal.toString()}`);
  }
  return decimal as Ratio;
}

/** Turns a percentage as people write it (2 = 2 %) into a ratio (0.02). */
export function percent(value: Decimal.Value): Ratio {
  return ratio(parsed(value, 'percentage').dividedBy(100));
}

/** Cuts an amount down to a currency's digits, towards minus infinity: a budget is never rounded up. */
export function floorToDigits(value: Decimal, digits: number): Decimal {
  return value.toDecimalPlaces(Math.min(Math.max(Math.trunc(digits), 0), 8), Decimal.ROUND_FLOOR);
}

/**
 * Arithmetic on a quantity returns a plain Decimal: a price times a volume is neither.
 * The result gets its unit back only by going through a constructor above.
 */
function checked(value: Decimal.Value, name: string, holds: (d: Decimal) => boolean): Decimal {
  const decimal = parsed(value, name);
  if (!decimal.isFinite() || !holds(decimal)) {
    throw new RangeError(`${name} out of range: ${decimal.toString()}`);
  }
  if (decimal.decimalPlaces() > MAX_DECIMALS) {
    throw new RangeError(`${name} has more than 8 decimals: ${decimal.toString()}`);
  }
  return decimal;
}

function parsed(value: Decimal.Value, name: string): Decimal {
  // It never changes: a copy would be one object more for nothing.
  if (value instanceof Decimal) return value;
  if (typeof value === 'string' && !WRITTEN_NUMBER.test(value)) {
    throw new RangeError(`${name} is not a number: ${value.slice(0, 40)}`);
  }
  return new Decimal(value);
}

import { Decimal, type Money, money, type Price, price } from '../money/quantity';

/*
 * Figures as a terminal reports them. A report is a fact and not a request: MetaTrader computes in doubles, so a figure
 * may come with a long tail, and refusing it would lose the fact. It is rounded to the 8 decimals that are kept.
 */

const DECIMALS = 8;

/** @throws RangeError unless the value is finite and lies between −10^12 and 10^12. */
export function reportedMoney(value: Decimal.Value): Money {
  return money(rounded(value));
}

/** @throws RangeError unless the value is finite, above zero and below 10^12. */
export function reportedPrice(value: Decimal.Value): Price {
  return price(rounded(value));
}

/** MetaTrader says "no stop" and "no price yet" with 0. */
export function reportedPriceOrZero(value: Decimal.Value): Decimal {
  const decimal = rounded(value);
  return decimal.isZero() ? decimal : price(decimal);
}

/** Zero, as MetaTrader writes "none", becomes null. */
export function priceOrNone(value: Decimal | null | undefined): Price | null {
  return value === null || value === undefined || value.isZero() ? null : (value as Price);
}

/** Rounding copies: the thousands of figures a second that need none are spared it. */
function rounded(value: Decimal.Value): Decimal {
  const decimal = new Decimal(value);
  return decimal.decimalPlaces() > DECIMALS ? decimal.toDecimalPlaces(DECIMALS) : decimal;
}

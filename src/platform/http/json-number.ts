import { type Decimal } from 'decimal.js';

declare global {
  interface JSON {
    /** Makes a value that JSON.stringify writes as this text. In Node since 21; TypeScript's lib does not know it yet. */
    rawJSON(text: string): object;
  }
}

/** Every decimal of so many significant digits is the shortest text of exactly one double. */
const EXACT_DIGITS = 15;

/**
 * The JSON number of a decimal: the shortest text that says exactly this amount, `1.1` and never `1.1000000000000001`.
 *
 * A double holds 15 digits for sure. An amount with more, which a numeric(20, 8) may have, is written as its own digits
 * by JSON.rawJSON, so the answer is made for JSON.stringify and for nothing else: no arithmetic is done on it.
 */
export function toJsonNumber(value: Decimal): number {
  const nearest = Number(value.toString());
  if (value.precision() <= EXACT_DIGITS || value.equals(nearest)) return nearest === 0 ? 0 : nearest;
  return JSON.rawJSON(value.toFixed()) as unknown as number;
}

/** The same for an amount that may be unknown. */
export function toJsonNumberOrNull(value: Decimal | null | undefined): number | null {
  return value === null || value === undefined ? null : toJsonNumber(value);
}

import { type Decimal } from '../money/quantity';
import { toJsonNumberOrNull } from '../platform/http/json-number';

const DECIMALS = 8;

/** A figure as it is told. */
export function figure(value: Decimal | null): number | null {
  return toJsonNumberOrNull(value && rounded(value));
}

export function rounded(value: Decimal): Decimal {
  return value.toDecimalPlaces(DECIMALS);
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function dayOf(ms: number): string {
  return instant(ms).slice(0, 10);
}

import { Decimal } from 'decimal.js';
import { Column, type ColumnOptions } from 'typeorm';

/** Nothing passes through a float: pg hands numerics over as strings, and they stay decimal from there. */
const asDecimal = {
  to: (value: Decimal | null | undefined): string | null | undefined =>
    value === null || value === undefined ? value : value.toFixed(),
  from: (value: string | null): Decimal | null => (value === null ? null : new Decimal(value)),
};

/** A `numeric(20, 8)` column that reads and writes a Decimal. */
export function DecimalColumn(options: ColumnOptions & { name: string }): PropertyDecorator {
  return Column({ type: 'numeric', precision: 20, scale: 8, transformer: asDecimal, ...options });
}

import { types } from 'pg';

const NUMERIC_ARRAY = 1231;
const TEXT_ARRAY = 1009;

/** pg's typings know the scalar types only; its registry takes the id of any type. */
const registry = types as unknown as {
  getTypeParser(oid: number): (value: string) => unknown;
  setTypeParser(oid: number, parse: (value: string) => unknown): void;
};

/**
 * Nothing that PostgreSQL counts exactly becomes a float. `bigint` and `numeric` are strings by pg's own choice,
 * stated here so that it cannot change; arrays of `numeric` are not, and a `date` would be read in local time.
 */
export function keepNumbersExact(): void {
  const asText = (value: string): string => value;
  registry.setTypeParser(types.builtins.INT8, asText);
  registry.setTypeParser(types.builtins.NUMERIC, asText);
  registry.setTypeParser(types.builtins.DATE, asText);
  registry.setTypeParser(NUMERIC_ARRAY, registry.getTypeParser(TEXT_ARRAY));
}

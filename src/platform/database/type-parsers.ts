import { types } from 'pg';

const NUMERIC_ARRAY = 1231;
const TEXT_ARRAY = 1009;

/** pg's typings know the scalar types only; its registry takes the id of any type. */
const registry = types as unknown as {
  getTypeParser(oid: number): (value: string) => unknown;
  setTypeParser(oid: number, parse: (value: string) => unknown): void;
};

/** pg's own reader, which understands every time that PostgreSQL can write. */
const anyTime = registry.getTypeParser(types.builtins.TIMESTAMPTZ);

/** How values of a type are read from PostgreSQL's text. */
export function parserOf(oid: number): (text: string) => unknown {
  return registry.getTypeParser(oid);
}

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
  registry.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => instantOf(text) ?? anyTime(text));
}

/** A time as a session that keeps UTC writes it, `2025-10-23 10:00:00.123456+00`; a tenth of the work of reading any. */
function instantOf(text: string): Date | undefined {
  if (!text.endsWith('+00') || text[10] !== ' ') return undefined;
  const time = new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

import { Client } from 'pg';
import { statementsIn } from '../../support/recorded-statements';

type Query = (this: Client, ...given: unknown[]) => unknown;

/** Counts every statement that this process sends, whoever sends it. */
export function countStatements(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const prototype = Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  prototype.query = function (this: Client, ...given: unknown[]): unknown {
    for (const { text } of statementsIn(given[0])) counts.set(text, (counts.get(text) ?? 0) + 1);
    return original.apply(this, given);
  };
  return counts;
}

import { failureOf, isTraced, startSpan } from './spans';

const LONGEST_STATEMENT = 1_000;
const TABLE = /\b(?:FROM|INTO|UPDATE)\s+"?([a-z_]+)/i;

/** Makes a statement a span under the work that it is part of. Values are never in it: statements carry parameters. */
export async function asSpan<T>(statement: string, run: () => Promise<T>): Promise<T> {
  const span = isTraced() ? startSpan(nameOf(statement), 'client') : undefined;
  if (!span) return run();
  const attributes = {
    'db.system.name': 'postgresql',
    'db.query.text': statement.slice(0, LONGEST_STATEMENT),
  };
  try {
    const result = await run();
    span.end(attributes);
    return result;
  } catch (error) {
    span.end(attributes, codeOf(error));
    throw error;
  }
}

function nameOf(statement: string): string {
  const verb = /^\s*([A-Za-z]+)/.exec(statement)?.[1]?.toUpperCase() ?? 'SQL';
  const table = TABLE.exec(statement)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : failureOf(error);
}

import { type Client } from 'pg';

/** A table as a backup holds it. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Columns that belong to one server and mean nothing on another: they are left out, and made anew when rows are put
 * back. Events are ordered by transaction ids, which each server counts from its own beginning.
 */
const OF_THIS_SERVER: Readonly<Record<string, readonly string[]>> = { events: ['xact'] };

/** Kept by the migrations themselves. */
const NOT_OURS = ['migrations'];

/** Every table of ours with its columns, those that others refer to first. Partitions count as their table. */
export async function tablesOf(client: Client): Promise<StoredTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND c.relname <> ALL ($1)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     GROUP BY c.relname ORDER BY c.relname`,
    [NOT_OURS],
  );
  const references = await client.query<{ name: string; needs: string }>(
    `SELECT DISTINCT c.relname AS name, r.relname AS needs
     FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
     WHERE f.contype = 'f' AND f.conrelid <> f.confrelid AND c.relnamespace = 'public'::regnamespace`,
  );
  const tables = rows.map(({ name, columns }) => ({
    name,
    columns: columns.filter((column) => !(OF_THIS_SERVER[name] ?? []).includes(column)),
  }));
  return inOrder(tables, references.rows);
}

function inOrder(
  tables: readonly StoredTable[],
  references: readonly { readonly name: string; readonly needs: string }[],
): StoredTable[] {
  const ordered: StoredTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const free = waiting.filter(
      ({ name }) =>
        !references.some((each) => each.name === name && waiting.some((other) => other.name === each.needs)),
    );
    if (free.length === 0) throw new Error('Tables refer to each other in a circle');
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

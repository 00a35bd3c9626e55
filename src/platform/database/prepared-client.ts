import { createHash } from 'node:crypto';
import { type Socket } from 'node:net';
import { type Client } from 'pg';
import { ImpatientClient } from './impatient-client';

/** Names that a connection may hold; every statement of the house fits several times over. */
const MOST_NAMES = 2_000;
/** Such a condition comes or goes with its parameter: a plan made for all values at once would miss its index. */
const DEPENDS_ON_WHAT_IS_GIVEN = /\$\d+(?:::\w+(?:\[\])?)? IS NULL/;

const names = new Map<string, string | undefined>();

/** The name under which PostgreSQL keeps a statement; undefined for one that is planned anew each time. */
function nameOf(text: string): string | undefined {
  if (names.has(text)) return names.get(text);
  const isPrepared = !DEPENDS_ON_WHAT_IS_GIVEN.test(text) && names.size < MOST_NAMES;
  const name = isPrepared ? createHash('sha256').update(text).digest('base64url').slice(0, 20) : undefined;
  if (names.size < MOST_NAMES) names.set(text, name);
  return name;
}

/** pg's typings list nine ways to call it; each is passed on as it came. */
type Query = (this: Client, ...given: unknown[]) => never;

/** What pg keeps to itself. */
interface Inside {
  readonly connection: { readonly stream: Socket };
}

/**
 * A connection that has PostgreSQL parse and plan a statement once and then only run it. Planning is most of what a
 * statement of ours costs: it finds a handful of rows by an index.
 *
 * Whoever acts under another role sees other rows: a plan is made for one role, so each has its own.
 */
export class PreparedClient extends ImpatientClient {
  private role = '';
  private isGathering = false;

  override query(...[first, values, ...rest]: unknown[]): never {
    const statement = typeof first === 'string' ? this.prepare(first, values) : first;
    this.gatherWrites();
    return (super.query as Query).call(this, statement, values, ...rest);
  }

  /** Statements that are sent in one turn of the event loop go out by one call of the system, which costs as much as one of them. */
  private gatherWrites(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const { stream } = (this as unknown as Inside).connection;
    stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      stream.uncork();
    });
  }

  private prepare(text: string, values: unknown): unknown {
    if (!Array.isArray(values) || values.length === 0) {
      this.follow(text);
      return text;
    }
    const name = nameOf(text);
    return name === undefined ? text : { name: this.role + name, text };
  }

  /** Transactions begin and end by statements without parameters; a role that is set in one ends with it. */
  private follow(text: string): void {
    const role = /\bSET LOCAL ROLE (\w+)/.exec(text)?.[1];
    if (role !== undefined) this.role = `${role}:`;
    else if (text === 'COMMIT' || text === 'ROLLBACK') this.role = '';
  }
}

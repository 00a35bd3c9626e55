import { createHash } from 'node:crypto';
import { type Socket } from 'node:net';
import { type Client } from 'pg';
import { type Answer, BatchedStatement, type KnownShapes } from './batched-statement';
import { ImpatientClient } from './impatient-client';
import { CALLER_ROLE, STEP_BEHIND_WALL } from './owner-wall';
import { StatementBatch } from './statement-batch';

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

/** Transactions begin and end by these. */
const BEGIN = 'START TRANSACTION';
const ENDS: readonly unknown[] = ['COMMIT', 'ROLLBACK'];

/** pg's typings list nine ways to call it; each is passed on as it came. */
type Send = (this: Client, ...given: unknown[]) => never;

/** What pg keeps to itself. */
interface Inside {
  readonly connection: { readonly stream: Socket };
}

/**
 * A connection that has PostgreSQL parse and plan a statement once and then only run it. Planning is most of what a
 * statement of ours costs: it finds a handful of rows by an index. What one transaction sends in one turn of the event
 * loop is one batch, answered at once.
 *
 * Whoever acts under another role sees other rows: a plan is made for one role, so each has its own.
 */
export class PreparedClient extends ImpatientClient {
  private role = '';
  private isInTransaction = false;
  private isGathering = false;
  private leaving: BatchedStatement[] = [];
  private readonly shapes: KnownShapes = new Map();

  override query(...given: unknown[]): never {
    const [first, values, ...rest] = given;
    this.gatherWrites();
    if (isStatement(first) && rest.length === 0 && (isList(values) || isBracket(first))) {
      return this.join(first, isList(values) ? values : []) as never;
    }
    this.depart();
    if (isStatement(first)) this.follow(first);
    const statement =
      isStatement(first) && isList(values) ? { name: this.nameOf(first), text: first } : first;
    return (super.query as Send).call(this, statement, values, ...rest);
  }

  /** Statements that are sent in one turn of the event loop go out by one call of the system, which costs as much as one of them. */
  private gatherWrites(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const { stream } = (this as unknown as Inside).connection;
    stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      this.depart();
      stream.uncork();
    });
  }

  /** Outside a transaction each statement is one, and travels alone. */
  private join(text: string, values: readonly unknown[]): Promise<Answer> {
    const name = this.nameOf(text) ?? '';
    return new Promise((resolve, reject) => {
      this.leaving.push(new BatchedStatement(name, text, values, this.shapes, { resolve, reject }));
      this.follow(text);
      if (!this.isInTransaction) this.depart();
    });
  }

  private depart(): void {
    if (this.leaving.length === 0) return;
    const batch = new StatementBatch(this.leaving, (skipped) => {
      // Whoever was to end the transaction believes that it is over.
      if (skipped.some(({ text }) => isEnd(text))) void this.leaveFailed();
    });
    this.expectAnswers(this.leaving.length);
    this.leaving = [];
    (super.query as Send).call(this, batch);
  }

  private async leaveFailed(): Promise<void> {
    const rollback = (super.query as (text: string) => Promise<unknown>).call(this, 'ROLLBACK');
    // Without its line the transaction has ended already.
    await rollback.catch(() => undefined);
  }

  private nameOf(text: string): string | undefined {
    const name = nameOf(text);
    return name === undefined ? undefined : this.role + name;
  }

  private follow(text: string): void {
    if (text === BEGIN) this.isInTransaction = true;
    else if (text === STEP_BEHIND_WALL) this.role = `${CALLER_ROLE}:`;
    if (!isEnd(text)) return;
    this.isInTransaction = false;
    this.role = '';
  }
}

function isStatement(given: unknown): given is string {
  return typeof given === 'string';
}

function isList(values: unknown): values is unknown[] {
  return Array.isArray(values) && values.length > 0;
}

function isBracket(text: string): boolean {
  return text === BEGIN || isEnd(text);
}

function isEnd(text: string): boolean {
  return ENDS.includes(text);
}

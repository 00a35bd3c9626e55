import { Client } from 'pg';
import { STEP_BEHIND_WALL } from '../../src/platform/database/owner-wall';
import { StatementBatch } from '../../src/platform/database/statement-batch';

export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Which connection carried it. */
  readonly connection: object;
  /** Planned once for all values, under a name. */
  readonly prepared: boolean;
  /** Whose rows alone it was shown; null when nothing was hidden from it. */
  readonly owner: string | null;
  /** Statements of one connection with the same number were sent together. */
  readonly journey: number;
}

interface Sent {
  readonly text: string;
  readonly name?: string | undefined;
  readonly values?: readonly unknown[] | undefined;
}

type Query = (this: Client, ...given: unknown[]) => unknown;

/** Notes every statement that this process sends to PostgreSQL, until it is told to stop. */
export class StatementRecorder {
  private statements: RecordedStatement[] = [];
  private readonly owners = new WeakMap<object, string>();
  private journey = 0;
  private isUnderWay = false;
  private readonly prototype = Client.prototype as unknown as { query: Query };
  private readonly original = this.prototype.query;

  constructor() {
    const { original, note } = this;
    this.prototype.query = function (this: Client, ...given: unknown[]): unknown {
      note(this, given);
      return original.apply(this, given);
    };
  }

  /** What was sent since the last time. */
  take(): readonly RecordedStatement[] {
    const taken = this.statements;
    this.statements = [];
    return taken;
  }

  stop(): void {
    this.prototype.query = this.original;
  }

  private readonly note = (connection: object, [sent, values]: unknown[]): void => {
    this.depart();
    for (const { text, name, values: own = values } of statementsIn(sent)) {
      const list = Array.isArray(own) ? (own as unknown[]) : [];
      if (text === STEP_BEHIND_WALL) this.owners.set(connection, String(list[0]));
      else if (text === 'COMMIT' || text === 'ROLLBACK') this.owners.delete(connection);
      this.statements.push({
        journey: this.journey,
        connection,
        text,
        values: list,
        prepared: name !== undefined,
        owner: this.owners.get(connection) ?? null,
      });
    }
  };

  /** What is sent before the event loop goes on is written to the socket at once. */
  private depart(): void {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    this.journey += 1;
    process.nextTick(() => {
      this.isUnderWay = false;
    });
  }
}

/** What pg is given to send: a statement, or several that travel together. */
export function statementsIn(sent: unknown): readonly Sent[] {
  if (typeof sent === 'string') return [{ text: sent }];
  if (sent instanceof StatementBatch) return sent.statements;
  const { text } = sent as Partial<Sent>;
  return text === undefined ? [] : [sent as Sent];
}

/** How often a transaction waited for the database. */
export function journeysOf(transaction: readonly RecordedStatement[]): number {
  return new Set(transaction.map(({ journey }) => journey)).size;
}

/** All statements of the transaction of which one is found, with its brackets. */
export function transactionWith(
  statements: readonly RecordedStatement[],
  isOne: (text: string) => boolean,
): readonly RecordedStatement[] {
  const one = statements.find(({ text }) => isOne(text));
  const own = statements.filter(({ connection }) => connection === one?.connection);
  const place = one ? own.indexOf(one) : -1;
  const begin = own.findLastIndex(({ text }, at) => at <= place && text.startsWith('START TRANSACTION'));
  const end = own.findIndex(({ text }, at) => at > place && (text === 'COMMIT' || text === 'ROLLBACK'));
  if (begin === -1 || end === -1) throw new Error('There is no such transaction');
  return own.slice(begin, end + 1);
}

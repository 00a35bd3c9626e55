import { type Connection, DatabaseError, Query } from 'pg';

/** PostgreSQL's word for what it does not even look at, because something before it has failed. */
export const IN_FAILED_TRANSACTION = '25P02';

/** What pg keeps to itself of a connection. */
type Line = Connection & {
  readonly submittedNamedStatements: Record<string, string>;
  readonly close: (what: unknown) => void;
};

/** A statement as pg sends it and takes in its answer; its typings know the first half alone. */
export interface TravellingQuery extends Query {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly submit: (line: Connection) => Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, line: Line): void;
  handleReadyForQuery(line: Line): void;
  handleError(error: Error, line: Line): void;
}

/**
 * Statements of one transaction that travel together and are answered together. pg ends each statement by a message of
 * its own, at which PostgreSQL sends off what it has and wakes us; here one such message ends them all.
 *
 * What stands behind a failure is skipped by PostgreSQL, and is refused here as it would refuse it in a transaction that
 * has failed.
 */
export class StatementBatch extends Query {
  /** Whose answer is awaited. Under its name pg notes that PostgreSQL has planned it. */
  name: string | undefined;
  text = '';
  /** Those that are to be answered. */
  private sent: readonly TravellingQuery[];
  private answered = 0;

  constructor(
    /** In their order. Several only within a transaction: outside, they would be one. */
    readonly statements: readonly TravellingQuery[],
    private readonly onSkipped: (statements: readonly TravellingQuery[]) => void,
  ) {
    super({ text: '' });
    this.sent = statements;
  }

  override readonly submit = (line: Connection): null => {
    this.sent = this.statements.filter((statement) => sendOpenEnded(statement, line as Line));
    line.sync();
    this.awaitNext();
    return null;
  };

  handleRowDescription(message: unknown): void {
    this.sent[this.answered]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.sent[this.answered]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, line: Line): void {
    this.sent[this.answered]?.handleCommandComplete(message, line);
    this.answered += 1;
    this.awaitNext();
  }

  handleReadyForQuery(line: Line): void {
    for (const statement of this.sent) statement.handleReadyForQuery(line);
  }

  /** PostgreSQL's own error is that of the statement whose answer was awaited; a lost line is everybody's who has none. */
  handleError(error: Error, line: Line): void {
    // A lone statement that is its own transaction is not done before that is.
    const done = this.sent.length > 1 ? this.sent.slice(0, this.answered) : [];
    for (const statement of done) statement.handleReadyForQuery(line);
    const [failed, ...skipped] = this.sent.slice(done.length);
    failed?.handleError(error, line);
    for (const statement of skipped) {
      if (statement.name !== undefined) Reflect.deleteProperty(line.submittedNamedStatements, statement.name);
      statement.handleError(error instanceof DatabaseError ? inFailedTransaction() : error, line);
    }
    this.onSkipped(skipped);
  }

  private awaitNext(): void {
    const next = this.sent[this.answered];
    this.name = next?.name;
    this.text = next?.text ?? '';
  }
}

/** Sends all of a statement but the message that ends it. False if its values cannot be written: then it is not sent. */
function sendOpenEnded(statement: TravellingQuery, line: Line): boolean {
  const takeBack = { wanted: false };
  const openEnded = Object.create(line, {
    sync: { value: () => undefined },
    // So pg takes back a statement that it had begun to send.
    close: {
      value: (what: unknown) => {
        takeBack.wanted = true;
        line.close(what);
      },
    },
  }) as Line;
  const refusal = statement.submit(openEnded);
  if (refusal) statement.handleError(refusal, line);
  return !refusal && !takeBack.wanted;
}

function inFailedTransaction(): DatabaseError {
  const error = new DatabaseError(
    'current transaction is aborted, commands ignored until end of transaction block',
    0,
    'error',
  );
  error.code = IN_FAILED_TRANSACTION;
  return error;
}

import { type Connection, DatabaseError, Query } from 'pg';
import { type BatchedStatement, type Line } from './batched-statement';
import { type ColumnDescription } from './row-shape';

/** PostgreSQL's word for what it does not even look at, because something before it has failed. */
export const IN_FAILED_TRANSACTION = '25P02';

/**
 * Statements of one transaction that travel together and are answered together. pg ends each statement by a message of
 * its own, at which PostgreSQL sends off what it has and wakes us; here one such message ends them all.
 *
 * What stands behind a failure is skipped by PostgreSQL, and is refused here as it would refuse it in a transaction that
 * has failed. To pg, which takes nothing else into its pipeline, all of it is one query.
 */
export class StatementBatch extends Query {
  /** Whose answer is awaited. Under its name pg notes that PostgreSQL has planned it. */
  name: string | undefined;
  text = '';
  /** Those that are to be answered. */
  private sent: readonly BatchedStatement[];
  private answered = 0;

  constructor(
    /** In their order. Several only within a transaction: outside, they would be one. */
    readonly statements: readonly BatchedStatement[],
    private readonly onSkipped: (statements: readonly BatchedStatement[]) => void,
  ) {
    super('');
    this.sent = statements;
  }

  override readonly submit = (connection: Connection): null => {
    const chunks: Buffer[] = [];
    const gathering = Object.create(connection, {
      _send: { value: (chunk: Buffer) => chunks.push(chunk) },
    }) as Line;
    this.sent = this.statements.filter((statement) => statement.send(gathering));
    gathering.sync();
    // Where nothing can be written any more, pg is about to hear of the line's end, and refuses what was sent.
    if (connection.stream.writable) connection.stream.write(Buffer.concat(chunks));
    this.awaitNext();
    return null;
  };

  handleRowDescription({ fields }: { readonly fields: readonly ColumnDescription[] }): void {
    this.sent[this.answered]?.describeRows(fields);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.sent[this.answered]?.addRow(fields);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.sent[this.answered]?.complete(text);
    this.answered += 1;
    this.awaitNext();
  }

  handleReadyForQuery(): void {
    for (const statement of this.sent) statement.answer();
  }

  /** PostgreSQL's own error is that of the statement whose answer was awaited; a lost line is everybody's who has none. */
  handleError(error: Error, line: Line): void {
    // A lone statement that is its own transaction is not done before that is.
    const done = this.sent.length > 1 ? this.sent.slice(0, this.answered) : [];
    for (const statement of done) statement.answer();
    const [failed, ...skipped] = this.sent.slice(done.length);
    failed?.refuse(error);
    for (const statement of skipped) {
      statement.forget(line);
      statement.refuse(error instanceof DatabaseError ? inFailedTransaction() : error);
    }
    this.onSkipped(skipped);
  }

  private awaitNext(): void {
    const next = this.sent[this.answered];
    this.name = next?.name === '' ? undefined : next?.name;
    this.text = next?.text ?? '';
  }
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

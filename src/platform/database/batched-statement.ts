import { type Connection, type QueryResult } from 'pg';
import { prepareValue } from 'pg/lib/utils';
import { type ColumnDescription, type Row, RowShape } from './row-shape';

/** What PostgreSQL was told to keep, and what is known of it, on one connection. */
export type KnownShapes = Map<string, RowShape | null>;

/** What pg keeps to itself of a connection. */
export interface Line extends Omit<Connection, 'parse' | 'bind' | 'describe' | 'execute'> {
  readonly parsedStatements: Readonly<Record<string, string>>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { readonly name: string; readonly text: string; readonly types: readonly number[] }): void;
  bind(message: {
    readonly portal: string;
    readonly statement: string;
    readonly values: readonly unknown[];
  }): void;
  describe(message: { readonly type: 'P'; readonly name: string }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
}

/** The answer as TypeORM reads pg's. */
export type Answer = Pick<QueryResult<Row>, 'command' | 'rowCount' | 'rows'>;

interface Settling {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One statement of a batch: sent without the message that would end it, and answered when the batch is. */
export class BatchedStatement {
  private readonly rows: Row[] = [];
  private tag = '';
  private shape: RowShape | null | undefined;

  constructor(
    /** Under which PostgreSQL keeps it; empty for one that is planned anew. */
    readonly name: string,
    readonly text: string,
    readonly values: readonly unknown[],
    private readonly shapes: KnownShapes,
    private readonly settling: Settling,
  ) {}

  /** False if its values cannot be written: then nothing is sent, and it is refused. */
  send(line: Line): boolean {
    const { name, text, shapes } = this;
    let values: readonly unknown[];
    try {
      values = this.values.map(prepareValue);
    } catch (error) {
      this.settling.reject(error as Error);
      return false;
    }
    if (!isKnown(line, name)) {
      line.parse({ name, text, types: [] });
      if (name !== '') line.submittedNamedStatements[name] = text;
      shapes.delete(name);
    }
    line.bind({ portal: '', statement: name, values });
    this.shape = shapes.get(name);
    if (this.shape === undefined) line.describe({ type: 'P', name: '' });
    line.execute({ portal: '', rows: 0 });
    return true;
  }

  describeRows(columns: readonly ColumnDescription[]): void {
    this.shape = new RowShape(columns);
  }

  addRow(values: readonly (string | null)[]): void {
    if (this.shape) this.rows.push(this.shape.read(values));
  }

  /** @param tag such as `INSERT 0 5` */
  complete(tag: string): void {
    this.tag = tag;
    if (this.name !== '') this.shapes.set(this.name, this.shape ?? null);
  }

  answer(): void {
    const [command = '', ...counts] = this.tag.split(' ');
    const count = counts.at(-1);
    this.settling.resolve({ command, rowCount: count === undefined ? null : Number(count), rows: this.rows });
  }

  refuse(error: Error): void {
    this.settling.reject(error);
  }

  /** PostgreSQL never looked at it: it has to be told of it again. */
  forget(line: Line): void {
    if (line.parsedStatements[this.name] === undefined) {
      Reflect.deleteProperty(line.submittedNamedStatements, this.name);
    }
  }
}

function isKnown({ parsedStatements, submittedNamedStatements }: Line, name: string): boolean {
  if (name === '') return false;
  return parsedStatements[name] !== undefined || submittedNamedStatements[name] !== undefined;
}

import { parserOf } from './type-parsers';

/** How PostgreSQL describes a column of an answer. */
export interface ColumnDescription {
  readonly name: string;
  readonly dataTypeID: number;
}

export type Row = Record<string, unknown>;

/** Reads a statement's rows. A statement that is planned once always has the same columns, so its reader is made once. */
export class RowShape {
  private readonly names: readonly string[];
  private readonly parsers: readonly ((text: string) => unknown)[];
  private readonly empty: Row;

  constructor(columns: readonly ColumnDescription[]) {
    this.names = columns.map(({ name }) => name);
    this.parsers = columns.map(({ dataTypeID }) => parserOf(dataTypeID));
    this.empty = Object.fromEntries(this.names.map((name) => [name, null]));
  }

  read(values: readonly (string | null)[]): Row {
    const row = { ...this.empty };
    for (let place = 0; place < values.length; place += 1) {
      const value = values[place];
      const name = this.names[place];
      if (value !== null && value !== undefined && name !== undefined)
        row[name] = this.parsers[place]?.(value);
    }
    return row;
  }
}

import type { ReactNode } from 'react';
import styles from './design.module.css';
import { classes } from './design';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand on the right, under each other. */
  readonly align?: 'right';
  /** On a phone: over the whole width, without its header, or beside the name of the row. */
  readonly phone?: 'wide' | 'bare' | 'beside';
}

/** Rows under headers; on a phone each row becomes a card, and stays a row to a screen reader. The first column names the row. */
export function DataTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}): ReactNode {
  const [name, ...others] = props.columns;
  if (!name) return null;
  return (
    <div className={styles['scroller']}>
      <table className={classes(styles['table'], styles['stack'])} role="table">
        <caption className="visually-hidden">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" className={align(column)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)} role="row">
              <th scope="row" role="rowheader">
                {name.cell(row)}
              </th>
              {others.map((column) => (
                <td
                  key={column.key}
                  role="cell"
                  className={align(column)}
                  data-label={column.header}
                  data-wide={column.phone === 'wide' ? true : undefined}
                  data-bare={column.phone === 'bare' ? true : undefined}
                  data-beside={column.phone === 'beside' ? true : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function align<Row>({ align: side }: Column<Row>): string | undefined {
  return side === 'right' ? styles['right'] : undefined;
}

import type { ReactNode } from 'react';

export type Column<T> = {
  key: string;
  head: string;
  cell: (row: T) => ReactNode;
  /** Figures stand on the right, in columns. */
  figures?: true;
};

/** A ruled table. Under 640 px each row becomes a card, its cells named by their heads; the roles say that it is still a table. */
export function Ledger<T>({ caption, columns, rows, rowKey }: { caption: string; columns: Column<T>[]; rows: T[]; rowKey: (row: T) => string }) {
  return (
    <table className="ledger" role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} scope="col" role="columnheader" className={column.figures ? 'figures' : undefined}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <td key={column.key} role="cell" data-head={column.head} data-column={column.key} className={column.figures ? 'figures' : undefined}>
                <div>{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

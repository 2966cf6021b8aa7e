import { m } from '../i18n/paraglide/messages.js';

/** The head of a list; its last column holds what can be done with a row. */
export function RowsHead({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column}>{column}</th>
        ))}
        <th>
          <span className="visually-hidden">{m.column_actions()}</span>
        </th>
      </tr>
    </thead>
  );
}

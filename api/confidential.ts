/** E7.1: what staff take out as a file bears the mark "Confidentiel", which is kept on its copies. */

const BOM = '\ufeff';
export const MARK = 'Confidentiel';

/** Rows as CSV for a spreadsheet, under the mark: a column for each field of the rows, amounts in cents as the API gives them. */
export function confidentialCsv(rows: readonly Record<string, unknown>[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [[MARK], heads, ...rows.map((row) => heads.map((head) => written(row[head])))];
  return `${BOM}${lines.map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`;
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A text that a spreadsheet would run as a formula is made a text again. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) && !/^-?\d/.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

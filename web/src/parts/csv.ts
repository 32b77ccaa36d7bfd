import type { Language } from '../i18n/messages.ts';

/** A CSV file as the reader's spreadsheet opens it: semicolons in French, commas in English, with a mark that says UTF-8. */
export function csv(rows: string[][], language: Language): string {
  const separator = language === 'fr' ? ';' : ',';
  return `\ufeff${rows.map((row) => row.map((cell) => quoted(cell, separator)).join(separator)).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula is made a text again. */
function quoted(cell: string, separator: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) && !/^-?\d/.test(cell) ? `'${cell}` : cell;
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text file to the person. */
export function save(content: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

import { ProblemError } from '../api/client.ts';
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

/** Hands a file of the API to the person, in its language and under its own name. */
export async function download(path: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`, { headers: { 'Accept-Language': document.documentElement.lang } });
  if (!response.ok) throw new ProblemError(await response.json());
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'tacite';
  hand(await response.blob(), name);
}

/** Hands a text file to the person. */
export function save(content: string, name: string): void {
  hand(new Blob([content], { type: 'text/csv;charset=utf-8' }), name);
}

function hand(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** The text part: the same words, laid out for a reader of plain text. */
import type { WrittenLetter } from './compose.ts';
import { COLON, type Language } from './format.ts';
import type { Block, Row } from './letter.ts';

const WIDTH = 72;
const RULE = '-'.repeat(WIDTH);

export function textOf(letter: WrittenLetter): string {
  const head = [letter.from, letter.label].filter(Boolean).join('\n');
  const foot = [RULE, letter.reference, ...letter.identity].map((line) => wrap(line)).join('\n');
  return `${[head, `${wrap(letter.title)}\n${'='.repeat(Math.min(letter.title.length, WIDTH))}`, ...letter.blocks.map((block) => blockOf(block, letter.language)), foot].join('\n\n')}\n`;
}

const plain = (text: string): string => text.replaceAll('**', '');

function blockOf(block: Block, language: Language): string {
  switch (block.kind) {
    case 'p':
      return wrap(plain(block.text));
    case 'rows':
      return rowsOf(block.rows, language);
    case 'box':
      return [RULE, rowsOf(block.rows, language), ...(block.note ? [wrap(block.note)] : []), RULE].join('\n');
    case 'table':
      return tableOf(block.head, block.rows, block.total);
    case 'list':
      return block.items.map((item) => wrap(plain(item), '- ', '  ')).join('\n');
    case 'quote':
      return block.text
        .split('\n')
        .map((line) => wrap(line, '> ', '> '))
        .join('\n');
    case 'button':
      return `${block.label}${COLON[language]}\n${block.url}`;
  }
}

/** A wording of the deployment's own may give a value without a label. */
const rowsOf = (rows: Row[], language: Language): string =>
  rows.map(([label, value]) => wrap(`${label && `${label}${COLON[language]} `}${plain(value)}`, '', '    ')).join('\n');

/** Columns side by side, the last one to the right, as sums are read. */
function tableOf(head: string[], rows: string[][], total?: Row): string {
  const lines = [head, ...rows, ...(total ? [[total[0], ...head.slice(2).map(() => ''), total[1]]] : [])];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return lines.map(line).join('\n');
}

/** Breaks at ordinary spaces only; unbreakable ones stay whole. */
function wrap(text: string, first = '', next = ''): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/[ \n]+/)) {
    if (line.length + word.length > WIDTH && line.trim() !== first.trim() && line !== next) {
      lines.push(line.trimEnd());
      line = next;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join('\n');
}

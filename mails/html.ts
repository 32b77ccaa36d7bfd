/** The HTML part, by MJML: readable on a phone, no image, no font or pixel fetched from anywhere. */
import mjml2html from 'mjml';
import type { WrittenLetter } from './compose.ts';
import { COLON } from './format.ts';
import type { Block, Row } from './letter.ts';

const INK = '#1c2733';
const MUTED = '#566370';
const LINE = '#d5dbe1';
const ACCENT = '#1d4d5c';
const PALE = '#f1f5f6';

/** Safe inside an element and inside a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
const bold = (text: string): string => escaped(text).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');

/** Two letters of the same shape are laid out once: MJML takes ten milliseconds, filling its slots almost nothing. */
const shapes = new Map<string, Promise<string>>();
const MOST_SHAPES = 500;

export async function htmlOf(letter: WrittenLetter): Promise<string> {
  const slots: string[] = [];
  const mjml = layout(letter, (html) => `%%${slots.push(html) - 1}%%`);
  let shape = shapes.get(mjml);
  if (!shape) {
    if (shapes.size >= MOST_SHAPES) shapes.clear();
    shape = shapeOf(mjml);
    shapes.set(mjml, shape);
  }
  return (await shape).replace(/%%(\d+)%%/g, (_, slot: string) => slots[Number(slot)] ?? '');
}

async function shapeOf(mjml: string): Promise<string> {
  const { html, errors } = await mjml2html(mjml, { validationLevel: 'strict', fonts: {}, keepComments: false });
  if (errors.length > 0) throw new Error(`The mail layout is not valid MJML: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return html;
}
/** Keeps safe HTML out of MJML and gives the mark to put in its place. */
type Slot = (html: string) => string;

function layout(letter: WrittenLetter, slot: Slot): string {
  const { language, subject, from, label, title, blocks, identity, reference } = letter;
  return `<mjml lang="${language}" dir="ltr"><mj-head>
<mj-title>${slot(escaped(subject))}</mj-title><mj-preview>${slot(escaped(preview(letter)))}</mj-preview><mj-breakpoint width="520px" />
<mj-attributes>
  <mj-all font-family="-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" />
  <mj-text font-size="16px" line-height="24px" color="${INK}" padding="0 28px 16px" />
  <mj-table font-size="15px" line-height="22px" color="${INK}" padding="0 28px 18px" />
  <mj-section padding="0" background-color="#ffffff" />
</mj-attributes>
<mj-raw><meta name="color-scheme" content="light" /><meta name="supported-color-schemes" content="light" /></mj-raw>
</mj-head><mj-body background-color="#ffffff" width="600px">
<mj-section padding="28px 0 0"><mj-column>
  <mj-text font-size="15px" font-weight="700" color="${ACCENT}" padding="0 28px 10px">${slot(escaped(from))}</mj-text>
  <mj-divider border-width="2px" border-color="${ACCENT}" padding="0 28px 22px" />
  ${label ? `<mj-text font-size="13px" line-height="18px" font-weight="700" color="${MUTED}" padding="0 28px 6px">${slot(escaped(label))}</mj-text>` : ''}
  <mj-text padding="0 28px 18px"><h1 style="margin:0;font-family:Georgia,'Times New Roman',serif;font-size:25px;line-height:32px;font-weight:700">${slot(escaped(title))}</h1></mj-text>
  ${blocks.map((block) => blockOf(block, slot)).join('\n  ')}
</mj-column></mj-section>
<mj-section padding="6px 0 32px"><mj-column>
  <mj-divider border-width="1px" border-color="${LINE}" padding="0 28px 14px" />
  <mj-text font-size="13px" line-height="19px" color="${MUTED}" padding="0 28px">${slot([reference, ...identity].map(escaped).join('<br />'))}</mj-text>
</mj-column></mj-section>
</mj-body></mjml>`;
}

/** What a mail list shows beside the subject: the day or sum that matters. */
function preview({ blocks, title, language }: WrittenLetter): string {
  const box = blocks.find((block) => block.kind === 'box');
  return box ? box.rows.map(([label, value]) => `${label}${COLON[language]} ${value}`).join(', ') : title;
}

function blockOf(block: Block, slot: Slot): string {
  switch (block.kind) {
    case 'p':
      return `<mj-text>${slot(bold(block.text))}</mj-text>`;
    case 'rows':
      return `<mj-table role="presentation">${slot(block.rows.map((row, index) => rowOf(row, index)).join(''))}</mj-table>`;
    case 'box':
      return `<mj-table role="presentation" padding="2px 28px 22px">${slot(boxOf(block.rows, block.note))}</mj-table>`;
    case 'table':
      return `<mj-table>${slot(tableOf(block.head, block.rows, block.total))}</mj-table>`;
    case 'list':
      return `<mj-text><ul style="margin:0;padding-left:20px">${slot(block.items.map((item) => `<li style="margin:0 0 8px">${bold(item)}</li>`).join(''))}</ul></mj-text>`;
    case 'quote':
      return `<mj-text><blockquote style="margin:0;padding:2px 0 2px 16px;border-left:3px solid ${LINE};font-style:italic">${slot(escaped(block.text).replaceAll('\n', '<br />'))}</blockquote></mj-text>`;
    case 'button':
      return `<mj-button href="${slot(escaped(block.url))}" align="left" background-color="${ACCENT}" color="#ffffff" font-size="16px" font-weight="600" border-radius="4px" inner-padding="12px 22px" padding="2px 28px 24px">${slot(escaped(block.label))}</mj-button>`;
  }
}

function rowOf([label, value]: Row, index: number): string {
  const rule = index === 0 ? '' : `border-top:1px solid ${LINE};`;
  const cell = `${rule}padding:7px 0;vertical-align:top`;
  return `<tr><td style="${cell};width:42%;padding-right:14px;color:${MUTED}">${escaped(label)}</td><td style="${cell};overflow-wrap:anywhere;word-break:break-word">${bold(value)}</td></tr>`;
}

function boxOf(rows: Row[], note?: string): string {
  const line = ([label, value]: Row): string =>
    `<div style="font-size:14px;line-height:20px;color:${MUTED}">${escaped(label)}</div><div style="font-size:19px;line-height:27px;font-weight:700;padding-bottom:6px">${escaped(value)}</div>`;
  const below = note ? `<div style="font-size:14px;line-height:20px">${escaped(note)}</div>` : '';
  return `<tr><td style="background-color:${PALE};border:1px solid ${LINE};border-left:4px solid ${ACCENT};padding:14px 18px 10px">${rows.map(line).join('')}${below}</td></tr>`;
}

function tableOf(head: string[], rows: string[][], total?: Row): string {
  const side = (column: number): string => (column === 0 ? 'left' : 'right');
  const cell = (tag: 'th' | 'td', text: string, column: number, style: string): string =>
    `<${tag}${tag === 'th' ? ' scope="col"' : ''} style="text-align:${side(column)};padding:7px 0 7px ${column === 0 ? 0 : 10}px;${style}">${escaped(text)}</${tag}>`;
  const line = `border-bottom:1px solid ${LINE};`;
  const top = `<tr>${head.map((text, column) => cell('th', text, column, `${line}color:${MUTED};font-weight:400`)).join('')}</tr>`;
  const body = rows
    .map((cells) => `<tr>${cells.map((text, column) => cell('td', text, column, column === 0 ? line : `${line}white-space:nowrap;`)).join('')}</tr>`)
    .join('');
  const strong = 'text-align:right;font-weight:700;padding:9px 0';
  const sum = total
    ? `<tr><td colspan="${head.length - 1}" style="text-align:left;font-weight:700;padding:9px 0">${escaped(total[0])}</td><td style="${strong};white-space:nowrap">${escaped(total[1])}</td></tr>`
    : '';
  return `${top}${body}${sum}`;
}

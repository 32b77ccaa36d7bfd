/** A sheet of A4 with embedded fonts and one look. Dates are arguments, so the same input is the same bytes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Civil } from '../../contract/facts.ts';
import type { Language } from '../format.ts';

export type Sheet = PDFKit.PDFDocument;
export const MM = 72 / 25.4;
export const LEFT = 22 * MM;
export const WIDTH = (210 - 44) * MM;
export const RIGHT = LEFT + WIDTH;
const TOP = 20 * MM;
const BOTTOM = 30 * MM;
const FOOT = 297 * MM - 22 * MM;

export const COLOUR = { ink: '#1c2733', muted: '#566370', line: '#d5dbe1', accent: '#1d4d5c', pale: '#f1f5f6' } as const;

const require = createRequire(import.meta.url);
/** A font as PDFKit has read it. Each paper would read its fonts again, which takes longer than drawing it. */
function font(file: string): Buffer {
  const sheet = new PDFDocument({ font: null as unknown as string });
  sheet.font(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}.ttf`)));
  const { _font } = sheet as unknown as { _font: { font: Buffer } };
  return _font.font;
}
let fonts: Record<string, Buffer> | undefined;
const loadFonts = (): Record<string, Buffer> => {
  fonts ??= {
    text: font('DejaVuSansCondensed'),
    bold: font('DejaVuSansCondensed-Bold'),
    italic: font('DejaVuSansCondensed-Oblique'),
    title: font('DejaVuSerif-Bold'),
  };
  return fonts;
};

export type PaperInfo = {
  title: string;
  author: string;
  language: Language;
  on: Civil;
  footer: string[];
  /** Said under the number of each page. */
  mark?: string;
  subset: 'PDF/A-2b' | 'PDF/A-3b';
};

/** The date inside a paper's file: its day, at noon. */
export const noonOf = (on: Civil): Date => new Date(`${on}T12:00:00Z`);

/** Draws a paper; every page gets the footer and its number. */
export async function paper(info: PaperInfo, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const date = noonOf(info.on);
  const options = {
    size: 'A4',
    margins: { top: TOP, bottom: BOTTOM, left: LEFT, right: LEFT },
    bufferPages: true,
    pdfVersion: '1.7',
    subset: info.subset,
    lang: info.language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    font: null as unknown as string,
    info: { Title: info.title, Author: info.author, Creator: 'Tacite', Producer: 'Tacite', CreationDate: date, ModDate: date },
  } satisfies PDFKit.PDFDocumentOptions;
  const sheet = new PDFDocument(options);
  escapeMetadata(sheet);
  for (const [name, bytes] of Object.entries(loadFonts())) sheet.registerFont(name, bytes);
  const chunks: Buffer[] = [];
  sheet.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    sheet.on('end', () => resolve(Buffer.concat(chunks)));
    sheet.on('error', reject);
  });
  sheet.font('text').fontSize(9.5).fillColor(COLOUR.ink);
  draw(sheet);
  footers(sheet, info);
  sheet.end();
  return done;
}

/** PDFKit writes title and author into the XML of the metadata as they are: a name with an & would break it, and the PDF/A with it. */
function escapeMetadata(sheet: Sheet): void {
  const inside = sheet as unknown as { endMetadata(): void; info: Record<'Title' | 'Author', string> };
  const end = inside.endMetadata.bind(sheet);
  inside.endMetadata = () => {
    const { Title, Author } = inside.info;
    Object.assign(inside.info, { Title: xml(Title), Author: xml(Author) });
    end();
  };
}
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function footers(sheet: Sheet, { footer, language, mark }: PaperInfo): void {
  const { count } = sheet.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    sheet.switchToPage(page);
    sheet.page.margins.bottom = 0; // the footer lies in the margin
    rule(sheet, FOOT, COLOUR.line);
    sheet.font('text').fontSize(7.5).fillColor(COLOUR.muted);
    let y = FOOT + 5;
    for (const line of footer) {
      sheet.text(line, LEFT, y, { width: WIDTH - 66 });
      y = Math.max(y + 10, sheet.y + 1);
    }
    const number = language === 'fr' ? `page ${page + 1} sur ${count}` : `page ${page + 1} of ${count}`;
    [number, mark].forEach(
      (line, index) => line && sheet.text(line, RIGHT - 60, FOOT + 5 + index * 10, { width: 60, align: 'right', lineBreak: false }),
    );
  }
}

/** A thin line across the text. */
export function rule(sheet: Sheet, y: number, colour: string, width = 0.7): void {
  sheet.save().lineWidth(width).strokeColor(colour).moveTo(LEFT, y).lineTo(RIGHT, y).stroke().restore();
}

/** Begins a new page unless this height is left. */
export function room(sheet: Sheet, height: number): void {
  if (sheet.y + height > sheet.page.height - BOTTOM) sheet.addPage();
}

/** Running text in which `**` sets bold. Leaves the cursor below it. */
export function rich(sheet: Sheet, text: string, x = LEFT, width = WIDTH): void {
  const runs = text.split('**').filter((run, index, all) => run !== '' || index < all.length - 1);
  runs.forEach((run, index) => {
    const options = { width, continued: index < runs.length - 1, lineGap: 2.2 };
    sheet.font(index % 2 ? 'bold' : 'text');
    if (index === 0) sheet.text(run, x, sheet.y, options);
    else sheet.text(run, options);
  });
  sheet.font('text');
}

/** The name of who writes, over a line, and its logo. */
export function letterhead(sheet: Sheet, name: string, logo: Buffer | undefined): void {
  if (logo) sheet.image(logo, RIGHT - 40 * MM, TOP - 12 * MM, { fit: [40 * MM, 14 * MM], align: 'right', valign: 'bottom' });
  sheet
    .font('bold')
    .fontSize(12.5)
    .fillColor(COLOUR.accent)
    .text(name, LEFT, TOP, { width: logo ? WIDTH - 44 * MM : WIDTH });
  rule(sheet, TOP + 20, COLOUR.accent, 1.4);
  sheet.fillColor(COLOUR.ink);
}

/** A frame with labels above values, for what must not be missed. */
export function frame(sheet: Sheet, rows: readonly (readonly [string, string])[], note?: string): void {
  const inner = WIDTH - 30;
  sheet.font('text').fontSize(8.5);
  sheet.y += 3;
  const noteHeight = note ? sheet.heightOfString(note, { width: inner, lineGap: 2 }) + 3 : 0;
  const height = 16 + rows.length * 30 + noteHeight;
  room(sheet, height + 8);
  const y = sheet.y;
  sheet.save().rect(LEFT, y, WIDTH, height).fill(COLOUR.pale).rect(LEFT, y, 3, height).fill(COLOUR.accent).restore();
  rows.forEach(([label, value], index) => {
    const top = y + 9 + index * 30;
    sheet
      .font('text')
      .fontSize(8.5)
      .fillColor(COLOUR.muted)
      .text(label, LEFT + 16, top, { width: inner });
    sheet
      .font('bold')
      .fontSize(11.5)
      .fillColor(COLOUR.ink)
      .text(value, LEFT + 16, top + 11, { width: inner });
  });
  if (note)
    sheet
      .font('text')
      .fontSize(8.5)
      .text(note, LEFT + 16, y + 10 + rows.length * 30, { width: inner, lineGap: 2 });
  sheet.font('text').fontSize(9.5);
  sheet.x = LEFT;
  sheet.y = y + height + 10;
}

/** `gap`: to the left of its cells, in points. */
export type Column = { title: string; width: number; right?: boolean; gap?: number };

/** A table whose head, where it has one, is repeated on each page, its total in bold. Widths are shares of the text's width. */
export function table(sheet: Sheet, columns: Column[], rows: string[][], total?: string[]): void {
  const draw = (cells: string[], style: 'head' | 'row' | 'total'): void => {
    sheet.font(style === 'total' ? 'bold' : 'text').fontSize(style === 'head' ? 8 : 9);
    const heights = cells.map((cell, index) => sheet.heightOfString(cell, { width: (columns[index]?.width ?? 0) * WIDTH - 8 }));
    const height = Math.max(...heights) + 10;
    if (style !== 'head' && sheet.y + height > sheet.page.height - BOTTOM) {
      sheet.addPage();
      head();
      sheet.font(style === 'total' ? 'bold' : 'text').fontSize(9);
    }
    const y = sheet.y;
    let x = LEFT;
    cells.forEach((cell, index) => {
      const { width = 0, right, gap = 8 } = columns[index] ?? {};
      const inset = index === 0 ? 0 : gap;
      sheet
        .fillColor(style === 'head' ? COLOUR.muted : COLOUR.ink)
        .text(cell, x + inset, y + 5, { width: width * WIDTH - inset, align: right ? 'right' : 'left' });
      x += width * WIDTH;
    });
    rule(sheet, y + height, COLOUR.line);
    sheet.x = LEFT;
    sheet.y = y + height;
  };
  const head = (): void => {
    const titles = columns.map((column) => column.title);
    if (titles.some((title) => title !== '')) draw(titles, 'head');
    else rule(sheet, sheet.y, COLOUR.line);
  };
  room(sheet, 40);
  head();
  for (const row of rows) draw(row, 'row');
  if (total) draw(total, 'total');
  sheet.font('text').fontSize(9.5).fillColor(COLOUR.ink);
}

/** Label left and sum right, at the right of the sheet. */
export function sumLine(sheet: Sheet, label: string, value: string, strong = false): void {
  const y = sheet.y + (strong ? 4 : 3);
  const x = LEFT + WIDTH * 0.5;
  sheet.font(strong ? 'bold' : 'text').fontSize(strong ? 11 : 9);
  sheet.text(label, x, y, { width: WIDTH * 0.28 }).text(value, x + WIDTH * 0.28, y, { width: WIDTH * 0.22, align: 'right' });
  sheet.font('text').fontSize(9.5);
  sheet.x = LEFT;
  sheet.y = y + (strong ? 18 : 14);
}

/** E11.9a: the accepted version of the terms, whole, with its hash on every page. */
import type { Civil } from '../../contract/facts.ts';
import { COMPANY, type Company, logoOf } from '../company.ts';
import { type Language, shortDay } from '../format.ts';
import { COLOUR, LEFT, type Sheet, WIDTH, letterhead, paper, room } from './paper.ts';

export type TermsPaper = { version: string; text: string; hash: string; language: Language; publishedOn: Civil; company?: Company };

const WORDS = {
  fr: { title: 'Conditions Générales d’Utilisation et de Vente', version: (v: string, day: string) => `Version ${v}, publiée le ${day}` },
  en: { title: 'General Terms of Use and Sale', version: (v: string, day: string) => `Version ${v}, published on ${day}` },
};

/** The text as it is; its marks of headings and lists only change how it looks. The same input is the same bytes. */
export function termsPdf({ version, text, hash, language, publishedOn, company = COMPANY }: TermsPaper): Promise<Buffer> {
  const { title, version: named } = WORDS[language];
  const line = named(version, shortDay(publishedOn, language));
  const footer = [`${company.legalName} · ${line}`, `SHA-256 ${hash}`];
  return paper({ title: `${title}, ${version}`, author: company.legalName, language, on: publishedOn, footer, subset: 'PDF/A-2b' }, (sheet) => {
    letterhead(sheet, company.legalName, logoOf(company));
    sheet
      .font('title')
      .fontSize(18)
      .text(title, LEFT, sheet.y + 26, { width: WIDTH });
    sheet.font('text').fontSize(9.5).fillColor(COLOUR.muted).text(line, { width: WIDTH });
    sheet.y += 14;
    for (const paragraph of text.replaceAll('\r\n', '\n').split('\n')) draw(sheet, paragraph);
  });
}

function draw(sheet: Sheet, paragraph: string): void {
  const [, marks = '', heading] = /^(#{1,4}) +(.+)$/.exec(paragraph) ?? [];
  sheet.fillColor(COLOUR.ink);
  if (heading) {
    room(sheet, 60);
    sheet.y += 8;
    sheet
      .font('bold')
      .fontSize(marks.length < 3 ? 12 : 10.5)
      .text(heading, LEFT, sheet.y, { width: WIDTH });
    sheet.y += 4;
    return;
  }
  if (paragraph.trim() === '') {
    sheet.y += 5;
    return;
  }
  const bullet = /^[-*•] /.test(paragraph);
  sheet.font('text').fontSize(9.5);
  sheet.text(paragraph, bullet ? LEFT + 12 : LEFT, sheet.y, { width: bullet ? WIDTH - 12 : WIDTH, lineGap: 2.2 });
}

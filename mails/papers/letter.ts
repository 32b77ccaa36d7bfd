/** A formal notice on paper, for the registered letter (E11.1a): the same words as the e-mail. */
import type { Civil } from '../../contract/facts.ts';
import type { MessageCode } from '../../contract/messages.ts';
import { COMPANY, logoOf } from '../company.ts';
import { type MessageToWrite, compose } from '../compose.ts';
import { shortDay } from '../format.ts';
import type { Block } from '../letter.ts';
import { COLOUR, LEFT, MM, type Sheet, WIDTH, frame, letterhead, paper, rich, room, table } from './paper.ts';

const WORDS = {
  fr: {
    registered: 'Lettre recommandée avec avis de réception',
    hand: 'Remise en main propre contre signature',
    object: 'Objet\u00a0:',
    reference: 'Référence\u00a0:',
    dated: (day: string) => `Le ${day}`,
  },
  en: {
    registered: 'Registered letter with acknowledgement of receipt',
    hand: 'By hand against signature',
    object: 'Re:',
    reference: 'Reference:',
    dated: (day: string) => day,
  },
};

/** What shows through the window (35 or 45 mm by 100, right) of a DL envelope, folded in three: nothing but the address may stand in it. */
const WINDOW = { x: 110 * MM, y: 56 * MM, width: 82 * MM, end: 92 * MM };
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The letter of a message, dated `on`. By registered letter unless the message says that it goes by hand. The same input is the same bytes. */
export function letterPdf<C extends MessageCode>(message: MessageToWrite<C> & { on: Civil }): Promise<Buffer> {
  const { on, client, addressee = client, company = COMPANY, language, channel } = message;
  const letter = compose({ ...message, channel: channel === 'HAND' ? 'HAND' : 'REGISTERED_LETTER' });
  const words = WORDS[language];
  const fromClient = message.sender === 'CLIENT';
  const to = fromClient ? [company.legalName, ...company.address] : [addressee.legalName, ...(addressee.address ?? [])];
  const footer = [letter.reference, ...(fromClient ? [] : letter.identity)];
  return paper({ title: letter.title, author: letter.from, language, on, footer, subset: 'PDF/A-2b' }, (sheet) => {
    letterhead(sheet, letter.from, fromClient ? undefined : logoOf(company));
    const own = fromClient ? (client.address ?? []) : company.address;
    sheet
      .font('text')
      .fontSize(9)
      .fillColor(COLOUR.muted)
      .text(own.join('\n'), LEFT, sheet.y + 12, { width: WIDTH * 0.45, lineGap: 1.5 });
    sheet.fillColor(COLOUR.ink).fontSize(10).text(to.join('\n'), WINDOW.x, WINDOW.y, { width: WINDOW.width, lineGap: 1 });
    sheet.fontSize(9.5).text(words.dated(shortDay(on, language)), WINDOW.x, Math.max(sheet.y + 8, WINDOW.end), { width: WINDOW.width });
    sheet
      .font('bold')
      .fontSize(9)
      .text(channel === 'HAND' ? words.hand : words.registered, LEFT, sheet.y + 10, { width: WIDTH });
    sheet.font('text').text(`${words.object} ${letter.subject}`, { width: WIDTH, lineGap: 2 });
    sheet.text(`${words.reference} ${lowered(letter.reference)}`, { width: WIDTH, lineGap: 2 });
    sheet
      .font('title')
      .fontSize(15)
      .text(letter.title, LEFT, sheet.y + 14, { width: WIDTH });
    sheet.font('text').fontSize(9.5);
    sheet.y += 8;
    letter.blocks.forEach((block, index) => {
      if (index === letter.blocks.length - 3) room(sheet, 90); // the signature never stands alone on a page
      draw(sheet, block);
    });
  });
}

function draw(sheet: Sheet, block: Block): void {
  sheet.font('text').fontSize(9.5).fillColor(COLOUR.ink);
  sheet.x = LEFT;
  switch (block.kind) {
    case 'p':
      room(sheet, Math.min(sheet.heightOfString(block.text, { width: WIDTH }), 30));
      rich(sheet, block.text);
      break;
    case 'rows':
      table(
        sheet,
        [
          { title: '', width: 0.4 },
          { title: '', width: 0.6 },
        ],
        block.rows.map(([label, value]) => [label, value.replaceAll('**', '')]),
      );
      break;
    case 'box':
      return frame(sheet, block.rows, block.note);
    case 'table':
      tableOf(sheet, block);
      break;
    case 'list':
      for (const item of block.items) {
        room(sheet, 26);
        const { y } = sheet;
        sheet.text('–', LEFT + 4, y, { width: 12, lineBreak: false });
        sheet.y = y;
        rich(sheet, item, LEFT + 18, WIDTH - 18);
        sheet.y += 3;
      }
      break;
    case 'quote':
      sheet.font('italic').text(block.text, LEFT + 16, sheet.y, { width: WIDTH - 32, lineGap: 2.2 });
      break;
    case 'button':
      sheet.fillColor(COLOUR.muted).fontSize(8.5).text(`${block.label} → ${block.url}`, { width: WIDTH });
      break;
  }
  sheet.x = LEFT;
  sheet.y += 7;
}

/** The share of a column of days or sums; the first one takes what is left. */
const FIGURES = 0.24;
function tableOf(sheet: Sheet, { head, rows, total }: Extract<Block, { kind: 'table' }>): void {
  const columns = head.map((title, index) => ({ title, width: index === 0 ? 1 - FIGURES * (head.length - 1) : FIGURES, right: index > 0 }));
  table(sheet, columns, rows, total && [total[0], ...head.slice(2).map(() => ''), total[1]]);
  sheet.y += 4;
}

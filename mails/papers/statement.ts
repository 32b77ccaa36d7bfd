/** The statement of a client's account on paper: its documents and payments up to a day, and what it owes after each. */
import type { Civil } from '../../contract/facts.ts';
import { COMPANY, type Company, logoOf } from '../company.ts';
import { identityOf } from '../compose.ts';
import { type Language, longDay, money, shortDay, spaced } from '../format.ts';
import { COLOUR, LEFT, WIDTH, frame, letterhead, paper, table } from './paper.ts';

export type StatementLine = { on: Civil; label: string; piece: string; debitCents: number; creditCents: number; balanceCents: number };
export type StatementPaper = {
  client: { id: string; legalName: string; seat: string };
  company?: Company;
  language: Language;
  on: Civil;
  lines: readonly StatementLine[];
};

const WORDS = {
  fr: {
    title: 'Relevé de compte',
    upTo: (day: string) => `Arrêté au ${day}`,
    columns: ['Date', 'Opération', 'Référence', 'Débit', 'Crédit', 'Solde'],
    owed: 'Solde dû par le client',
    favour: 'Solde en faveur du client',
    none: 'Aucune opération.',
  },
  en: {
    title: 'Statement of account',
    upTo: (day: string) => `As of ${day}`,
    columns: ['Date', 'Operation', 'Reference', 'Debit', 'Credit', 'Balance'],
    owed: 'Balance owed by the client',
    favour: 'Balance in favour of the client',
    none: 'No operation.',
  },
};
const WIDTHS = [0.17, 0.2, 0.21, 0.14, 0.14, 0.14];

/** The same input is the same bytes. */
export function statementPdf({ client, company = COMPANY, language, on, lines }: StatementPaper): Promise<Buffer> {
  const words = WORDS[language];
  const eur = (cents: number): string => (cents === 0 ? '' : money(cents, language));
  const footer = identityOf(company, language).map((line) => spaced(line, language));
  const title = `${words.title}, ${client.legalName}`;
  return paper({ title, author: company.legalName, language, on, footer, subset: 'PDF/A-2b' }, (sheet) => {
    letterhead(sheet, company.legalName, logoOf(company));
    sheet.moveDown(1.6);
    sheet.font('title').fontSize(20).text(words.title, LEFT, sheet.y, { width: WIDTH });
    sheet
      .font('text')
      .fontSize(9.5)
      .fillColor(COLOUR.muted)
      .text(words.upTo(longDay(on, language)));
    sheet.moveDown(1);
    sheet.font('bold').fontSize(10).fillColor(COLOUR.ink).text(client.legalName);
    sheet.font('text').fontSize(9).text(`${client.seat}\n${client.id}`, { lineGap: 2 });
    sheet.moveDown(1);
    const balance = lines.at(-1)?.balanceCents ?? 0;
    const rows = lines.map((line) => [
      ...[shortDay(line.on, language), line.label, line.piece, eur(line.debitCents), eur(line.creditCents)],
      money(line.balanceCents, language),
    ]);
    const columns = words.columns.map((name, index) => ({ title: name, width: WIDTHS[index] ?? 0, ...(index > 2 ? { right: true } : {}) }));
    if (rows.length === 0) sheet.text(words.none);
    else table(sheet, columns, rows);
    sheet.moveDown(1);
    frame(sheet, [[balance < 0 ? words.favour : words.owed, money(Math.abs(balance), language)]]);
  });
}

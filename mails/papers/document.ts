/** E5.3c: invoices, credit notes and debit notes on paper, with the mentions that the law and the contract ask for. */
import type { Civil } from '../../contract/facts.ts';
import { COMPANY, type Company, isSuccessor } from '../company.ts';
import { identityOf } from '../compose.ts';
import { countryName, longDay, money, percent, shortDay, spaced } from '../format.ts';
import { type DocumentPaper, TITLE, WORDS } from './document-words.ts';
import { FACTUR_X_XMP, FILE_NAME } from './factur-x-metadata.ts';
import { facturX } from './factur-x.ts';
import { mentionsOf } from './mentions.ts';
import { COLOUR, LEFT, type Sheet, WIDTH, frame, letterhead, noonOf, paper, room, rule, sumLine, table } from './paper.ts';
import { penalties } from './penalties.ts';
import { vatGroups } from './vat.ts';

/** The paper of a document: a Factur-X, where the seller has a SIREN. The same input is the same bytes. */
export function documentPdf(input: DocumentPaper): Promise<Buffer> {
  const { document, language, company = COMPANY } = input;
  const title = `${TITLE[language][document.series]} ${document.number}`;
  const footer = identityOf(company, language).map((line) => spaced(line, language));
  const mark = document.number;
  return paper({ mark, title, author: company.legalName, language, on: document.issuedOn, footer, subset: 'PDF/A-3b' }, (sheet) => {
    attach(sheet, input);
    letterhead(sheet, company.legalName, input.logo);
    sheet.moveDown(1.6);
    sheet.font('title').fontSize(20).text(title, LEFT, sheet.y, { width: WIDTH });
    sheet.moveDown(0.6);
    parties(sheet, input, company);
    facts(sheet, input);
    body(sheet, input);
    if (input.collection) collection(sheet, input, input.collection);
    penalties(sheet, input);
    mentions(sheet, input);
  });
}

function attach(sheet: Sheet, input: DocumentPaper): void {
  const xml = facturX(input);
  if (xml === undefined) return;
  const on = noonOf(input.document.issuedOn);
  const options = { name: FILE_NAME, type: 'text/xml', relationship: 'Data', description: 'Factur-X', creationDate: on, modifiedDate: on };
  sheet.file(Buffer.from(xml), options);
  (sheet as Sheet & PDFKit.Mixins.PDFMetadata).appendXML(FACTUR_X_XMP);
}

function parties(sheet: Sheet, { client, language }: DocumentPaper, company: Company): void {
  const words = WORDS[language];
  const seller = sellerLines(company, language);
  const buyer = [
    client.legalForm,
    ...client.seat.split('\n'),
    countryName(client.country, language),
    `${words.registration} ${client.registration}`,
    ...(client.vatNumber ? [`${words.vatNumber} ${client.vatNumber}`] : []),
  ];
  const top = sheet.y;
  const column = WIDTH / 2 - 12;
  const bottoms = [
    [words.seller, company.legalName, seller, LEFT] as const,
    [words.client, client.legalName, buyer, LEFT + WIDTH / 2 + 12] as const,
  ].map(([label, name, lines, x]) => {
    sheet.font('text').fontSize(8).fillColor(COLOUR.muted).text(label, x, top, { width: column });
    sheet
      .font('bold')
      .fontSize(10)
      .fillColor(COLOUR.ink)
      .text(name, x, top + 12, { width: column });
    sheet
      .font('text')
      .fontSize(9)
      .text(lines.join('\n'), x, sheet.y + 2, { width: column, lineGap: 2 });
    return sheet.y;
  });
  sheet.x = LEFT;
  sheet.y = Math.max(...bottoms) + 14;
}

/** Under the name of the seller: form and capital, seat, registration, VAT number; of a successor, what described it (E11.4b). */
function sellerLines(company: Company, language: DocumentPaper['language']): string[] {
  if (isSuccessor(company)) return [company.described];
  const capital = money(company.capitalCents, language);
  return [
    language === 'fr' ? `${company.legalForm.fr} au capital de ${capital}` : `${company.legalForm.en}, capital ${capital}`,
    ...company.address,
    `RCS ${company.register}`,
    `${WORDS[language].vatNumber} ${company.vatNumber}`,
  ];
}

function facts(sheet: Sheet, { document, language }: DocumentPaper): void {
  const words = WORDS[language];
  const { issuedOn, dueOn, subscription, term, period } = document;
  const day = (civil: Civil): string => shortDay(civil, language);
  const span = period ? `${day(period.from)} – ${day(period.to)}` : term === null ? null : words.term(term);
  const cells = [
    [words.issued, day(issuedOn)],
    ...(dueOn ? [[words.due, day(dueOn)]] : []),
    [words.subscription, subscription],
    ...(span ? [[words.period, span]] : []),
  ];
  const y = sheet.y;
  rule(sheet, y, COLOUR.line);
  const shares = cells.length === 4 && period ? [0.2, 0.2, 0.22, 0.38] : cells.map(() => 1 / cells.length);
  let x = LEFT;
  cells.forEach(([label = '', value = ''], index) => {
    const width = (shares[index] ?? 0) * WIDTH - 6;
    sheet
      .font('text')
      .fontSize(8)
      .fillColor(COLOUR.muted)
      .text(label, x, y + 7, { width });
    sheet
      .font('bold')
      .fontSize(9)
      .fillColor(COLOUR.ink)
      .text(value, x, y + 18, { width });
    x += width + 6;
  });
  rule(sheet, y + 36, COLOUR.line);
  sheet.font('text');
  sheet.x = LEFT;
  sheet.y = y + 48;
}

function body(sheet: Sheet, { document, lines, language }: DocumentPaper): void {
  const words = WORDS[language];
  const eur = (cents: number): string => money(cents, language);
  const { series } = document;
  if (series === 'D') {
    const rows = lines.map((line) => [spaced(line.label, language), eur(line.netCents)]);
    table(
      sheet,
      [
        { title: words.label, width: 0.78 },
        { title: words.sum, width: 0.22, right: true },
      ],
      rows,
    );
  } else {
    const columns = [
      { title: words.label, width: 0.48 },
      { title: words.quantity, width: 0.08, right: true },
      { title: words.net, width: 0.18, right: true },
      { title: words.rate, width: 0.1, right: true },
      { title: words.amount, width: 0.16, right: true },
    ];
    const rows = lines.map((line) => [
      spaced(line.label, language),
      '1',
      eur(line.netCents),
      line.vatRate === 0 ? '–' : percent(line.vatRate, language),
      eur(line.netCents),
    ]);
    table(sheet, columns, rows);
  }
  room(sheet, 70);
  sheet.y += 6;
  const groups = vatGroups(lines);
  const taxed = groups.filter(({ rate }) => rate > 0);
  if (taxed.length > 0) sumLine(sheet, words.netTotal, eur(document.netCents));
  for (const { rate, netCents, vatCents } of taxed) {
    const base = groups.length > 1 ? ` ${words.ofBase(eur(netCents))}` : '';
    sumLine(sheet, `${words.vat(percent(rate, language))}${base}`, eur(vatCents));
  }
  sumLine(sheet, (taxed.length > 0 ? words.total : words.untaxed)[series], eur(document.grossCents), true);
  sheet.y += 10;
}

function collection(sheet: Sheet, { document, language }: DocumentPaper, { on, means, mandate }: NonNullable<DocumentPaper['collection']>): void {
  const words = WORDS[language];
  const rows = [
    [words.collected, money(document.grossCents, language)],
    [words.on, longDay(on, language)],
    ...(mandate ? [[words.mandate, mandate.reference] as const, [words.ics, mandate.ics] as const] : []),
  ] as const;
  frame(sheet, rows, spaced(words.by(means), language));
}

function mentions(sheet: Sheet, input: DocumentPaper): void {
  const said = mentionsOf(input).map((line) => spaced(line, input.language));
  sheet.font('text').fontSize(8);
  const height = said.reduce((sum, line) => sum + sheet.heightOfString(line, { width: WIDTH, lineGap: 1.5 }) + 4, 0);
  room(sheet, height + 6);
  sheet.fillColor(COLOUR.muted);
  sheet.y += 4;
  for (const line of said) {
    sheet.text(line, LEFT, sheet.y, { width: WIDTH, lineGap: 1.5 });
    sheet.y += 4;
  }
}

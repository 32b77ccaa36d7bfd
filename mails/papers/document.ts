/** E5.3c: invoices, credit notes and debit notes on paper, with the mentions that the law and the contract ask for. */
import type { Civil, InvoiceKind } from '../../contract/facts.ts';
import { COMPANY, type Company } from '../company.ts';
import { identityOf } from '../compose.ts';
import { type Language, listed, longDay, money, percent, shortDay, spaced } from '../format.ts';
import { COLOUR, LEFT, type Sheet, WIDTH, frame, letterhead, paper, room, rule, sumLine, table } from './paper.ts';

export type DocumentData = {
  number: string;
  series: 'F' | 'A' | 'D';
  kind: InvoiceKind | 'CREDIT' | 'PENALTIES';
  subscription: string;
  term: number | null;
  issuedOn: Civil;
  dueOn: Civil | null;
  netCents: number;
  vatRate: number;
  vatCents: number;
  grossCents: number;
  /** Numbers of the invoices that a credit note corrects. */
  corrects: string[];
  /** First and last day of what the document is for. */
  period?: { from: Civil; to: Civil };
};
export type DocumentLine = { label: string; netCents: number; vatRate: number; vatCents: number };
export type ClientIdentity = { legalName: string; legalForm: string; registration: string; seat: string; country: string; vatNumber?: string };
export type DocumentPaper = {
  document: DocumentData;
  lines: DocumentLine[];
  company?: Company;
  client: ClientIdentity;
  language: Language;
  /** The day and means of the collection that the document announces (E5.5a). */
  collection?: { on: Civil; means: string };
  /** As accepted by the client (A13): percent per month, cents. */
  penaltyMonthlyRate?: number;
  indemnityCents?: number;
};

const TITLE = { fr: { F: 'Facture', A: 'Avoir', D: 'Note de débit' }, en: { F: 'Invoice', A: 'Credit note', D: 'Debit note' } };
const WORDS = {
  fr: {
    seller: 'Vendeur',
    client: 'Client',
    issued: "Date d'émission",
    due: 'Échéance',
    subscription: 'Abonnement',
    period: 'Période',
    term: (n: number) => `n° ${n}`,
    label: 'Désignation',
    quantity: 'Qté',
    net: 'Prix unitaire HT',
    rate: 'TVA',
    amount: 'Montant HT',
    sum: 'Montant',
    netTotal: 'Total hors taxes',
    vat: (rate: string) => `TVA ${rate}`,
    total: { F: 'Total TTC', A: "Montant de l'avoir TTC", D: 'Total TTC' },
    untaxed: { F: 'Total à payer, sans TVA', A: "Montant de l'avoir, sans TVA", D: 'Total à payer, sans TVA' },
    corrects: (numbers: string) => `Cet avoir corrige : ${numbers}.`,
    collected: 'Montant qui sera prélevé',
    on: 'Le',
    by: (means: string) => `Par le moyen de paiement enregistré : ${means}.`,
    registration: 'Immatriculation',
    vatNumber: 'TVA intracommunautaire',
    services: 'Catégorie d’opération : prestation de services.',
  },
  en: {
    seller: 'Seller',
    client: 'Client',
    issued: 'Issued on',
    due: 'Due on',
    subscription: 'Subscription',
    period: 'Term',
    term: (n: number) => `no. ${n}`,
    label: 'Description',
    quantity: 'Qty',
    net: 'Unit price excl. VAT',
    rate: 'VAT',
    amount: 'Amount excl. VAT',
    sum: 'Amount',
    netTotal: 'Total excluding VAT',
    vat: (rate: string) => `VAT ${rate}`,
    total: { F: 'Total including VAT', A: 'Credit including VAT', D: 'Total including VAT' },
    untaxed: { F: 'Total to be paid, no VAT', A: 'Credit, no VAT', D: 'Total to be paid, no VAT' },
    corrects: (numbers: string) => `This credit note corrects: ${numbers}.`,
    collected: 'Amount to be collected',
    on: 'On',
    by: (means: string) => `By the stored means of payment: ${means}.`,
    registration: 'Registration',
    vatNumber: 'VAT number',
    services: 'Category of operation: supply of services.',
  },
};

/** The paper of a document. The same input is the same bytes. */
export function documentPdf(input: DocumentPaper): Promise<Buffer> {
  const { document, language, company = COMPANY } = input;
  const title = `${TITLE[language][document.series]} ${document.number}`;
  const footer = identityOf(company, language).map((line) => spaced(line, language));
  return paper({ title, author: company.legalName, language, on: document.issuedOn, footer, subset: 'PDF/A-3b' }, (sheet) => {
    letterhead(sheet, company.legalName);
    sheet.moveDown(1.6);
    sheet.font('title').fontSize(20).text(title, LEFT, sheet.y, { width: WIDTH });
    sheet.moveDown(0.6);
    parties(sheet, input, company);
    facts(sheet, input);
    body(sheet, input);
    if (input.collection) collection(sheet, input, input.collection);
    mentions(sheet, input);
  });
}

function parties(sheet: Sheet, { client, language }: DocumentPaper, company: Company): void {
  const words = WORDS[language];
  const capital = money(company.capitalCents, language);
  const seller = [
    language === 'fr' ? `${company.legalForm.fr} au capital de ${capital}` : `${company.legalForm.en}, capital ${capital}`,
    ...company.address,
    `RCS ${company.register}`,
    `${words.vatNumber} ${company.vatNumber}`,
  ];
  const buyer = [
    client.legalForm,
    ...client.seat.split('\n'),
    client.country,
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
  const { series, vatRate } = document;
  if (series === 'D') {
    const rows = lines.map((line) => [line.label, eur(line.netCents)]);
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
      line.label,
      '1',
      eur(line.netCents),
      line.vatRate === 0 ? '–' : percent(line.vatRate, language),
      eur(line.netCents),
    ]);
    table(sheet, columns, rows);
  }
  room(sheet, 70);
  sheet.y += 6;
  if (vatRate > 0) {
    sumLine(sheet, words.netTotal, eur(document.netCents));
    sumLine(sheet, words.vat(percent(vatRate, language)), eur(document.vatCents));
  }
  sumLine(sheet, (vatRate > 0 ? words.total : words.untaxed)[series], eur(document.grossCents), true);
  sheet.y += 10;
}

function collection(sheet: Sheet, { document, language }: DocumentPaper, { on, means }: { on: Civil; means: string }): void {
  const words = WORDS[language];
  const rows = [
    [words.collected, money(document.grossCents, language)],
    [words.on, longDay(on, language)],
  ] as const;
  frame(sheet, rows, spaced(words.by(means), language));
}

/** L.441-9 of the Commercial Code and articles 5.3 and 5.5: what each kind of document must say. */
function mentions(sheet: Sheet, input: DocumentPaper): void {
  const said = (input.language === 'fr' ? mentionsFr : mentionsEn)(input).map((line) => spaced(line, input.language));
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

function mentionsFr({ document, penaltyMonthlyRate = 3, indemnityCents = 4000 }: DocumentPaper): string[] {
  const { series, kind, dueOn, vatRate, corrects } = document;
  if (series === 'A') return [WORDS.fr.corrects(listed(corrects, 'fr')), WORDS.fr.services];
  const due = dueOn ? [`À payer au plus tard le ${longDay(dueOn, 'fr')}.`] : [];
  if (series === 'D')
    return [
      ...due,
      "Pénalités de retard et indemnité forfaitaire de recouvrement (article 5.3 ; article L. 441-10 du code de commerce) : sommes hors du champ d'application de la TVA. Elles ne portent pas elles-mêmes de pénalités.",
    ];
  const penalty = `Toute somme impayée à l'échéance porte de plein droit, dès le lendemain, des pénalités de retard de ${percent(penaltyMonthlyRate, 'fr')} par mois, ou au taux maximal permis par la loi s'il est inférieur (article 5.3).`;
  const indemnity = `Indemnité forfaitaire pour frais de recouvrement en cas de retard : ${money(indemnityCents, 'fr')} (articles L. 441-10 et D. 441-5 du code de commerce).`;
  return [
    ...due,
    penalty,
    ...(kind === 'REJECTION_FEE'
      ? ["Frais forfaitaires de paiement rejeté (article 5.5) : somme à caractère indemnitaire, hors du champ d'application de la TVA."]
      : [indemnity]),
    "Pas d'escompte pour paiement anticipé.",
    ...(vatRate > 0 ? [WORDS.fr.services] : []),
  ];
}

function mentionsEn({ document, penaltyMonthlyRate = 3, indemnityCents = 4000 }: DocumentPaper): string[] {
  const { series, kind, dueOn, vatRate, corrects } = document;
  if (series === 'A') return [WORDS.en.corrects(listed(corrects, 'en')), WORDS.en.services];
  const due = dueOn ? [`To be paid by ${longDay(dueOn, 'en')}.`] : [];
  if (series === 'D')
    return [
      ...due,
      'Late penalties and flat recovery indemnity (article 5.3; article L. 441-10 of the French Commercial Code): sums outside the scope of VAT. They bear no penalties themselves.',
    ];
  const penalty = `Any sum unpaid when due bears, as of right and from the next day, late penalties of ${percent(penaltyMonthlyRate, 'en')} per month, or of the highest rate allowed by law if that is lower (article 5.3).`;
  const indemnity = `Flat indemnity for recovery costs in case of late payment: ${money(indemnityCents, 'en')} (articles L. 441-10 and D. 441-5 of the French Commercial Code).`;
  return [
    ...due,
    penalty,
    ...(kind === 'REJECTION_FEE' ? ['Flat fee for a rejected payment (article 5.5): a compensation, outside the scope of VAT.'] : [indemnity]),
    'No discount for early payment.',
    ...(vatRate > 0 ? [WORDS.en.services] : []),
  ];
}

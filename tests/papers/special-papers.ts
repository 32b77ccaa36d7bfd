/** Papers that samples and scenarios do not have: two rates, lines outside VAT beside taxed ones, foreign clients, long names, many pages, a logo, a successor. */
import type { DocumentPaper } from '../../mails/papers/document-words.ts';
import { COMPANY, isSuccessor } from '../../mails/company.ts';
import { CREDIT, INVOICE } from '../mails/paper-samples.ts';
import { CLIENTS } from './papers-of-lives.ts';
import { png } from './png.ts';

const [, firm, foreign] = CLIENTS;
const statement = (lines: DocumentPaper['lines'], number: string): DocumentPaper['document'] => {
  const [netCents, vatCents] = [lines.reduce((sum, line) => sum + line.netCents, 0), lines.reduce((sum, line) => sum + line.vatCents, 0)];
  const amounts = { netCents, vatCents, vatRate: Math.max(...lines.map((line) => line.vatRate)), grossCents: netCents + vatCents };
  return { ...INVOICE.document, number, kind: 'STATEMENT', period: { from: '2027-05-01', to: '2027-05-31' }, ...amounts };
};
const fees = { label: 'Frais sur paiements par carte : 12 pour 480,00 €, à 1,5 % + 0,25 €', netCents: 1020, vatRate: 20, vatCents: 204 };
const reduced = { label: 'Guide imprimé', netCents: 1000, vatRate: 5.5, vatCents: 55 };
const rejected = (day: number) => ({
  ...{ label: `Paiement d'un Contact rejeté par sa banque le ${String(1 + (day % 28)).padStart(2, '0')}/05/2027 : frais forfaitaires` },
  ...{ netCents: 4000, vatRate: 0, vatCents: 0 },
});
const many = [fees, ...Array.from({ length: 70 }, (_, day) => rejected(day))];
const longName = `Union ${'interprofessionnelle et intercommunale '.repeat(5)}des associations de l'exemple`;

export const SPECIAL: Record<string, DocumentPaper> = {
  'two-rates': { ...INVOICE, document: statement([fees, reduced], 'F2027-000030'), lines: [fees, reduced] },
  'outside-beside-taxed': { ...INVOICE, document: statement([fees, rejected(3)], 'F2027-000031'), lines: [fees, rejected(3)] },
  'only-rejections': { ...INVOICE, document: statement([rejected(3), rejected(4)], 'F2027-000032'), lines: [rejected(3), rejected(4)] },
  'many-pages': { ...INVOICE, document: statement(many, 'F2027-000033'), lines: many },
  'many-pages-en': { ...INVOICE, language: 'en', document: statement(many, 'F2027-000034'), lines: many },
  firm: { ...INVOICE, client: firm ?? INVOICE.client, collection: { on: '2027-02-03', means: 'IBAN FR76 •••• 0000', kind: 'SEPA' } },
  mandate: {
    ...INVOICE,
    collection: {
      ...{ on: '2027-02-03', means: 'IBAN FR •••• 2606', kind: 'SEPA' },
      mandate: { reference: 'TAC-0123456789abcdef0123456789abcde', ics: 'FR72ZZZ123456' },
    },
  },
  foreign: { ...INVOICE, client: foreign ?? INVOICE.client, language: 'en' },
  'long-name': {
    ...INVOICE,
    client: { ...INVOICE.client, legalName: longName, legalForm: `${'Association reconnue d’utilité publique, '.repeat(3)}loi 1901` },
    lines: INVOICE.lines.map((line) => ({ ...line, label: `${line.label}, ${longName}` })),
  },
  'several-corrected': {
    ...CREDIT,
    document: {
      ...CREDIT.document,
      corrects: ['F2027-000017', 'F2027-000018'],
      correctedOn: { 'F2027-000017': '2027-01-04', 'F2027-000018': '2027-02-04' },
    },
  },
  'credit-outside-beside-taxed': {
    ...CREDIT,
    document: { ...CREDIT.document, netCents: 5020, vatCents: 204, grossCents: 5224 },
    lines: [
      { ...fees, label: 'Rectification de F2027-000017' },
      { ...rejected(3), label: 'Rectification de F2027-000017' },
    ],
  },
  logo: { ...INVOICE, logo: png(240, 80), ...(isSuccessor(COMPANY) ? {} : { company: { ...COMPANY, vatOnDebits: true } }) },
  successor: {
    ...INVOICE,
    company: {
      legalName: 'Exemple Reprise',
      described: 'SAS au capital de 10 000 €, RCS Lyon 000 000 000, TVA FR12000000000, 1 place des Essais, 69001 Lyon',
      address: ['1 place des Essais', '69001 Lyon'],
    },
  },
};

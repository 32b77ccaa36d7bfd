import { expect, test } from 'vitest';
import type { DocumentPaper } from '../../mails/papers/document-words.ts';
import { documentPdf } from '../../mails/papers/document.ts';
import { letterPdf } from '../../mails/papers/letter.ts';
import { statementPdf } from '../../mails/papers/statement.ts';
import { termsPdf } from '../../mails/papers/terms.ts';
import { CREDIT, DEBIT, FEE, INVOICE, TERMS_TEXT } from './paper-samples.ts';
import { SPECIAL } from '../papers/special-papers.ts';
import { wordsOf } from './read-pdf.ts';
import { sample } from './samples.ts';

const terms = { version: '2026-12', text: TERMS_TEXT, hash: 'a3f1'.repeat(16), language: 'fr', publishedOn: '2026-12-01' } as const;
const lines = Array.from({ length: 60 }, (_, n) => ({
  ...{ on: '2027-01-04', label: 'Facture', piece: `F2027-${String(n + 1).padStart(6, '0')}`, debitCents: 1_000, creditCents: 0 },
  balanceCents: 1_000 * (n + 1),
}));
const statement = {
  client: { id: 'cli_1', legalName: 'Les Exemples & Cie', seat: '1 rue des Exemples' },
  language: 'fr',
  on: '2027-03-01',
  lines,
} as const;
const PAPERS: [string, () => Promise<Buffer>][] = [
  ...Object.entries({ INVOICE, FEE, CREDIT, DEBIT, ...SPECIAL }).map(([name, input]): [string, () => Promise<Buffer>] => [
    name,
    () => documentPdf(input),
  ]),
  ['letter', () => letterPdf({ ...sample('DEFAULT_NOTICE', 'fr'), on: '2027-02-11' })],
  ['terms', () => termsPdf(terms)],
  ['statement', () => statementPdf(statement)],
];

test.each(PAPERS)('%s: the same input is the same bytes, whole and with its fonts inside', async (_name, make) => {
  const [one, again] = [await make(), await make()];
  expect(one.equals(again)).toBe(true);
  const raw = one.toString('latin1');
  expect(raw).toMatch(/^%PDF-1\.7[\s\S]*%%EOF\s*$/);
  expect(raw).toContain('/FontFile2');
  expect(raw).not.toMatch(/\/BaseFont \/Helvetica/);
});

test('a name with an & leaves the metadata of a paper readable', async () => {
  const raw = (await letterPdf({ ...sample('CLIENT_DENUNCIATION', 'fr'), on: '2027-02-11' })).toString('utf8');
  expect(/<dc:creator>[\s\S]*?<rdf:li>(.*)<\/rdf:li>/.exec(raw)?.[1]).toContain('Les Exemples &amp; Cie');
});

test('another day on a document is another paper', async () => {
  const later: DocumentPaper = { ...INVOICE, document: { ...INVOICE.document, issuedOn: '2027-01-05' } };
  expect((await documentPdf(later)).equals(await documentPdf(INVOICE))).toBe(false);
});

test.each`
  name         | input      | words
  ${'invoice'} | ${INVOICE} | ${['Facture F2027-000017', 'AssoConnect', 'Les Exemples & Cie', 'RNA W000000000', 'FR57530775576', '530 775 576', '588,00 €', 'TVA 20 %', '117,60 €', '705,60 €', 'mercredi 3 février 2027', '3 % par mois', '40,00 € (articles L. 441-10 et D. 441-5', 'escompte', 'prestation de services', 'page 1 sur 1']}
  ${'fee'}     | ${FEE}     | ${['Facture F2027-000021', '40,00 €', 'hors du champ', 'vendredi 5 mars 2027', '3 % par mois']}
  ${'credit'}  | ${CREDIT}  | ${['Credit note A2027-000001', 'corrects: F2027-000017', '€296.42', '€59.28', '€355.70']}
  ${'debit'}   | ${DEBIT}   | ${['Note de débit D2027-000003', '29,36 €', '69,74 €', 'hors du champ', 'mercredi 14 avril 2027', 'sera prélevé 69,74 € Le jeudi 15 avril 2027', '3 % par mois', 'F2027-000017 705,60 € 04/02/2027 03/03/2027 1 mois 3 % 21,16 €', '705,60 € 04/03/2027 15/03/2027 12 jours sur 31 3 % 8,20 €', 'F2027-000021 40,00 € 06/03/2027 15/03/2027 10 jours sur 31 3 % 0,38 €', 'est arrondi au centime inférieur']}
`('5.3: $name bears its mentions', async ({ input, words }) => {
  const text = wordsOf(await documentPdf(input));
  for (const each of words) expect(text).toContain(each);
  expect(text).not.toMatch(/undefined|NaN|null/);
});

test('a statement of account has every line, and its balance in words', async () => {
  const text = wordsOf(await statementPdf(statement));
  for (const { piece } of lines) expect(text).toContain(piece);
  for (const each of ['Relevé de compte', 'lundi 1er mars 2027', 'Solde dû par le client', '600,00 €', 'page 3 sur 3']) expect(text).toContain(each);
  const [last] = [{ on: '2027-01-04', label: 'Refund', piece: 'x', debitCents: 0, creditCents: 500, balanceCents: -500 }];
  const favour = wordsOf(await statementPdf({ ...statement, language: 'en', lines: [last] }));
  for (const each of ['Balance in favour of the client', '€5.00', '-€5.00']) expect(favour).toContain(each);
});

test('the terms are there to the last paragraph, with their hash on each page', async () => {
  const text = wordsOf(await termsPdf(terms));
  for (let n = 1; n <= 60; n++) expect(text).toContain(`Paragraphe ${n}. Une phrase`);
  expect(text.split(terms.hash)).toHaveLength(4);
});

test('11.1: a registered letter says how it goes, to whom, and when it is deemed received', async () => {
  const text = wordsOf(await letterPdf({ ...sample('DEFAULT_NOTICE', 'fr'), on: '2027-02-11' }));
  for (const each of [
    'Lettre recommandée avec avis de réception',
    'article 8.3 (a)',
    'salutations distinguées',
    '1 rue des Exemples',
    'jeudi 25 février 2027',
    'lundi 15 février 2027',
    '745,60 €',
  ])
    expect(text).toContain(each);
  expect(text).not.toContain('en répondant à ce message');
});

/** CGUV 5.3 (c): the structured data of a document says what its paper says. What the law asks of it is judged by tests/papers/validators.test.ts. */
import { expect, test } from 'vitest';
import type { DocumentPaper } from '../../mails/papers/document-words.ts';
import { documentPdf } from '../../mails/papers/document.ts';
import { facturX } from '../../mails/papers/factur-x.ts';
import { buyerOf } from '../../mails/papers/trading-party.ts';
import { sirenOf } from '../../terms/siren.ts';
import { SPECIAL } from '../papers/special-papers.ts';
import { CLIENTS, papersOfLives } from '../papers/papers-of-lives.ts';
import { CREDIT, DEBIT, FEE, INVOICE } from './paper-samples.ts';

/** Every text of an element, in order. */
const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)</ram:${name}>`, 'g'))].map(([, text = '']) => text);
const cents = (amount: string | undefined): number => Math.round(Number(amount) * 100);
const sum = (amounts: string[]): number => amounts.reduce((total, one) => total + cents(one), 0);
const xmlOf = (paper: DocumentPaper): string => facturX(paper) ?? '';
const ALL = { INVOICE, FEE, CREDIT, DEBIT, ...SPECIAL };

/** E5.1d: lines, VAT per rate and totals agree, to the cent. */
function checkSums(paper: DocumentPaper): void {
  const xml = xmlOf(paper);
  const [net, vat, gross] = ['TaxBasisTotalAmount', 'TaxTotalAmount', 'GrandTotalAmount'].map((name) => cents(texts(xml, name)[0]));
  expect([net, vat, gross]).toEqual([paper.document.netCents, paper.document.vatCents, paper.document.grossCents]);
  expect([sum(texts(xml, 'LineTotalAmount')) / 2, sum(texts(xml, 'BasisAmount')), sum(texts(xml, 'CalculatedAmount'))]).toEqual([net, net, vat]);
  for (const code of ['PMT', 'PMD', 'AAB', 'BAR']) expect(texts(xml, 'SubjectCode').filter((one) => one === code)).toHaveLength(1);
  const categories = new Set(texts(xml, 'CategoryCode'));
  const isOutside = categories.has('O');
  expect([categories.size > 1, xml.includes('SpecifiedTaxRegistration')].filter((one) => one && isOutside)).toEqual([]); // BR-O-02, BR-O-11
}

test.each(Object.entries(ALL))('%s: lines, VAT and totals agree', (_name, paper) => checkSums(paper));
test('over all scenarios: lines, VAT and totals agree', { timeout: 60_000 }, async () => {
  const all = await papersOfLives();
  expect(all.length).toBeGreaterThan(200);
  for (const { paper } of all) checkSums(paper);
});

test.each`
  name                          | paper                                 | type     | treatment       | categories
  ${'an invoice'}               | ${INVOICE}                            | ${'380'} | ${'B2C'}        | ${['S']}
  ${'of a firm'}                | ${{ ...INVOICE, client: CLIENTS[1] }} | ${'380'} | ${'B2B'}        | ${['S']}
  ${'abroad'}                   | ${{ ...INVOICE, client: CLIENTS[2] }} | ${'380'} | ${'B2BINT'}     | ${['S']}
  ${'a credit note'}            | ${CREDIT}                             | ${'381'} | ${'B2C'}        | ${['S']}
  ${'a debit note'}             | ${DEBIT}                              | ${'380'} | ${'OUTOFSCOPE'} | ${['O']}
  ${'a fee'}                    | ${FEE}                                | ${'380'} | ${'OUTOFSCOPE'} | ${['O']}
  ${'two rates'}                | ${SPECIAL['two-rates']}               | ${'380'} | ${'B2C'}        | ${['S', 'S']}
  ${'outside VAT beside taxed'} | ${SPECIAL['outside-beside-taxed']}    | ${'380'} | ${'B2C'}        | ${['S', 'E']}
  ${'rejections alone'}         | ${SPECIAL['only-rejections']}         | ${'380'} | ${'OUTOFSCOPE'} | ${['O']}
`('5.3 (c): $name is $type, $treatment, $categories', ({ paper, type, treatment, categories }) => {
  const xml = xmlOf(paper);
  expect(texts(xml, 'TypeCode')[0]).toBe(type);
  expect(texts(xml, 'Content')).toContain(treatment);
  expect([...xml.matchAll(/<ram:BasisAmount>[^<]*<\/ram:BasisAmount><ram:CategoryCode>(.)/g)].map(([, one]) => one)).toEqual(categories);
});

test('5.3 (c): a credit note names what it corrects, with its day', () => {
  expect(xmlOf(CREDIT)).toMatch(/<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F2027-000017<.*?format="102">20270104</);
});

test.each`
  paper              | code    | because
  ${INVOICE}         | ${'72'} | ${'VAT on services is due when they are paid'}
  ${SPECIAL['logo']} | ${'5'}  | ${'the Company chose the debits'}
`('VAT point $code: $because', ({ paper, code }) => expect(texts(xmlOf(paper), 'DueDateTypeCode')).toEqual([code]));

test('words of people are escaped, and characters that XML cannot hold are left out', () => {
  const xml = xmlOf({ ...INVOICE, client: { ...INVOICE.client, legalName: 'A & B <c>\u0007"d"\uD800' } });
  expect(xml).toContain('<ram:Name>A &amp; B &lt;c&gt; &quot;d&quot; </ram:Name>');
});

test.each`
  seat                                            | country        | expected
  ${'12 rue des Lilas, 75020 Paris'}              | ${'FR'}        | ${{ address: ['12 rue des Lilas'], postcode: '75020', city: 'Paris', country: 'FR' }}
  ${'Bât. B\n3e étage\n2 rue A\n13001 Marseille'} | ${'France'}    | ${{ address: ['Bât. B', '3e étage', '2 rue A'], postcode: '13001', city: 'Marseille' }}
  ${'a, b, c, d'}                                 | ${'FR'}        | ${{ address: ['a', 'b', 'c, d'] }}
  ${'Musterstraße 1, 10115 Berlin'}               | ${'allemagne'} | ${{ address: ['Musterstraße 1', '10115 Berlin'], country: 'DE' }}
  ${'somewhere'}                                  | ${'Atlantis'}  | ${undefined}
`('the seat $seat, $country', ({ seat, country, expected }) => {
  expect([buyerOf({ ...INVOICE.client, seat, country })]).toMatchObject([expected]);
});

test.each`
  registration                 | siren
  ${'530775576'}               | ${'530775576'}
  ${'RCS Paris 530 775 576'}   | ${'530775576'}
  ${'SIRET 530 775 576 00019'} | ${'530775576'}
  ${'RCS Paris 530 775 577'}   | ${undefined}
  ${'W530775576'}              | ${undefined}
  ${'RNA W751234567'}          | ${undefined}
  ${'5307755760'}              | ${undefined}
  ${''}                        | ${undefined}
`('the SIREN in "$registration" is $siren', ({ registration, siren }) => expect(sirenOf(registration)).toBe(siren));

test('a successor whose words hold no SIREN issues papers without structured data', async () => {
  const company = { legalName: 'Exemple Reprise', described: 'sans registre', address: ['1 place des Essais'] };
  expect(facturX({ ...INVOICE, company })).toBeUndefined();
  expect((await documentPdf({ ...INVOICE, company })).toString('latin1')).not.toContain('factur-x.xml');
});

test('the data is attached to its paper under the name that readers look for', async () => {
  const raw = (await documentPdf(INVOICE)).toString('latin1');
  for (const each of ['/AFRelationship /Data', 'factur-x.xml', '<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>']) expect(raw).toContain(each);
});

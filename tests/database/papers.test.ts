/** CGUV 5.3 (c): what a document freezes, its paper says, whenever it is printed. */
import type { Knex } from 'knex';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FactOf } from '../../contract/facts.ts';
import { documentWriters } from '../../database/projections/documents.ts';
import { documentPaper } from '../../database/queries/papers.ts';
import { documentPdf } from '../../mails/papers/document.ts';
import { facturX } from '../../mails/papers/factur-x.ts';
import { deployment } from '../../terms/deployment.ts';
import { freshDatabase } from '../setup/database.ts';
import { png } from '../papers/png.ts';
import { aClient, aSubscription } from './living.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let knex: Knex;
let number: string;
beforeAll(async () => {
  database = await freshDatabase();
  knex = database.knex;
  await aClient(knex, 'cli_fr');
  number = await aSubscription(knex, 'cli_fr');
});
afterAll(async () => database?.drop());

type Issued = FactOf<'invoice.issued'> | FactOf<'credit-note.issued'>;
async function write(fact: Issued): Promise<void> {
  const { contract: after } = await knex('subscriptions').where({ number }).first('contract');
  await knex.transaction(async (trx) => {
    const writer = documentWriters[fact.type] as (writing: object, fact: Issued) => Promise<void>;
    await writer({ trx, number, client: 'cli_fr', before: undefined, after, touched: new Set() }, fact);
  });
}
const fees = { item: 'CARD', count: 10, volumeCents: 40_000, percent: 1.5, fixedCents: 25, netCents: 1_003, vatRate: 20, vatCents: 201 } as const;
const rejections = { item: 'REJECTION', count: 1, volumeCents: 0, netCents: 4_000, vatRate: 0, vatCents: 0 } as const;
const statement = {
  ...{ type: 'invoice.issued', at: '2027-03-01T00:00:00.000Z', by: 'timer', article: 'E5.1c', invoice: 'S/2027-02', number: 'F2027-900001' },
  ...{ kind: 'STATEMENT', term: 1, issuedOn: '2027-03-01', dueOn: '2027-03-31', netCents: 5_003, vatRate: 20, vatCents: 201, grossCents: 5_204 },
  ...{ items: [fees, rejections], sendAt: '2027-03-01T08:00:00.000Z' },
} as unknown as FactOf<'invoice.issued'>;
/** Half of it, then the rest, in the proportion of VAT that the contract gives. */
const credit = (part: 1 | 2, netCents: number, vatCents: number) =>
  ({
    ...{ type: 'credit-note.issued', at: '2027-03-02T00:00:00.000Z', by: 'timer', article: 'E5.3c', creditNote: `A/S/2027-02/${part}` },
    ...{ cause: 'WAIVED', number: `A2027-90000${part}`, corrects: ['S/2027-02'], issuedOn: '2027-03-02', netCents, vatRate: 4.02, vatCents },
    ...{ grossCents: netCents + vatCents, allocations: [], refundCents: 0, refundBy: null },
  }) as unknown as FactOf<'credit-note.issued'>;

test('a logo is frozen with the seller: a paper printed after it changed bears it', async () => {
  const terms = deployment();
  terms.logo = { sha256: 'a'.repeat(64), png: png(8, 8) };
  terms.company.logo = terms.logo.sha256;
  await write(statement);
  delete terms.logo;
  delete terms.company.logo;
  const paper = await documentPaper(knex, 'F2027-900001');
  expect(paper?.logo?.equals(png(8, 8))).toBe(true);
  expect(paper?.document.period).toEqual({ from: '2027-02-01', to: '2027-02-28' });
  const pdf = paper && (await documentPdf(paper));
  expect(pdf?.toString('latin1')).toContain('/Subtype /Image');
});

test('a credit note of a statement: a line at its rate, and one outside VAT, to the cent over several', async () => {
  await write(credit(1, 2_501, 101));
  await write(credit(2, 2_502, 100));
  const lines = async (note: string) =>
    (await documentPaper(knex, note))?.lines.map(({ netCents, vatRate, vatCents }) => [netCents, vatRate, vatCents]);
  expect(await lines('A2027-900001')).toEqual([
    [501, 20, 101],
    [2_000, 0, 0],
  ]);
  expect(await lines('A2027-900002')).toEqual([
    [502, 20, 100],
    [2_000, 0, 0],
  ]);
  const paper = await documentPaper(knex, 'A2027-900001');
  expect(paper?.document).toMatchObject({ vatRate: 20, corrects: ['F2027-900001'], correctedOn: { 'F2027-900001': '2027-03-01' } });
  expect(paper && facturX(paper)).toContain('format="102">20270301<');
});

import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { civilOf, dayOf } from '../../contract/calendar.ts';
import type { Civil, InvoiceKind } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import { presentationDay } from '../../contract/receivables.ts';
import type { Contract } from '../../contract/state.ts';
import { type Seller, sellerOfTerms } from '../parties.ts';
import { Document } from '../models/document.ts';

/** What an issued document is printed from (E5.3c): its frozen data, and what the contract announces with it. Money in cents, rates in percent. */
export type DocumentPaper = {
  document: Pick<
    Document,
    'number' | 'series' | 'subscription' | 'term' | 'issuedOn' | 'dueOn' | 'netCents' | 'vatRate' | 'vatCents' | 'grossCents' | 'corrects'
  > & { kind: InvoiceKind | 'CREDIT' | 'PENALTIES' };
  lines: Document['lines'];
  company: Seller;
  client: { legalName: string; legalForm: string; registration: string; seat: string; country: string; vatNumber?: string };
  language: 'fr' | 'en';
  collection?: { on: Civil; means: string };
  penaltyMonthlyRate: number;
  indemnityCents: number;
};

/** Everything that the paper of a document says; undefined for a number that was not issued, or whose years are over (E8.6c). */
export async function documentPaper(knex: Knex, number: string): Promise<DocumentPaper | undefined> {
  const row = await Document.query(knex).findById(number);
  if (!row?.parties.client) return undefined;
  const { contract, language } = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('s.number', row.subscription)
    .first<{ contract: Contract; language: 'fr' | 'en' }>('s.contract', 'c.language');
  const { name, legalForm, registration, seat, country, vatNumber } = row.parties.client;
  const { series, kind, subscription, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, corrects } = row;
  const collection = series === 'F' && dueOn ? await collectionOf(knex, contract, dueOn) : undefined;
  return {
    document: { number, series, kind, subscription, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, corrects },
    lines: row.lines,
    company: 'legalName' in row.parties.company ? row.parties.company : sellerOfTerms(), // frozen in another form by earlier versions
    client: { legalName: name, legalForm, registration, seat, country, ...(vatNumber ? { vatNumber } : {}) },
    language,
    ...(collection ? { collection } : {}),
    penaltyMonthlyRate: parameter(contract, 'latePenalty.monthlyRate'),
    indemnityCents: parameter(contract, 'recoveryIndemnity.amount'),
  };
}

/** E5.5a: when and by which means the document will be presented. */
async function collectionOf(knex: Knex, { means }: Contract, dueOn: Civil): Promise<{ on: Civil; means: string } | undefined> {
  const method: { label: string } | undefined = await knex('payment_methods').where({ id: means.method }).first('label');
  return method ? { on: civilOf(presentationDay(means.kind, dayOf(dueOn))), means: method.label } : undefined;
}

/** The bytes of a document's PDF, once it was rendered. */
export async function storedPdf(knex: Knex, number: string): Promise<Buffer | null> {
  const row: { pdf: Buffer | null } | undefined = await knex('documents').where({ number }).first('pdf');
  return row?.pdf ?? null;
}

/** Keeps the first rendering with its SHA-256, and gives back what is kept. */
export async function keepPdf(knex: Knex, number: string, pdf: Buffer): Promise<Buffer> {
  const pdf_hash = createHash('sha256').update(pdf).digest('hex');
  const kept = await knex('documents').where({ number }).whereNull('pdf_hash').update({ pdf, pdf_hash });
  return kept === 1 ? pdf : ((await storedPdf(knex, number)) ?? pdf);
}

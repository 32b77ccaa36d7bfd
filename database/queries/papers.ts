import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { addMonths, civilOf, dayOf } from '../../contract/calendar.ts';
import type { Civil, InvoiceKind, MeansKind } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import { presentationDay } from '../../contract/receivables.ts';
import type { Contract } from '../../contract/state.ts';
import { creditorOfTerms, type Parties, type Seller, sellerOfTerms } from '../parties.ts';
import { logoOf } from '../logos.ts';
import { Document } from '../models/document.ts';

/** What an issued document is printed from (E5.3c): its frozen data, and what the contract announces with it. Money in cents, rates in percent. */
export type DocumentPaper = {
  document: Pick<
    Document,
    'number' | 'series' | 'subscription' | 'term' | 'issuedOn' | 'dueOn' | 'netCents' | 'vatRate' | 'vatCents' | 'grossCents' | 'corrects'
  > & { kind: InvoiceKind | 'CREDIT' | 'PENALTIES'; correctedOn: Record<string, Civil>; period?: { from: Civil; to: Civil } };
  lines: Document['lines'];
  company: Seller;
  client: Omit<Parties['client'], 'name'> & { legalName: string };
  language: 'fr' | 'en';
  collection?: { on: Civil; means: string; kind: MeansKind; mandate?: { reference: string; ics: string } };
  logo?: Buffer;
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
  const { name: legalName, ...client } = row.parties.client;
  const { series, kind, subscription, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, corrects } = row;
  const isFrozen = contract.receivables.some((one) => one.id === row.id && one.frozen !== undefined); // E8.2-iii: not collected
  const collection = series !== 'A' && dueOn && !isFrozen ? await collectionOf(knex, contract, dueOn) : undefined;
  const company = 'legalName' in row.parties.company ? row.parties.company : sellerOfTerms(); // frozen in another form by earlier versions
  const amounts = { netCents, vatRate, vatCents, grossCents };
  return {
    document: {
      ...{ number, series, kind, subscription, term, issuedOn, dueOn, ...amounts, corrects, correctedOn: await issuedOnOf(knex, corrects) },
      ...monthOf(row),
    },
    lines: row.lines,
    company,
    ...(await logoOf(knex, company)),
    client: { legalName, ...client },
    language,
    ...(collection ? { collection } : {}),
    penaltyMonthlyRate: parameter(contract, 'latePenalty.monthlyRate'),
    indemnityCents: parameter(contract, 'recoveryIndemnity.amount'),
  };
}

/** The days on which these documents were issued. */
async function issuedOnOf(knex: Knex, numbers: string[]): Promise<Record<string, Civil>> {
  const rows: { number: string; issued_on: Civil }[] = await knex('documents').whereIn('number', numbers).select('number', 'issued_on');
  return Object.fromEntries(rows.map((row) => [row.number, row.issued_on]));
}

/** E5.1c: the month of operations that a statement is for. */
function monthOf({ kind, id }: Pick<Document, 'kind' | 'id'>): { period?: { from: Civil; to: Civil } } {
  const [, month] = /^S\/(\d{4}-\d{2})$/.exec(id) ?? [];
  if (kind !== 'STATEMENT' || !month) return {};
  const from = dayOf(`${month}-01`);
  return { period: { from: civilOf(from), to: civilOf(addMonths(from, 1) - 1) } };
}

/** E5.5a: when and by which means the document will be presented. */
async function collectionOf(knex: Knex, { means }: Contract, dueOn: Civil): Promise<NonNullable<DocumentPaper['collection']> | undefined> {
  const method: { label: string; rum: string | null } | undefined = await knex('payment_methods as p')
    .leftJoin('mandates as m', 'm.reference', 'p.provider_reference')
    .where({ id: means.method })
    .first('p.label', 'm.reference as rum');
  if (!method) return undefined;
  const ics = creditorOfTerms()?.ics;
  const announced = { on: civilOf(presentationDay(means.kind, dayOf(dueOn))), means: method.label, kind: means.kind };
  return method.rum && ics ? { ...announced, mandate: { reference: method.rum, ics } } : announced;
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

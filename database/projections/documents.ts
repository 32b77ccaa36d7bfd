import { civilOf } from '../../contract/calendar.ts';
import type { Allocation, BilledArrears, Civil, FactOf } from '../../contract/facts.ts';
import { servicePeriod } from '../../contract/deferral.ts';
import { baseOf } from '../../contract/receivables.ts';
import type { BilledItem } from '../../contract/fees.ts';
import { prorata, slice } from '../../contract/money.ts';
import { rejectionDays } from '../contact-operations.ts';
import { contactRejectionLabel, creditLabel, indemnityLabel, invoiceLabel, operationsLabel, penaltyLabel, takenOverLabel } from '../labels.ts';
import { noteRoute } from '../einvoices.ts';
import { keepLogo } from '../logos.ts';
import { Client } from '../models/client.ts';
import { Document, type DocumentLine } from '../models/document.ts';
import { partiesOf } from '../parties.ts';
import { sellerOn } from '../queries/sellers.ts';
import { taxIdentityOn } from '../queries/tax-identity.ts';
import { expectOne, type Writers, type Writing } from './context.ts';

type Issued = Pick<Document, 'number' | 'kind' | 'id' | 'issuedOn' | 'netCents' | 'vatRate' | 'vatCents' | 'grossCents' | 'lines'> &
  Partial<Document>;

/** The client as it is now: what a document freezes. */
async function clientOf({ trx, client }: Writing): Promise<Client> {
  const row = await Client.query(trx).findById(client);
  if (!row) throw new Error(`client ${client} is not stored`);
  return row;
}

async function insert({ trx, number, touched }: Writing, client: Client, document: Issued, issuedAt: string): Promise<void> {
  const { vatNumber } = await taxIdentityOn(trx, client.id, document.issuedOn);
  const seller = await sellerOn(trx, client.id, document.issuedOn);
  await keepLogo(trx, seller);
  if ((document.paidCents ?? 0) >= document.grossCents) touched.add(document.id);
  const parties = partiesOf(client, vatNumber, seller);
  await Document.query(trx).insert({
    subscription: number,
    client: client.id,
    series: document.number.charAt(0) as Document['series'],
    parties,
    overdueFrom: document.dueOn ?? null,
    state: 'OPEN',
    issuedAt,
    ...document,
  });
  if (!document.takenOver) await noteRoute(trx, { ...document, subscription: number, client: client.id, parties, issuedAt });
}

/** The numbers behind natural keys; what is no key of this subscription is a number already. */
async function numbersOf({ trx, number }: Writing, ids: string[]): Promise<(id: string) => string> {
  const rows = await Document.query(trx).select('id', 'number').where({ subscription: number }).whereIn('id', ids);
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  return (id) => numbers.get(id) ?? id;
}

/** A6: a credit note of lines at several rates has a line for each, at the rate of the lines; `untaxedCents` of it is outside VAT. */
export function creditLines(
  { netCents, vatRate, vatCents, untaxedCents }: Omit<DocumentLine, 'label'> & { untaxedCents: number },
  label: string,
): DocumentLine[] {
  const taxed = { label, netCents: netCents - untaxedCents, vatRate, vatCents };
  return untaxedCents === 0 ? [taxed] : [...(taxed.netCents > 0 ? [taxed] : []), outsideVat(label, untaxedCents)];
}

export const outsideVat = (label: string, cents: number): DocumentLine => ({ label, netCents: cents, vatRate: 0, vatCents: 0 });

async function issueInvoice(writing: Writing, fact: FactOf<'invoice.issued'>): Promise<void> {
  const client = await clientOf(writing);
  const { invoice, number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents } = fact;
  const lines = fact.items
    ? await statementLines(writing, invoice, fact.items, client.language)
    : [{ label: invoiceLabel(fact, writing.after, client.language), netCents, vatRate, vatCents }];
  const days = servicePeriod(writing.after, fact);
  const service = days ? { serviceFrom: civilOf(days.from), serviceTo: civilOf(days.to) } : {};
  await insert(
    writing,
    client,
    { id: invoice, number, kind, term, issuedOn, dueOn, netCents, vatRate, vatCents, grossCents, lines, ...service },
    fact.at,
  );
}

/** E5.1c: a line for each kind and rate of operation; E5.2c: one for each rejection, with its day. */
async function statementLines(
  { trx, number }: Writing,
  statement: string,
  items: BilledItem[],
  language: Client['language'],
): Promise<DocumentLine[]> {
  const rejected = await rejectionDays(trx, number, statement);
  return items.flatMap((one) => {
    const { item, count, netCents, vatRate, vatCents } = one;
    if (item !== 'REJECTION') return [{ label: operationsLabel(one, language), netCents, vatRate, vatCents }];
    return Array.from({ length: count }, (_, i) => ({
      label: contactRejectionLabel(rejected[i], language),
      netCents: netCents / count,
      vatRate,
      vatCents: slice(vatCents, count, i + 1),
    }));
  });
}

/** E5.3d-e: what a debit note bills of one invoice, of this number. */
export function arrearsLines({ penaltyCents, indemnityCents, penalty }: BilledArrears, number: string, language: Client['language']): DocumentLine[] {
  const lines = [
    { ...outsideVat(penaltyLabel(number, language), penaltyCents), ...(penalty ? { penalty: { ...penalty, number } } : {}) },
    outsideVat(indemnityLabel(number, language), indemnityCents),
  ];
  return lines.filter((line) => line.netCents > 0);
}

async function issueDebitNote(writing: Writing, fact: FactOf<'debit-note.issued'>): Promise<void> {
  const client = await clientOf(writing);
  const { debitNote, number, issuedOn, dueOn, grossCents, items } = fact;
  const numberOf = await numbersOf(
    writing,
    items.map((item) => item.invoice),
  );
  const lines = items.flatMap((item) => arrearsLines(item, numberOf(item.invoice), client.language));
  await insert(
    writing,
    client,
    {
      id: debitNote,
      number,
      kind: 'PENALTIES',
      issuedOn,
      dueOn,
      netCents: grossCents,
      vatRate: 0,
      vatCents: 0,
      grossCents,
      lines,
    },
    fact.at,
  );
}

/** The rate of a credit note, and what of it is outside VAT: those of the document that it corrects, to the cent shared with earlier ones; of days of a term, its own. */
async function ratesOf(
  { trx, number: subscription }: Writing,
  { number, cause, corrects, netCents, vatRate }: FactOf<'credit-note.issued'>,
): Promise<{ vatRate: number; untaxedCents: number }> {
  if (cause === 'UNUSED_DAYS' || cause === 'RENEWAL_UNDONE') return { vatRate, untaxedCents: 0 };
  const row = await Document.query(trx)
    .where({ subscription, id: corrects[0] ?? '' })
    .first();
  const rate = Math.max(...(row?.lines.map((line) => line.vatRate) ?? [vatRate]));
  const untaxed = row?.lines.reduce((sum, line) => sum + (line.vatRate === 0 ? line.netCents : 0), 0) ?? 0;
  if (!row || rate === 0 || untaxed === 0) return { vatRate: rate, untaxedCents: 0 };
  const before = await trx('documents')
    .where({ subscription, series: 'A' })
    .whereRaw('? = any(corrects)', [row.number])
    .whereNot({ number })
    .sum('net_cents as cents')
    .first();
  const share = (credited: number): number => prorata(untaxed, credited, row.netCents, 'HALF_UP');
  const earlier = Number(before?.cents ?? 0);
  return { vatRate: rate, untaxedCents: share(earlier + netCents) - share(earlier) };
}

async function issueCreditNote(writing: Writing, fact: FactOf<'credit-note.issued'>): Promise<void> {
  const client = await clientOf(writing);
  const { creditNote, number, issuedOn, netCents, vatCents, grossCents, allocations, refundCents } = fact;
  const numberOf = await numbersOf(writing, fact.corrects);
  const corrects = fact.corrects.map(numberOf);
  const { vatRate, untaxedCents } = await ratesOf(writing, fact);
  const lines = creditLines({ netCents, vatRate, vatCents, untaxedCents }, creditLabel(fact.cause, corrects, client.language));
  await insert(
    writing,
    client,
    {
      id: creditNote,
      number,
      kind: 'CREDIT',
      issuedOn,
      netCents,
      vatRate,
      vatCents,
      grossCents,
      lines,
      corrects,
      paidCents: grossCents - refundCents,
      ...(await serviceCredited(writing, fact)),
    },
    fact.at,
  );
  await credit(writing, allocations);
}

/** A document that is corrected takes its days back; days not used are over when they are credited (E8.2b). */
async function serviceCredited(
  { trx, number }: Writing,
  { cause, corrects }: FactOf<'credit-note.issued'>,
): Promise<Partial<Pick<Document, 'serviceFrom' | 'serviceTo'>>> {
  if (cause === 'UNUSED_DAYS' || cause === 'RENEWAL_UNDONE') return {};
  const corrected = await Document.query(trx)
    .findOne({ subscription: number, id: corrects[0] ?? '' })
    .select('service_from', 'service_to');
  return corrected ? { serviceFrom: corrected.serviceFrom, serviceTo: corrected.serviceTo } : {};
}

/** What was given up comes in after all: as much less of it stays written off (A8). */
const recovered = ({ trx }: Writing, cents: number) => trx.raw('greatest(0, written_off_cents - ?::bigint)', [Math.max(0, cents)]);

/** Adds to what was credited on documents. */
async function credit(writing: Writing, allocations: Allocation[]): Promise<void> {
  const { trx, number, touched } = writing;
  for (const { document, cents } of allocations) {
    touched.add(document);
    expectOne(
      await trx('documents')
        .where({ subscription: number, id: document })
        .increment('credited_cents', cents)
        .update({ written_off_cents: recovered(writing, cents) }),
      `document ${document} of ${number}`,
    );
  }
}

/** Adds to what was paid on documents, or takes it back (-1). */
export async function pay(writing: Writing, allocations: Allocation[], direction: 1 | -1): Promise<void> {
  const { trx, number, touched } = writing;
  for (const { document, cents } of allocations) {
    touched.add(document);
    const changed = await trx('documents')
      .where({ subscription: number, id: document })
      .increment('paid_cents', direction * cents)
      .update({ written_off_cents: recovered(writing, direction * cents) });
    expectOne(changed, `document ${document} of ${number}`);
  }
}

/** What another system issued: its open balance under its own number, without a paper of ours. */
async function takeOverInvoices(writing: Writing, { invoices, at }: FactOf<'subscription.taken-over'>): Promise<void> {
  const client = await clientOf(writing);
  for (const { invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents } of invoices) {
    const netCents = grossCents - vatCents;
    const vatRate = netCents === 0 ? 0 : Math.round((1_000 * vatCents) / netCents) / 10;
    const lines = [{ label: takenOverLabel(number, client.language), netCents, vatRate, vatCents }];
    const amounts = { netCents, vatRate, vatCents, grossCents, lines };
    await insert(writing, client, { id: invoice, number, series: 'F', kind, term, issuedOn, dueOn, ...amounts, takenOver: true }, at);
  }
}

/** A document that was issued keeps its own due date; beside it stands the day on which it falls due after all (E8.3b). */
async function fallsDue({ trx, number }: Writing, documents: string[], on: Civil | null): Promise<void> {
  await trx('documents').where({ subscription: number }).whereIn('id', documents).update({ accelerated_to: on });
}

async function writeOff({ trx, number, touched }: Writing, { document, cents }: FactOf<'debt.written-off'>): Promise<void> {
  touched.add(document);
  const changed = await trx('documents').where({ subscription: number, id: document }).update({ written_off_cents: cents });
  expectOne(changed, `document ${document} of ${number}`);
}

export const documentWriters: Writers = {
  'subscription.taken-over': takeOverInvoices,
  'invoice.issued': issueInvoice,
  'debit-note.issued': issueDebitNote,
  'credit-note.issued': issueCreditNote,
  'debts.accelerated': (writing, { documents, on }) => fallsDue(writing, documents, on),
  'acceleration.undone': (writing, { documents }) => fallsDue(writing, documents, null),
  'debt.written-off': writeOff,
  'refund.set-off': async (writing, { creditNote, allocations, cents }) => {
    await pay(writing, [{ document: creditNote, cents }], 1);
    await credit(writing, allocations);
  },
  'refund.released': (writing, { creditNote, cents }) => pay(writing, [{ document: creditNote, cents }], 1),
};

/** Sets the state of every document that the act touched (A8), and the day from which it counts as due. */
export async function settleStates({ trx, number, before, after, touched }: Writing): Promise<void> {
  const earlier = new Map(before?.receivables.map((one) => [one.id, one]));
  for (const one of after.receivables) {
    const was = earlier.get(one.id);
    const base = baseOf(after, one);
    const written = was && before ? baseOf(before, was) : one.tries === 0 ? one.dueOn : undefined; // just issued, or open again
    if (base !== written)
      await Document.query(trx)
        .where({ subscription: number, id: one.id })
        .patch({ overdueFrom: civilOf(base) });
    if (was?.collecting !== one.collecting || was?.frozen !== one.frozen) touched.add(one.id);
  }
  if (touched.size === 0) return;
  const collecting = after.receivables.filter((one) => one.collecting).map((one) => one.id);
  const frozen = after.receivables.filter((one) => one.frozen !== undefined).map((one) => one.id);
  await trx('documents')
    .where({ subscription: number })
    .whereIn('id', [...touched])
    .update({
      state: trx.raw(
        `case when paid_cents + credited_cents < gross_cents then
           case when written_off_cents > 0 then 'WRITTEN_OFF' when id = any(?) then 'FROZEN' when id = any(?) then 'COLLECTING' else 'OPEN' end
         when paid_cents = 0 and credited_cents > 0 then 'CREDITED' else 'PAID' end`,
        [frozen, collecting],
      ),
    });
}

import type { Knex } from 'knex';
import { momentOf, parisDay, civilOf } from '../contract/calendar.ts';
import type { Allocation, Civil, Fact, FactOf, FactType, ReopenedInvoice } from '../contract/facts.ts';
import type { BilledItem } from '../contract/fees.ts';
import { prorata } from '../contract/money.ts';
import { type Accounts, type Books, numbersOf } from '../terms/accounts.ts';
import { deployment } from '../terms/deployment.ts';
import { Document, type DocumentKind } from './models/document.ts';
import { Payment } from './models/payment.ts';
import { type Entry, vatAccount, vatMoves, waitingCents } from './vat.ts';

type Booking = { reference: string; on: Civil; entries: Entry[] };
/** `onDebits`: VAT of what is issued now is owed at once. */
export type Bookkeeping = { books: Books; onDebits: boolean };
type Context = { trx: Knex.Transaction; subscription: string; keeping: Bookkeeping; accounts: Accounts };

/** The books as this deployment keeps them. */
const bookkeeping = (): Bookkeeping => ({ books: deployment().books, onDebits: deployment().company.vatOnDebits });
type Book<T extends FactType> = (context: Context, fact: FactOf<T>) => Promise<Booking | null>;

/** What the client's account holds in its favour without a document: money that exceeded what was open (E5.3f). */
async function inFavour({ trx, subscription, keeping }: Context): Promise<number> {
  const sum = await trx('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .where({ 't.subscription': subscription })
    .whereIn('e.account', numbersOf(keeping.books, 'client'))
    .whereNull('e.document')
    .sum('e.cents as cents')
    .first();
  return -(sum?.cents ?? 0);
}

/** What the bank's account has of a payment. */
async function received({ trx, subscription, keeping }: Context, payment: string): Promise<number> {
  const sum = await trx('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .where({ 't.subscription': subscription, 't.reference': payment })
    .whereIn('e.account', numbersOf(keeping.books, 'bank'))
    .sum('e.cents as cents')
    .first();
  return sum?.cents ?? 0;
}

/** What is still given up on a document: the loss less what came in on it since (A8). */
async function givenUp({ trx, keeping }: Context, document: string): Promise<number> {
  const sum = await trx('ledger_entries')
    .where({ document })
    .whereIn('account', [...numbersOf(keeping.books, 'writtenOff'), ...numbersOf(keeping.books, 'recovered')])
    .sum('cents as cents')
    .first();
  return sum?.cents ?? 0;
}

/** Documents of a subscription by their natural keys. */
async function documentsOf({ trx, subscription }: Context, ids: string[]): Promise<Map<string, Document>> {
  const rows = await Document.query(trx).select('id', 'number', 'kind', 'net_cents').where({ subscription }).whereIn('id', ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Money on the client's account: one line for each document it pays, and one for what no document takes. Positive cents debit the client; `sign` is that of what pays
 * a document, also where no money moves (E5.3f).
 * What comes in on a debt that was given up is an income: the client's account no longer holds it (A8).
 */
async function onClient(context: Context, allocations: Allocation[], cents: number, sign: 1 | -1): Promise<Entry[]> {
  const { accounts } = context;
  const documents = await documentsOf(
    context,
    allocations.map((part) => part.document),
  );
  const entries: Entry[] = [];
  for (const part of allocations) {
    const document = numberIn(documents, part.document);
    const back = sign < 0 ? Math.min(part.cents, await givenUp(context, document)) : 0;
    entries.push({ account: accounts.client, cents: sign * (part.cents - back), document });
    if (back > 0) entries.push({ account: accounts.recovered, cents: -back, document });
  }
  const rest = cents - entries.reduce((sum, entry) => sum + entry.cents, 0);
  return [...entries, { account: accounts.client, cents: rest }];
}

function numberIn(documents: Map<string, Document>, id: string): string {
  const document = documents.get(id);
  if (!document) throw new Error(`document ${id} is not stored: write the rows of the fact before its ledger entries`);
  return document.number;
}

/** What a statement recharges for the rejections of Contacts' payments (E5.2c). */
const rechargedCents = (items: readonly BilledItem[]): number => items.reduce((sum, one) => sum + (one.item === 'REJECTION' ? one.netCents : 0), 0);

const incomeOf = (accounts: Accounts, kind: DocumentKind): string => (kind === 'CREDIT' ? accounts.income.PRICE : accounts.income[kind]);

/**
 * What of a credit note takes back recharged rejections: its share of them in the statement that it corrects. Several credit notes of one statement share to the
 * cent, the one that empties it takes the remainder.
 */
async function rechargedBack(
  { trx, subscription }: Context,
  statement: Document,
  { number, netCents }: FactOf<'credit-note.issued'>,
): Promise<number> {
  const issued: { items?: BilledItem[] } | undefined = await trx('journal')
    .where({ subscription, type: 'invoice.issued' })
    .whereRaw(`data->>'invoice' = ?`, [statement.id])
    .first(trx.raw(`data->'items' as items`));
  const recharged = rechargedCents(issued?.items ?? []);
  const before = await trx('documents')
    .where({ subscription, series: 'A' })
    .whereRaw('? = any(corrects)', [statement.number])
    .whereNot({ number })
    .sum('net_cents as cents')
    .first();
  const share = (credited: number): number => prorata(recharged, credited, statement.netCents, 'HALF_UP');
  const earlier = Number(before?.cents ?? 0);
  return share(earlier + netCents) - share(earlier);
}

/** Money in (1) or out again (-1), by the stored payment. */
async function throughBank(context: Context, id: string, direction: 1 | -1): Promise<Entry[]> {
  const { trx, subscription, accounts } = context;
  const payment = await Payment.query(trx).findById([subscription, id]);
  if (!payment) throw new Error(`payment ${id} of ${subscription} is not stored: write the rows of the fact before its ledger entries`);
  return [
    { account: accounts.bank, cents: direction * payment.amountCents },
    ...(await onClient(context, payment.allocations, -direction * payment.amountCents, direction === 1 ? -1 : 1)),
  ];
}

/** What an invoice taken over leaves open. */
const opening = (accounts: Accounts, { number, cents }: ReopenedInvoice, waiting: number): Entry[] => [
  { account: accounts.client, cents, document: number },
  { account: accounts.vatWaiting, cents: -waiting, document: number },
  { account: accounts.opening, cents: waiting - cents, document: number },
];

const BOOKS: { [T in FactType]?: Book<T> } = {
  'invoice.issued': async ({ trx, accounts, keeping }, { number, kind, issuedOn, netCents, vatCents, grossCents, items = [] }) => ({
    reference: number,
    on: issuedOn,
    entries: [
      { account: accounts.client, cents: grossCents, document: number },
      { account: incomeOf(accounts, kind), cents: rechargedCents(items) - netCents, document: number },
      { account: accounts.income.REJECTION_FEE, cents: -rechargedCents(items), document: number },
      { account: await vatAccount(trx, keeping), cents: -vatCents, document: number },
    ],
  }),
  // The income was booked where the invoice was issued: here the balances alone, of the client and of the VAT that waits, against the opening balance.
  'subscription.taken-over': async ({ trx, accounts, keeping }, { takenOverOn, invoices }) =>
    invoices.length === 0
      ? null
      : {
          reference: `take-over/${takenOverOn}`,
          on: takenOverOn,
          entries:
            (await vatAccount(trx, keeping)) === accounts.vat
              ? invoices.flatMap((one) => opening(accounts, one, 0))
              : invoices.flatMap((one) => opening(accounts, one, waitingCents(one, one.cents))),
        },
  'debit-note.issued': async ({ accounts }, { number, issuedOn, grossCents }) => ({
    reference: number,
    on: issuedOn,
    entries: [
      { account: accounts.client, cents: grossCents, document: number },
      { account: accounts.income.PENALTIES, cents: -grossCents, document: number },
    ],
  }),
  // What is set against open documents lowers them; the rest is owed to the client under the credit note's own number.
  'credit-note.issued': async (context, note) => {
    const { number, corrects, issuedOn, netCents, vatCents, grossCents, allocations } = note;
    const { trx, accounts, keeping } = context;
    const [corrected] = [...(await documentsOf(context, corrects)).values()];
    const recharged = corrected?.kind === 'STATEMENT' ? await rechargedBack(context, corrected, note) : 0;
    const onDocuments = await onClient(context, allocations, -grossCents, -1);
    return {
      reference: number,
      on: issuedOn,
      entries: [
        { account: incomeOf(accounts, corrected?.kind ?? 'PRICE'), cents: netCents - recharged, document: number },
        { account: accounts.income.REJECTION_FEE, cents: recharged, document: number },
        { account: await vatAccount(trx, keeping, corrected?.number), cents: vatCents, document: number },
        ...onDocuments.map((entry) => ({ ...entry, document: entry.document ?? number })),
      ],
    };
  },
  'payment.settled': async (context, { payment, settledOn }) => ({
    reference: payment,
    on: settledOn,
    entries: await throughBank(context, payment, 1),
  }),
  'payment.recorded': async (context, { payment, orderedOn }) => ({
    reference: payment,
    on: orderedOn,
    entries: await throughBank(context, payment, 1),
  }),
  // Told twice, the money went back once.
  'payment.reversed': async (context, { payment, reversedOn }) =>
    (await received(context, payment)) > 0 ? { reference: payment, on: reversedOn, entries: await throughBank(context, payment, -1) } : null,
  'refund.released': async (context, { creditNote, cents, at }) => {
    const { accounts } = context;
    const number = numberIn(await documentsOf(context, [creditNote]), creditNote);
    return {
      reference: number,
      on: civilOf(parisDay(momentOf(at))),
      entries: [
        { account: accounts.client, cents, document: number },
        { account: accounts.bank, cents: -cents, document: number },
      ],
    };
  },
  // What the credit note still owed the client pays its documents: no money moves.
  'refund.set-off': async (context, { creditNote, allocations, cents, at }) => {
    const number = numberIn(await documentsOf(context, [creditNote]), creditNote);
    const entries = [{ account: context.accounts.client, cents, document: number }, ...(await onClient(context, allocations, -cents, -1))];
    return { reference: number, on: civilOf(parisDay(momentOf(at))), entries };
  },
  // A8: a loss, whole: whether its VAT can be recovered is for the accountant (docs/decisions).
  'debt.written-off': async (context, { document, cents, writtenOffOn }) => {
    const { accounts } = context;
    const number = numberIn(await documentsOf(context, [document]), document);
    return {
      reference: number,
      on: writtenOffOn,
      entries: [
        { account: accounts.writtenOff, cents, document: number },
        { account: accounts.client, cents: -cents, document: number },
      ],
    };
  },
  // E5.3f: an overpayment that was given back by hand, whole.
  'task.decided': async (context, { task, choice, at }) => {
    if (choice !== 'GIVEN_BACK') return null;
    const { accounts } = context;
    const cents = await inFavour(context);
    const entries = [
      { account: accounts.client, cents },
      { account: accounts.bank, cents: -cents },
    ];
    return { reference: task, on: civilOf(parisDay(momentOf(at))), entries };
  },
};

/**
 * Books one fact in double entry, if it moves money; PostgreSQL refuses a transaction that does not sum to zero. Once per fact: a second time is refused.
 * The rows of the fact (`project`) are written first: payments and allocations are read from them.
 */
export async function postFact(
  trx: Knex.Transaction,
  {
    subscription,
    client,
    seq,
    fact,
    keeping = bookkeeping(),
  }: { subscription: string; client: string; seq: number; fact: Fact; keeping?: Bookkeeping },
): Promise<void> {
  const book = BOOKS[fact.type] as Book<FactType> | undefined;
  const booking = await book?.({ trx, subscription, keeping, accounts: keeping.books.accounts }, fact);
  if (!booking) return;
  const entries = [...booking.entries, ...(await vatMoves(trx, keeping.books, booking.entries))].filter((entry) => entry.cents !== 0);
  await trx.raw(
    `with booked as (insert into ledger_transactions (subscription, seq, label, reference, booked_on) values (?, ?, ?, ?, ?) returning id)
     insert into ledger_entries (transaction, account, client, document, cents)
     select booked.id, entry.account, ?, entry.document, entry.cents
     from booked, jsonb_to_recordset(?::jsonb) as entry(account text, document text, cents bigint)`,
    [subscription, seq, fact.type, booking.reference, booking.on, client, JSON.stringify(entries)],
  );
}

/** VAT on receipts (CGI 269-2-c): it waits in proportion to what is open of its document, and is owed to the State as the document is settled. */
import type { Knex } from 'knex';
import { prorata } from '../contract/money.ts';
import { type Books, numbersOf } from '../terms/accounts.ts';

/** A line of a transaction: debit positive, credit negative, in cents; the document by number where it belongs to one. */
export type Entry = { account: string; cents: number; document?: string | null };
type Taxed = { vatCents: number; grossCents: number };
type Standing = { number: string; vat_cents: number; gross_cents: number; open: number; waiting: number; waits: boolean };

/** The VAT that waits while so much of a document is open, half-up to the cent: nothing is left of it with the last payment. */
export const waitingCents = ({ vatCents, grossCents }: Taxed, openCents: number): number =>
  vatCents === 0 ? 0 : Math.sign(openCents) * prorata(vatCents, Math.abs(openCents), grossCents, 'HALF_UP');

/** Accounts that hold what a document still owes: a debt that was given up is owed all the same (A8). */
export const openAccounts = (books: Books): string[] => (['client', 'writtenOff', 'recovered'] as const).flatMap((role) => numbersOf(books, role));

/** The account of the VAT of a new document: by the mode of the one that it corrects, else by the Company's option. */
export async function vatAccount(
  trx: Knex.Transaction,
  { books, onDebits }: { books: Books; onDebits: boolean },
  corrected?: string,
): Promise<string> {
  const { vat, vatWaiting } = books.accounts;
  const accounts: string[] = corrected ? await trx('ledger_entries').where({ document: corrected }).distinct().pluck('account') : [];
  if (accounts.some((one) => numbersOf(books, 'vatWaiting').includes(one))) return vatWaiting;
  return onDebits || accounts.some((one) => numbersOf(books, 'vat').includes(one)) ? vat : vatWaiting;
}

/** What a transaction moves between the waiting account and the State's, for every document that it touches and whose VAT was booked on receipts. */
export async function vatMoves(trx: Knex.Transaction, books: Books, entries: readonly Entry[]): Promise<Entry[]> {
  const numbers = [...new Set(entries.flatMap((entry) => entry.document ?? []))];
  if (numbers.length === 0) return [];
  const [open, waiting] = [openAccounts(books), numbersOf(books, 'vatWaiting')];
  const { rows } = await trx.raw<{ rows: Standing[] }>(
    `select d.number, d.vat_cents, d.gross_cents, coalesce(sum(e.cents) filter (where e.account = any(:open)), 0)::bigint as open,
       coalesce(sum(e.cents) filter (where e.account = any(:waiting)), 0)::bigint as waiting, coalesce(bool_or(e.account = any(:waiting)), false) as waits
     from documents d left join ledger_entries e on e.document = d.number where d.number = any(:numbers) and d.vat_cents > 0 group by 1, 2, 3 order by 1`,
    { open, waiting, numbers },
  );
  return rows.flatMap((row) => {
    const own = entries.filter((entry) => entry.document === row.number);
    if (!row.waits && !own.some((entry) => waiting.includes(entry.account))) return [];
    const sum = (accounts: string[]): number => own.reduce((all, { account, cents }) => all + (accounts.includes(account) ? cents : 0), 0);
    const due = waitingCents({ vatCents: row.vat_cents, grossCents: row.gross_cents }, row.open + sum(open));
    const cents = -due - (row.waiting + sum(waiting));
    const { vat, vatWaiting } = books.accounts;
    return [
      { account: vatWaiting, cents, document: row.number },
      { account: vat, cents: -cents, document: row.number },
    ];
  });
}

/** The end of a financial year: income of days to come is carried over, what was booked gets its numbers, and the year takes no more entries. */
import type { Knex } from 'knex';
import { civilOf } from '../../contract/calendar.ts';
import type { Civil } from '../../contract/facts.ts';
import { daysOfYear } from '../../contract/financial-year.ts';
import type { Accounts } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';
import { type DeferredLine, deferredOn } from './deferred.ts';
import type { Book, Label } from './journals.ts';
import { lockBook, validateEntries } from './validate.ts';

export type Closing = { year: number; closedAt: string; closedBy: string; deferredCents: number };

export const closingsOf = async (knex: Knex, book: Book): Promise<Closing[]> =>
  knex('closings')
    .where({ book })
    .orderBy('year', 'desc')
    .select('year', knex.raw('closed_at as "closedAt"'), knex.raw('closed_by as "closedBy"'), knex.raw('deferred_cents as "deferredCents"'));

/**
 * Closes a financial year that is over, once: D income / C 487 on its last day for each subscription, the same the other way on the day after, and the
 * validation of all that is booked. A year that is closed, or before one that is, answers null. `on` is the day of the closing.
 */
export async function closeYear(knex: Knex, { book, year, on, by }: { book: Book; year: number; on: Civil; by: string }): Promise<Closing | null> {
  const { accounts, yearStartsIn } = deployment().books;
  const { to } = daysOfYear(year, yearStartsIn);
  return knex.transaction(async (trx) => {
    await lockBook(trx, book);
    if (await trx('closings').where({ book }).where('year', '>=', year).first('year')) return null;
    const lines = await deferredOn(trx, book, civilOf(to));
    for (const subscription of new Set(lines.map((line) => line.subscription))) {
      const its = lines.filter((line) => line.subscription === subscription);
      const entry = { subscription, client: its[0]?.client ?? '', reference: `487/${year}` };
      await book487(trx, { ...entry, seq: -2 * year, label: 'year.deferred', on: civilOf(to), lines: its, sign: 1, accounts });
      await book487(trx, { ...entry, seq: -2 * year - 1, label: 'year.reopened', on: civilOf(to + 1), lines: its, sign: -1, accounts });
    }
    await validateEntries(trx, book, on);
    const [{ closed_at: closedAt }] = await trx('closings')
      .insert({ book, year, closed_by: by, deferred_cents: lines.reduce((sum, line) => sum + line.deferredCents, 0) })
      .returning('closed_at');
    return { year, closedAt, closedBy: by, deferredCents: lines.reduce((sum, line) => sum + line.deferredCents, 0) };
  });
}

type Carried = {
  subscription: string;
  client: string;
  reference: string;
  seq: number;
  label: Label;
  on: Civil;
  lines: DeferredLine[];
  sign: 1 | -1;
  accounts: Accounts;
};

/** One transaction: the income of each document to 487, or back. */
async function book487(trx: Knex.Transaction, { subscription, client, reference, seq, label, on, lines, sign, accounts }: Carried): Promise<void> {
  const [{ id: transaction }] = await trx('ledger_transactions').insert({ subscription, seq, label, reference, booked_on: on }).returning('id');
  await trx('ledger_entries').insert(
    lines.flatMap(({ document, kind, deferredCents: cents }) => [
      { transaction, account: accounts.income[kind as keyof Accounts['income']], client, document, cents: sign * cents },
      { transaction, account: accounts.deferred, client, document, cents: -sign * cents },
    ]),
  );
}

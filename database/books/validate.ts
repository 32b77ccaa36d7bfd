/** Validation: entries that were booked get their numbers for good, without gap in each journal of each financial year. */
import type { Knex } from 'knex';
import type { Civil } from '../../contract/facts.ts';
import { deployment } from '../../terms/deployment.ts';
import { type Book, labelsOf } from './journals.ts';

/** One book at a time, since the next number is read before it is written. */
export const lockBook = (trx: Knex.Transaction, book: Book): Promise<unknown> =>
  trx.raw('select pg_advisory_xact_lock(hashtext(?))', [`book ${book}`]);

const BOOK = `join subscriptions s on s.number = t.subscription join clients c on c.id = s.client and coalesce(c.test_clock, '') = :book`;

/**
 * Numbers what was booked since the last time, in the order of its days. `on`: the day of it, which is their ValidDate.
 * An entry for a day of a year that is closed is entered on the first day after it. Answers how many were numbered.
 */
export async function validateEntries(trx: Knex.Transaction, book: Book, on: Civil): Promise<number> {
  await lockBook(trx, book);
  const { journals, yearStartsIn } = deployment().books;
  const codes = { sales: journals.sales.code, bank: journals.bank.code, other: journals.adjustments.code };
  const result = await trx.raw<{ rowCount: number }>(
    `with waiting as (
       select t.id, t.booked_on, case when t.label = any(:salesLabels) then :sales when t.label = any(:bankLabels) then :bank else :other end as journal,
         greatest(extract(year from t.booked_on - make_interval(months => :startsIn - 1))::int,
           coalesce((select max(year) + 1 from closings where book = :book), 0)) as year
       from ledger_transactions t ${BOOK} where not exists (select from ledger_numbers n where n.transaction = t.id)
     ), ordered as (
       select id, journal, year, greatest(booked_on, make_date(year, :startsIn, 1)) as entered_on,
         row_number() over (partition by journal, year order by booked_on, id) as nth from waiting
     )
     insert into ledger_numbers (transaction, book, journal, year, number, entered_on, valid_on)
     select o.id, :book, o.journal, o.year,
       o.nth + coalesce((select max(n.number) from ledger_numbers n where n.book = :book and n.journal = o.journal and n.year = o.year), 0),
       o.entered_on, greatest(o.entered_on, :on::date, (select max(n.valid_on) from ledger_numbers n where n.book = :book and n.journal = o.journal and n.year = o.year))
     from ordered o`,
    { ...codes, book, on, startsIn: yearStartsIn, salesLabels: labelsOf('sales'), bankLabels: labelsOf('bank') },
  );
  return result.rowCount;
}

/** How many entries wait for their validation. */
export async function waitingEntries(knex: Knex, book: Book): Promise<number> {
  const { rows } = await knex.raw<{ rows: { n: number }[] }>(
    `select count(*) as n from ledger_transactions t ${BOOK} where not exists (select from ledger_numbers n where n.transaction = t.id)`,
    { book },
  );
  return rows[0]?.n ?? 0;
}

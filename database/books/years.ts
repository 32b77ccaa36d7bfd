import type { Knex } from 'knex';
import { type Day, civilOf } from '../../contract/calendar.ts';
import { daysOfYear, financialYear } from '../../contract/financial-year.ts';
import type { Civil } from '../../contract/facts.ts';
import { deployment } from '../../terms/deployment.ts';
import { closingsOf } from './closing.ts';
import { fecName } from './fec.ts';
import type { Book } from './journals.ts';

/** A financial year of a book: its days, its validated entries, and its closing. */
export type BookYear = {
  year: number;
  from: Civil;
  to: Civil;
  entries: number;
  file: string;
  over: boolean;
  closedAt: string | null;
  deferredCents: number | null;
};

/** The years that have entries, and the running one; the last first. */
export async function yearsOf(knex: Knex, book: Book, today: Day): Promise<BookYear[]> {
  const { yearStartsIn } = deployment().books;
  const counted: { year: number; entries: number }[] = await knex('ledger_numbers')
    .where({ book })
    .groupBy('year')
    .select('year', knex.raw('count(*) as entries'));
  const closings = await closingsOf(knex, book);
  const years = new Set([financialYear(today, yearStartsIn), ...counted.map((one) => one.year), ...closings.map((one) => one.year)]);
  return [...years]
    .sort((a, b) => b - a)
    .map((year) => {
      const { from, to } = daysOfYear(year, yearStartsIn);
      const closing = closings.find((one) => one.year === year);
      return {
        ...{ year, from: civilOf(from), to: civilOf(to), file: fecName(year), over: to < today },
        entries: counted.find((one) => one.year === year)?.entries ?? 0,
        ...{ closedAt: closing?.closedAt ?? null, deferredCents: closing?.deferredCents ?? null },
      };
    });
}

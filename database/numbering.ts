import type { Knex } from 'knex';

/** A6: F = invoice, A = credit note (avoir), D = debit note. */
export type Series = 'F' | 'A' | 'D';

/**
 * The next number of a series in a year, like `F2027-000018` (A6). The counter stays locked to the end of the transaction and goes back with it,
 * so numbers have no gap: take one only where its document is written in the same transaction.
 */
export async function takeNumber(trx: Knex.Transaction, series: Series, year: number): Promise<string> {
  const { rows } = await trx.raw<{ rows: { last: number }[] }>(
    'insert into counters (series, year, last) values (?, ?, 1) on conflict (series, year) do update set last = counters.last + 1 returning last',
    [series, year],
  );
  return `${series}${year}-${String(rows[0]?.last).padStart(6, '0')}`;
}

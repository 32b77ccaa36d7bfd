/** To the cent: the provider's own books, the ledger, its export in FEC format and the documents, each added up by itself, for the clients of a test clock. */
import type { Knex } from 'knex';
import { fecFaults } from '../../database/books/fec-format.ts';
import { fecText } from '../../database/books/fec.ts';
import { validateEntries } from '../../database/books/validate.ts';
import type { PaymentProvider } from '../../providers/payments/port.ts';

type Sums = { bank: number; invoiced: number; vat: number };

/** What differs between the books of a clock; nothing where all agree. */
export async function disagreements(knex: Knex, payments: PaymentProvider, clock: string): Promise<string[]> {
  await knex.transaction((trx) => validateEntries(trx, clock, '2020-01-01'));
  const [fec, faults] = await exported(knex, clock);
  const [theirs, byHand] = [await movedThere(knex, payments, clock), await movedByHand(knex, clock)];
  const issued = await documentsOf(knex, clock);
  const say = (what: string, one: number, other: number): string[] => (one === other ? [] : [`${clock}: ${what} ${one}, FEC ${other}`]);
  return [
    ...faults,
    ...say('provider and what was recorded by hand', theirs + byHand, fec.bank),
    ...say('documents', issued.invoiced, fec.invoiced),
    ...say('VAT of documents', issued.vat, fec.vat),
  ];
}

/** Of every year: what the bank's account has, what journals of sales debit clients with, all VAT. */
async function exported(knex: Knex, book: string): Promise<[Sums, string[]]> {
  const sums = { bank: 0, invoiced: 0, vat: 0 };
  const faults: string[] = [];
  for (const { year } of await knex('ledger_numbers').where({ book }).distinct('year')) {
    let text = '';
    for await (const part of fecText(knex, book, year)) text += part;
    faults.push(...fecFaults(text));
    for (const line of text.split('\r\n').slice(1, -1)) {
      const cells = line.split('\t');
      const [debit = 0, credit = 0] = [cells[11], cells[12]].map((sum) => Number(sum?.replace(',', '')));
      if (cells[4] === '512') sums.bank += debit - credit;
      if (cells[0] === 'VE' && ['411', '7714'].includes(cells[4] ?? '')) sums.invoiced += debit - credit;
      if (['44571', '4458'].includes(cells[4] ?? '')) sums.vat += credit - debit;
    }
  }
  return [sums, faults];
}

/** What the provider says that it brought and took, up to where each subscription stands. */
async function movedThere(knex: Knex, payments: PaymentProvider, clock: string): Promise<number> {
  const rows: { number: string; clock_at: string }[] = await knex('subscriptions as s')
    .join('clients as c', 'c.id', 's.client')
    .where('c.test_clock', clock)
    .select('s.number', 's.clock_at');
  const stands = new Map(rows.map((row) => [row.number, row.clock_at]));
  const moved = await payments.movements({ from: '2000-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z', clocked: true });
  return moved
    .filter((one) => one.at <= (stands.get(one.subscription ?? '') ?? ''))
    .reduce((sum, { type, cents }) => sum + (type === 'SETTLED' ? cents : -cents), 0);
}

/** Money that did not come or go by the provider: recorded payments, overpayments given back. */
async function movedByHand(knex: Knex, clock: string): Promise<number> {
  const sum = await knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .join('clients as c', 'c.id', 'e.client')
    .where({ 'c.test_clock': clock, 'e.account': '512' })
    .whereIn('t.label', ['payment.recorded', 'task.decided'])
    .sum('e.cents as cents')
    .first();
  return Number(sum?.cents ?? 0);
}

async function documentsOf(knex: Knex, clock: string): Promise<Omit<Sums, 'bank'>> {
  const rows: { series: string; gross_cents: number; vat_cents: number }[] = await knex('documents as d')
    .join('clients as c', 'c.id', 'd.client')
    .where('c.test_clock', clock)
    .select('d.series', 'd.gross_cents', 'd.vat_cents');
  const sum = (of: 'gross_cents' | 'vat_cents'): number => rows.reduce((all, row) => all + (row.series === 'A' ? -row[of] : row[of]), 0);
  return { invoiced: sum('gross_cents'), vat: sum('vat_cents') };
}

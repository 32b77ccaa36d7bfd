import type { Knex } from 'knex';
import { type Alone, numbersOf } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';
import { openAccounts } from '../vat.ts';
import type { Finding } from '../verify.ts';

/** A fault that many rows share is shown by its first rows. */
const SHOWN = 100;
/** `on`: the accounts whose numbers the statement asks for, in the order of its questions. */
type Check = { check: Finding['check']; sql: string; on?: (Alone | 'open')[]; say: (row: Record<string, string | number | null>) => string };

const CHECKS: Check[] = [
  {
    check: 'numbers',
    sql: `with issued as (
        select series, substr(number, 2, 4)::int as year, count(*) as n, min(split_part(number, '-', 2)::int) as first, max(split_part(number, '-', 2)::int) as last
        from documents where not taken_over group by 1, 2)
      select coalesce(i.series, c.series) as series, coalesce(i.year, c.year) as year, coalesce(i.n, 0) as n, i.first, i.last, c.last as taken
      from issued i full join counters c on c.series = i.series and c.year = i.year
      where i.n is distinct from c.last or i.last is distinct from c.last or i.first is distinct from 1`,
    say: ({ series, year, n, first, last, taken }) =>
      `series ${series}${year} has ${n} documents from number ${first} to ${last}, but its counter stands at ${taken}: a number is missing`,
  },
  {
    check: 'ledger',
    sql: 'select transaction, sum(cents) as cents from ledger_entries group by 1 having sum(cents) <> 0',
    say: ({ transaction, cents }) => `transaction ${transaction} sums to ${cents} cents`,
  },
  {
    check: 'ledger',
    sql: `select d.subscription, d.number, d.open, coalesce(sum(e.cents), 0) as booked
      from (select subscription, number, case series when 'A' then paid_cents - gross_cents else gross_cents - paid_cents - credited_cents - written_off_cents end as open from documents) d
      left join ledger_entries e on e.document = d.number and e.account = any(?)
      group by 1, 2, 3 having coalesce(sum(e.cents), 0) <> d.open`,
    on: ['client'],
    say: ({ number, open, booked }) => `document ${number} is open by ${open} cents, the client's account says ${booked}`,
  },
  {
    check: 'ledger',
    sql: `select p.subscription, p.id, case p.state when 'SETTLED' then p.amount_cents else 0 end as received, coalesce(b.cents, 0) as booked
      from payments p left join (
        select t.subscription, t.reference, sum(e.cents) as cents from ledger_transactions t join ledger_entries e on e.transaction = t.id
        where e.account = any(?) and t.label like 'payment.%' group by 1, 2
      ) b on b.subscription = p.subscription and b.reference = p.id
      where case p.state when 'SETTLED' then p.amount_cents else 0 end <> coalesce(b.cents, 0)`,
    on: ['bank'],
    say: ({ id, received, booked }) => `payment ${id} brought ${received} cents, the bank's account says ${booked}`,
  },
  {
    check: 'ledger',
    sql: `select * from (
        select d.number, d.subscription, round(d.vat_cents * abs(sum(e.cents) filter (where e.account = any(?)))::numeric / d.gross_cents)::bigint as due,
          abs(sum(e.cents) filter (where e.account = any(?)))::bigint as waiting
        from documents d join ledger_entries e on e.document = d.number where d.vat_cents > 0 group by d.number, d.subscription, d.vat_cents, d.gross_cents
      ) taxed where waiting <> due`,
    on: ['open', 'vatWaiting'],
    say: ({ number, due, waiting }) => `document ${number} has ${waiting} cents of VAT waiting, what is open of it makes ${due}`,
  },
  {
    check: 'ledger',
    sql: `select book, journal, year, count(*) as n, max(number) as last from ledger_numbers group by 1, 2, 3 having count(*) <> max(number)`,
    say: ({ book, journal, year, n, last }) =>
      `journal ${journal} of ${year}${book ? ` (${book})` : ''} has ${n} entries, but its last number is ${last}`,
  },
  {
    check: 'payments',
    sql: `select d.subscription, d.number, d.paid_cents, coalesce(p.cents, 0) as received
      from documents d left join (
        select p.subscription, a.document, sum(a.cents) as cents
        from payments p cross join lateral jsonb_to_recordset(p.allocations) as a(document text, cents bigint) where p.state = 'SETTLED' group by 1, 2
      ) p on p.subscription = d.subscription and p.document = d.id
      where d.series <> 'A' and d.paid_cents <> coalesce(p.cents, 0)`,
    say: ({ number, paid_cents, received }) => `document ${number} counts ${paid_cents} cents as paid, its payments ${received}`,
  },
  {
    check: 'payments',
    sql: 'select subscription, number from documents where paid_cents < 0 or credited_cents < 0 or paid_cents + credited_cents > gross_cents',
    say: ({ number }) => `more was paid or credited on document ${number} than its amount`,
  },
];

/** Numbers without gap or double, books balanced, and books, documents and payments of one mind (invariants 2 and 3). Each check is one statement, so one moment. */
export async function checkAccounts(knex: Knex): Promise<Finding[]> {
  const { books } = deployment();
  const numbers = (role: Alone | 'open'): string[] => (role === 'open' ? openAccounts(books) : numbersOf(books, role));
  const findings: Finding[] = [];
  for (const { check, sql, on = [], say } of CHECKS) {
    const { rows } = await knex.raw<{ rows: Record<string, string | number | null>[] }>(`${sql} limit ${SHOWN}`, on.map(numbers));
    for (const row of rows) findings.push({ check, subscription: (row['subscription'] as string | undefined) ?? null, what: say(row) });
  }
  return findings;
}

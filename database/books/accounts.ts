/** What clients owe, out of the books: the statement of one account, and the balances of all by how late they are. */
import type { Knex } from 'knex';
import type { Civil } from '../../contract/facts.ts';
import { numbersOf } from '../../terms/accounts.ts';
import { deployment } from '../../terms/deployment.ts';
import type { Book, Label } from './journals.ts';
import { pieceOf } from './words.ts';

const clientAccounts = (): string[] => numbersOf(deployment().books, 'client');

/** A line of a statement; cents, the balance is what the client owes after it. */
export type AccountLine = { on: Civil; label: Label; piece: string; debitCents: number; creditCents: number; balanceCents: number };

/** Documents and payments of a client up to a day, in the order of their days, with what it owes after each. */
export async function accountOf(knex: Knex, client: string, on: Civil): Promise<AccountLine[]> {
  const { rows } = await knex.raw<{
    rows: { booked_on: Civil; label: Label; reference: string; subscription: string; cents: number; balance: number }[];
  }>(
    `select *, (sum(cents) over (order by booked_on, id))::bigint as balance from (
       select t.id, t.booked_on, t.label, t.reference, t.subscription, sum(e.cents)::bigint as cents from ledger_entries e join ledger_transactions t on t.id = e.transaction
       where e.client = ? and e.account = any(?) and t.booked_on <= ? group by t.id having sum(e.cents) <> 0
     ) lines order by booked_on, id`,
    [client, clientAccounts(), on],
  );
  return rows.map((row) => ({
    ...{ on: row.booked_on, label: row.label, piece: pieceOf(row, null) },
    ...{ debitCents: Math.max(0, row.cents), creditCents: Math.max(0, -row.cents), balanceCents: row.balance },
  }));
}

/** What a client owes by how many days it is late; money and credit notes that no document takes lower what is not due. */
export type AgeingLine = {
  client: string;
  clientName: string;
  notDueCents: number;
  upTo30Cents: number;
  upTo60Cents: number;
  upTo90Cents: number;
  over90Cents: number;
  totalCents: number;
};

/** Every client that has a balance on a day, by name. A document is late from the day after its due date, or after the day that replaces it (E8.3b). */
export async function ageingOn(knex: Knex, book: Book, on: Civil): Promise<AgeingLine[]> {
  const { rows } = await knex.raw<{ rows: AgeingLine[] }>(
    `with open as (
       select e.client, sum(e.cents) as cents, :on::date - coalesce(d.accelerated_to, d.due_on) as late
       from ledger_entries e join ledger_transactions t on t.id = e.transaction join clients c on c.id = e.client left join documents d on d.number = e.document
       where e.account = any(:accounts) and t.booked_on <= :on and coalesce(c.test_clock, '') = :book
       group by e.client, e.document, d.due_on, d.accelerated_to having sum(e.cents) <> 0
     )
     select o.client, c.legal_name as "clientName",
       coalesce(sum(cents) filter (where late is null or late <= 0), 0)::bigint as "notDueCents", coalesce(sum(cents) filter (where late between 1 and 30), 0)::bigint as "upTo30Cents",
       coalesce(sum(cents) filter (where late between 31 and 60), 0)::bigint as "upTo60Cents", coalesce(sum(cents) filter (where late between 61 and 90), 0)::bigint as "upTo90Cents",
       coalesce(sum(cents) filter (where late > 90), 0)::bigint as "over90Cents", sum(cents)::bigint as "totalCents"
     from open o join clients c on c.id = o.client group by o.client, c.legal_name order by c.legal_name, o.client`,
    { on, accounts: clientAccounts(), book },
  );
  return rows;
}

/** Deferred income: what of each document belongs to days after a day. */
import type { Knex } from 'knex';
import { dayOf } from '../../contract/calendar.ts';
import { deferredCents } from '../../contract/deferral.ts';
import type { Civil } from '../../contract/facts.ts';
import type { Book } from './journals.ts';

/** A document of which something is to come, excl. VAT; `kind` is that of the document that a credit note corrects. Credit notes are below nothing. */
export type DeferredLine = {
  client: string;
  clientName: string;
  subscription: string;
  document: string;
  kind: string;
  issuedOn: Civil;
  from: Civil;
  to: Civil;
  netCents: number;
  deferredCents: number;
};
type Row = Omit<DeferredLine, 'deferredCents'> & { ceasedOn: number | null };

/** Documents issued up to a day for days after it, in the order of clients and numbers. */
export async function deferredOn(knex: Knex, book: Book, on: Civil): Promise<DeferredLine[]> {
  const { rows } = await knex.raw<{ rows: Row[] }>(
    `select d.client, c.legal_name as "clientName", d.subscription, d.number as document, coalesce(o.kind, d.kind) as kind, d.issued_on as "issuedOn",
       d.service_from as "from", d.service_to as "to", case d.series when 'A' then -d.net_cents else d.net_cents end as "netCents",
       (s.contract->'ended'->>'on')::int as "ceasedOn"
     from documents d join subscriptions s on s.number = d.subscription join clients c on c.id = d.client
     left join documents o on d.series = 'A' and o.number = d.corrects[1]
     where coalesce(c.test_clock, '') = :book and d.issued_on <= :on and d.service_to > :on order by c.legal_name, d.client, d.number`,
    { book, on },
  );
  return rows.flatMap(({ ceasedOn, ...row }) => {
    const cents = deferredCents(row.netCents, { from: dayOf(row.from), to: dayOf(row.to) }, { on: dayOf(on), ceasedOn });
    return cents === 0 ? [] : [{ ...row, deferredCents: cents }];
  });
}

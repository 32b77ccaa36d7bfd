import type { Knex } from 'knex';

/** Direct debits through the Company's own bank (5.5): mandates, orders, the files in which they went, and what the bank said. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table mandates (
  reference text primary key,          -- the RUM
  client text not null references clients,
  holder text not null,                -- personal data, erased with the evidence
  iban text,                           -- enciphered; erased at destruction
  account text not null,               -- country and last digits
  words text not null,                 -- what was signed
  signed_by text not null, signed_at timestamptz not null
);
create table bank_files (
  id text primary key,                 -- the MsgId
  type text not null check (type in ('DEBIT','REFUND')),
  execute_on date not null, made_at timestamptz not null, made_by text not null,
  orders integer not null check (orders > 0), cents bigint not null, sha256 text not null,
  booked_on date                       -- what no result contradicts was credited or debited then
);
create table bank_orders (
  id text primary key,                 -- the EndToEndId
  key text not null unique,            -- that of the request: the same key is the same order
  type text not null check (type in ('DEBIT','REFUND')),
  mandate text not null references mandates, cents bigint not null check (cents > 0),
  subscription text not null, payment text,
  asked_at timestamptz not null, file text references bank_files
);
create index bank_orders_waiting on bank_orders (type, asked_at) where file is null;
create index bank_orders_of_file on bank_orders (file);
create index bank_orders_of_mandate on bank_orders (mandate, asked_at);
-- At most one of each: a debit is rejected, or settled and perhaps taken back; a refund is paid or rejected.
create table bank_results (
  bank_order text not null references bank_orders,
  type text not null check (type in ('SETTLED','REJECTED','REVERSED')),
  code text, at timestamptz not null,
  primary key (bank_order, type)
);
create index bank_results_at on bank_results (at);
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table bank_results; drop table bank_orders; drop table bank_files; drop table mandates');
}

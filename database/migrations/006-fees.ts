import type { Knex } from 'knex';

/** What the Client's own platform costs (E5.1c, E5.2) and what help after the end costs (E8.6d). Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table fee_schedules (
  id text primary key, published_at timestamptz not null, test_clock text references test_clocks,
  lines jsonb not null,                -- [{ operation, percent, fixedCents }]: a kind without a line costs nothing
  recorded_at timestamptz not null default now()
);
create table assistance_tariffs (
  id text primary key, published_at timestamptz not null, hourly_cents bigint not null check (hourly_cents >= 0), test_clock text references test_clocks,
  recorded_at timestamptz not null default now()
);
create table provider_terms (
  id text primary key, provider text not null, version text not null, text text not null, hash text not null, published_at timestamptz not null,
  test_clock text references test_clocks, recorded_at timestamptz not null default now()
);
create unique index provider_terms_once on provider_terms (provider, version, coalesce(test_clock, ''));

-- Payments that Contacts made on a client's platform, and those that their banks rejected: once per event id. The contract learns of a month, not of each.
create table contact_operations (
  client text not null references clients,
  id text not null,                    -- the event id of the payment provider
  subscription text not null references subscriptions, -- that bears it
  type text not null check (type in ('PAYMENT','REJECTION')),
  operation text not null check (operation in ('CARD','TRANSFER','DEBIT')),
  cents bigint not null check (cents >= 0),
  at timestamptz not null,
  provider_failure boolean not null default false, -- the provider failed, not the Contact's bank: nothing is owed
  enabled boolean not null,            -- the client had accepted the provider's terms by then (E5.2a)
  statement text not null,             -- the natural key of the document that bills it: S/2027-05, or its own
  told_at timestamptz not null,
  primary key (client, id)
);
create index contact_operations_statement on contact_operations (subscription, statement, at);
`);
}

export async function down(): Promise<void> {
  throw new Error('Migrations are not undone: drop the database instead.');
}

import type { Knex } from 'knex';

/** Evidence that is of a client or of the Company, and not of one subscription (A11). Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
-- Append-only, hash-chained per book: a client, or "company". No personal data: free words lie in "texts".
create table records (
  id text primary key,
  book text not null, seq integer not null,
  kind text not null, article text not null, at timestamptz not null, actor jsonb not null,
  client text references clients, subscription text references subscriptions,
  test_clock text references test_clocks,  -- a Company record that only the clients of this clock see
  data jsonb not null,
  previous_hash text not null, hash text not null,
  recorded_at timestamptz not null default now(),
  unique (book, seq)
);
create index records_kind on records (kind, at);
create index records_client on records (client, at);

-- E11.1c: what a client notified as its new addresses; those of its identity serve until the first change does.
create table addresses (
  notice text primary key, client text not null references clients, postal text not null, email text not null,
  notified_at timestamptz not null, effective_on date not null, void boolean not null default false
);
create index addresses_client on addresses (client);

-- A document that goes with a record, such as a court decision (E7.3).
create table attachments (
  record text primary key references records, client text references clients, name text not null, type text not null, content bytea not null, sha256 text not null
);

-- E3.2b: the password was reported as known to others: nobody signs in by it any more.
alter table users add column password_void_since timestamptz;

create trigger records_are_append_only before update or delete or truncate on records for each statement execute function refuse_change();
`);
}

export async function down(): Promise<void> {
  throw new Error('The registers are evidence: they are not undone.');
}

import type { Knex } from 'knex';

/** The days that an invoice is for; entries validated with their numbers; financial years closed; what the provider's books were found to say. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
-- What is sold for days has them (E8.1a): null for what is earned when it is issued. Documents of before this migration count so too.
alter table documents add column service_from date, add column service_to date, add check ((service_from is null) = (service_to is null));
create trigger documents_keep_their_days before update of service_from, service_to on documents for each statement execute function refuse_change();

-- A "seq" below zero is no fact of the journal: the entries of a financial year's end, once each.
-- A validated entry has its number for good (CGI A47 A-1): without gap per book, journal and financial year. "book" is a test clock, or '' in live life.
create table ledger_numbers (
  transaction bigint primary key references ledger_transactions, book text not null, journal text not null, year integer not null,
  number integer not null check (number > 0), entered_on date not null, valid_on date not null, unique (book, journal, year, number)
);
create trigger ledger_numbers_are_append_only before update or delete or truncate on ledger_numbers for each statement execute function refuse_change();
-- A closed year takes no more entries: what comes later for one of its days is entered on the first day after it.
create table closings (
  book text not null, year integer not null, closed_at timestamptz not null default now(), closed_by text not null, deferred_cents bigint not null, primary key (book, year)
);
create trigger closings_are_append_only before update or delete or truncate on closings for each statement execute function refuse_change();
create index ledger_transactions_days on ledger_transactions (booked_on, id);

create table reconciliations (
  book text not null, day date not null, run_at timestamptz not null, compared integer not null, repaired integer not null, findings jsonb not null, primary key (book, day)
);
`);
}

export async function down(): Promise<void> {
  throw new Error('Numbers that were given to entries stay: restore a backup instead.');
}

import type { Knex } from 'knex';

/** E5.3c: the picture at the head of papers, frozen as their sellers are; what is handed to the e-invoicing platform, and what it tells. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table logos (sha256 text primary key, png bytea not null);

create table einvoices (
  document text primary key references documents,
  client text not null references clients, subscription text not null references subscriptions,
  route text not null check (route in ('PLATFORM','REPORTING')), -- by the identities frozen in the document
  clocked boolean not null, ready_at timestamptz not null,
  submission integer not null default 1,                         -- handed over anew after a refusal
  tries integer not null default 0, next_try timestamptz, last_error text,
  submitted_at timestamptz, reference text                       -- the platform's own
);
create index einvoices_waiting on einvoices (ready_at) where route = 'PLATFORM' and submitted_at is null;
create index einvoices_subscription on einvoices (subscription);

-- Statuses as the platform told them (AFNOR XP Z12-012), each once.
create table einvoice_events (
  id text primary key, document text not null references einvoices, submission integer not null,
  status text not null check (status in ('DEPOSITED','SENT','RECEIVED','MADE_AVAILABLE','APPROVED','REFUSED','REJECTED')),
  reason text, at timestamptz not null, learnt_at timestamptz not null default now()
);
create index einvoice_events_document on einvoice_events (document, at);
create trigger einvoice_events_are_append_only before update or delete or truncate on einvoice_events for each statement execute function refuse_change();

-- E8.6c: once a document's years are over, what was told of it goes too.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_table_name in ('audit_log','einvoice_events') and tg_op <> 'TRUNCATE' and current_setting('tacite.purge', true) = 'on' then return null; end if;
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $$;
`);
}

export async function down(): Promise<void> {
  throw new Error('What was handed to the platform is evidence: it is not undone.');
}

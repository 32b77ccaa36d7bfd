import type { Knex } from 'knex';

/** Portfolios taken over from another system: what was handed in (erased once it is done), and what came of each line. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table take_overs (
  id text primary key, test_clock text references test_clocks, taken_over_on date not null,
  state text not null check (state in ('CHECKED','RUNNING','DONE','CANCELLED')),
  asked_by text not null, asked_at timestamptz not null default now(), finished_at timestamptz
);
create table take_over_lines (
  take_over text not null references take_overs, line integer not null, reference text not null,
  client_reference text,               -- lines that name the same one have the same client
  client text references clients, subscription text references subscriptions,
  input jsonb,                         -- what was handed in, checked: personal data, erased when the take-over is over
  faults jsonb not null default '[]',  -- [{ because, article, column, values }]
  state text not null check (state in ('READY','FAULTY','DONE','FAILED')),
  started boolean not null default false, -- its workflow
  primary key (take_over, line)
);
create index take_over_references on take_over_lines (reference) where state = 'DONE';
alter table documents add column taken_over boolean not null default false; -- issued by another system: its own number, no paper of ours
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table documents drop column taken_over; drop table take_over_lines; drop table take_overs');
}

import type { Knex } from 'knex';

/** Cash forecasts that were asked for: assumptions, progress, result. No personal data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table cash_forecasts (
  id text primary key, test_clock text references test_clocks, asked_by text not null, asked_at timestamptz not null default now(),
  from_at timestamptz not null,        -- run forward from this instant
  assumptions jsonb not null, state text not null default 'RUNNING' check (state in ('RUNNING','DONE','FAILED')),
  total integer not null, done integer not null default 0, result jsonb
);
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table cash_forecasts');
}

import type { Knex } from 'knex';

/** What the Company announces to its clients, and to whom it was told (E3.2c, E3.3, E4.4, E5.2b, E11.1c, E11.4b, E11.8e). Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table campaigns (
  id text primary key,
  code text not null, change text, article text not null,
  words jsonb not null,                -- by name, the ids of its texts
  "on" date,                           -- the day that it announces
  publisher jsonb not null,            -- who announces
  clients text[],                      -- null: every client
  published_at timestamptz not null,   -- when it begins
  test_clock text references test_clocks,
  state text not null check (state in ('SCHEDULED','RUNNING','PAUSED','DONE','CANCELLED')),
  created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz
);
create index campaigns_list on campaigns (created_at, id);
create index campaigns_waiting on campaigns (test_clock, published_at) where state in ('SCHEDULED','RUNNING');

-- Who was to be told when it began, by which subscription, and what came of it: each client once.
create table campaign_recipients (
  campaign text not null references campaigns, client text not null references clients,
  subscription text references subscriptions,
  state text not null check (state in ('PENDING','SENT','SKIPPED','FAILED')),
  reason text, tries integer not null default 0, settled_at timestamptz,
  primary key (campaign, client)
);
create index campaign_recipients_pending on campaign_recipients (campaign, tries, client) where state = 'PENDING';
`);
}

export async function down(): Promise<void> {
  throw new Error('Migrations are not undone: drop the database instead.');
}

import type { Knex } from 'knex';

/** Content that LEGAL hid or removed (E6.2b): what is kept of it is its hash, its measure and the texts of the order. Complaints, numbered and answered (E11.5a). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table content_items (
  client text not null references clients, item text not null, subscription text not null references subscriptions,
  state text not null check (state in ('ONLINE','HELD','DELETED')), listing text not null, ground text not null, evidence text,
  changed_at timestamptz not null, held_at timestamptz, deleted_at timestamptz,
  sha256 text, bytes integer, published_on date,
  primary key (client, item)
);
create index content_items_subscription on content_items (subscription);

-- E11.5a: complaints are numbered, dated and answered.
alter table complaints add column number text not null, add column received_on date not null, add column answered_at timestamptz;
create unique index complaint_numbers on complaints (number);
`);
}

export async function down(): Promise<void> {
  throw new Error('What was hidden or removed is evidence: it is not undone.');
}

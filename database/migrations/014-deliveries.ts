import type { Knex } from 'knex';

/** E11.1a: how each message went, recipient by recipient: evidence of its sending and of what came back. Controller data. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table deliveries (
  notice text not null references notices,
  channel text not null check (channel in ('EMAIL','REGISTERED_LETTER')),
  copy integer not null,               -- 1 is the first recipient
  recipient text,                      -- an e-mail address, or a name and postal address; personal data, erased with its notice
  state text not null check (state in ('ACCEPTED','DELAYED','DELIVERED','READ','TO_POST','POSTED','PRESENTED','RECEIVED','REFUSED','UNCLAIMED','RETURNED')),
  at timestamptz not null,             -- when it came to this state
  answer jsonb,                        -- what the mail server said as it took or refused it: personal data too
  tracking text,                       -- of a letter
  source bytea, sha256 text,           -- of a letter: the PDF of this copy
  primary key (notice, channel, copy)
);
create index deliveries_to_post on deliveries (at) where state = 'TO_POST';
create index notices_message_id on notices (message_id);
insert into deliveries (notice, channel, copy, recipient, state, at)
  select n.id, 'EMAIL', r.copy, r.recipient, 'ACCEPTED', n.sent_at from notices n, regexp_split_to_table(n.recipient, ', ') with ordinality as r (recipient, copy)
  where n.channel = 'EMAIL' and n.sent_at is not null and n.recipient is not null;
-- How far a mailbox of ours was read, and who reads it now.
create table mailboxes (name text primary key, validity text not null, uid bigint not null, taken_until timestamptz);
`);
}

export async function down(): Promise<void> {
  throw new Error('What is known of deliveries is evidence: it is not undone.');
}

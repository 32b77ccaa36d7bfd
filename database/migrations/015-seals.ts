import type { Knex } from 'knex';

/** Texts whose id seals their words, and the seals of chain heads: one hash for many chains, with its timestamp (RFC 3161). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table texts add column salt text;   -- drawn for this text, erased with it
create table seals (
  id bigserial primary key, root text not null, leaves integer not null,
  covers_before timestamptz not null,     -- every chain that grew before this instant is in this seal or in one beside it
  token bytea not null,                   -- the answer of the authority, as it came
  stamped_at timestamptz not null, authority text not null
);
create table seal_leaves (
  seal bigint not null references seals, place integer not null, chain text not null, seq integer not null, hash text not null,
  primary key (seal, place)
);
create index seal_leaves_chain on seal_leaves (chain, seq);
create index journal_recorded on journal using brin (recorded_at); -- what grew since the last seal
create trigger seals_are_append_only before update or delete or truncate on seals for each statement execute function refuse_change();
create trigger seal_leaves_are_append_only before update or delete or truncate on seal_leaves for each statement execute function refuse_change();
`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index journal_recorded; drop table seal_leaves; drop table seals; alter table texts drop column salt');
}

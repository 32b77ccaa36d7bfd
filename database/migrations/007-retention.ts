import type { Knex } from 'knex';

/** Exports lie in files, not in the database, and say how far they are (E8.6a). What the law kept can be purged on its day (E8.6c), and by nobody else. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
alter table exports drop column file, add column bytes bigint, add column progress jsonb;

-- Answers kept for a repeated request speak of a client: they go with its data.
alter table idempotency_keys add column client text;
create index idempotency_keys_client on idempotency_keys (client);
create index idempotency_keys_age on idempotency_keys (created_at);
create index texts_subscription on texts (subscription);
create index texts_client on texts (client);
create index audit_log_client on audit_log (client);
create index audit_log_age on audit_log (at);

-- E8.6c: only a transaction that says "set local tacite.purge = 'on'" removes old lines of the log, and empties a document's parties once its years are over.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'audit_log' and tg_op <> 'TRUNCATE' and current_setting('tacite.purge', true) = 'on' then return null; end if;
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $$;

create or replace function keep_issued_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.number, new.series, new.kind, new.id, new.subscription, new.term, new.issued_on, new.due_on, new.net_cents, new.vat_rate, new.vat_cents,
         new.gross_cents, new.lines, new.corrects, new.issued_at)
     is distinct from (old.number, old.series, old.kind, old.id, old.subscription, old.term, old.issued_on, old.due_on, old.net_cents, old.vat_rate, old.vat_cents,
         old.gross_cents, old.lines, old.corrects, old.issued_at)
     or (new.parties is distinct from old.parties and not (new.parties = '{}'::jsonb and current_setting('tacite.purge', true) = 'on'))
     or (old.pdf_hash is not null and new.pdf_hash is distinct from old.pdf_hash)
     or (old.pdf is not null and new.pdf is not null and new.pdf is distinct from old.pdf) then
    raise exception 'an issued document never changes: correct it by a credit note' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
`);
}

export async function down(): Promise<void> {
  throw new Error('What was purged does not come back: restore a backup instead.');
}

import type { Knex } from 'knex';

/** The tables of Tacite. Controller data unless a comment says PROCESSOR (E11.8a). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
create table test_clocks (
  id text primary key,
  at timestamptz not null,             -- reached: journal and reads show everything up to here
  target timestamptz not null,
  created_at timestamptz not null default now()
);

create table clients (
  id text primary key,
  legal_name text not null, legal_form text not null, registration text not null, seat text not null, country text not null,
  representative_name text not null, representative_capacity text not null,
  email text not null, language text not null check (language in ('fr','en')),
  status text not null check (status in ('NON_PROFESSIONAL','PROFESSIONAL')),
  notice_channel text not null check (notice_channel in ('EMAIL','HAND','REGISTERED_LETTER')),
  test_clock text references test_clocks,
  default_method text,
  erased_at timestamptz,
  created_at timestamptz not null default now()
);
create index clients_search on clients (lower(legal_name));
create table contact_counts (client text not null references clients, from_on date not null, contacts integer not null check (contacts >= 0), primary key (client, from_on));

create table users (
  id text primary key, email text not null unique, password_hash text not null,
  roles text[] not null, client text references clients, created_at timestamptz not null default now(), disabled_at timestamptz
);
create table sessions (token_hash text primary key, "user" text not null references users, created_at timestamptz not null default now(), expires_at timestamptz not null);

create table payment_methods (
  id text primary key, client text not null references clients, kind text not null check (kind in ('CARD','SEPA')),
  provider text not null, provider_reference text not null, label text not null, verified boolean not null, created_at timestamptz not null default now()
);

create table price_schedules (id text primary key, published_at timestamptz not null, test_clock text references test_clocks);
create table price_lines (
  schedule text not null references price_schedules, formula text not null, months numeric not null, contacts_from integer not null default 0,
  net_cents bigint not null check (net_cents >= 0), instalments integer not null default 1, term_days integer,
  primary key (schedule, formula, contacts_from)
);
create table vat_rates (id text primary key, effective_on date not null, rate numeric not null, test_clock text references test_clocks, recorded_at timestamptz not null default now());
create table legal_rates (id text primary key, effective_on date not null, late_penalty_max_monthly_rate numeric not null, source text not null, test_clock text references test_clocks, recorded_at timestamptz not null default now());
create table terms_versions (
  id text primary key, version text not null, text text not null, hash text not null, parameters jsonb not null, published_at timestamptz not null,
  test_clock text references test_clocks
);
create unique index terms_version_once on terms_versions (version, coalesce(test_clock, ''));

create sequence subscription_numbers;
create table subscriptions (
  number text primary key,
  client text not null references clients,
  contract jsonb not null,             -- the fold of the journal, what the workflow holds too
  state text not null, formula text not null, term_ends_on date not null,
  next_duty text, next_action text, next_due timestamptz, next_article text,
  overdue_cents bigint not null default 0,
  clock_at timestamptz,                -- on a test clock: the instant that this subscription has reached
  accepted_at timestamptz not null
);
create index subscriptions_client on subscriptions (client);
create index subscriptions_state on subscriptions (state, number);
create index subscriptions_due on subscriptions (next_due);

-- Evidence (A11): append-only, hash-chained per subscription. No personal data: texts lie in "texts", messages in "notices".
create table journal (
  subscription text not null references subscriptions,
  seq integer not null,
  act text not null,                   -- the duty, command or outside event that these facts come from: once only
  part integer not null,
  type text not null, at timestamptz not null, actor jsonb not null, article text not null, duty text, data jsonb not null,
  previous_hash text not null, hash text not null,
  recorded_at timestamptz not null default now(),
  primary key (subscription, seq),
  unique (subscription, act, part)
);

create table counters (series text not null, year integer not null, last integer not null, primary key (series, year));

-- Invoices (F), credit notes (A), debit notes (D). What was issued never changes; paid and credited sums and the state follow the facts.
create table documents (
  number text primary key, series text not null check (series in ('F','A','D')), kind text not null,
  id text not null,                    -- natural key within the subscription: T3, T3/2, D/2027-03-15
  subscription text not null references subscriptions, client text not null references clients,
  term integer, issued_on date not null, due_on date,
  net_cents bigint not null, vat_rate numeric not null, vat_cents bigint not null, gross_cents bigint not null,
  lines jsonb not null, corrects text[] not null default '{}',
  parties jsonb not null,              -- both identities as frozen at issue
  paid_cents bigint not null default 0, credited_cents bigint not null default 0,
  overdue_from date,                   -- the due date, or the day that replaces it (A8)
  state text not null check (state in ('OPEN','COLLECTING','PAID','CREDITED','FROZEN','WRITTEN_OFF')),
  issued_at timestamptz not null,
  pdf bytea, pdf_hash text,
  unique (subscription, id)
);
create index documents_client on documents (client, issued_on);
create index documents_list on documents (series, number);

create table payments (
  id text not null, subscription text not null references subscriptions, client text not null references clients,
  allocations jsonb not null, amount_cents bigint not null, method text, means text not null,
  cause text not null, presented_on date, expected_on date, settled_on date, ordered_on date,
  state text not null check (state in ('PRESENTING','PRESENTED','UNKNOWN','SETTLED','REJECTED','FAILED','REFUNDED')),
  rejection_code text, provider_key text not null unique, provider_reference text,
  created_at timestamptz not null,
  primary key (subscription, id)
);

create index payments_list on payments (created_at);
create index payments_client on payments (client, created_at);

create table texts (id text primary key, subscription text, client text, content text not null, created_at timestamptz not null default now(), erased_at timestamptz);

-- Every message, formal or not: what is to leave, what left, with its bytes.
create table notices (
  id text primary key,                 -- <subscription>/<natural key of the message>
  subscription text not null references subscriptions, client text not null references clients,
  code text not null, formal boolean not null, channel text not null, sender text not null check (sender in ('COMPANY','CLIENT')),
  article text not null, recipient text, language text not null, "values" jsonb not null, attachments text[] not null default '{}',
  send_after timestamptz not null, state text not null check (state in ('TO_SEND','SENT','DEEMED_RECEIVED','VOID')),
  subject text, body_text text, body_html text, source bytea, document_hash text, message_id text,
  sent_at timestamptz, deemed_received_on date, acknowledged_at timestamptz, receipt text,
  tries integer not null default 0, next_try timestamptz, last_error text, erased_at timestamptz
);
create index notices_outbox on notices (send_after) where state = 'TO_SEND';
create index notices_subscription on notices (subscription, send_after);
create index notices_client on notices (client, send_after);

create table tasks (
  id text primary key, subscription text references subscriptions, client text references clients,
  kind text not null, article text not null, choices text[] not null, due_on date, about text, command jsonb,
  state text not null check (state in ('OPEN','PROPOSED','DECIDED')), opened_at timestamptz not null,
  proposed_by text, decided_by text, decided_at timestamptz, choice text, reason text
);
create index tasks_open on tasks (state, due_on);
create index tasks_subscription on tasks (subscription);
create table complaints (
  id text primary key, subscription text not null references subscriptions, client text not null references clients,
  invoice text, text text not null, documented boolean not null, opened_at timestamptz not null, state text not null, decision text, answer text
);
create table exports (
  id text primary key, subscription text not null references subscriptions, client text not null references clients,
  state text not null check (state in ('REQUESTED','STARTED','DELIVERED','CONFIRMED')), requested_at timestamptz not null, delivered_on date, confirmed_on date,
  sha256 text, counts jsonb, file bytea
);

-- One transaction per fact that moves money; "reference" is the document number or payment that it books.
create table ledger_transactions (
  id bigserial primary key, subscription text not null references subscriptions, seq integer not null,
  label text not null, reference text not null, booked_on date not null, unique (subscription, seq)
);
create table ledger_entries (
  id bigserial primary key, transaction bigint not null references ledger_transactions, account text not null, client text not null,
  document text, cents bigint not null  -- debit positive, credit negative
);
create index ledger_client on ledger_entries (client);
create index ledger_transaction on ledger_entries (transaction);
create index ledger_document on ledger_entries (document);

create table idempotency_keys (
  key text not null, scope text not null, body_hash text not null, status integer, response jsonb, created_at timestamptz not null default now(), primary key (scope, key)
);
-- Who asked what, and every refusal (E7.2, A10). Append-only.
create table audit_log (
  id bigserial primary key, at timestamptz not null default now(), contract_at timestamptz, person text, role text, action text not null,
  subscription text, client text, outcome text not null, article text, detail jsonb not null default '{}'
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a correction is a new row', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger journal_is_append_only before update or delete or truncate on journal for each statement execute function refuse_change();
create trigger audit_log_is_append_only before update or delete or truncate on audit_log for each statement execute function refuse_change();
create trigger ledger_entries_are_append_only before update or delete or truncate on ledger_entries for each statement execute function refuse_change();
create trigger ledger_transactions_are_append_only before update or delete or truncate on ledger_transactions for each statement execute function refuse_change();
create trigger documents_are_not_emptied before truncate on documents for each statement execute function refuse_change();

create function keep_issued_document() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.number, new.series, new.kind, new.id, new.subscription, new.term, new.issued_on, new.due_on, new.net_cents, new.vat_rate, new.vat_cents,
         new.gross_cents, new.lines, new.corrects, new.parties, new.issued_at)
     is distinct from (old.number, old.series, old.kind, old.id, old.subscription, old.term, old.issued_on, old.due_on, old.net_cents, old.vat_rate, old.vat_cents,
         old.gross_cents, old.lines, old.corrects, old.parties, old.issued_at)
     or (old.pdf_hash is not null and new.pdf_hash is distinct from old.pdf_hash)
     or (old.pdf is not null and new.pdf is not null and new.pdf is distinct from old.pdf) then
    raise exception 'an issued document never changes: correct it by a credit note' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger documents_never_change before update or delete on documents for each row execute function keep_issued_document();

create function balance_transaction() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(cents), 0) from ledger_entries where transaction = new.transaction) <> 0 then
    raise exception 'ledger transaction % does not sum to zero', new.transaction using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_is_balanced after insert on ledger_entries deferrable initially deferred for each row execute function balance_transaction();
`);
}

export async function down(): Promise<void> {
  throw new Error('The first migration is not undone: drop the database instead.');
}

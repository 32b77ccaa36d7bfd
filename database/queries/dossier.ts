/** A11: what the evidence file of a subscription is made of, as it is stored. Contents that were erased on their day are null. */
import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import type { Attachment } from './attachments.ts';

export type KeptText = { id: string; salt: string | null; content: string; erased_at: Instant | null };
/** A message as it left: `source` is the e-mail or the first copy of the letter. */
export type KeptMessage = {
  id: string;
  code: string;
  formal: boolean;
  article: string;
  channel: string;
  sender: string;
  recipient: string | null;
  subject: string | null;
  state: string;
  void_because: string | null;
  sent_at: Instant | null;
  deemed_received_on: Civil | null;
  acknowledged_at: Instant | null;
  receipt: string | null;
  message_id: string | null;
  document_hash: string | null;
  source: Buffer | null;
  erased_at: Instant | null;
  deliveries: Delivery[];
};
/** How it went to one recipient, and the letter that it was given. */
export type Delivery = {
  notice: string;
  channel: string;
  copy: number;
  recipient: string | null;
  state: string;
  at: Instant;
  answer: object | null;
  tracking: string | null;
  sha256: string | null;
  source: Buffer | null;
};
export type KeptTerms = { version: string; text: string; hash: string; parameters: object; published_at: Instant };
export type LedgerLine = { seq: number; booked_on: Civil; label: string; reference: string; account: string; document: string | null; cents: number };
export type AuditLine = {
  id: number;
  at: Instant;
  contract_at: Instant | null;
  person: string | null;
  role: string | null;
  action: string;
  outcome: string;
  article: string | null;
  detail: object;
};
export type Whose = { number: string; client: string; testClock: string | null };

/** Texts that this subscription or its client as a whole speaks of. */
export const keptTexts = (knex: Knex, { number, client }: Whose): Promise<KeptText[]> =>
  knex('texts')
    .where({ subscription: number })
    .orWhere((own) => own.where({ client }).whereNull('subscription'))
    .orderBy('created_at')
    .orderBy('id')
    .select('id', 'salt', 'content', 'erased_at');

/** Messages that left, in the order of leaving, one at a time in memory. */
export async function* keptMessages(knex: Knex, { number }: Whose): AsyncGenerator<KeptMessage> {
  const ids: string[] = await knex('notices').where({ subscription: number }).whereNotNull('sent_at').orderBy('sent_at').orderBy('id').pluck('id');
  for (const id of ids) {
    const message = await knex('notices').where({ id }).first();
    yield { ...message, deliveries: await knex('deliveries').where({ notice: id }).orderBy(['channel', 'copy']) };
  }
}

/** Numbers of documents in the order of their issue; `purged`: the years of the law are over. */
export const keptDocuments = (knex: Knex, { number }: Whose): Promise<{ number: string; taken_over: boolean; purged: boolean }[]> =>
  knex('documents')
    .where({ subscription: number })
    .orderBy('issued_at')
    .orderBy('number')
    .select('number', 'taken_over', knex.raw(`parties = '{}'::jsonb as purged`));

/** The versions of the terms that the subscription accepted. */
export const acceptedTerms = (knex: Knex, { number, testClock }: Whose): Promise<KeptTerms[]> =>
  knex('terms_versions')
    .whereRaw(
      `version in (select data->>'termsVersion' from journal where subscription = ? and type in ('subscription.accepted', 'terms.accepted'))
       and (test_clock = ? or (test_clock is null and not exists (select 1 from terms_versions o where o.version = terms_versions.version and o.test_clock = ?)))`,
      [number, testClock, testClock],
    )
    .orderBy('published_at')
    .select('version', 'text', 'hash', 'parameters', 'published_at');

/** Everything booked for the subscription. */
export const bookedLines = (knex: Knex, { number }: Whose): Promise<LedgerLine[]> =>
  knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .where('t.subscription', number)
    .orderBy('e.id')
    .select('t.seq', 't.booked_on', 't.label', 't.reference', 'e.account', 'e.document', 'e.cents');

/** Who asked what of the subscription, and every refusal. */
export const auditLines = (knex: Knex, { number }: Whose): Promise<AuditLine[]> =>
  knex('audit_log')
    .where({ subscription: number })
    .orderBy('id')
    .select('id', 'at', 'contract_at', 'person', 'role', 'action', 'outcome', 'article', 'detail');

/** Documents that came with the client's records (court decisions, e-mails received), one at a time in memory. */
export async function* keptAttachments(knex: Knex, { client }: Whose): AsyncGenerator<Attachment> {
  const records: string[] = await knex('attachments').where({ client }).orderBy('record').pluck('record');
  for (const record of records) yield await knex('attachments').where({ record }).first();
}

/** The persons of these ids, by the e-mail address under which they are known. */
export const personsOf = (knex: Knex, ids: Iterable<string>): Promise<{ id: string; email: string; roles: string[] }[]> =>
  knex('users')
    .whereIn('id', [...new Set(ids)])
    .orderBy('id')
    .select('id', 'email', 'roles');

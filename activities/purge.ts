/** E8.6b-c: what goes at destruction, and what the law kept until its own day. The journal stays, with its hashes; contents leave tombstones. */
import type { Knex } from 'knex';
import type { Fact } from '../contract/facts.ts';
import { eraseUsers } from '../database/retention.ts';
import type { Locked } from './commit.ts';

/** Processor data of a client (E11.8a): its users, Contacts and what was answered to it. Kept while another subscription of the client lives. */
export async function eraseClientData({ trx, client }: Locked, facts: Fact[]): Promise<void> {
  const destroyed = facts.some((one) => one.type === 'subscription.deleted' && one.destroyed);
  if (!destroyed || (await lives(trx, client))) return;
  await eraseUsers(trx, [client]);
  await trx('contact_counts').where({ client }).delete();
  await trx('payment_methods').where({ client }).update({ label: '' });
  await trx('idempotency_keys').where({ client }).delete();
}

/** More than this subscription, which is being deleted, still lives (`reversibility.sharedData`: EACH destroys one by one). */
const lives = async (trx: Knex.Transaction, client: string): Promise<boolean> =>
  (await trx('subscriptions').where({ client }).whereNot('state', 'DELETED').select('number')).length > 1;

/** Contents of evidence (texts, messages as sent, the log) five years after C; documents ten years from the end of their financial year (E8.6c). */
export async function purge(locked: Locked, what: 'evidence.purge' | 'accounts.purge'): Promise<void> {
  const { trx, number, client } = locked;
  await trx.raw(`set local tacite.purge = 'on'`);
  await purgeWords(trx, { subscription: number });
  if (what === 'accounts.purge') await trx('documents').where({ subscription: number }).update({ pdf: null, parties: '{}' });
  if (await otherKeeps(locked, what === 'evidence.purge' ? 'evidencePurged' : 'accountsPurged')) return;
  await purgeWords(trx, { client });
  await trx('addresses').where({ client }).delete();
  await trx('attachments').where({ client }).delete();
  await trx('audit_log').where({ client }).delete();
  await trx('clients').where({ id: client }).update({ representative_name: '', representative_capacity: '', email: '' });
  if (what === 'evidence.purge') return;
  await eraseUsers(trx, [client]);
  await trx('clients').where({ id: client }).update({ legal_name: '', registration: '', seat: '', erased_at: trx.fn.now() });
}

async function purgeWords(trx: Knex.Transaction, whose: { subscription: string } | { client: string }): Promise<void> {
  const now = trx.fn.now();
  await trx('texts').where(whose).update({ content: '', erased_at: now });
  const gone = { recipient: null, subject: null, body_text: null, body_html: null, source: null, last_error: null, erased_at: now };
  await trx('content_items').where(whose).delete();
  await trx('notices').where(whose).update(gone);
}

/** Another subscription of the client has not had this purge yet. */
const otherKeeps = async ({ trx, number, client }: Locked, which: string): Promise<boolean> =>
  (await trx('subscriptions')
    .where({ client })
    .whereNot({ number })
    .whereRaw(`coalesce(contract->'deleted'->>?, 'false') <> 'true'`, [which])
    .first('number')) !== undefined;

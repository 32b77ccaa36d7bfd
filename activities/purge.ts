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
  await trx('mandates').where({ client }).update({ iban: null });
  await trx('idempotency_keys').where({ client }).delete();
}

/** More than this subscription, which is being deleted, still lives (`reversibility.sharedData`: EACH destroys one by one). */
const lives = async (trx: Knex.Transaction, client: string): Promise<boolean> =>
  (await trx('subscriptions').where({ client }).whereNot('state', 'DELETED').select('number')).length > 1;

/** Contents of evidence (texts, messages as sent, the log) five years after C (E8.6c). */
export async function purgeEvidence(locked: Locked): Promise<void> {
  await locked.trx.raw(`set local tacite.purge = 'on'`);
  await eraseWords(locked);
}

/** Documents ten years from the end of their financial year (E8.6c); with the last one of a subscription that is destroyed, what was left of its client. */
export async function purgeAccounts(locked: Locked, year: number): Promise<void> {
  const { trx, number, client, contract } = locked;
  await trx.raw(`set local tacite.purge = 'on'`);
  await trx('documents').where({ subscription: number }).whereRaw('extract(year from issued_on) = ?', [year]).update({ pdf: null, parties: '{}' });
  const gone = trx('documents').where({ subscription: number }).whereRaw('extract(year from issued_on) = ?', [year]).select('number');
  await trx('einvoice_events').whereIn('document', gone).delete();
  const isLast = contract.deleted !== undefined && contract.bookYears?.every((one) => one === year);
  if (!isLast || !(await eraseWords(locked)) || (await otherKeeps(locked, `jsonb_array_length(coalesce(contract->'bookYears', '[]')) = 0`))) return;
  await eraseUsers(trx, [client]);
  await trx('clients').where({ id: client }).update({ legal_name: '', registration: '', seat: '', erased_at: trx.fn.now() });
}

/** The words of a subscription, and of its client where no other one keeps them; says whether they are gone too. */
async function eraseWords(locked: Locked): Promise<boolean> {
  const { trx, number, client } = locked;
  await purgeWords(trx, { subscription: number });
  if (await otherKeeps(locked, `contract->'deleted'->>'evidencePurged' = 'true'`)) return false;
  await purgeWords(trx, { client });
  await trx('addresses').where({ client }).delete();
  await trx('mandates').where({ client }).update({ holder: '', account: '' });
  await trx('attachments').where({ client }).delete();
  await trx('audit_log').where({ client }).delete();
  await trx('clients').where({ id: client }).update({ representative_name: '', representative_capacity: '', email: '' });
  return true;
}

async function purgeWords(trx: Knex.Transaction, whose: { subscription: string } | { client: string }): Promise<void> {
  const now = trx.fn.now();
  await trx('texts').where(whose).update({ content: '', salt: null, erased_at: now });
  const gone = { recipient: null, subject: null, body_text: null, body_html: null, source: null, last_error: null, erased_at: now };
  await trx('content_items').where(whose).delete();
  await trx('deliveries').whereIn('notice', trx('notices').where(whose).select('id')).update({ recipient: null, answer: null, source: null });
  await trx('notices').where(whose).update(gone);
}

/** Another subscription of the client is not destroyed, or has not had this purge yet. */
const otherKeeps = async ({ trx, number, client }: Locked, purged: string): Promise<boolean> =>
  (await trx('subscriptions')
    .where({ client })
    .whereNot({ number })
    .whereRaw(`not coalesce(contract->'deleted' is not null and ${purged}, false)`)
    .first('number')) !== undefined;

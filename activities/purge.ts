/** E8.6b-c: what goes at destruction, and what the law kept until its own day. The journal stays, with its hashes; contents leave tombstones. */
import type { Fact } from '../contract/facts.ts';
import type { Locked } from './commit.ts';

/** Processor data of a client (E11.8a): its users, Contacts and export files. Kept while another subscription of the client lives. */
export async function eraseClientData({ trx, client }: Locked, facts: Fact[]): Promise<void> {
  const destroyed = facts.some((one) => one.type === 'subscription.deleted' && one.destroyed);
  if (!destroyed) return;
  await trx('sessions').whereIn('user', trx('users').where({ client }).select('id')).delete();
  await trx('users').where({ client }).delete();
  await trx('contact_counts').where({ client }).delete();
  await trx('payment_methods').where({ client }).update({ label: '' });
}

/** Contents of evidence (texts, messages as sent) five years after C; documents ten years from the end of their financial year (E8.6c). */
export async function purge({ trx, number, client }: Locked, what: 'evidence.purge' | 'accounts.purge'): Promise<void> {
  const now = trx.fn.now();
  if (what === 'evidence.purge') {
    await trx('texts').where({ subscription: number }).update({ content: '', erased_at: now });
    const gone = { recipient: null, subject: null, body_text: null, body_html: null, source: null, erased_at: now };
    await trx('notices').where({ subscription: number }).update(gone);
    return;
  }
  await trx('documents').where({ subscription: number }).update({ pdf: null });
  const others = await trx('subscriptions')
    .where({ client })
    .whereNot({ number })
    .whereRaw(`coalesce(contract->'deleted'->>'accountsPurged', 'false') <> 'true'`)
    .first('number');
  if (!others)
    await trx('clients')
      .where({ id: client })
      .update({ legal_name: '', registration: '', seat: '', representative_name: '', representative_capacity: '', email: '', erased_at: now });
}

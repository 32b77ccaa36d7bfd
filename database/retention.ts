/** E8.6c, E11.8a: what is kept of whom, in which capacity, under which rule; and what no subscription bears, gone on its day. */
import type { Knex } from 'knex';
import { civilOf, parisDay } from '../contract/calendar.ts';
import type { Moment } from '../contract/calendar.ts';

/** A client's users and their sessions: they are nobody's any more. */
export async function eraseUsers(trx: Knex, clients: string[]): Promise<void> {
  await trx('sessions').whereIn('user', trx('users').whereIn('client', clients).select('id')).delete();
  await trx('users').whereIn('client', clients).delete();
}

/** Days after which what no subscription bears is erased. */
export const SWEPT_AFTER_DAYS = { abandonedClient: 365, portfolio: 30, repeatedRequest: 30, nobodysMail: 365, log: 5 * 365 };

/**
 * Erases what no subscription bears: clients entered and never subscribed, portfolios handed in and never taken over, answers kept for repeated requests, mails that were given to no client, old lines of the log, sessions that are over.
 * `testClock` null is live life; a test clock sweeps what is its own, at its own time.
 */
export async function sweep(knex: Knex, { testClock, at }: { testClock: string | null; at: Moment }): Promise<void> {
  const before = (days: number): string => civilOf(parisDay(at) - days);
  await knex.transaction(async (trx) => {
    const abandoned: string[] = await trx('clients as c')
      .where({ test_clock: testClock })
      .whereNull('erased_at')
      .whereNotExists(trx('subscriptions').whereRaw('client = c.id').select(trx.raw('1')))
      .whereNotExists(
        trx('contact_counts')
          .whereRaw('client = c.id and from_on >= ?', [before(SWEPT_AFTER_DAYS.abandonedClient)])
          .select(trx.raw('1')),
      )
      .pluck('id');
    if (abandoned.length > 0) await eraseAbandoned(trx, abandoned);
    const idle = trx('take_overs')
      .where({ test_clock: testClock })
      .whereNot('state', 'RUNNING')
      .where('asked_at', '<', before(SWEPT_AFTER_DAYS.portfolio))
      .select('id');
    await trx('take_over_lines').whereIn('take_over', idle).whereNotNull('input').update({ input: null });
    if (testClock) return;
    await trx('idempotency_keys').where('created_at', '<', before(SWEPT_AFTER_DAYS.repeatedRequest)).delete();
    await trx('sessions').where('expires_at', '<', trx.fn.now()).delete();
    await eraseNobodysMails(trx, before(SWEPT_AFTER_DAYS.nobodysMail));
    await trx.raw(`set local tacite.purge = 'on'`);
    await trx('audit_log').where('at', '<', before(SWEPT_AFTER_DAYS.log)).delete();
  });
}

/** Mails of strangers, and reports that were not believed: their records stay, with the hashes. */
async function eraseNobodysMails(trx: Knex.Transaction, before: string): Promise<void> {
  const old = trx('records').where({ kind: 'EMAIL_RECEIVED' }).whereNull('client').where('recorded_at', '<', before).select('id');
  await trx('attachments').whereIn('record', old).delete();
  const words = old.clone().clearSelect().select(trx.raw(`unnest(array[data->>'file', data->>'headers'])`));
  await trx('texts').whereIn('id', words).whereNull('erased_at').update({ content: '', salt: null, erased_at: trx.fn.now() });
}

async function eraseAbandoned(trx: Knex.Transaction, clients: string[]): Promise<void> {
  await trx.raw(`set local tacite.purge = 'on'`);
  await eraseUsers(trx, clients);
  await trx('contact_counts').whereIn('client', clients).delete();
  await trx('idempotency_keys').whereIn('client', clients).delete();
  await trx('texts').whereIn('client', clients).update({ content: '', salt: null, erased_at: trx.fn.now() });
  await trx('audit_log').whereIn('client', clients).delete();
  await trx('payment_methods').whereIn('client', clients).update({ label: '' });
  const gone = { legal_name: '', registration: '', seat: '', representative_name: '', representative_capacity: '', email: '' };
  await trx('clients')
    .whereIn('id', clients)
    .update({ ...gone, erased_at: trx.fn.now() });
}

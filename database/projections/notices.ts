import { type Day, civilOf, dayOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { FactOf } from '../../contract/facts.ts';
import { parameter } from '../../contract/parameters.ts';
import { paidDefaults, suspensionNotice } from '../../contract/suspension.ts';
import { Client } from '../models/client.ts';
import { Notice } from '../models/notice.ts';
import { noticeId } from '../outbox.ts';
import { textsOf } from '../queries/texts.ts';
import { expectOne, type Writers, type Writing } from './context.ts';

/** A formal notice that left has its deemed receipt (E11.1b); handed over, it is received at that moment (A4). */
async function sent(writing: Writing, fact: FactOf<'notice.sent'>): Promise<void> {
  const { trx, number } = writing;
  const state = fact.channel === 'HAND' ? 'DEEMED_RECEIVED' : 'SENT';
  const receipt = fact.receipt ? { receipt: fact.receipt } : {};
  const change = { state, channel: fact.channel, sentAt: fact.sentAt, deemedReceivedOn: fact.deemedOn, ...receipt } as const;
  const changed = await Notice.query(trx).findById(noticeId(number, fact.notice)).patch(change);
  if (changed === 0) await handled(writing, fact, change);
  if (fact.code === 'ADDRESS_CHANGE' && fact.from === 'CLIENT') await addressChanged(writing, fact);
}

/** E11.1c: the new addresses of a client, which serve from the day after the deemed receipt of its notice. */
async function addressChanged({ trx, number, client }: Writing, fact: FactOf<'notice.sent'>): Promise<void> {
  const { postal = '', email = '' } = fact.about.words ?? {};
  const words = await textsOf(trx, [postal, email]);
  const effective_on = civilOf(dayOf(fact.deemedOn) + 1);
  const notified = { notified_at: fact.at, effective_on };
  await trx('addresses').insert({ notice: noticeId(number, fact.notice), client, postal: words.get(postal), email: words.get(email), ...notified });
}

/** What no sender carried: a notice handed over against signature, or one of the client's that came by post (E11.1a, E8.1f). */
async function handled({ trx, number, client }: Writing, fact: FactOf<'notice.sent'>, change: Partial<Notice>): Promise<void> {
  const { language } = await Client.query(trx)
    .findById(client)
    .select('language')
    .throwIfNotFound({ message: `client ${client} is not stored` });
  await Notice.query(trx).insert({
    id: noticeId(number, fact.notice),
    subscription: number,
    client,
    code: fact.code,
    formal: true,
    sender: fact.from,
    article: fact.article,
    language,
    values: fact.about,
    sendAfter: fact.sentAt,
    ...change,
  });
}

/** A12: a notice rests on a default that had been paid before it left, as a late recording shows: it is void. */
async function disprove({ trx, number }: Writing, notice: string, paidOn: Day): Promise<void> {
  const row = await Notice.query(trx).findById(noticeId(number, notice)).select('sent_at');
  if (row?.sentAt && paidOn < parisDay(momentOf(row.sentAt))) await setVoid({ trx, number }, notice);
}
const setVoid = ({ trx, number }: Pick<Writing, 'trx' | 'number'>, notice: string): Promise<number> =>
  Notice.query(trx).findById(noticeId(number, notice)).patch({ state: 'VOID', voidBecause: 'DISPROVED' }).execute();

/** E8.3a, A12: the default notices all of whose documents turn out to have been paid before. */
async function disproveDefaults(writing: Writing, { allocations, orderedOn }: FactOf<'payment.recorded'>): Promise<void> {
  if (!writing.before) return;
  for (const { notice, paidOn } of paidDefaults(writing.before, allocations, dayOf(orderedOn))) await disprove(writing, notice, paidOn);
}

/** What a late recording makes of notices that left (A12). */
export const disprovingWriters: Writers = {
  'payment.recorded': disproveDefaults,
  'suspension.lifted': async (writing, { reason, because }) => {
    const lifted = writing.before?.suspensions?.find((one) => one.reason === reason);
    if (lifted && because === 'DISPROVED') await setVoid(writing, suspensionNotice(lifted));
  },
  'termination.withdrawn': async (writing, { notice }) => {
    const termination = writing.before?.terminations?.find((one) => one.notice === notice);
    const paidOn = writing.before?.latePaidOn;
    if (termination?.ground === 'NON_PAYMENT' && paidOn !== undefined) await disprove(writing, notice, paidOn);
  },
};

export const noticeWriters: Writers = {
  'notice.sent': sent,
  // Evidence only (E11.1b); the first acknowledgement stands.
  'notice.acknowledged': async ({ trx, number, after }, { notice, at }) => {
    const on = civilOf(parisDay(momentOf(at)));
    if (parameter(after, 'notice.earlyAck') === 'STARTS_PERIOD')
      await Notice.query(trx).findById(noticeId(number, notice)).where('deemed_received_on', '>', on).patch({ deemedReceivedOn: on });
    await Notice.query(trx).findById(noticeId(number, notice)).whereNull('acknowledged_at').patch({ acknowledgedAt: at });
  },
  // A permanent bounce voids the notice; it is sent again under another key (E11.1b).
  'notice.bounced': async ({ trx, number }, { notice }) => {
    expectOne(
      await Notice.query(trx).findById(noticeId(number, notice)).patch({ state: 'VOID', voidBecause: 'BOUNCED' }),
      `notice ${notice} of ${number}`,
    );
    await trx('addresses')
      .where({ notice: noticeId(number, notice) })
      .update({ void: true });
  },
};

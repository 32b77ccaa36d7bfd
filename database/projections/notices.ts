import { civilOf, dayOf } from '../../contract/calendar.ts';
import type { FactOf } from '../../contract/facts.ts';
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

export const noticeWriters: Writers = {
  'notice.sent': sent,
  // Evidence only (E11.1b); the first acknowledgement stands.
  'notice.acknowledged': async ({ trx, number }, { notice, at }) => {
    await Notice.query(trx).findById(noticeId(number, notice)).whereNull('acknowledged_at').patch({ acknowledgedAt: at });
  },
  // A permanent bounce voids the notice; it is sent again under another key (E11.1b).
  'notice.bounced': async ({ trx, number }, { notice }) => {
    expectOne(await Notice.query(trx).findById(noticeId(number, notice)).patch({ state: 'VOID' }), `notice ${notice} of ${number}`);
    await trx('addresses')
      .where({ notice: noticeId(number, notice) })
      .update({ void: true });
  },
};

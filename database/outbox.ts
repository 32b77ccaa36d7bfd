import type { Knex } from 'knex';
import { raw } from 'objection';
import type { Civil, Instant } from '../contract/facts.ts';
import { FORMAL_CODES, type Message } from '../contract/messages.ts';
import { Document } from './models/document.ts';
import { Notice } from './models/notice.ts';

/** The id of a message: its natural key within its subscription. */
export const noticeId = (subscription: string, notice: string): string => `${subscription}/${notice}`;

/** A message taken from the outbox keeps others off it for so long; a sender that died lets go of it then. */
export const LEASE_MS = 2 * 60_000;

const isFormal = (code: string): boolean => (FORMAL_CODES as readonly string[]).includes(code);

const NUMBER = /^[FAD]\d{4}-\d+$/;
type Named = { number?: string; corrects?: string[] };
const keysIn = ({ number, corrects = [] }: Named): string[] => [...(number ? [number] : []), ...corrects].filter((one) => !NUMBER.test(one));

/** A message names documents by their numbers. The contract forgets what is settled: where it only has a natural key (T3), the number is looked up. */
async function named(trx: Knex.Transaction, subscription: string, messages: Message[]): Promise<Message[]> {
  const keys = messages.flatMap((one) => keysIn(one.values as Named));
  if (keys.length === 0) return messages;
  const rows = await Document.query(trx).select('id', 'number').where({ subscription }).whereIn('id', keys);
  const numbers = new Map(rows.map((row) => [row.id, row.number]));
  const numberOf = (key: string): string => numbers.get(key) ?? key;
  return messages.map((one) => {
    const { number, corrects } = one.values as Named;
    const values = { ...one.values, ...(number ? { number: numberOf(number) } : {}), ...(corrects ? { corrects: corrects.map(numberOf) } : {}) };
    return { ...one, values } as Message;
  });
}

/** Writes messages "to send", in the transaction of the facts they speak of. The same message twice is one row. */
export async function queueMessages(
  trx: Knex.Transaction,
  { number, client, language }: { number: string; client: string; language: 'fr' | 'en' },
  messages: Message[],
): Promise<void> {
  if (messages.length === 0) return;
  const rows = (await named(trx, number, messages)).map(({ notice, code, article, sender, channel, sendAfter, values, attachments }) => ({
    id: noticeId(number, notice),
    subscription: number,
    client,
    code,
    formal: isFormal(code),
    channel,
    sender,
    article,
    language,
    values: JSON.stringify(values),
    attachments,
    send_after: sendAfter,
    state: 'TO_SEND',
  }));
  await trx('notices').insert(rows).onConflict('id').ignore();
}

/**
 * Takes the INFO messages that are due at an instant for subscriptions on the real clock, oldest first, each for one sender at a time.
 * Formal notices are duties: they do not leave from here (A5).
 */
export async function dueMessages(knex: Knex, now: Instant, limit: number): Promise<Notice[]> {
  const due = knex('notices as n')
    .join('clients as c', 'c.id', 'n.client')
    .whereNull('c.test_clock')
    .where({ 'n.state': 'TO_SEND', 'n.formal': false })
    .where('n.send_after', '<=', now)
    .where((query) => query.whereNull('n.next_try').orWhere('n.next_try', '<=', now))
    .orderBy(['n.send_after', 'n.id'])
    .limit(limit)
    .forUpdate('n')
    .skipLocked()
    .select('n.id');
  const lease = new Date(Date.parse(now) + LEASE_MS).toISOString();
  const taken = await Notice.query(knex)
    .with('due', due)
    .whereIn('id', knex('due').select('id'))
    .patch({ nextTry: lease, tries: raw('tries + 1') })
    .returning('*');
  return taken.sort((a, b) => (a.sendAfter + a.id < b.sendAfter + b.id ? -1 : 1));
}

/** The INFO messages of one subscription that are due up to an instant of its test clock, oldest first. */
export async function dueMessagesOf(knex: Knex, subscription: string, until: Instant): Promise<Notice[]> {
  return Notice.query(knex).where({ subscription, state: 'TO_SEND', formal: false }).where('send_after', '<=', until).orderBy(['send_after', 'id']);
}

/** E11.9b: what left: to whom, its words, its very bytes with their SHA-256, and when the server took it. */
export type SentMessage = {
  recipient: string;
  subject: string;
  bodyText: string;
  bodyHtml: string;
  source: Buffer;
  documentHash: string;
  messageId: string;
  sentAt: Instant;
  deemedReceivedOn?: Civil;
  receipt?: string;
};

/** Records a message as sent. False when it was no longer to be sent: what stands is the first sending. */
export async function markSent(knex: Knex, id: string, sent: SentMessage): Promise<boolean> {
  const change = { ...sent, state: 'SENT', nextTry: null, lastError: null } as const;
  return (await Notice.query(knex).where({ id, state: 'TO_SEND' }).patch(change)) === 1;
}

/** Records why a message could not leave, and when it is tried again. */
export async function markFailed(knex: Knex, id: string, { error, nextTry }: { error: string; nextTry: Instant }): Promise<void> {
  await Notice.query(knex).where({ id, state: 'TO_SEND' }).patch({ lastError: error, nextTry });
}

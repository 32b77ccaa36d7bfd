/** E11.9b: every mail that comes in is archived once, as it came; what it proves of a notice is taken from it (E11.1b). */
import type { Knex } from 'knex';
import { isoOf } from '../contract/calendar.ts';
import type { OutsideEvent } from '../contract/events.ts';
import type { Instant } from '../contract/facts.ts';
import { type Delivery, type DeliveryState, deliveriesOf } from './deliveries.ts';
import { insertAttachment } from './queries/attachments.ts';
import { contractNow } from './queries/clocks.ts';
import { insertText } from './queries/texts.ts';
import { appendRecord, COMPANY_BOOK } from './records.ts';

/** A mail as it was read. `about`: the Message-IDs that it quotes. */
export type ReceivedMail = {
  raw: Buffer;
  sha256: string;
  headers: string;
  from: string | null;
  kind: 'BOUNCE' | 'DELAY' | 'DELIVERED' | 'READ' | 'AUTOMATIC' | 'REPLY';
  about: string[];
  outcomes: { addresses: string[]; outcome: 'RETURNED' | 'DELAYED' | 'DELIVERED' | 'READ' }[];
};
type Original = { id: string; subscription: string; client: string };
/** Why a mail is put before SUPPORT instead of being believed: it quotes no message of ours, tells of somebody else's address, or says that a mail which was read came back. */
type Doubt = 'UNKNOWN_MESSAGE' | 'OTHER_RECIPIENT' | 'CONTRADICTED';
type Told = { at: Instant; signed: boolean };
export type Heard = { subscription: string; event: OutsideEvent };

/** From which state of a delivery a report may change it: a mail that was read has not come back. */
const FROM: Record<ReceivedMail['outcomes'][number]['outcome'], readonly DeliveryState[]> = {
  DELAYED: ['ACCEPTED'],
  DELIVERED: ['ACCEPTED', 'DELAYED'],
  READ: ['ACCEPTED', 'DELAYED', 'DELIVERED'],
  RETURNED: ['ACCEPTED', 'DELAYED', 'DELIVERED'],
};

/**
 * Archives a mail, at an instant of its client's calendar (by default now), and gives what its subscription is to be told: a notice that came back from every address, or was read.
 * The same mail again is archived once and gives the same, so that a telling that was lost is made good. `key` names the telling; `signed`: it is its sender's word, not a stranger's.
 */
export async function takeMail(
  knex: Knex,
  mail: ReceivedMail,
  { key = `mail/${mail.sha256}`, signed = false, ...more }: { at?: Instant; key?: string; signed?: boolean } = {},
): Promise<Heard | null> {
  return knex.transaction(async (trx) => {
    const original: Original | undefined = await trx('notices').whereIn('message_id', mail.about).first('id', 'subscription', 'client');
    const report = mail.outcomes.length > 0;
    const writing = original?.client ?? (await clientWriting(trx, mail.from));
    const testClock: string | null = (writing && (await trx('clients').where({ id: writing }).first('test_clock')))?.test_clock ?? null;
    const at = more.at ?? isoOf(await contractNow(trx, testClock));
    const doubt = report ? await believed(trx, mail, original, { at, signed }) : null;
    const client = doubt ? null : writing;
    await archive(trx, mail, { at, client, original, doubt, testClock: client && testClock });
    if (!report || doubt || !original) return null;
    const { id, subscription } = original;
    const said = await eventOf(trx, mail, id);
    return said && { subscription, event: { key, at, type: said, notice: id.slice(subscription.length + 1) } };
  });
}

/** Takes what a report says into the deliveries of its notice; a doubt where it may not be believed. */
async function believed(trx: Knex.Transaction, mail: ReceivedMail, original: Original | undefined, { at, signed }: Told): Promise<Doubt | null> {
  if (!original) return 'UNKNOWN_MESSAGE';
  const mails = (await deliveriesOf(trx, original.id)).filter(({ channel }) => channel === 'EMAIL');
  const told = mail.outcomes.map((one) => ({ ...one, own: recipientOf(mails, one) }));
  if (told.some(({ own }) => !own)) return 'OTHER_RECIPIENT';
  if (!signed && told.some(({ own, outcome }) => own?.state === 'READ' && outcome === 'RETURNED')) return 'CONTRADICTED';
  for (const { own, outcome } of told)
    await trx('deliveries')
      .where({ notice: original.id, channel: 'EMAIL', copy: own?.copy })
      .whereIn('state', [...FROM[outcome], ...(signed ? ['READ'] : [])])
      .update({ state: outcome, at });
  return null;
}

/** Whom a report names; a reader behind an alias is the one to whom the mail went, where it went to one address. */
function recipientOf(mails: Delivery[], { addresses, outcome }: ReceivedMail['outcomes'][number]): Delivery | undefined {
  const named = mails.find(({ recipient }) => recipient !== null && addresses.includes(recipient.toLowerCase()));
  return named ?? (outcome === 'READ' && mails.length === 1 ? mails[0] : undefined);
}

/** E11.1b, E11.1c: a notice came back when it did from every address to which it went: it stands where one has it. */
async function eventOf(trx: Knex.Transaction, { kind }: ReceivedMail, notice: string): Promise<'notice-bounced' | 'notice-acknowledged' | null> {
  if (kind === 'READ') return 'notice-acknowledged';
  if (kind !== 'BOUNCE') return null;
  const mails = (await deliveriesOf(trx, notice)).filter(({ channel }) => channel === 'EMAIL');
  return mails.every(({ state }) => state === 'RETURNED' || state === 'REFUSED') ? 'notice-bounced' : null;
}

/** The one client whose address this is. */
async function clientWriting(trx: Knex.Transaction, from: string | null): Promise<string | null> {
  if (!from) return null;
  const own = trx('clients').whereRaw('lower(email) = ?', [from]).select('id as client');
  const users = trx('users').whereRaw('lower(email) = ?', [from]).whereNotNull('client').select('client');
  const notified = trx('addresses').whereRaw('lower(email) = ?', [from]).select('client');
  const found: { client: string }[] = await own.union(users, notified);
  return found.length === 1 ? (found[0]?.client ?? null) : null;
}

type Filed = { at: Instant; client: string | null; original: Original | undefined; doubt: Doubt | null; testClock: string | null };

/** In the book of its client, or of the Company where nobody is known by it or it is not to be believed. */
async function archive(
  trx: Knex.Transaction,
  { raw, sha256, headers, kind }: ReceivedMail,
  { at, client, original, doubt, testClock }: Filed,
): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtext('mail'), hashtext(?))`, [sha256]);
  if (
    await trx('records')
      .where({ id: `mail_${sha256}` })
      .first('id')
  )
    return;
  const words = (content: string): Promise<string> => insertText(trx, { client, content });
  const data = {
    ...{ mail: kind, sha256, file: await words('message.eml'), headers: await words(headers) },
    ...(original && !doubt ? { notice: original.id } : {}),
    ...(doubt ? { doubt } : {}),
  };
  const record = await appendRecord(trx, {
    ...{ id: `mail_${sha256}`, book: client ?? COMPANY_BOOK, kind: 'EMAIL_RECEIVED', article: 'E11.9b', at, by: 'outside', data, client },
    ...{ subscription: client && original ? original.subscription : null, testClock },
  });
  await insertAttachment(trx, { record: record.id, client, name: 'message.eml', type: 'message/rfc822', content: raw, sha256 });
}

import type { Knex } from 'knex';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Civil, Instant, PresentationCause, ReopenedInvoice } from '../../contract/facts.ts';
import { receivedBy } from '../../contract/paying.ts';
import { deliveriesOf } from '../deliveries.ts';
import type { LetterEvent } from '../letters.ts';
import { reopenedBy } from '../payments.ts';
import { type ReceivedMail, takeMail } from '../received-mails.ts';
import { takeTracking } from '../tracked-letters.ts';

/** What a provider or the post tells, of a subscription or, where that is null, of a client. */
export type News = { id: string; at: Instant; subscription: string | null; client: string | null } & (
  | { type: 'charge-settled'; payment: string }
  | { type: 'charge-rejected'; payment: string; code: string }
  | { type: 'charge-reversed'; payment: string; code: string }
  | { type: 'method-ended'; reference: string; code: string }
  | { type: 'method-entered'; token: string }
  | { type: 'client-payment'; amountCents: number; orderedOn: Civil; means: string; invoice?: string }
  | { type: 'notice-bounced'; notice: string; recipient?: string }
  | { type: 'notice-acknowledged'; notice: string; recipient?: string }
  | { type: 'letter-tracked'; notice: string; event: LetterEvent; copy?: number }
);

/** What a mail server or a reader would send back, read: news of a mail come as a mail, and are archived as one. */
export type Reporter = (asked: {
  id: string;
  kind: 'BOUNCE' | 'READ';
  at: Instant;
  messageId: string;
  to: readonly string[];
}) => Promise<ReceivedMail>;

/** News as the contract takes it (null: kept, and nothing that it must hear), with the subscription that it is for; null when it is of nothing that we know. Used by the webhooks and by the look-ahead of test clocks. */
export async function outsideEvent(knex: Knex, news: News, report: Reporter): Promise<{ subscription: string; event: OutsideEvent | null } | null> {
  const subscription = news.subscription ?? (news.client ? await subscriptionOwing(knex, news.client) : null);
  if (!subscription) return null;
  if (news.type === 'letter-tracked') return takeTracking(knex, subscription, { ...news, notice: ownOf(subscription, news.notice) });
  const event = await eventFor(knex, subscription, news, report);
  return event ? { subscription, event } : null;
}

type Plain = Exclude<News, { type: 'letter-tracked' }>;
const ownOf = (subscription: string, id: string): string => (id.startsWith(`${subscription}/`) ? id.slice(subscription.length + 1) : id);

async function eventFor(knex: Knex, subscription: string, news: Plain, report: Reporter): Promise<OutsideEvent | null> {
  const { id: key, at } = news;
  const own = (id: string): string => ownOf(subscription, id);
  switch (news.type) {
    case 'charge-settled':
      return { key, at, type: news.type, payment: own(news.payment) };
    case 'charge-rejected':
      return { key, at, type: news.type, payment: own(news.payment), code: news.code };
    case 'charge-reversed': {
      const payment = own(news.payment);
      const open = await reopened(knex, subscription, payment);
      return open ? { key, at, type: news.type, payment, code: news.code, ...open } : null;
    }
    case 'method-ended': {
      const method: { id: string } | undefined = await knex('payment_methods').where({ provider_reference: news.reference }).first('id');
      return method ? { key, at, type: news.type, method: method.id, code: news.code } : null;
    }
    case 'method-entered':
      return null; // stored by the webhook that tells it
    case 'client-payment': {
      const invoice = news.invoice ? await documentId(knex, subscription, news.invoice) : undefined;
      const { type, amountCents, orderedOn } = news;
      const means = receivedBy(news.means);
      return { key, at, type, amountCents, orderedOn, means, ...(invoice ? { invoice } : {}) };
    }
    case 'notice-bounced':
    case 'notice-acknowledged': {
      const notice = own(news.notice);
      if (!(await isNotice(knex, subscription, notice))) return null;
      const sent = await mailOf(knex, `${subscription}/${notice}`);
      if (!sent) return { key, at, type: news.type, notice };
      const kind = news.type === 'notice-bounced' ? 'BOUNCE' : 'READ';
      const mail = await report({ id: key, kind, at, messageId: sent.messageId, to: news.recipient ? [news.recipient] : sent.to });
      return (await takeMail(knex, mail, { at, key, signed: true }))?.event ?? null;
    }
  }
}

/** The documents that open again (E5.5b); null for a payment that we do not know, or of which the bank holds nothing: it was rejected, or is already back. */
async function reopened(
  knex: Knex,
  subscription: string,
  payment: string,
): Promise<{ reopened: ReopenedInvoice[]; method?: string; cause?: PresentationCause } | null> {
  const known: { method: string | null; cause: PresentationCause | 'RECORDED' } | undefined = await knex('payments')
    .where({ subscription, id: payment })
    .whereIn('state', ['PRESENTED', 'UNKNOWN', 'SETTLED'])
    .first('method', 'cause');
  if (!known) return null;
  const { method, cause } = known;
  return { reopened: await reopenedBy(knex, subscription, payment), ...(method ? { method } : {}), ...(cause === 'RECORDED' ? {} : { cause }) };
}

/** The mail of a notice that left as one; null of a letter, and of what was handed over. */
async function mailOf(knex: Knex, notice: string): Promise<{ messageId: string; to: string[] } | null> {
  const { message_id: messageId } = await knex('notices').where({ id: notice }).first('message_id');
  const to = (await deliveriesOf(knex, notice)).flatMap(({ channel, recipient }) => (channel === 'EMAIL' && recipient ? [recipient] : []));
  return messageId && to.length > 0 ? { messageId, to } : null;
}

const isNotice = async (knex: Knex, subscription: string, notice: string): Promise<boolean> =>
  (await knex('notices')
    .where({ id: `${subscription}/${notice}` })
    .first('id')) !== undefined;

/** E5.3f: money that names no subscription goes to the one with the oldest open document, else to the last one accepted. */
async function subscriptionOwing(knex: Knex, client: string): Promise<string | null> {
  const owing: { subscription: string } | undefined = await knex('documents')
    .where({ client })
    .whereIn('state', ['OPEN', 'COLLECTING'])
    .whereNotNull('due_on')
    .orderBy(['due_on', 'number'])
    .first('subscription');
  if (owing) return owing.subscription;
  const last: { number: string } | undefined = await knex('subscriptions').where({ client }).orderBy('accepted_at', 'desc').first('number');
  return last?.number ?? null;
}

async function documentId(knex: Knex, subscription: string, number: string): Promise<string | undefined> {
  const row: { id: string } | undefined = await knex('documents').where({ subscription, number }).first('id');
  return row?.id;
}

import type { Knex } from 'knex';
import type { Civil, Instant } from '../../contract/facts.ts';
import { type Page, type Paging, page } from './pages.ts';

export type NoticeRow = {
  id: string;
  subscription: string;
  client: string;
  code: string;
  formal: boolean;
  channel: string;
  sender: 'COMPANY' | 'CLIENT';
  article: string;
  recipient: string | null;
  send_after: Instant;
  sent_at: Instant | null;
  deemed_received_on: Civil | null;
  acknowledged_at: Instant | null;
  void_because: 'BOUNCED' | 'DISPROVED' | null;
  subject: string | null;
  document_hash: string | null;
  attachments: string[];
  values: Record<string, unknown>;
  shown_state: string;
};
export type NoticeBody = NoticeRow & { body_text: string | null; body_html: string | null };
export type NoticeFilters = { subscription?: string | undefined; client?: string | undefined; state?: string | undefined; code?: string | undefined };

const COLUMNS = [
  ...['id', 'subscription', 'client', 'code', 'formal', 'channel', 'sender', 'article', 'recipient', 'send_after', 'sent_at', 'deemed_received_on'],
  ...['acknowledged_at', 'void_because', 'subject', 'document_hash', 'attachments', 'values'],
].map((column) => `n.${column}`);

/** A4: what was sent is deemed received once its day has come, on its client's own calendar. */
const STATE = `case when n.state = 'SENT' and n.deemed_received_on <= (coalesce(s.clock_at, now()) at time zone 'Europe/Paris')::date then 'DEEMED_RECEIVED' else n.state end`;

const notices = (knex: Knex): Knex.QueryBuilder =>
  knex('notices as n')
    .join('subscriptions as s', 's.number', 'n.subscription')
    .select(COLUMNS)
    .select(knex.raw(`${STATE} as shown_state`));

/** Messages, formal or not, in the order in which they came. */
export async function noticesPage(knex: Knex, { subscription, client, state, code }: NoticeFilters, paging: Paging): Promise<Page<NoticeRow>> {
  const query = notices(knex);
  if (subscription) query.where('n.subscription', subscription);
  if (client) query.where('n.client', client);
  if (code) query.where('n.code', code);
  if (state) query.whereRaw(`${STATE} = ?`, [state]);
  const keys = [
    ['n.send_after', 'timestamptz'],
    ['n.id', 'text'],
  ] as const;
  return page(knex, query, keys, 'asc', paging);
}

/** E11.9b: the very bytes of a message, as they left: an e-mail with its headers, or the PDF of a letter. */
export const noticeSource = async (knex: Knex, id: string): Promise<{ client: string; channel: string; source: Buffer | null } | undefined> =>
  knex('notices').where({ id }).first('client', 'channel', 'source');

/** One message with its text as it was sent. */
export const noticeById = async (knex: Knex, id: string): Promise<NoticeBody | undefined> =>
  notices(knex).where('n.id', id).select('n.body_text', 'n.body_html').first();

/** How campaigns are read: a list, the counts of each, and what became of every recipient. */
import type { Knex } from 'knex';
import { effectiveDay, isFormalAnnouncement } from '../../contract/announcements.ts';
import { civilOf, dayOf } from '../../contract/calendar.ts';
import type { Channel, Civil, FormalAnnouncement, Instant } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import type { CampaignRow, RecipientState } from '../campaigns.ts';
import { type Page, type Paging, page } from './pages.ts';

export type Counts = { recipients: number; sent: number; skipped: number; failed: number };

/** How many were to be told, and what came of them. */
export async function campaignCounts(knex: Knex, campaign: string): Promise<Counts> {
  const rows: { state: RecipientState; count: number }[] = await knex('campaign_recipients')
    .where({ campaign })
    .groupBy('state')
    .select('state', knex.raw('count(*) as count'));
  const of = (state: RecipientState): number => rows.find((row) => row.state === state)?.count ?? 0;
  return { recipients: rows.reduce((sum, row) => sum + row.count, 0), sent: of('SENT'), skipped: of('SKIPPED'), failed: of('FAILED') };
}

/** The message of each recipient, the letter that took its place included. */
const messagesOf = (knex: Knex, { id, code }: Pick<CampaignRow, 'id' | 'code'>): Knex.QueryBuilder => {
  const key = isFormalAnnouncement(code) ? `announcement/${id}` : `${code}/${id}`;
  return knex('campaign_recipients as r')
    .leftJoin('notices as n', (on) =>
      on.on('n.id', knex.raw(`r.subscription || ?`, [`/${key}`])).orOn('n.id', knex.raw(`r.subscription || ?`, [`/${key}/letter`])),
    )
    .where('r.campaign', id);
};

export type Messages = { channel: Channel; state: string; count: number; firstDeemedOn: Civil | null; lastDeemedOn: Civil | null };
/** Its messages by channel and state, with the days on which the formal ones are deemed received. */
export async function campaignMessages(knex: Knex, campaign: Pick<CampaignRow, 'id' | 'code'>): Promise<Messages[]> {
  return messagesOf(knex, campaign)
    .whereNotNull('n.id')
    .groupBy('n.channel', 'n.state')
    .orderBy(['n.channel', 'n.state'])
    .select(
      'n.channel',
      'n.state',
      knex.raw('count(*) as count, min(n.deemed_received_on) as "firstDeemedOn", max(n.deemed_received_on) as "lastDeemedOn"'),
    );
}

export async function campaignsPage(
  knex: Knex,
  { state, testClock }: { state?: string | undefined; testClock?: string | undefined },
  paging: Paging,
): Promise<Page<CampaignRow>> {
  const query = knex('campaigns').select('campaigns.*');
  if (state) query.where({ state });
  if (testClock) query.where({ test_clock: testClock });
  const keys = [
    ['created_at', 'timestamptz'],
    ['id', 'text'],
  ] as const;
  return page(knex, query, keys, 'desc', paging);
}

export type RecipientRow = {
  client: string;
  client_name: string;
  subscription: string | null;
  state: RecipientState;
  reason: string | null;
  tries: number;
  settled_at: Instant | null;
  notice: string | null;
  channel: Channel | null;
  message_state: string | null;
  sent_at: Instant | null;
  deemed_received_on: Civil | null;
  effective_on: Civil | null;
};

/** What became of each recipient, with the day from which the announcement counts for it. */
export async function recipientsPage(
  knex: Knex,
  campaign: Pick<CampaignRow, 'id' | 'code' | 'on'>,
  { state, client }: { state?: string | undefined; client?: string | undefined },
  paging: Paging,
): Promise<Page<RecipientRow>> {
  const query = messagesOf(knex, campaign)
    .join('clients as c', 'c.id', 'r.client')
    .leftJoin('subscriptions as s', 's.number', 'r.subscription')
    .select(
      'r.*',
      'c.legal_name as client_name',
      'n.id as notice',
      'n.channel',
      'n.state as message_state',
      'n.sent_at',
      'n.deemed_received_on',
      knex.raw(`s.contract->'parameters' as parameters`),
    );
  query.whereRaw(`(n.id is null or n.state <> 'VOID' or not exists (select 1 from notices again where again.id = n.id || '/letter'))`);
  if (state) query.where('r.state', state);
  if (client) query.where('r.client', client);
  const { rows, next } = await page<RecipientRow & { parameters: Contract['parameters'] | null }>(knex, query, [['r.client', 'text']], 'asc', paging);
  return { rows: rows.map(({ parameters, ...row }) => ({ ...row, effective_on: effectiveOn(campaign, parameters, row.deemed_received_on) })), next };
}

function effectiveOn(
  { code, on }: Pick<CampaignRow, 'code' | 'on'>,
  parameters: Contract['parameters'] | null,
  deemedOn: Civil | null,
): Civil | null {
  if (!deemedOn || !parameters || !isFormalAnnouncement(code)) return null;
  return civilOf(effectiveDay({ parameters }, code satisfies FormalAnnouncement, { deemedOn: dayOf(deemedOn), on: on ? dayOf(on) : undefined }));
}

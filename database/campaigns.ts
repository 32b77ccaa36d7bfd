/** Campaigns (A5): what the Company announces, to whom it is told, and how far that has come. */
import type { Knex } from 'knex';
import type { OutsideEvent } from '../contract/events.ts';
import type { Actor, Announcement, Article, Civil, Instant, ServiceChange, TextId } from '../contract/facts.ts';

export type CampaignState = 'SCHEDULED' | 'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELLED';
export type CampaignRow = {
  id: string;
  code: Announcement['code'];
  change: ServiceChange | null;
  article: Article;
  words: Record<string, TextId>;
  on: Civil | null;
  publisher: Exclude<Actor, string>;
  clients: string[] | null;
  published_at: Instant;
  test_clock: string | null;
  state: CampaignState;
  created_at: Instant;
  started_at: Instant | null;
  finished_at: Instant | null;
};
export type NewCampaign = Omit<CampaignRow, 'created_at' | 'started_at' | 'finished_at' | 'state'>;
export type RecipientState = 'PENDING' | 'SENT' | 'SKIPPED' | 'FAILED';
export type Recipient = { client: string; subscription: string };

/** Writes a campaign that is still to begin. The same id twice is the same campaign. */
export async function insertCampaign(trx: Knex, { words, publisher, ...campaign }: NewCampaign): Promise<void> {
  const row = { ...campaign, words: JSON.stringify(words), publisher: JSON.stringify(publisher), state: 'SCHEDULED' };
  await trx('campaigns').insert(row).onConflict('id').ignore();
}

export const campaignById = async (knex: Knex, id: string): Promise<CampaignRow | undefined> => knex('campaigns').where({ id }).first();

/** The act by which a campaign enters a journal: once in each. */
const keyOf = (campaign: string): string => `campaign/${campaign}`;
export const actOf = (campaign: string): string => `outside/${keyOf(campaign)}`;

/** What a campaign tells each contract. */
export function announcementOf({ id, code, change, article, words, on, publisher, published_at }: CampaignRow): OutsideEvent {
  const news = { announcement: id, code, ...(change ? { change } : {}), words, on };
  return { key: keyOf(id), at: published_at, type: 'announcement', by: publisher, article, ...news };
}

/** Those whom a campaign concerns, each with the subscription that bears it: the one that has it already, else the oldest that runs, else the oldest not deleted. */
const SELECTION = `
  select c.id as client, coalesce(told.subscription, bearer.number) as subscription, had.number is not null as had
  from clients c
  left join lateral (
    select s.number from subscriptions s where s.client = c.id and s.state <> 'DELETED'
    order by s.state in ('ACTIVE', 'SUSPENDED') desc, s.accepted_at, s.number limit 1
  ) bearer on true
  left join lateral (select s.number from subscriptions s where s.client = c.id limit 1) had on true
  left join lateral (
    select j.subscription from subscriptions s join journal j on j.subscription = s.number and j.act = :act and j.part = 0 where s.client = c.id limit 1
  ) told on true
  where c.test_clock is not distinct from cast(:testClock as text) and c.erased_at is null
  and (cast(:clients as text[]) is null or c.id = any(cast(:clients as text[])))`;

type Selected = { id: string; test_clock: string | null; clients: string[] | null };
const selection = ({ id, test_clock, clients }: Selected): Record<string, string | string[] | null> => ({
  ...{ act: actOf(id), testClock: test_clock, clients },
});

/** Freezes who is to be told, and begins. Done twice, it changes nothing. */
export async function beginCampaign(knex: Knex, id: string): Promise<void> {
  await knex.transaction(async (trx) => {
    const campaign: CampaignRow | undefined = await trx('campaigns').where({ id, state: 'SCHEDULED' }).forUpdate().first();
    if (!campaign) return;
    await trx.raw(
      `insert into campaign_recipients (campaign, client, subscription, state, reason, settled_at)
       select :id, client, subscription, case when subscription is null then 'SKIPPED' else 'PENDING' end,
         case when subscription is null then case when had then 'DELETED' else 'NO_SUBSCRIPTION' end end, case when subscription is null then now() end
       from (${SELECTION}) selected on conflict do nothing`,
      { id, ...selection(campaign) } as Record<string, Knex.Value>,
    );
    await trx('campaigns').where({ id }).update({ state: 'RUNNING', started_at: trx.fn.now() });
  });
}

/** `subscription` is null where nobody can be told; `had` says that there was one once. */
export type WouldBe = { client: string; subscription: string | null; had: boolean; channel: string };
/** Who would be told if it began now. */
export async function wouldTell(knex: Knex, whom: Selected): Promise<WouldBe[]> {
  const { rows } = await knex.raw(
    `select selected.client, selected.subscription, selected.had, c.notice_channel as channel from (${SELECTION}) selected join clients c on c.id = selected.client`,
    selection(whom) as Record<string, Knex.Value>,
  );
  return rows;
}

/** The next of those who were not tried more often, in a stable order. */
export async function nextRecipients(
  knex: Knex,
  { campaign, tries, after, limit }: { campaign: string; tries: number; after: string; limit: number },
): Promise<Recipient[]> {
  return knex('campaign_recipients')
    .where({ campaign, state: 'PENDING' })
    .where('tries', '<=', tries)
    .where('client', '>', after)
    .orderBy('client')
    .limit(limit)
    .select('client', 'subscription');
}

/** What came of one recipient: the first answer stands. */
export async function settleRecipient(
  knex: Knex,
  { campaign, client, state, reason = null }: { campaign: string; client: string; state: RecipientState; reason?: string | null },
): Promise<void> {
  const tried = state === 'PENDING' ? { tries: knex.raw('tries + 1') } : { settled_at: knex.fn.now() };
  await knex('campaign_recipients')
    .where({ campaign, client, state: 'PENDING' })
    .update({ state, reason, ...tried });
}

/** Changes the state from one of those that allow it. False where it stands otherwise. */
export async function changeState(knex: Knex, id: string, from: readonly CampaignState[], to: CampaignState): Promise<boolean> {
  const over = to === 'DONE' || to === 'CANCELLED' ? { finished_at: knex.fn.now() } : {};
  return (
    (await knex('campaigns')
      .where({ id })
      .whereIn('state', from)
      .update({ state: to, ...over })) === 1
  );
}

/** What was tried in vain becomes FAILED; it can be tried again by hand. */
export async function giveUp(knex: Knex, campaign: string): Promise<void> {
  await knex('campaign_recipients').where({ campaign, state: 'PENDING' }).update({ state: 'FAILED', settled_at: knex.fn.now() });
}

/** Those that failed are to be told again. False where none failed, or the campaign is not over. */
export async function reopenCampaign(knex: Knex, id: string): Promise<boolean> {
  return knex.transaction(async (trx) => {
    if (!(await trx('campaigns').where({ id, state: 'DONE' }).forUpdate().first('id'))) return false;
    const again = await trx('campaign_recipients').where({ campaign: id, state: 'FAILED' }).update({ state: 'PENDING', tries: 0, settled_at: null });
    if (again > 0) await trx('campaigns').where({ id }).update({ state: 'RUNNING', finished_at: null });
    return again > 0;
  });
}

/** Campaigns whose workflow must run: all that are not over. */
export const openCampaigns = async (knex: Knex): Promise<CampaignRow[]> => knex('campaigns').whereIn('state', ['SCHEDULED', 'RUNNING', 'PAUSED']);

/** The campaigns of a clock that its way to an instant makes due. */
export async function campaignsOnTheWay(knex: Knex, clock: string, until: Instant): Promise<string[]> {
  const rows: { id: string }[] = await knex('campaigns')
    .where({ test_clock: clock, state: 'SCHEDULED' })
    .where('published_at', '<=', until)
    .select('id');
  return rows.map((row) => row.id);
}

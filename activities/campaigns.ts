/** The work of a campaign: who is to be told, and the telling of each. Safe to run twice: a journal takes the announcement once. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import {
  announcementOf,
  beginCampaign,
  campaignById,
  type CampaignState,
  changeState,
  giveUp,
  nextRecipients,
  type Recipient,
  settleRecipient,
} from '../database/campaigns.ts';
import { behind } from '../database/queries/clocks.ts';
import { type Counts, campaignCounts } from '../database/queries/campaigns.ts';
import { happened, workflowId } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';

/** So long a subscription may take to record the announcement, and to send what goes with it. */
const PATIENCE_MS = 15_000;

export type Told = 'SENT' | 'SKIPPED' | 'PENDING';
export type CampaignActivities = {
  /** On a test clock: whether all its subscriptions have reached the day of the campaign. */
  clockIsThere(campaign: string): Promise<boolean>;
  /** The same, and fails while they have not: it is tried again until they have, which leaves no trace in the history. */
  clockArrives(campaign: string): Promise<void>;
  /** Freezes the recipients, unless that was done. */
  begin(campaign: string): Promise<Counts>;
  recipients(page: { campaign: string; tries: number; after: string; limit: number }): Promise<Recipient[]>;
  /** Tells one; PENDING where it did not answer and is to be tried again. */
  tell(whom: { campaign: string } & Recipient): Promise<Told>;
  /** Those who were tried in vain are counted as failed, and the campaign is over. */
  finish(campaign: string): Promise<Counts>;
  mark(change: { campaign: string; from: CampaignState[]; to: CampaignState }): Promise<void>;
};

export function campaignActivities(deps: Deps, temporal: Client): CampaignActivities {
  const { knex } = deps;
  return {
    clockIsThere: (campaign) => clockIsThere(deps, campaign),
    clockArrives: async (campaign) => {
      if (!(await clockIsThere(deps, campaign))) throw new Error('the test clock is still on its way');
    },
    begin: async (campaign) => {
      await beginCampaign(knex, campaign);
      return campaignCounts(knex, campaign);
    },
    recipients: (page) => nextRecipients(knex, page),
    tell: (whom) => tell(deps, temporal, whom),
    finish: async (campaign) => {
      await giveUp(knex, campaign);
      await changeState(knex, campaign, ['RUNNING', 'PAUSED'], 'DONE');
      return campaignCounts(knex, campaign);
    },
    mark: async ({ campaign, from, to }) => void (await changeState(knex, campaign, from, to)),
  };
}

async function clockIsThere({ knex }: Deps, campaign: string): Promise<boolean> {
  const row = await campaignById(knex, campaign);
  return !row?.test_clock || (await behind(knex, row.test_clock, row.published_at)).length === 0;
}

async function tell(
  { knex, failpoint }: Deps,
  temporal: Client,
  { campaign, client, subscription }: { campaign: string } & Recipient,
): Promise<Told> {
  const row = await campaignById(knex, campaign);
  if (!row) throw new Error(`campaign ${campaign} is not stored`);
  const event = announcementOf(row);
  const settle = async (state: Told, reason: string | null = null): Promise<Told> => {
    await settleRecipient(knex, { campaign, client, state, reason });
    return state;
  };
  try {
    const handle = temporal.workflow.getHandle(workflowId(subscription));
    await temporal.withDeadline(Date.now() + PATIENCE_MS, () => handle.executeUpdate(happened, { updateId: event.key, args: [event] }));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) return settle('PENDING', (error as Error).message);
    const { state } = await knex('subscriptions').where({ number: subscription }).first('state');
    return state === 'DELETED' ? settle('SKIPPED', 'DELETED') : settle('PENDING', 'its workflow is missing: run `npm run rebuild`');
  }
  failpoint?.('campaign.told');
  return settle('SENT');
}

export type { CampaignState, Counts, Recipient };

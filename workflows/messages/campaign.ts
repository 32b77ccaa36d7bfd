/** The doors of the `campaign` workflow, shared by its implementation and by its callers. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Counts } from '../../activities/campaigns.ts';

export const CAMPAIGN_TYPE = 'campaign';
/** The queue of its own work: many recipients never hold up what one client asks. */
export const CAMPAIGN_QUEUE = 'campaigns';
export const campaignWorkflowId = (id: string): string => `campaign-${id}`;

/** What the workflow starts from, and carries into each new run: plain JSON, ids only. */
export type CampaignInput = {
  campaign: string;
  article: string;
  code: string;
  /** Epoch milliseconds. */
  publishedAt: number;
  clocked: boolean;
  paused?: boolean;
  /** Its day has come, and its recipients are frozen. */
  begun?: true;
  /** Some did not answer in this round. */
  unanswered?: boolean;
  /** How often those were tried who are being told now. */
  tries?: number;
};
export type Control = 'pause' | 'resume' | 'cancel';

/** Stops between two recipients, goes on, or ends for good; readable when it returns. */
export const control = defineUpdate<void, [Control]>('control');
/** The test clock is on its way to the day of the campaign, or beyond. */
export const clockMoves = defineSignal('clockMoves');
export const progress = defineQuery<Counts & { paused: boolean }>('progress');

/** What a person reads of a campaign in the Temporal console: its state and article, and how many were told. */
import { type SearchAttributePair, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';
import { makeContinueAsNewFunc, setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { CampaignState, Counts } from '../activities/campaigns.ts';
import { articleText } from '../contract/entries.ts';
import { SEARCH_ATTRIBUTES } from './messages.ts';
import { CAMPAIGN_TYPE, type CampaignInput } from './messages/campaign.ts';

const STATE = defineSearchAttributeKey('TaciteState', SEARCH_ATTRIBUTES.TaciteState);
const ARTICLE = defineSearchAttributeKey('TaciteArticle', SEARCH_ATTRIBUTES.TaciteArticle);

/** Brings the console up to date; a state that did not change costs no event. */
export function showCampaign({ article, code }: CampaignInput, counts: Counts, state: CampaignState): void {
  const { recipients, sent, skipped, failed } = counts;
  const pairs: SearchAttributePair[] = [
    { key: STATE, value: state },
    { key: ARTICLE, value: article },
  ];
  if (workflowInfo().typedSearchAttributes.get(STATE) !== state) upsertSearchAttributes(pairs);
  setCurrentDetails(
    [
      `**${state}**, article ${articleText(article)}: ${code.toLowerCase().replaceAll('_', ' ')}.`,
      '',
      `${recipients} recipients: **${sent}** told, ${skipped} skipped, ${failed} failed, ${recipients - sent - skipped - failed} to go.`,
    ].join('\n'),
  );
}

/** Goes on in a fresh run, with what a run forgets. Never returns. */
export async function continueCampaign(input: CampaignInput): Promise<never> {
  const next = makeContinueAsNewFunc<(input: CampaignInput) => Promise<void>>({
    workflowType: CAMPAIGN_TYPE,
    typedSearchAttributes: new TypedSearchAttributes([
      { key: STATE, value: input.paused ? 'PAUSED' : 'RUNNING' },
      { key: ARTICLE, value: input.article },
    ]),
  });
  return next(input);
}

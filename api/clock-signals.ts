import { WorkflowNotFoundError } from '@temporalio/client';
import { campaignsOnTheWay } from '../database/campaigns.ts';
import { behind, clocksOnTheirWay } from '../database/queries/clocks.ts';
import { clockMoves, campaignWorkflowId } from '../workflows/messages/campaign.ts';
import { clock, workflowId } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';
import { eachOf } from './each-of.ts';

type Reach = Pick<Deps, 'knex' | 'temporal'>;

/** Tells the target to every subscription of the clock that has not reached it, and to its campaigns on the way. Needs no worker; repeated, it changes nothing. */
export async function signalClock({ knex, temporal }: Reach, id: string, target: string): Promise<void> {
  const unlessMissing = (error: unknown): void => {
    if (!(error instanceof WorkflowNotFoundError)) throw error; // a workflow not yet started reads its target when it starts
  };
  await eachOf(await behind(knex, id, target), (number) =>
    temporal.workflow.getHandle(workflowId(number)).signal(clock, target).catch(unlessMissing),
  );
  await eachOf(await campaignsOnTheWay(knex, id, target), (campaign) =>
    temporal.workflow.getHandle(campaignWorkflowId(campaign)).signal(clockMoves).catch(unlessMissing),
  );
}

/** On start: tells again what a process that died may not have told. */
export async function resumeClocks(reach: Reach): Promise<void> {
  for (const { id, target } of await clocksOnTheirWay(reach.knex)) await signalClock(reach, id, target);
}

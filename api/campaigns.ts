/** Campaigns are started, and controlled, by their workflows. */
import { WorkflowIdConflictPolicy, WorkflowNotFoundError } from '@temporalio/client';
import { momentOf } from '../contract/calendar.ts';
import { campaignById, type CampaignRow, openCampaigns } from '../database/campaigns.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { CAMPAIGN_TYPE, type CampaignInput, campaignWorkflowId, type Control, control } from '../workflows/messages/campaign.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { type Deps, PATIENCE_MS } from './deps.ts';
import { isTimeout, unavailable } from './run-command.ts';

type Reach = Pick<Deps, 'knex' | 'temporal' | 'patienceMs'>;

async function start({ temporal }: Pick<Reach, 'temporal'>, { id, article, code, published_at, test_clock, state }: CampaignRow): Promise<void> {
  const input: CampaignInput = {
    ...{ campaign: id, article, code, publishedAt: momentOf(published_at), clocked: test_clock !== null },
    ...(state === 'PAUSED' ? { paused: true } : {}),
  };
  await temporal.workflow.start(CAMPAIGN_TYPE, {
    workflowId: campaignWorkflowId(id),
    taskQueue: TASK_QUEUE,
    args: [input],
    staticSummary: `${id} ${code}`,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  });
}

/** Starts a campaign. On a test clock that stands at its day it is awaited, so that what was announced can be read at once. */
export async function launch(reach: Reach, id: string): Promise<void> {
  const row = await campaignById(reach.knex, id);
  if (!row) throw new Error(`campaign ${id} is not stored`);
  await start(reach, row);
  const { temporal, knex, patienceMs = PATIENCE_MS } = reach;
  if (!row.test_clock || momentOf(row.published_at) > (await contractNow(knex, row.test_clock))) return;
  const done = temporal.workflow.getHandle(campaignWorkflowId(id));
  await temporal
    .withDeadline(Date.now() + patienceMs, () => done.result())
    .catch((error: unknown) => {
      if (!isTimeout(error)) throw error; // it goes on by itself
    });
}

/** Pauses, resumes or cancels; false when its workflow is over. */
export async function steer({ temporal, patienceMs = PATIENCE_MS }: Reach, id: string, what: Control): Promise<boolean> {
  try {
    const handle = temporal.workflow.getHandle(campaignWorkflowId(id));
    await temporal.withDeadline(Date.now() + patienceMs, () => handle.executeUpdate(control, { args: [what] }));
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw isTimeout(error) ? unavailable() : error;
  }
}

/** On start: campaigns whose workflow was never started, or was lost, go on; those that run are left alone. */
export async function resumeCampaigns(reach: Reach): Promise<void> {
  for (const row of await openCampaigns(reach.knex)) await start(reach, row);
}

/** One campaign (A5): waits for its day, then tells every recipient once, a few at a time, and can be paused, resumed and cancelled on the way. */
import { ActivityFailure, allHandlersFinished, condition, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CampaignActivities, Counts, Recipient } from '../activities/campaigns.ts';
import { continueCampaign, showCampaign } from './campaign-console.ts';
import { CAMPAIGN_QUEUE, type CampaignInput, type Control, clockMoves, control, progress } from './messages/campaign.ts';

/** So many are being told at the same time: enough to go fast, too few to hold up anybody else. */
const WINDOW = 16;
const PAGE = 200;
const LONGEST_RUN = 5_000;
/** What passes before those who did not answer are tried again; after the last time they have failed. */
const AGAIN = ['5s', '30s'] as const;

const retry = { initialInterval: '200ms', maximumInterval: '15s' };
const options = { taskQueue: CAMPAIGN_QUEUE, startToCloseTimeout: '60s', heartbeatTimeout: '8s' } as const;
const { clockIsThere, begin, recipients, finish, mark } = proxyActivities<CampaignActivities>({ ...options, retry });
const { clockArrives } = proxyActivities<CampaignActivities>({
  ...options,
  retry: { initialInterval: '200ms', backoffCoefficient: 1.2, maximumInterval: '5s' },
});
/** A process that dies while it tells is replaced within seconds; whoever does not answer waits for the next round. */
const telling = proxyActivities<CampaignActivities>({ ...options, retry: { ...retry, maximumAttempts: 3 } });

/** What the workflow holds. The recipients and what came of them are rows: a new run asks for those that are left. */
type Course = {
  input: CampaignInput;
  counts: Counts;
  paused: boolean;
  cancelled: boolean;
  clockMoved: boolean;
  /** How often those were tried who are being told now. */
  tries: number;
  /** Some did not answer in this round. */
  unanswered: boolean;
};

export async function campaign(input: CampaignInput): Promise<void> {
  const { tries = 0, paused = false, unanswered = false } = input;
  const counts = { recipients: 0, sent: 0, skipped: 0, failed: 0 };
  const course: Course = { input, counts, tries, paused, cancelled: false, clockMoved: false, unanswered };
  listen(course);
  if (!input.begun) await itsDay(course);
  if (!course.cancelled) course.counts = await begin.executeWithOptions({ summary: 'freeze who is to be told' }, [input.campaign]);
  while (!course.cancelled) {
    await tellAll(course);
    const pause = AGAIN[course.tries];
    if (!course.unanswered || pause === undefined || course.cancelled) break;
    await condition(() => course.cancelled, pause);
    course.tries += 1;
    course.unanswered = false;
  }
  await condition(() => !course.paused || course.cancelled);
  if (!course.cancelled) course.counts = await finish.executeWithOptions({ summary: 'count, and close' }, [input.campaign]);
  await condition(allHandlersFinished);
  showCampaign(input, course.counts, course.cancelled ? 'CANCELLED' : 'DONE');
}

/** Live: the instant of publication. On a test clock: when all its subscriptions have reached it; they take what is in store for that day by themselves. */
async function itsDay(course: Course): Promise<void> {
  const { campaign: id, publishedAt, clocked } = course.input;
  showCampaign(course.input, course.counts, 'SCHEDULED');
  const ahead = publishedAt - Date.now();
  if (!clocked) {
    if (ahead > 0) await condition(() => course.cancelled, ahead);
    return;
  }
  if (await clockIsThere.executeWithOptions({ summary: 'has the test clock come so far?' }, [id])) return;
  await condition(() => course.clockMoved || course.cancelled);
  if (course.cancelled) return;
  const arrived = clockArrives.executeWithOptions({ summary: 'until the test clock has come so far' }, [id]);
  await Promise.race([arrived, condition(() => course.cancelled)]);
}

/** One round: everybody who was tried so often, through a window of so many at a time. */
async function tellAll(course: Course): Promise<void> {
  const { campaign: id } = course.input;
  let waiting: Recipient[] = [];
  let after = '';
  let exhausted = false;
  let fetching: Promise<void> | undefined;
  const fetch = async (): Promise<void> => {
    waiting = await recipients.executeWithOptions({ summary: 'the next recipients' }, [{ campaign: id, tries: course.tries, after, limit: PAGE }]);
    after = waiting.at(-1)?.client ?? after;
    exhausted = waiting.length === 0;
    showCampaign(course.input, course.counts, course.paused ? 'PAUSED' : 'RUNNING');
    fetching = undefined;
  };
  const next = async (): Promise<Recipient | undefined> => {
    await condition(() => !course.paused || course.cancelled);
    while (waiting.length === 0 && !exhausted && !course.cancelled && !isLong()) await (fetching ??= fetch());
    return course.cancelled ? undefined : waiting.shift();
  };
  const lane = async (): Promise<void> => {
    for (let one = await next(); one; one = await next()) await tell(course, one);
  };
  await Promise.all(Array.from({ length: WINDOW }, lane));
  if (exhausted || course.cancelled) return;
  await condition(allHandlersFinished);
  await continueCampaign({ ...course.input, begun: true, tries: course.tries, paused: course.paused, unanswered: course.unanswered });
}

async function tell(course: Course, whom: Recipient): Promise<void> {
  const { counts, input } = course;
  try {
    const told = await telling.tell.executeWithOptions({ summary: `tell ${whom.subscription}` }, [{ campaign: input.campaign, ...whom }]);
    if (told === 'SENT') counts.sent += 1;
    else if (told === 'SKIPPED') counts.skipped += 1;
    else course.unanswered = true;
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    course.unanswered = true; // still waiting in its row: the next round asks again
  }
}

const isLong = (): boolean => workflowInfo().historyLength > LONGEST_RUN;

function listen(course: Course): void {
  const { campaign: id } = course.input;
  const controlled = async (what: Control): Promise<void> => {
    if (what === 'cancel') course.cancelled = true;
    else course.paused = what === 'pause';
    const [from, to] = TRANSITIONS[what];
    showCampaign(course.input, course.counts, to);
    await mark.executeWithOptions({ summary: what }, [{ campaign: id, from: [...from], to }]);
  };
  setHandler(progress, () => ({ ...course.counts, paused: course.paused }), { description: 'How many were told' });
  setHandler(clockMoves, () => void (course.clockMoved = true), { description: 'The test clock is on its way to this campaign' });
  setHandler(control, controlled, { description: 'Pauses, resumes or cancels' });
}

const TRANSITIONS = {
  pause: [['RUNNING'], 'PAUSED'],
  resume: [['PAUSED'], 'RUNNING'],
  cancel: [['SCHEDULED', 'RUNNING', 'PAUSED'], 'CANCELLED'],
} as const;

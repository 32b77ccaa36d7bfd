/** One subscription for as long as it lives: waits until the next duty is due or something happens, has it done, folds the facts, asks again. */
import { ApplicationFailure, allHandlersFinished, condition, setHandler, workflowInfo } from '@temporalio/workflow';
import { momentOf } from '../contract/calendar.ts';
import { nextDuty } from '../contract/contract.ts';
import type { Duty } from '../contract/duties.ts';
import { continueLife, show, summaryOf } from './console.ts';
import { type Item, Life } from './life.ts';
import { type CommandOutcome, type SubscriptionInput, clock, command, contractQuery, happened, outside, rest } from './messages.ts';

const LONGEST_RUN = 300;
const DAY = 86_400_000;

export async function subscription(input: SubscriptionInput): Promise<void> {
  const life = new Life(input);
  listen(life);
  for (;;) {
    const item = life.next();
    const duty = nextDuty(life.contract);
    if (item) await life.take(item);
    else if (duty && life.isDue()) await life.act(duty);
    else if (life.isTravelling && !life.isWatched) await life.travel(duty);
    else {
      await life.rest();
      if (life.inbox.length > 0 || life.isTravelling) continue;
      if (!duty && life.contract.deleted) return;
      if (isLong() || isLongSleep(life, duty)) await renew(life);
      if (life.inbox.length > 0 || life.restless) continue;
      await sleep(life, duty);
      continue;
    }
    if (isLong() && !life.isWatched && life.inbox.length === 0) await renew(life);
  }
}

/** Until the duty is due, or something stirs: a command, an event, the test clock. */
async function sleep(life: Life, duty: Duty | undefined): Promise<void> {
  show(life.contract, life.now());
  const stirred = (): boolean => life.restless;
  if (!duty || life.clocked) await condition(stirred);
  else if (duty.due > life.now()) await condition(stirred, duty.due - life.now(), { summary: summaryOf(duty) });
  life.restless = true;
}

const isLong = (): boolean => workflowInfo().historyLength > LONGEST_RUN;

/** Live: a sleep longer than a quarter of the term is slept in a fresh run, so that it weighs next to nothing. */
function isLongSleep({ clocked, contract }: Life, duty: Duty | undefined): boolean {
  if (clocked || workflowInfo().historyLength < 12) return false;
  return !duty || duty.due - Date.now() > ((contract.term.endsOn - contract.term.startsOn) / 4) * DAY;
}

/** Goes on in a fresh run once nobody waits for an answer; comes back if something came in meanwhile. */
async function renew(life: Life): Promise<void> {
  await condition(() => allHandlersFinished() || life.inbox.length > 0);
  if (life.inbox.length === 0) await continueLife(life.input());
}

/** The doors of the workflow: each puts something into the inbox, and answers once the loop has come to rest. */
function listen(life: Life): void {
  const settled = async (item: Item): Promise<Item> => {
    await condition(() => item.done);
    return item;
  };
  setHandler(contractQuery, () => life.contract, { description: 'The contract as this workflow holds it' });
  setHandler(outside, (event) => void life.push({ event, done: false, facts: [] }), { description: 'Something that happened outside' });
  setHandler(clock, (to) => life.aim(momentOf(to)), { description: 'Moves the test clock forward' });
  setHandler(rest, async () => void (await settled(life.push({ pause: true, done: false, facts: [] }))), {
    description: 'Returns when nothing is due any more at this instant',
  });
  setHandler(happened, async (event) => (await settled(life.push({ event, done: false, facts: [] }))).facts, {
    description: 'Something that happened outside, to be readable when this returns',
  });
  setHandler(command, async (request) => outcomeOf(await settled(life.push({ request, done: false, facts: [] }))), {
    description: 'A command: refused with its article, or answered with its facts',
    validator: (request) => {
      const refusal = life.refusalOf(request);
      if (refusal) throw refused(refusal);
    },
  });
}

const refused = (refusal: NonNullable<CommandOutcome['refusal']>): ApplicationFailure =>
  ApplicationFailure.create({ message: `${refusal.article}: ${refusal.because}`, type: 'Refused', nonRetryable: true, details: [refusal] });

/** S59: a choice that is refused, and told by a message of its own, is an accepted update that answers with the refusal. */
function outcomeOf({ facts, refusal }: Item): CommandOutcome {
  if (refusal) throw refused(refusal);
  const task = facts.find((one) => one.type === 'task.opened' && one.kind === 'FOUR_EYES');
  const decision = facts.some((one) => one.type === 'task.decided'); // whoever decides to refuse is not refused
  const declined = decision ? undefined : facts.find((one) => one.type === 'formula-choice.refused');
  if (declined?.type === 'formula-choice.refused')
    return {
      facts,
      refusal: {
        kind: 'refused',
        article: 'E8.1e',
        because: 'too-late',
        allowed: [{ command: 'choose-formula', from: declined.from, until: declined.until }],
      },
    };
  return { facts, ...(task?.type === 'task.opened' ? { task: task.task } : {}) };
}

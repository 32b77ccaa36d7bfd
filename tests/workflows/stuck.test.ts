/** A duty whose act is in the journal and leaves it due would be performed again and again: it waits instead, and an operator is told. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, momentOf } from '../../contract/calendar.ts';
import { fact } from '../../contract/clause.ts';
import { NOT_DISCHARGED } from '../../contract/contract.ts';
import type { Activities } from '../../activities/index.ts';
import { contractQuery } from '../../workflows/messages.ts';
import { begin, give } from './calls.ts';
import { type Ground, openGround } from './ground.ts';

const STUCK = 'invoice.remind';
let ground: Ground;
let performed = 0;
beforeAll(async () => {
  ground = await openGround({ spoil });
});
afterAll(() => ground.stop());

/** The reminder is committed as a fact that says nothing of it, as a rule with a fault would. */
function spoil({ perform, commit, ...others }: Activities): Activities {
  return {
    ...others,
    commit,
    perform: (asked) => {
      const { subscription, duty, at, clocked } = asked;
      if (duty.action !== STUCK) return perform(asked);
      performed += 1;
      const nothing = fact('notice.acknowledged', 'E11.1b', at, { notice: 'none' });
      return commit({ subscription, act: duty.id, facts: [nothing], at, clocked });
    },
  };
}

test('A10: the duty is deferred for longer each time, and ADMIN has a task at once; the life goes on', async () => {
  const handle = await begin(ground.client, ground.world, {
    number: 'G1',
    formula: 'yearly',
    at: '2027-01-04T09:30:00Z',
    until: '2027-01-28T12:00:00Z',
  });
  await expect.poll(() => ground.world.standsAt('G1'), { timeout: 20_000 }).toBe(momentOf('2027-01-28T12:00:00Z'));
  const contract = await handle.query(contractQuery);
  expect(contract.tasks).toMatchObject([{ kind: 'STUCK_DUTY', about: 'remind/T1/pre-due', dueOn: dayOf('2027-01-28') }]);
  const deferrals = ground.world.factsOf('G1').flatMap((one) => (one.type === 'duty.deferred' ? [one] : []));
  expect(deferrals[0]).toMatchObject({ deferred: 'remind/T1/pre-due', tries: 1, reason: NOT_DISCHARGED });
  const pauses = deferrals.map((one) => (momentOf(one.until) - momentOf(one.at)) / 60_000);
  expect(pauses.slice(0, 6)).toEqual([1, 4, 16, 64, 256, 360]);
  expect(performed).toBe(deferrals.length);
  expect(performed).toBeLessThan(12);
});

test('A10: tried again by decision, it waits once more, and is a task again', async () => {
  const handle = ground.client.workflow.getHandle('sub-G1');
  const [task] = (await handle.query(contractQuery)).tasks ?? [];
  const before = performed;
  await give(handle, { id: 'retry', role: 'ADMIN' }, 'decide', { task: task?.id ?? '', choice: 'RETRY', reason: 'text' });
  expect(performed).toBe(before + 1);
  const { tasks } = await handle.query(contractQuery);
  expect(tasks).toMatchObject([{ kind: 'STUCK_DUTY', about: 'remind/T1/pre-due' }]);
});

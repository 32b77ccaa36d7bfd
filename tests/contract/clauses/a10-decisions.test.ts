/** A10: decisions by people: who may take them, the second person, and what is refused. */
import { describe, expect, test } from 'vitest';
import { momentOf } from '../../../contract/calendar.ts';
import { isRefusal } from '../../../contract/clause.ts';
import type { Refusal } from '../../../contract/commands.ts';
import { type Consequences, consequencesOf, consequencesOfCommand } from '../../../contract/consequences.ts';
import { fold, open } from '../../../contract/contract.ts';
import type { Fact, TaskKind } from '../../../contract/facts.ts';
import { viewOf } from '../../../contract/view.ts';
import { when } from '../../scenarios/scenario.ts';
import { story } from './story.ts';

const TERMINATE = { ground: 'NON_PAYMENT', facts: 'text', channel: 'EMAIL' } as const;

describe('A10 four eyes', () => {
  test('A10: who could not give the command cannot agree to it either; a refused proposal is done, and the same can be proposed again', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.legal.asks('terminate-for-cause', TERMINATE));
    check.refused(await when.billing.decides('FOUR_EYES', 'APPROVE'), 'A10');
    check.done(await when.otherLegal.decides('FOUR_EYES', 'REFUSE'));
    check.refused(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'), 'A10');
    await check.messages({ TERMINATION_NOTICE: [] });
    check.done(await when.legal.asks('terminate-for-cause', TERMINATE));
    check.done(await when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
    await check.messages({ TERMINATION_NOTICE: ['2027-03-01'] });
  });
});

/** The open task of a kind on a contract that was reached by facts. */
async function taskAt(actors: ReturnType<typeof story>, kind: TaskKind) {
  const facts = await actors.check.facts();
  const [accepted, ...rest] = facts as [Fact, ...Fact[]];
  const contract = fold(open(accepted), rest);
  const task = contract.tasks?.find((one) => one.kind === kind);
  if (!task) throw new Error(`no ${kind} is open`);
  return { contract, task };
}
const known = (found: Consequences | Refusal): Consequences => {
  if (isRefusal(found)) throw new Error(found.because);
  return found;
};
const fieldsOf = ({ changes }: Consequences) => Object.fromEntries(changes.map(({ field, after }) => [field, after]));
const typesOf = (facts: Fact[]) => facts.map((one) => one.type);

describe('A10 consequences, shown before deciding', () => {
  test('A10: of a termination proposed, the end of access and no credit note; refused, nothing', async () => {
    const actors = story();
    await actors.given.baselineD();
    await actors.when.itIs('2027-03-01');
    await actors.when.legal.asks('terminate-for-cause', TERMINATE);
    const { contract, task } = await taskAt(actors, 'FOUR_EYES');
    const at = momentOf(when('2027-03-02'));
    const sealed = JSON.stringify(contract);
    const approved = known(consequencesOf(contract, task, 'APPROVE', at));
    expect(fieldsOf(approved)).toMatchObject({
      cessationOn: '2027-04-04',
      endCause: 'TERMINATED_BY_COMPANY',
      renewsOn: null,
      exportUntil: '2027-07-04',
    });
    expect(approved.foreseen.find((one) => one.type === 'subscription.ended')).toMatchObject({ cessationOn: '2027-04-04' });
    expect(typesOf(approved.foreseen)).not.toContain('credit-note.issued');
    const refused = known(consequencesOf(contract, task, 'REFUSE', at));
    expect([refused.changes, refused.foreseen]).toEqual([[], []]);
    expect(JSON.stringify(contract)).toBe(sealed);
    // and what was shown is what comes
    await actors.when.itIs('2027-03-02');
    await actors.when.otherLegal.decides('FOUR_EYES', 'APPROVE');
    await actors.check.view({ cessationOn: '2027-04-04' });
  });

  test('A10, S39: of a contested termination given in to, C, the credit note and its refund', async () => {
    const actors = story();
    await actors.given.baselineA();
    await actors.when.itIs('2027-04-26');
    await actors.when.client.asks('notify-breach', { clause: '4.3', facts: 'text', evidence: 'text', channel: 'EMAIL' });
    await actors.when.itIs('2027-05-20');
    await actors.when.legal.asks('declare-cured', { evidence: 'text' });
    await actors.when.itIs('2027-05-31');
    await actors.when.client.asks('terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' });
    const { contract, task } = await taskAt(actors, 'CONTESTED_TERMINATION');
    const at = momentOf(when('2027-05-31'));
    const given = known(consequencesOf(contract, task, 'GIVE_IN', at));
    expect(fieldsOf(given)).toMatchObject({ cessationOn: '2027-07-03', endCause: 'TERMINATED_BY_CLIENT' });
    expect(given.foreseen.find((one) => one.type === 'credit-note.issued')).toMatchObject({ grossCents: 35_570, refundBy: '2027-08-02' });
    expect(typesOf(given.avoided)).toEqual(['renewal.announced']);
    const maintained = known(consequencesOf(contract, task, 'MAINTAIN_CURED', at));
    expect(fieldsOf(maintained)).toMatchObject({ terminationNotice: null });
    expect(typesOf(maintained.foreseen)).not.toContain('subscription.ended');
  });

  test.each`
    by          | at              | endsOn          | avoids
    ${'client'} | ${'2027-10-03'} | ${'2028-01-03'} | ${['term.renewed']}
    ${'legal'}  | ${'2027-10-03'} | ${'2028-01-03'} | ${['term.renewed']}
    ${'client'} | ${'2027-10-04'} | ${undefined}    | ${[]}
  `('A10: of a denunciation by $by on $at, C $endsOn and the renewal avoided', async ({ by, at, endsOn, avoids }) => {
    const actors = story();
    await actors.given.baselineA();
    await actors.when.itIs(at);
    const [accepted, ...rest] = (await actors.check.facts()) as [Fact, ...Fact[]];
    const contract = fold(open(accepted), rest);
    const role = by === 'client' ? ('CLIENT_ADMIN' as const) : ('LEGAL' as const);
    const found = known(consequencesOfCommand(contract, { type: 'denounce', by: { person: 'x', role }, input: {} }, momentOf(when(at))));
    expect(fieldsOf(found).cessationOn).toBe(endsOn);
    expect(typesOf(found.avoided).filter((type) => type === 'term.renewed')).toEqual(avoids);
  });

  test('A10: what cannot be chosen now says why', async () => {
    const actors = story();
    await actors.given.baselineD();
    await actors.when.itIs('2027-03-01');
    await actors.when.legal.asks('terminate-for-cause', TERMINATE);
    const { contract, task } = await taskAt(actors, 'FOUR_EYES');
    await actors.when.pays(70_560, '2027-03-01 13:00');
    const paid = fold(
      contract,
      (await actors.check.facts()).filter((one) => one.type === 'payment.recorded'),
    );
    expect(consequencesOf(paid, task, 'APPROVE', momentOf(when('2027-03-02')))).toMatchObject({ kind: 'refused', article: 'E8.2-i' });
  });
});

describe('A10 deadlines', () => {
  test('A10: those who decide are reminded on the last day, and once more when it is late; nothing else follows', async () => {
    const { given, when: steps, check } = story();
    await given.baselineD();
    await steps.itIs('2027-03-01'); // Monday: five working days end on Saturday the 6th
    await steps.legal.asks('terminate-for-cause', TERMINATE);
    await steps.itIs('2027-03-20');
    const reminders = (await check.facts()).flatMap((one) => (one.type === 'task.reminded' ? [`${one.step} ${one.at}`] : []));
    expect(reminders).toEqual(['LAST_DAY 2027-03-06T07:00:00.000Z', 'OVERDUE 2027-03-07T07:00:00.000Z']);
    await check.messages({ TERMINATION_NOTICE: [] });
    await check.tasks('FOUR_EYES', ['2027-03-01']);
  });

  test('A10: decided in time, nobody is reminded; a task opened on its last day is reminded only when it is late', async () => {
    const { given, when: steps, check } = story();
    await given.baselineA();
    await steps.itIs('2027-09-01');
    await steps.client.asks('denounce', {});
    await steps.itIs('2028-01-03 10:00');
    await steps.client.asks('withdraw-denunciation', {});
    await steps.itIs('2028-01-03 20:00');
    await steps.legal.decides('DENUNCIATION_WITHDRAWAL', 'REFUSE');
    await steps.itIs('2028-02-01');
    expect((await check.facts()).filter((one) => one.type === 'task.reminded')).toEqual([]);
  });

  test('A10: the client does not see that the Company is to decide', async () => {
    const actors = story();
    await actors.given.baselineD();
    await actors.when.itIs('2027-03-01');
    await actors.when.legal.asks('terminate-for-cause', TERMINATE);
    await actors.when.itIs('2027-03-06 22:00');
    const { contract } = await taskAt(actors, 'FOUR_EYES');
    const at = momentOf(when('2027-03-06 22:00'));
    expect(viewOf(contract, at).next?.duty).toContain('task-remind');
    expect(viewOf(contract, at, { inside: false }).next?.duty).not.toContain('task');
  });
});

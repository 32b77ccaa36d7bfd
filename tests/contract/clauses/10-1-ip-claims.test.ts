/** CGUV 10.1: claims on intellectual property: filed, checked, decided; and what each option leads to. */
import { describe, expect, test } from 'vitest';
import { YEARLY } from '../../scenarios/scenario.ts';
import { refuse } from '../../../contract/clause.ts';
import { fold } from '../../../contract/contract.ts';
import { contractAt, story } from './story.ts';

const stop = { option: 'STOP', reason: 'text' } as const;

/** LEGAL proposes an option and a second person agrees. */
async function exercise(
  { when, check }: ReturnType<typeof story>,
  input: { option: 'SECURE' | 'REPLACE' | 'MODIFY' | 'STOP'; cessationOn?: string; claim?: string },
) {
  const proposed = await when.legal.asks('exercise-ip-option', { reason: 'text', ...input });
  if (proposed.refused) return proposed;
  expect(proposed.task).toBeDefined();
  check.refused(await when.legal.decides('FOUR_EYES', 'APPROVE'), 'E10.1b');
  return when.otherLegal.decides('FOUR_EYES', 'APPROVE');
}

describe('E10.1a the claim', () => {
  test('10.1: filed with the time of notice; LEGAL gets a task and keeps the checklist', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09 15:00');
    check.done(await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text', receivedOn: '2027-06-07' }));
    await check.tasks('IP_CLAIM', ['2027-06-09']);
    check.done(await when.legal.asks('check-ip-claim', { duties: { NOTIFIED: true, CONTROL_GIVEN: true }, reason: 'text' }));
    check.done(await when.legal.asks('check-ip-claim', { claim: 'ipc_1', duties: { ASSISTED: false }, reason: 'text' }));
    await check.view({
      ipClaims: [
        {
          ...{ claim: 'ipc_1', openedAt: '2027-06-09T13:00:00.000Z', receivedOn: '2027-06-07', outcome: null },
          duties: { NOTIFIED: true, CONTROL_GIVEN: true, ASSISTED: false },
        },
      ],
    });
    check.refused(await when.legal.asks('check-ip-claim', { claim: 'ipc_2', duties: {}, reason: 'text' }), 'E10.1a');
  });

  test.each`
    received        | article      | because
    ${'2027-06-08'} | ${undefined} | ${'the day before'}
    ${'2027-06-09'} | ${undefined} | ${'the day itself'}
    ${'2027-06-10'} | ${'E10.1a'}  | ${'it cannot have come tomorrow'}
  `('10.1: filed on 2027-06-09 as received on $received: $article: $because', async ({ received, article }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const answer = await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text', receivedOn: received });
    expect(answer.refused?.article).toBe(article);
  });

  test.each`
    outcome       | missing  | article      | because
    ${'DEFENDED'} | ${false} | ${undefined} | ${'the claim was fought off'}
    ${'SETTLED'}  | ${false} | ${undefined} | ${'settlement included'}
    ${'RELEASED'} | ${false} | ${'E10.1a'}  | ${'nothing that the client owed is missing'}
    ${'RELEASED'} | ${true}  | ${undefined} | ${'the client did not do its part'}
  `('10.1: closed as $outcome with something missing $missing: $article: $because', async ({ outcome, missing, article }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text' });
    check.done(await when.legal.asks('check-ip-claim', { duties: { NOTIFIED: !missing }, reason: 'text' }));
    const answer = await when.legal.decides('IP_CLAIM', outcome);
    expect(answer.refused?.article).toBe(article);
    await check.view({ ipClaims: [expect.objectContaining({ outcome: article ? null : outcome })] });
  });

  test('10.1: the duty to defend outlives the subscription', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text' });
    await when.itIs('2028-01-10');
    await check.state('ENDED');
    check.done(await when.legal.decides('IP_CLAIM', 'DEFENDED'));
  });
});

describe('E10.1b the options', () => {
  test.each(['SECURE', 'REPLACE', 'MODIFY'] as const)('10.1: %s leaves term, price and state as they are', async (option) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-09');
    check.done(await exercise(actors, { option }));
    await check.view({ state: 'ACTIVE', cessationOn: null, renewsOn: '2028-01-04' });
    await check.messages({ TERMINATION_NOTICE: [] });
  });

  test.each`
    on              | cessation       | article      | because
    ${'2027-06-22'} | ${null}         | ${'E10.1b'}  | ${'a day that is past'}
    ${'2027-06-23'} | ${'2027-06-23'} | ${undefined} | ${'today, without the thirty days'}
    ${undefined}    | ${'2027-06-23'} | ${undefined} | ${'today where no day is chosen'}
    ${'2027-06-30'} | ${'2027-06-30'} | ${undefined} | ${'a day ahead'}
    ${'2028-01-03'} | ${'2028-01-03'} | ${undefined} | ${'the last day of the term'}
    ${'2028-01-04'} | ${null}         | ${'E10.1b'}  | ${'beyond the running term'}
  `('10.1 (d): decided on 2027-06-23 for $on: C = $cessation: $because', async ({ on, cessation, article }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-23');
    const answer = await exercise(actors, { option: 'STOP', ...(on ? { cessationOn: on } : {}) });
    expect(answer.refused?.article).toBe(article);
    await check.view({ cessationOn: cessation, endCause: cessation && 'IP_OPTION', renewsOn: cessation ? null : '2028-01-04' });
    await check.messages({ TERMINATION_NOTICE: cessation ? ['2027-06-23'] : [] });
  });

  test('10.1 (d): S43: the sum of 8.2 (b), paid back, and the data', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-30');
    check.done(await exercise(actors, { option: 'STOP', cessationOn: '2027-06-30' }));
    await check.says('TERMINATION_NOTICE', { ground: 'IP_OPTION', cessationOn: '2027-06-30' });
    await when.theDayEnds('2027-06-30');
    await check.state('ACTIVE');
    await when.itIs('2027-07-01 00:00');
    await check.view({ state: 'ENDED', endCause: 'IP_OPTION', exportUntil: '2027-09-30' });
    await check.documents('A', [{ netCents: 30_125, vatCents: 6_025, grossCents: 36_150 }]);
    await when.theDayEnds('2027-07-29');
    await check.messages({ REFUND_ISSUED: [] });
    await when.theDayEnds('2027-07-30');
    await check.messages({ REFUND_ISSUED: ['2027-07-30'] });
  });

  test('10.1 (d): what is unpaid is set off first', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineD();
    await when.itIs('2027-06-30');
    check.done(await exercise(actors, { option: 'STOP' }));
    await when.itIs('2027-07-05');
    await check.documents('A', [{ grossCents: 36_150 }]);
    const [credit] = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one] : []));
    expect(credit).toMatchObject({ refundCents: 0, allocations: [{ document: 'T1', cents: 36_150 }] });
  });

  test('10.1 (d): instalments not yet invoiced lapse, and count as credited first', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA({}, [{ ...YEARLY, instalments: 2 }]);
    await when.itIs('2027-06-30');
    check.done(await exercise(actors, { option: 'STOP' }));
    await when.itIs('2027-08-01');
    await check.documents('F', [{ grossCents: 35_280 }]); // the second would have come on 4 July
    await check.documents('A', [{ netCents: 725, grossCents: 870 }]); // 30125 − 29400
  });

  test.each`
    other                    | article      | because
    ${'denounced'}           | ${undefined} | ${'E is later than the chosen day'}
    ${'terminated the 30th'} | ${'E10.1b'}  | ${'it ends that day already'}
  `('10.1 (d): $other beside it: $article: $because', async ({ other, article }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-05-26'); // received on the 29th: C = 28 June
    if (other === 'denounced') check.done(await when.client.asks('denounce', {}));
    else check.done(await when.theyTerminate('DECLARATIONS'));
    await when.itIs('2027-06-20');
    const answer = await exercise(actors, { option: 'STOP', cessationOn: '2027-06-30' });
    expect(answer.refused?.article).toBe(article);
    await check.view({ cessationOn: article ? '2027-06-28' : '2027-06-30', endCause: article ? 'TERMINATED_BY_COMPANY' : 'IP_OPTION' });
  });

  test('10.1 (d): its notice comes back: it goes by letter, and C stays', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-20');
    await exercise(actors, { option: 'STOP', cessationOn: '2027-06-30' });
    await given.outside({ type: 'bounce', at: '2027-06-21 10:00' });
    await when.theDayEnds('2027-06-21');
    await check.messages({ TERMINATION_NOTICE: ['2027-06-20', '2027-06-21'] });
    await check.says('TERMINATION_NOTICE', { ground: 'IP_OPTION', cessationOn: '2027-06-30' });
    await check.view({ cessationOn: '2027-06-30' });
  });

  test('10.1: an option for a claim that is not on file is refused, and once stopped nothing is stopped again', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-20');
    check.refused(await when.legal.asks('exercise-ip-option', { ...stop, claim: 'ipc_9' }), 'E10.1b');
    check.done(await exercise(actors, { option: 'STOP', cessationOn: '2027-06-30' }));
    check.refused(await when.legal.asks('exercise-ip-option', { ...stop, cessationOn: '2027-06-30' }), 'E10.1b');
    check.refused(await when.client.asks('denounce', {}), 'E8.1d');
  });
});

describe('E10.1 what is kept, and why an option is refused', () => {
  test('10.1: a claim is filed with its words; the checklist, the option and the outcome under their articles', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const filed = await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'the letter' });
    expect(filed.facts).toMatchObject([
      { type: 'ip-claim.opened', article: 'E10.1a', claim: 'ipc_1', receivedOn: '2027-06-09', text: 'the letter', by: { role: 'CLIENT_ADMIN' } },
      { type: 'task.opened', article: 'E10.1a', kind: 'IP_CLAIM', about: 'ipc_1' },
    ]);
    await when.client.asks('open-ip-claim', { claim: 'ipc_2', text: 'another' });
    const checked = await when.legal.asks('check-ip-claim', { claim: 'ipc_2', duties: { NOTIFIED: true }, reason: 'the reason' });
    expect(checked.facts).toMatchObject([
      { type: 'ip-claim.checked', article: 'E10.1a', claim: 'ipc_2', duties: { NOTIFIED: true }, reason: 'the reason' },
    ]);
    const closed = await when.legal.decides('IP_CLAIM', 'DEFENDED');
    expect(closed.facts.at(-1)).toMatchObject({ type: 'ip-claim.closed', article: 'E10.1a', claim: 'ipc_1', outcome: 'DEFENDED' });
    const next = await when.legal.asks('check-ip-claim', { duties: {}, reason: 'text' });
    expect(next.facts).toMatchObject([{ claim: 'ipc_2' }]); // the first one that is open
    const before = await contractAt(check);
    expect(fold(before, filed.facts).ipClaims).toEqual(before.ipClaims); // told twice
    expect(before.ipClaims).toMatchObject([
      { id: 'ipc_1', outcome: 'DEFENDED' },
      { id: 'ipc_2', duties: { NOTIFIED: true } },
    ]);
  });

  test('10.1: an option for a claim, with its reason; only a stop ends the subscription', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    await when.itIs('2027-06-09');
    await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text' });
    const replaced = await exercise(actors, { option: 'REPLACE', claim: 'ipc_1' });
    const kept = { type: 'ip-option.exercised', article: 'E10.1b', claim: 'ipc_1', reason: 'text' };
    expect(replaced.facts.at(-1)).toMatchObject({ ...kept, option: 'REPLACE', cessationOn: null, notice: null });
    const stopped = await exercise(actors, { option: 'STOP', claim: 'ipc_1', cessationOn: '2027-06-30' });
    const notice = 'termination/company/2027-06-09';
    expect(stopped.facts).toMatchObject([
      { type: 'task.decided' },
      { ...kept, option: 'STOP', cessationOn: '2027-06-30', notice, by: { role: 'LEGAL' } },
      { type: 'notice.decided', article: 'E10.1b', notice, about: { ground: 'IP_OPTION', cessationOn: '2027-06-30', facts: 'text' } },
      { type: 'notice.sent' },
    ]);
    await check.view({ cessationOn: '2027-06-30' });
  });

  const offer = [{ command: 'exercise-ip-option' as const, from: '2027-06-23', until: '2028-01-03' }];
  test.each`
    what                                             | refusal
    ${{ option: 'STOP', cessationOn: '2027-06-22' }} | ${refuse('E10.1b', 'day-is-past', offer)}
    ${{ option: 'STOP', cessationOn: '2028-01-04' }} | ${refuse('E10.1b', 'beyond-the-term', offer, { endsOn: '2028-01-03' })}
    ${{ option: 'SECURE', claim: 'ipc_9' }}          | ${refuse('E10.1b', 'no-claim')}
  `('10.1 (d): $what.option on $what.cessationOn for $what.claim: $refusal.because', async ({ what, refusal }) => {
    const actors = story();
    await actors.given.baselineA();
    await actors.when.itIs('2027-06-23');
    expect((await exercise(actors, what)).refused).toEqual(refusal);
  });

  test('10.1: what cannot be filed, checked, released or stopped says why', async () => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineA();
    await when.itIs('2027-06-23');
    const filed = async (receivedOn: string) => (await when.client.asks('open-ip-claim', { claim: 'ipc_1', text: 'text', receivedOn })).refused;
    expect(await filed('2027-06-24')).toEqual(refuse('E10.1a', 'received-in-the-future'));
    expect((await when.legal.asks('check-ip-claim', { duties: {}, reason: 'text' })).refused).toEqual(refuse('E10.1a', 'no-claim'));
    expect(await filed('2027-06-23')).toBeUndefined();
    expect((await when.legal.decides('IP_CLAIM', 'RELEASED')).refused).toEqual(refuse('E10.1a', 'nothing-missing', [{ command: 'check-ip-claim' }]));
    await exercise(actors, { option: 'STOP', cessationOn: '2027-06-30' });
    const again = await when.legal.asks('exercise-ip-option', { ...stop, cessationOn: '2027-06-30' });
    expect(again.refused).toEqual(refuse('E10.1b', 'already-ending'));
    await when.itIs('2027-07-05');
    expect((await when.legal.asks('exercise-ip-option', stop)).refused).toEqual(refuse('E10.1b', 'not-running'));
  });
});

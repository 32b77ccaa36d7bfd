/** CGUV 8.1 (e), 11.9: why a choice of formula, its cancelling, or new terms are refused, and what is possible instead. */
import { describe, expect, test } from 'vitest';
import { MONTHLY } from '../../scenarios/scenario.ts';
import { story } from './story.ts';

const monthly = { formula: { code: 'monthly', months: 1 } };
const yearly = { formula: { code: 'yearly', months: 12 } };
const at = async (instant: string) => {
  const actors = story();
  await actors.given.baselineA();
  await actors.when.itIs(instant);
  return actors;
};

describe('E8.1e refused', () => {
  test('8.1 (e): of the same duration, with that duration; nothing to cancel, with the last day to choose', async () => {
    const { when } = await at('2027-09-01');
    expect((await when.client.asks('choose-formula', yearly)).refused).toMatchObject({ because: 'same-duration', values: { months: 12 } });
    expect((await when.client.asks('cancel-formula-choice', {})).refused).toMatchObject({
      because: 'nothing-chosen',
      allowed: [{ command: 'choose-formula', until: '2028-01-02' }],
    });
    expect((await when.client.asks('choose-formula', monthly)).facts).toMatchObject([{ from: '2028-01-04', replacesDenunciation: false }]);
    await when.itIs('2028-01-03');
    expect((await when.client.asks('cancel-formula-choice', {})).refused).toMatchObject({ because: 'too-late', values: { lastDay: '2028-01-02' } });
  });

  test('8.1 (e): after a denunciation of the Company', async () => {
    const { when } = await at('2027-09-01');
    await when.legal.asks('denounce', {});
    for (const replacesDenunciation of [false, true])
      expect((await when.client.asks('choose-formula', { ...monthly, replacesDenunciation })).refused?.because).toBe('company-denounced');
  });

  test.each`
    chosen                | facts                                                                         | cessation       | why
    ${'2027-10-03 23:59'} | ${[{ type: 'formula.chosen', replacesDenunciation: true }]}                   | ${null}         | ${'the last day on which it could be withdrawn'}
    ${'2027-10-04 00:00'} | ${[{ type: 'task.opened', article: 'E8.1e', dueOn: '2028-01-03' }]}           | ${'2028-01-03'} | ${'after it only if LEGAL accepts'}
    ${'2028-01-02 23:59'} | ${[{ kind: 'DENUNCIATION_WITHDRAWAL', command: { type: 'choose-formula' } }]} | ${'2028-01-03'} | ${'until the last moment to choose'}
    ${'2028-01-03 00:00'} | ${[{ type: 'formula-choice.refused' }]}                                       | ${'2028-01-03'} | ${'on E no formula is chosen'}
  `('8.1 (e): a choice that replaces the own denunciation at $chosen: $why', async ({ chosen, facts, cessation }) => {
    const { when, check } = await at('2027-09-01');
    await when.client.asks('denounce', {});
    expect((await when.client.asks('choose-formula', monthly)).refused).toMatchObject({
      because: 'own-denunciation-pending',
      allowed: [{ command: 'choose-formula', until: '2028-01-02' }],
    });
    await when.itIs(chosen);
    expect((await when.client.asks('choose-formula', { ...monthly, replacesDenunciation: true })).facts).toMatchObject(facts);
    await check.view({ cessationOn: cessation });
  });

  test.each`
    choice      | renewed                                          | because
    ${'ACCEPT'} | ${{ state: 'ACTIVE', renewsOn: '2028-02-04' }}   | ${'the choice was in time, though LEGAL accepts on E: monthly from 2028-01-04'}
    ${'REFUSE'} | ${{ state: 'ENDED', cessationOn: '2028-01-03' }} | ${'the denunciation stands'}
    ${null}     | ${{ state: 'ENDED', cessationOn: '2028-01-03' }} | ${'silence accepts nothing'}
  `('8.1 (e): chosen on the last day instead of leaving, decided $choice on E: $because', async ({ choice, renewed }) => {
    const { when, check } = await at('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs('2028-01-02 18:00');
    check.done(await when.client.asks('choose-formula', { ...monthly, replacesDenunciation: true }));
    expect((await when.client.asks('choose-formula', { ...monthly, replacesDenunciation: true })).refused?.because).toBe('already-asked');
    await when.itIs('2028-01-03 15:00');
    if (choice) check.done(await when.legal.decides('DENUNCIATION_WITHDRAWAL', choice));
    await when.itIs('2028-01-04 12:00');
    await check.view(renewed);
  });

  test('8.1 (e), 8.2: under a termination, after a free exit, and after the end', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    expect((await when.client.asks('choose-formula', monthly)).refused?.because).toBe('already-ending');
    await when.itIs('2027-04-04');
    expect((await when.client.asks('choose-formula', monthly)).refused?.because).toBe('not-running');
    const left = story();
    await left.given.baselineM();
    await left.when.itIs('2027-04-10');
    await left.when.client.asks('free-exit', {});
    expect((await left.when.client.asks('choose-formula', yearly)).refused?.because).toBe('already-ending');
  });

  test.each`
    choice      | facts
    ${'ACCEPT'} | ${[{ type: 'formula.chosen', from: '2028-01-04', replacesDenunciation: false }]}
    ${'REFUSE'} | ${[{ type: 'formula-choice.refused', until: '2029-01-02', nextOn: '2029-01-04' }]}
  `('8.1 (e): asked on E where BILLING decides, it decides $choice: $facts', async ({ choice, facts }) => {
    const { given, when } = story();
    await given.baselineA({ parameters: { 'formulaChange.lateRequest': 'ASK_BILLING' } }, [{ ...MONTHLY, formula: 'yearly', months: 12 }, MONTHLY]);
    await when.itIs('2028-01-03 10:00');
    await when.client.asks('choose-formula', monthly);
    expect((await when.billing.decides('LATE_FORMULA_CHOICE', choice)).facts.filter((one) => one.type.startsWith('formula'))).toMatchObject(facts);
  });

  test('8.1 (e): a choice that replaces nothing leaves a late denunciation standing', async () => {
    const { when, check } = await at('2027-09-01');
    await when.client.asks('choose-formula', monthly);
    await when.itIs('2027-10-10');
    await when.client.asks('denounce', {});
    await check.view({ denunciation: expect.objectContaining({ term: 2 }) });
  });
});

describe('E11.9a new terms', () => {
  test('11.9: accepted once, and not after the end', async () => {
    const { given, when, check } = story();
    await given.baselineM();
    const terms = (termsVersion: string) => ({ termsVersion, parameters: {}, evidence: 'text' });
    expect((await when.client.asks('accept-terms', terms('1'))).refused).toMatchObject({ article: 'E11.9a', because: 'already-accepted' });
    check.done(await when.client.asks('accept-terms', terms('2')));
    expect((await when.client.asks('accept-terms', terms('2'))).refused?.because).toBe('already-accepted');
    await when.client.asks('denounce', {});
    await when.itIs('2027-04-01');
    expect((await when.client.asks('accept-terms', terms('3'))).refused).toMatchObject({ article: 'E11.9a', because: 'not-running' });
  });
});

test('8.1 (e): before the term begins a formula can be chosen for its end already', async () => {
  const { given, when, check } = story();
  await given.baselineA({ startsOn: '2027-02-01' });
  await check.view({ state: 'PENDING', formulaChoiceUntil: '2028-01-30' });
  expect((await when.client.asks('choose-formula', monthly)).facts).toMatchObject([{ type: 'formula.chosen', from: '2028-02-01' }]);
  await when.itIs('2028-02-01 12:00');
  await check.view({ renewsOn: '2028-03-01' });
});

/** CGUV 8.6: the data is handed back until three months after C, destroyed the day after, and what the law keeps is purged on its day. */
import { describe, expect, test } from 'vitest';
import { addMonths, civilOf, dayOf, instantOf, partsOf } from '../../../contract/calendar.ts';
import { fact, isRefusal, refuse } from '../../../contract/clause.ts';
import { decideAlone, duties, fold, fulfil } from '../../../contract/contract.ts';
import { exportUntil } from '../../../contract/ending.ts';
import { retention } from '../../../contract/retention.ts';
import { exportAvailableUntil } from '../../../contract/reversibility.ts';
import type { Contract, Export, Receivable } from '../../../contract/state.ts';
import type { Actors } from '../../scenarios/scenario.ts';
import { contractAt, contractOf, story } from './story.ts';

/** Baseline A denounced: C = 2028-01-03, X = 2028-04-03. */
async function ended({ given, when }: Actors): Promise<void> {
  await given.baselineA();
  await when.itIs('2027-10-03');
  await when.client.asks('denounce', {});
  await when.itIs('2028-01-04');
}

describe('E8.6a the export', () => {
  test.each`
    cessation       | until
    ${'2028-01-03'} | ${'2028-04-03'}
    ${'2027-11-30'} | ${'2028-02-29'}
    ${'2026-11-30'} | ${'2027-02-28'}
    ${'2027-08-31'} | ${'2027-11-30'}
    ${'2028-02-29'} | ${'2028-05-29'}
  `('8.6 (a): C = $cessation, the data can be asked for until $until', ({ cessation, until }) => {
    expect(civilOf(exportUntil(contractOf(), dayOf(cessation)))).toBe(until);
  });

  test.each`
    at                    | done
    ${'2027-06-01 12:00'} | ${true}
    ${'2028-01-03 23:59'} | ${true}
    ${'2028-04-03 23:59'} | ${true}
    ${'2028-04-04 00:00'} | ${false}
  `('8.6 (a): asked for at $at, possible $done', async ({ at, done }) => {
    const actors = story();
    const { given, when, check } = actors;
    await given.baselineA();
    if (dayOf(at.slice(0, 10)) > dayOf('2027-10-03')) {
      await when.itIs('2027-10-03');
      await when.client.asks('denounce', {});
    }
    await when.itIs(at);
    const answer = await when.client.asks('request-export', { export: 'exp_1' });
    if (done) check.done(answer);
    else check.refused(answer, 'E8.6a');
  });

  test.each`
    asked           | reminded
    ${null}         | ${['2028-03-04', '2028-03-27']}
    ${'2028-03-10'} | ${['2028-03-04']}
    ${'2028-02-01'} | ${[]}
    ${'2027-12-01'} | ${['2028-03-04', '2028-03-27']}
  `('8.6 (a): asked for on $asked, reminded $reminded', async ({ asked, reminded }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-10-03');
    await when.client.asks('denounce', {});
    if (asked) {
      await when.itIs(asked);
      check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    }
    await when.itIs('2028-04-03');
    await check.messages({ REVERSIBILITY_REMINDER: reminded });
  });
});

describe('E8.6b destruction', () => {
  test.each`
    asked           | confirmed       | destroyed       | because
    ${null}         | ${null}         | ${'2028-04-04'} | ${'nothing asked: X + 1'}
    ${'2027-12-01'} | ${'2027-12-02'} | ${'2028-04-04'} | ${'an export made before C does not use up the right'}
    ${'2028-01-03'} | ${'2028-01-10'} | ${'2028-04-04'} | ${'nor does one made on C, the last day of the relationship'}
    ${'2028-01-10'} | ${null}         | ${'2028-04-04'} | ${'delivery + 30 days is before X'}
    ${'2028-03-04'} | ${null}         | ${'2028-04-04'} | ${'delivery + 30 days is X'}
    ${'2028-03-05'} | ${null}         | ${'2028-04-05'} | ${'delivery + 30 days is after X'}
    ${'2028-04-03'} | ${null}         | ${'2028-05-04'} | ${'asked on the last day'}
    ${'2028-01-10'} | ${'2028-01-20'} | ${'2028-01-21'} | ${'confirmed: the day after'}
  `('8.6 (b): asked $asked, confirmed $confirmed, destroyed on $destroyed: $because', async ({ asked, confirmed, destroyed }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-10-03');
    await when.client.asks('denounce', {});
    for (const [day, ask] of [
      [asked, () => when.client.asks('request-export', { export: 'exp_1' })],
      [confirmed, () => when.client.asks('confirm-export', { export: 'exp_1' })],
    ] as const) {
      if (!day) continue;
      await when.itIs(day);
      check.done(await ask());
    }
    await when.theDayEnds(civilOf(dayOf(destroyed) - 1));
    await check.state('ENDED');
    await when.itIs(`${destroyed} 00:00`);
    await check.state('DELETED');
  });

  test('8.6 (b): no destruction before a delivery, however long it takes', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await ended(actors);
    await when.itIs('2028-04-01');
    await given.outside({ type: 'export-delay', at: '2028-04-01', data: { days: 40 } });
    await when.client.asks('request-export', { export: 'exp_1' });
    await when.itIs('2028-05-10 12:00');
    await check.view({ state: 'ENDED', destructionOn: null });
    await when.theDayEnds('2028-05-11');
    await check.view({ destructionOn: '2028-06-11' });
    await when.theDayEnds('2028-06-10');
    await check.state('ENDED');
    await when.itIs('2028-06-11 00:00');
    await check.state('DELETED');
  });
});

describe('E8.6b a defective export', () => {
  test.each`
    again                 | done     | state        | destroyed       | because
    ${'2028-04-04 00:00'} | ${true}  | ${'ENDED'}   | ${'2028-05-05'} | ${'after X, while the first delivery is verified'}
    ${'2028-04-19 23:59'} | ${true}  | ${'ENDED'}   | ${'2028-05-20'} | ${'the last minute of its thirty days'}
    ${'2028-04-20 00:00'} | ${false} | ${'DELETED'} | ${'2028-04-20'} | ${'they are over'}
  `('8.6 (b): delivered 2028-03-20, asked again at $again, possible $done, destroyed $destroyed: $because', async (row) => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    await when.itIs('2028-03-20');
    check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    await when.itIs(row.again);
    await check.state(row.state);
    const answer = await when.client.asks('request-export', { export: 'exp_2' });
    if (row.done) check.done(answer);
    else check.refused(answer, 'E8.6a');
    await when.theDayEnds(civilOf(dayOf(row.destroyed) - 1));
    if (row.done) await check.state('ENDED');
    await when.itIs(`${row.destroyed} 00:00`);
    await check.state('DELETED');
  });

  test('8.6 (b): asked again after X, nothing is destroyed before the new delivery, and a confirmation ends it the day after', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await ended(actors);
    await when.itIs('2028-03-20');
    check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    await when.itIs('2028-04-10');
    await given.outside({ type: 'export-delay', at: '2028-04-10', data: { days: 20 } });
    check.done(await when.client.asks('request-export', { export: 'exp_2' }));
    check.refused(await when.client.asks('request-export', { export: 'exp_3' }), 'E8.6a');
    await when.itIs('2028-04-25');
    await check.view({ state: 'ENDED', destructionOn: null });
    await when.itIs('2028-05-02');
    await check.view({ state: 'ENDED', destructionOn: '2028-05-31' });
    check.done(await when.client.asks('confirm-export', { export: 'exp_2' }));
    await when.theDayEnds('2028-05-02');
    await check.state('ENDED');
    await when.itIs('2028-05-03 00:00');
    await check.state('DELETED');
  });
});

describe('E8.5 survival', () => {
  test('8.5: confidentiality lasts five years from C, other articles as long as their rights; before the end there is no register', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await check.view({ survival: null });
    await when.itIs('2027-04-04');
    const register = expect.arrayContaining([
      { article: '7', until: '2032-04-03' },
      { article: '11.3', until: '2028-04-03' },
      { article: '9', until: null },
    ]);
    await check.view({ survival: register });
    await when.itIs('2027-07-04');
    await check.view({ state: 'DELETED', survival: register });
  });
});

describe('E8.6c retention', () => {
  test.each`
    cessation       | lastDocument    | evidence        | accounts
    ${'2027-04-03'} | ${'2027-02-03'} | ${'2032-04-03'} | ${'2037-12-31'}
    ${'2028-01-03'} | ${'2027-12-31'} | ${'2033-01-03'} | ${'2037-12-31'}
    ${'2028-01-03'} | ${'2028-01-01'} | ${'2033-01-03'} | ${'2038-12-31'}
    ${'2028-02-29'} | ${'2028-02-29'} | ${'2033-02-28'} | ${'2038-12-31'}
  `(
    '8.6 (c): C = $cessation, last document $lastDocument: evidence to $evidence, accounts to $accounts',
    ({ cessation, lastDocument, evidence, accounts }) => {
      const contract = contractOf();
      const ending = { on: dayOf(cessation), at: 0, cause: 'DENOUNCED_BY_CLIENT' } as const;
      const kept = retention({ ...contract, ended: ending, bookYears: [2026, partsOf(dayOf(lastDocument)).year] });
      expect([kept.evidenceUntil, kept.accountsUntil].map(civilOf)).toEqual([evidence, accounts]);
    },
  );

  test('8.6 (c): a document issued after the destruction is kept ten years from its own year', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs('2028-02-01');
    await check.view({
      state: 'DELETED',
      retention: { evidenceUntil: '2032-04-03', accountsUntil: '2037-12-31', accounts: [{ year: 2027, until: '2037-12-31' }] },
    });
    await when.pays(70_560, '2028-02-01 13:00');
    await when.theDayEnds('2028-02-01');
    const notes = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one.issuedOn] : []));
    expect(notes).toEqual(['2027-04-04', '2028-02-01']);
    const purged = async () => (await check.facts()).flatMap((one) => (one.type === 'accounts.purged' ? [one.year] : []));
    await when.itIs('2037-12-31 23:59');
    expect(await purged()).toEqual([]);
    await when.itIs('2038-12-31 23:59');
    expect(await purged()).toEqual([2027]);
    await when.itIs('2039-01-01');
    expect(await purged()).toEqual([2027, 2028]);
  });

  test('8.6 (c): while the subscription runs on, the papers of each year go when their ten years are over', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2037-12-31 23:59');
    expect((await contractAt(check)).bookYears).toHaveLength(11);
    await when.itIs('2038-01-05');
    expect((await contractAt(check)).bookYears).toEqual(Array.from({ length: 11 }, (_, index) => 2028 + index));
    await check.state('ACTIVE');
  });

  test.each`
    day             | purged
    ${'2033-01-03'} | ${[]}
    ${'2033-01-04'} | ${['evidence.purged']}
    ${'2037-12-31'} | ${['evidence.purged']}
    ${'2038-01-01'} | ${['evidence.purged', 'accounts.purged']}
  `('8.6 (c): at 00:00 of $day purged: $purged', async ({ day, purged }) => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    await when.itIs(`${day} 00:00`);
    const types = (await check.facts()).map((one) => one.type).filter((type) => type.endsWith('.purged'));
    expect(types).toEqual(purged);
    expect(addMonths(dayOf('2028-01-03'), 60)).toBe(dayOf('2033-01-03'));
  });
});

/** Baseline A under parameters of its own, denounced: C = 2028-01-03, X = 2028-04-03. */
async function endedUnder({ given, when }: Actors, parameters: Record<string, unknown>, means = 'card_ok'): Promise<void> {
  await given.baselineA({ parameters, means });
  await when.itIs('2027-10-03');
  await when.client.asks('denounce', {});
  await when.itIs('2028-01-04');
}

describe('E8.6a parameters', () => {
  test.each`
    latest                     | state        | because
    ${'LAST_DAY'}              | ${'ENDED'}   | ${'what was asked for by X is delivered first'}
    ${'WORK_DONE_BY_LAST_DAY'} | ${'DELETED'} | ${'the work had to be done by X'}
  `('8.6 (a): latestRequest $latest, asked on 2028-04-03 and ready on 2028-04-06, then $state on 2028-04-04: $because', async ({ latest, state }) => {
    const actors = story();
    const { given, when, check } = actors;
    await endedUnder(actors, { 'reversibility.latestRequest': latest });
    await when.itIs('2028-04-03');
    await given.outside({ type: 'export-delay', at: '2028-04-03', data: { days: 3 } });
    check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    await when.theDayEnds('2028-04-03');
    await check.state('ENDED');
    await when.itIs('2028-04-04 00:00');
    await check.state(state);
  });

  test.each`
    latest                     | delivered       | destroyed
    ${'WORK_DONE_BY_LAST_DAY'} | ${'2028-03-20'} | ${'2028-04-20'}
    ${'WORK_DONE_BY_LAST_DAY'} | ${'2028-02-01'} | ${'2028-04-04'}
  `('8.6 (b): latestRequest $latest, delivered $delivered: destroyed $destroyed, and not asked for again after X', async (row) => {
    const actors = story();
    const { when, check } = actors;
    await endedUnder(actors, { 'reversibility.latestRequest': row.latest });
    await when.itIs(row.delivered);
    check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    await when.itIs('2028-04-04');
    if (row.destroyed > '2028-04-04') check.refused(await when.client.asks('request-export', { export: 'exp_2' }), 'E8.6a');
    await when.theDayEnds(civilOf(dayOf(row.destroyed) - 1));
    if (row.destroyed > '2028-04-04') await check.state('ENDED');
    await when.itIs(`${row.destroyed} 00:00`);
    await check.state('DELETED');
  });

  test.each`
    blocks   | paid     | done
    ${false} | ${false} | ${true}
    ${true}  | ${false} | ${false}
    ${true}  | ${true}  | ${true}
  `('8.6 (a): unpaidBlocks $blocks, paid $paid: the data can be asked for $done', async ({ blocks, paid, done }) => {
    const actors = story();
    const { when, check } = actors;
    await actors.given.baselineD({ parameters: { 'reversibility.unpaidBlocks': blocks } });
    await when.itIs('2027-02-04');
    if (paid) await when.pays(70_560, '2027-02-05 09:00');
    await when.itIs('2027-02-06');
    const answer = await when.client.asks('request-export', { export: 'exp_1' });
    if (done) check.done(answer);
    else check.refused(answer, 'E8.6a');
  });

  test('8.6 (b): of several exports the last one counts: an earlier one is no longer confirmed', async () => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    check.done(await when.client.asks('request-export', { export: 'exp_1' }));
    await when.itIs('2028-02-01');
    check.done(await when.client.asks('request-export', { export: 'exp_2' }));
    check.refused(await when.client.asks('confirm-export', { export: 'exp_1' }), 'E8.6b');
    check.done(await when.client.asks('confirm-export', { export: 'exp_2' }));
    await when.itIs('2028-02-02 00:00');
    await check.state('DELETED');
  });
});

describe('E8.6a-b several exports', () => {
  const unpaid: Receivable = {
    ...{ id: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03') },
    ...{ gross: 70_560, vat: 11_760, paid: [], tries: 2 },
  };
  const files = (...exports: Partial<Export>[]): Export[] =>
    exports.map((one, index) => ({ id: `exp_${index + 1}`, requestedOn: dayOf('2028-02-01'), at: index, ...one }));
  const over = (exports: Export[], parameters: Record<string, unknown> = {}): Contract => ({
    ...contractOf({}, parameters),
    ...{ state: 'ENDED', ended: { on: dayOf('2028-01-03'), at: 0, cause: 'FREE_EXIT' }, exports },
  });
  const ask = (contract: Contract, day: string) =>
    decideAlone(
      contract,
      { type: 'request-export', by: { person: 'p', role: 'CLIENT_ADMIN' }, input: { export: 'exp_9' } },
      instantOf(dayOf(day), 720),
    );

  test.each`
    asked           | again           | refused       | because
    ${'2028-04-03'} | ${'2028-04-20'} | ${undefined}  | ${'asked for on X, it can be asked for again while it is verified'}
    ${'2028-04-04'} | ${'2028-04-20'} | ${'too-late'} | ${'that was the second time'}
  `('8.6 (b): asked for on $asked, again on $again, refused $refused: $because', ({ asked, again, refused }) => {
    const contract = over(files({ requestedOn: dayOf(asked), deliveredOn: dayOf('2028-04-10') }));
    const answer = ask(contract, again);
    expect(isRefusal(answer) ? answer.because : undefined).toBe(refused);
  });

  test('8.6 (a): one at a time: while one of them is to be delivered no other is asked for; too late, the last day is said', () => {
    const delivered = { startedOn: dayOf('2028-02-01'), deliveredOn: dayOf('2028-02-02') };
    expect(ask(over(files(delivered, {})), '2028-03-01')).toEqual(refuse('E8.6a', 'already-asked'));
    expect(ask(over(files(delivered)), '2028-04-04')).toEqual(refuse('E8.6a', 'too-late', [], { lastDay: '2028-04-03' }));
    const owing = { ...over([], { 'reversibility.unpaidBlocks': true }), receivables: [unpaid] };
    expect(ask(owing, '2028-03-01')).toEqual(refuse('E8.6a', 'unpaid', [{ command: 'pay-now' }]));
  });

  test('8.6: what is delivered, or confirmed, is the one that is named; what is late is asked for again on the next bank day', () => {
    const both = over(files({ deliveredOn: dayOf('2028-02-02') }, { startedOn: dayOf('2028-03-03'), expectedOn: dayOf('2028-03-06') }));
    const told = { at: '2028-03-10T11:00:00.000Z', by: 'outside' } as const;
    const ready = {
      type: 'export.delivered',
      article: 'E8.6a',
      export: 'exp_2',
      deliveredOn: '2028-03-10',
      sha256: '',
      counts: {},
      ...told,
    } as const;
    expect(fold(both, [ready]).exports?.map((one) => one.deliveredOn)).toEqual([dayOf('2028-02-02'), dayOf('2028-03-10')]);
    const [due] = duties(both).filter((one) => one.action === 'export.ask-result');
    expect(due?.due).toBe(instantOf(dayOf('2028-03-07'), 480));
    if (!due) throw new Error('nothing is asked');
    const late = fulfil(both, due, { outcome: 'PENDING', expectedOn: '2028-03-06' }, due.due);
    expect(late).toMatchObject([{ type: 'export.started', export: 'exp_2', expectedOn: '2028-03-07' }]);
    const [next] = duties(fold(both, late)).filter((one) => one.action === 'export.ask-result');
    expect(next?.due).toBe(instantOf(dayOf('2028-03-08'), 480));
  });

  test('8.6 (a): each reminder once, thirty days and seven days before X', () => {
    const reminded = (daysLeft: number) => fact('export.reminded', 'E8.6a', 0, { daysLeft });
    expect(fold(over([]), [reminded(30)]).exportReminded).toEqual([30]);
    expect(fold(over([]), [reminded(30), reminded(7), reminded(7)]).exportReminded).toEqual([30, 7]);
  });
});

describe('E8.6a-b refused', () => {
  test('8.6: what is not there, not delivered, confirmed before, asked for before, or asked for too late', async () => {
    const actors = story();
    const { given, when, check } = actors;
    await ended(actors);
    await when.itIs('2028-03-20 12:00');
    await given.outside({ type: 'export-delay', at: '2028-03-20', data: { days: 5 } });
    const request = async (id: string) => (await when.client.asks('request-export', { export: id })).refused;
    const confirm = async (id: string) => (await when.client.asks('confirm-export', { export: id })).refused;
    expect(await confirm('exp_1')).toMatchObject({ article: 'E8.6b', because: 'no-such-export', allowed: [{ command: 'request-export' }] });
    expect(await request('exp_1')).toBeUndefined();
    expect(await request('exp_2')).toMatchObject({ article: 'E8.6a', because: 'already-asked' });
    expect(await confirm('exp_1')).toMatchObject({ article: 'E8.6b', because: 'not-delivered' });
    await when.itIs('2028-03-26');
    expect(await request('exp_2')).toBeUndefined();
    expect(await confirm('exp_1')).toMatchObject({ because: 'newer-export', allowed: [{ command: 'confirm-export' }] });
    await when.itIs('2028-04-02');
    expect(await confirm('exp_2')).toBeUndefined();
    expect(await confirm('exp_2')).toMatchObject({ article: 'E8.6b', because: 'already-confirmed' });
    await check.view({ destructionOn: '2028-04-03' });
  });

  test.each`
    delivered       | until
    ${'2027-06-01'} | ${'2027-07-01'}
  `('8.6 (a): delivered on $delivered while it runs, a file can be fetched until $until, thirty days later', ({ delivered, until }) => {
    const day = exportAvailableUntil(contractOf(), dayOf(delivered));
    expect(day && civilOf(day)).toBe(until);
    expect(exportAvailableUntil({ ...contractOf(), state: 'DELETED' }, dayOf(delivered))).toBeUndefined();
    const over = { ...contractOf(), state: 'ENDED' as const, ended: { on: dayOf('2028-01-03'), at: 0, cause: 'FREE_EXIT' as const } };
    const last = exportAvailableUntil(over, dayOf(delivered));
    expect(last && civilOf(last)).toBe('2028-04-03'); // X: destroyed the day after
  });
});

describe('E8.4a the product after the end', () => {
  const types = async ({ check }: Actors): Promise<string[]> =>
    (await check.facts()).map((one) => `${one.type} ${one.at}`).filter((one) => one.startsWith('access.'));

  test('8.4 (a): accounts and keys are closed at 00:00 of C + 1, and not before', async () => {
    const actors = story();
    const { given, when } = actors;
    await given.baselineA();
    await when.itIs('2027-10-03');
    await when.client.asks('denounce', {});
    await when.theDayEnds('2028-01-03');
    expect(await types(actors)).toEqual([]);
    await when.itIs('2028-01-04 00:00');
    expect(await types(actors)).toEqual(['access.revoked 2028-01-03T23:00:00.000Z']);
  });
});

describe('E8.6c legal hold', () => {
  const holds = async (actors: Actors, until: string, basis = 'text'): Promise<void> => {
    const proposed = await actors.when.dpo.asks('legal-hold', { basis, until });
    expect(proposed.task).toEqual(expect.any(String));
    actors.check.done(await actors.when.otherLegal.decides('FOUR_EYES', 'APPROVE'));
  };

  test.each`
    until           | state        | because
    ${'2028-04-02'} | ${'DELETED'} | ${'it is over before X'}
    ${'2028-04-04'} | ${'ENDED'}   | ${'it stands on the day of the destruction'}
  `('8.6 (c): held until $until, at 00:00 of X + 1 it is $state: $because', async ({ until, state }) => {
    const actors = story();
    await ended(actors);
    await holds(actors, until);
    await actors.when.itIs('2028-04-04 00:00');
    await actors.check.state(state);
  });

  test('8.6 (c): what the hold kept is destroyed at 00:00 of the day after its end; the data can be asked for until X all the same, and no longer', async () => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    await holds(actors, '2028-06-30');
    await check.view({ destructionOn: '2028-07-01', legalHold: { until: '2028-06-30', placedAt: expect.any(String) } });
    await when.itIs('2028-04-04');
    check.refused(await when.client.asks('request-export', { export: 'exp_1' }), 'E8.6a');
    await when.theDayEnds('2028-06-30');
    await check.state('ENDED');
    await when.itIs('2028-07-01 00:00');
    await check.view({ state: 'DELETED', legalHold: null });
  });

  test('8.6 (c): after the destruction it holds what is still kept: evidence, then accounts', async () => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    await when.itIs('2032-12-01');
    await holds(actors, '2033-06-30');
    const purged = async (): Promise<string[]> => (await check.facts()).map((one) => one.type).filter((type) => type.endsWith('.purged'));
    await when.theDayEnds('2033-06-30');
    expect(await purged()).toEqual([]);
    await when.itIs('2033-07-01 00:00');
    expect(await purged()).toEqual(['evidence.purged']);
    await when.itIs('2038-01-01 00:00');
    expect(await purged()).toEqual(['evidence.purged', 'accounts.purged']);
    check.refused(await when.dpo.asks('legal-hold', { basis: 'text', until: '2040-01-01' }), 'E8.6c');
  });

  test.each`
    basis        | until           | because
    ${undefined} | ${'2028-12-31'} | ${'without a legal basis'}
    ${'text'}    | ${undefined}    | ${'without an end date'}
    ${'text'}    | ${'2028-01-03'} | ${'with an end that is past'}
  `('8.6 (c): refused $because', async ({ basis, until }) => {
    const actors = story();
    await ended(actors);
    const answer = await actors.when.dpo.asks('legal-hold', { ...(basis ? { basis } : {}), ...(until ? { until } : {}) });
    actors.check.refused(answer, 'E8.6c');
    expect(answer.refused?.allowed).toMatchObject([{ command: 'legal-hold' }]);
  });

  test('8.6 (c): a hold may end on the day itself', async () => {
    const actors = story();
    await ended(actors);
    actors.check.done(await actors.when.dpo.asks('legal-hold', { basis: 'text', until: '2028-01-04' }));
  });

  test('8.6 (c): nobody agrees to a hold alone, and none but the DPO or LEGAL', async () => {
    const actors = story();
    const { when, check } = actors;
    await ended(actors);
    await when.dpo.asks('legal-hold', { basis: 'text', until: '2028-06-30' });
    check.refused(await when.dpo.decides('FOUR_EYES', 'APPROVE'), 'E8.6c');
    check.refused(await when.billing.decides('FOUR_EYES', 'APPROVE'), 'A10');
    await check.view({ legalHold: null });
    check.done(await when.legal.decides('FOUR_EYES', 'APPROVE'));
    await check.view({ legalHold: { until: '2028-06-30', placedAt: expect.any(String) } });
  });
});

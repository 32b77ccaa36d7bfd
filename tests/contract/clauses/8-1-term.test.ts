/** CGUV 8.1: durations, denunciation, change of formula, renewal reminder and free exit, on both sides of each last day. */
import { describe, expect, test } from 'vitest';
import { addMonths, civilOf, dayOf } from '../../../contract/calendar.ts';
import { lastSendingDay } from '../../../contract/denunciation.ts';
import { MONTHLY, YEARLY } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

const HALF = { formula: 'half', months: 6, netCents: 30_000 };

describe('E8.1a duration', () => {
  test.each`
    months | refused
    ${0}   | ${true}
    ${1}   | ${false}
    ${1.5} | ${true}
    ${12}  | ${false}
    ${60}  | ${false}
    ${61}  | ${true}
    ${-12} | ${true}
  `('8.1: a duration of $months months, refused $refused', async ({ months, refused }) => {
    const { given, check } = story();
    const answer = await given.subscription({ formula: 'any', at: '2027-01-04' }, [{ formula: 'any', months, netCents: 5_900 }]);
    if (refused) check.refused(answer, 'E8.1a');
    else check.done(answer);
  });

  test.each`
    startsOn        | at                    | state
    ${'2027-02-01'} | ${'2027-01-31 23:59'} | ${'PENDING'}
    ${'2027-02-01'} | ${'2027-02-01 00:00'} | ${'ACTIVE'}
  `('8.1: to start on $startsOn, at $at it is $state', async ({ startsOn, at, state }) => {
    const { given, when, check } = story();
    await given.baselineA({ startsOn });
    await when.itIs(at);
    await check.view({ state, term: { number: 1, startsOn, endsOn: '2028-01-31' } });
    await check.documents('F', state === 'ACTIVE' ? [{ issuedOn: startsOn, dueOn: '2027-03-03' }] : []);
  });
});

describe('E8.1c, E8.1d last sending day', () => {
  test.each`
    months | endsOn          | last            | because
    ${12}  | ${'2028-01-03'} | ${'2027-10-03'} | ${'S48'}
    ${12}  | ${'2027-05-31'} | ${'2027-02-28'} | ${'1 March + 3 months is 1 June'}
    ${12}  | ${'2028-05-31'} | ${'2028-02-29'} | ${'in a leap year'}
    ${12}  | ${'2027-05-28'} | ${'2027-02-28'} | ${'28 February exactly'}
    ${12}  | ${'2028-05-28'} | ${'2028-02-28'} | ${'29 February would end on the 29th'}
    ${12}  | ${'2027-02-28'} | ${'2026-11-30'} | ${'30 November + 3 months is clamped to 28 February'}
    ${12}  | ${'2028-02-28'} | ${'2027-11-28'} | ${'29 November + 3 months is 29 February'}
    ${12}  | ${'2028-02-29'} | ${'2027-11-30'} | ${'clamped to 29 February'}
    ${12}  | ${'2027-04-30'} | ${'2027-01-31'} | ${'31 January + 3 months is 30 April'}
    ${12}  | ${'2027-12-31'} | ${'2027-09-30'} | ${'1 October would end in the new year'}
    ${60}  | ${'2032-01-03'} | ${'2031-10-03'} | ${'five years'}
    ${13}  | ${'2028-01-03'} | ${'2027-10-03'} | ${'over twelve months'}
    ${11}  | ${'2028-01-03'} | ${'2027-12-20'} | ${'under twelve months'}
    ${1}   | ${'2027-03-31'} | ${'2027-03-17'} | ${'S50'}
    ${1}   | ${'2027-02-27'} | ${'2027-02-13'} | ${'a short month'}
    ${1}   | ${'2028-03-13'} | ${'2028-02-28'} | ${'over 29 February'}
    ${6}   | ${'2027-01-10'} | ${'2026-12-27'} | ${'over New Year, a Sunday'}
  `('8.1: a term of $months months that ends on $endsOn is denounced by $last at the latest: $because', ({ months, endsOn, last }) => {
    const formula = { code: 'any', months };
    expect(civilOf(lastSendingDay(contractOf({ formula }), dayOf(endsOn)))).toBe(last);
  });

  test.each`
    months | endsOn          | last
    ${12}  | ${'2028-01-03'} | ${'2027-10-04'}
    ${1}   | ${'2027-03-31'} | ${'2027-03-18'}
  `('8.1: counted back from R, a term of $months months that ends on $endsOn is denounced by $last', ({ months, endsOn, last }) => {
    const contract = contractOf({ formula: { code: 'any', months } }, { 'denunciation.anchor': 'BACK_FROM_R' });
    expect(civilOf(lastSendingDay(contract, dayOf(endsOn)))).toBe(last);
  });

  test('8.1: for any end of twenty years the last day is in time and the next one is not', () => {
    const contract = contractOf();
    for (let end = dayOf('2026-01-01'); end < dayOf('2046-01-01'); end++) {
      const last = lastSendingDay(contract, end);
      if (addMonths(last, 3) > end || addMonths(last + 1, 3) <= end) throw new Error(`${civilOf(end)}: ${civilOf(last)}`);
    }
  });

  test.each`
    by          | clicked                   | outcome      | ends
    ${'client'} | ${'2027-10-03T21:59:59Z'} | ${'done'}    | ${'2028-01-03'}
    ${'client'} | ${'2027-10-03T22:00:00Z'} | ${'done'}    | ${'2029-01-03'}
    ${'legal'}  | ${'2027-10-03T21:59:59Z'} | ${'done'}    | ${'2028-01-03'}
    ${'legal'}  | ${'2027-10-03T22:00:00Z'} | ${'refused'} | ${null}
  `('8.1: denounced by $by at $clicked: $outcome, ends $ends', async ({ by, clicked, outcome, ends }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs(clicked);
    const answer = await (by === 'client' ? when.client : when.legal).asks('denounce', {});
    if (outcome === 'refused') check.refused(answer, 'E8.1d');
    else check.done(answer);
    await when.itIs('2028-01-04');
    await check.view({ cessationOn: ends, state: ends === '2028-01-03' ? 'ENDED' : 'ACTIVE' });
  });

  test.each`
    sentOn          | ends
    ${'2027-10-03'} | ${'2028-01-03'}
    ${'2027-10-04'} | ${'2029-01-03'}
  `('8.1: a letter of $sentOn recorded by SUPPORT on 2027-10-06 ends it on $ends', async ({ sentOn, ends }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-10-06');
    check.done(
      await when.support.asks('record-incoming-notice', { code: 'CLIENT_DENUNCIATION', sentOn, channel: 'REGISTERED_LETTER', proof: 'text' }),
    );
    await when.itIs('2028-01-04');
    await check.view({ cessationOn: ends });
  });

  test.each`
    at                    | done
    ${'2027-10-03 23:59'} | ${true}
    ${'2027-10-04 00:00'} | ${false}
  `('8.1: withdrawn at $at, at once $done', async ({ at, done }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs(at);
    await when.client.asks('withdraw-denunciation', {});
    await check.view({ cessationOn: done ? null : '2028-01-03' });
    await check.tasks('DENUNCIATION_WITHDRAWAL', done ? [] : ['2027-10-04']);
  });
});

describe('E8.1d whose right the withdrawal is', () => {
  test('8.1: LEGAL withdraws no denunciation of the client unless it asked; accepted, the question is closed', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    check.refused(await when.legal.asks('withdraw-denunciation', {}), 'E8.1d');
    await when.itIs('2027-11-01');
    check.refused(await when.legal.asks('withdraw-denunciation', {}), 'E8.1d');
    check.done(await when.client.asks('withdraw-denunciation', {}));
    await check.view({ cessationOn: '2028-01-03' });
    check.done(await when.legal.asks('withdraw-denunciation', {}));
    await check.view({ cessationOn: null });
    check.refused(await when.legal.decides('DENUNCIATION_WITHDRAWAL', 'ACCEPT'), 'A10');
  });

  test('8.1: nobody withdraws the denunciation of the Company', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.legal.asks('denounce', {});
    for (const one of [when.client, when.legal]) check.refused(await one.asks('withdraw-denunciation', {}), 'E8.1d');
    await check.view({ cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_COMPANY' });
  });
});

describe('E8.1e change of formula', () => {
  const monthly = { formula: { code: 'monthly', months: 1 } };
  test.each`
    at                    | months
    ${'2028-01-02 23:59'} | ${1}
    ${'2028-01-03 00:00'} | ${12}
  `('8.1: chosen at $at, the next term lasts $months months', async ({ at, months }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs(at);
    await when.client.asks('choose-formula', monthly);
    await when.itIs('2028-01-04 00:00');
    await check.view({
      formula: { code: months === 1 ? 'monthly' : 'yearly', months },
      term: expect.objectContaining({ number: 2, startsOn: '2028-01-04' }),
    });
  });

  test('8.1: refused on E, the choice is offered for the next expiry, from R on', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-03');
    const answer = await when.client.asks('choose-formula', monthly);
    check.refused(answer, 'E8.1e');
    expect(answer.facts).toMatchObject([{ type: 'formula-choice.refused', from: '2028-01-04', until: '2029-01-02', nextOn: '2029-01-04' }]);
    await check.says('FORMULA_CHOICE_REFUSED', { nextOn: '2029-01-04' });
    await when.itIs('2028-01-04 00:00');
    check.done(await when.client.asks('choose-formula', monthly));
    await when.itIs('2029-01-04');
    await check.view({ term: { number: 3, startsOn: '2029-01-04', endsOn: '2029-02-03' } });
  });

  test.each`
    at                    | months
    ${'2028-01-02 23:59'} | ${12}
    ${'2028-01-03 00:00'} | ${1}
  `('8.1: a choice cancelled at $at leaves $months months', async ({ at, months }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-12-01');
    await when.client.asks('choose-formula', monthly);
    await when.itIs(at);
    const answer = await when.client.asks('cancel-formula-choice', {});
    if (months === 1) check.refused(answer, 'E8.1e');
    await when.itIs('2028-01-05');
    await check.view({ formula: expect.objectContaining({ months }) });
  });

  test('8.1: the last choice in time wins, and a new anchor counts from R', async () => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'yearly', at: '2027-02-28 10:00' }, [YEARLY, MONTHLY, HALF]);
    await when.itIs('2028-01-10');
    await when.client.asks('choose-formula', monthly);
    await when.itIs('2028-02-26 23:59');
    await when.client.asks('choose-formula', { formula: { code: 'half', months: 6 } });
    await when.itIs('2028-02-28 00:00');
    await check.view({ formula: { code: 'half', months: 6 }, term: { number: 2, startsOn: '2028-02-28', endsOn: '2028-08-27' } });
    await when.itIs('2028-08-28 00:00');
    await check.view({ term: { number: 3, startsOn: '2028-08-28', endsOn: '2029-02-27' } });
  });
});

describe('E8.1d, E8.1e a denunciation and a choice of formula', () => {
  const monthly = { formula: { code: 'monthly', months: 1 } };
  test.each`
    denounced             | ends            | until           | next            | because
    ${'2027-10-03 23:59'} | ${'2028-01-03'} | ${'2027-10-03'} | ${null}         | ${'in time: no term follows, whatever was chosen'}
    ${'2027-10-04 00:00'} | ${'2028-02-03'} | ${'2028-01-20'} | ${'2028-02-03'} | ${'late: it counts for the next term, a month by the choice'}
  `('8.1: monthly chosen, then denounced at $denounced: C = $ends: $because', async ({ denounced, ends, until, next }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    check.done(await when.client.asks('choose-formula', monthly));
    await when.itIs(denounced);
    check.done(await when.client.asks('denounce', {}));
    await check.says('DENUNCIATION_ACK', { endsOn: ends, withdrawUntil: until });
    await check.view({ formulaChoice: next ? { code: 'monthly', months: 1 } : null, denunciation: expect.objectContaining({ endsOn: ends }) });
    await when.itIs('2028-01-04');
    await check.view(
      next
        ? { state: 'ACTIVE', cessationOn: ends, formula: { code: 'monthly', months: 1 }, term: { number: 2, startsOn: '2028-01-04', endsOn: next } }
        : { state: 'ENDED' },
    );
    await when.itIs('2028-02-04');
    await check.view({ state: 'ENDED', cessationOn: ends, endCause: 'DENOUNCED_BY_CLIENT' });
  });

  test('8.1: a denunciation in time that is withdrawn leaves the choice made before it standing', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-01');
    check.done(await when.client.asks('choose-formula', monthly));
    check.done(await when.client.asks('denounce', {}));
    await check.view({ cessationOn: '2028-01-03', formulaChoice: null });
    await when.itIs('2027-10-03 23:59');
    check.done(await when.client.asks('withdraw-denunciation', {}));
    await when.itIs('2028-01-04');
    await check.view({ state: 'ACTIVE', formula: { code: 'monthly', months: 1 }, term: { number: 2, startsOn: '2028-01-04', endsOn: '2028-02-03' } });
  });

  test('8.1: a late denunciation bars a choice that does not replace it; the choice that does renews under its own rule', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-10-04');
    check.done(await when.client.asks('denounce', {}));
    check.refused(await when.client.asks('choose-formula', monthly), 'E8.1e');
    check.done(await when.client.asks('choose-formula', { ...monthly, replacesDenunciation: true }));
    await when.itIs('2028-01-04');
    await check.view({ cessationOn: null, denunciation: null, term: { number: 2, startsOn: '2028-01-04', endsOn: '2028-02-03' } });
  });
});

describe('E8.1f always reachable', () => {
  const six = (given: ReturnType<typeof story>['given']) =>
    given.subscription({ formula: 'half', at: '2027-01-04 10:30', means: 'card_declined' }, [HALF, YEARLY, MONTHLY]);

  test.each`
    denounced             | cessation       | cause                      | because
    ${'2027-06-19 23:59'} | ${'2027-07-03'} | ${'DENOUNCED_BY_CLIENT'}   | ${'in time, and E comes before the end of the notice'}
    ${'2027-06-20 00:00'} | ${'2027-07-18'} | ${'TERMINATED_BY_COMPANY'} | ${'late: the notice ends it first'}
  `('8.1, 8.2: a termination notice runs to 2027-07-18; denounced at $denounced, C = $cessation: $because', async (row) => {
    const { given, when, check } = story();
    await six(given);
    await when.itIs('2027-06-15');
    check.done(await when.theyTerminate()); // Tuesday, received on Friday the 18th
    await check.view({ cessationOn: '2027-07-18' });
    await when.itIs(row.denounced);
    check.done(await when.client.asks('denounce', {}));
    await check.view({ cessationOn: row.cessation, endCause: row.cause });
    await when.itIs('2027-07-20');
    await check.view({ state: 'ENDED', cessationOn: row.cessation, endCause: row.cause, term: expect.objectContaining({ number: 1 }) });
  });

  test('8.1, 8.2: a denunciation sent while a termination runs stands when the termination is withdrawn', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    await when.itIs('2027-03-10');
    check.done(await when.client.asks('denounce', {}));
    await check.view({ cessationOn: '2027-04-03' });
    await when.pays(70_560, '2027-03-20');
    await check.view({ terminationNotice: null, cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_CLIENT' });
  });
});

describe('E8.1g renewal reminder and free exit', () => {
  test.each`
    months | sent            | deadlines                       | freeExit | because
    ${1}   | ${'2027-03-01'} | ${['2027-03-17', '2027-04-16']} | ${true}  | ${'the first deadline is too near'}
    ${2}   | ${'2027-03-01'} | ${['2027-04-16']}               | ${false} | ${'more than a month ahead'}
    ${3}   | ${'2027-03-17'} | ${['2027-05-17']}               | ${false} | ${'two months ahead'}
    ${6}   | ${'2027-06-17'} | ${['2027-08-17']}               | ${false} | ${'two months ahead'}
    ${11}  | ${'2027-11-17'} | ${['2028-01-17']}               | ${false} | ${'under twelve months: two weeks'}
    ${12}  | ${'2027-09-30'} | ${['2027-11-30']}               | ${false} | ${'three months, and two ahead of them'}
  `(
    '8.1: $months months from 2027-03-01: announced $sent for $deadlines, free exit $freeExit: $because',
    async ({ months, sent, deadlines, freeExit }) => {
      const { given, when, check } = story();
      await given.subscription({ formula: 'any', at: '2027-03-01 09:30' }, [{ formula: 'any', months, netCents: 5_900 }]);
      await when.theDayEnds(sent);
      await check.messages({ RENEWAL_REMINDER: [sent] });
      await check.says('RENEWAL_REMINDER', { deadlines });
      await when.itIs(`${civilOf(addMonths(dayOf('2027-03-01'), months))} 00:00`);
      await check.view({ freeExit, term: expect.objectContaining({ number: 2 }) });
    },
  );
});

describe('E8.1d, A12 a letter recorded after the renewal', () => {
  const letter = (sentOn: string) => ({ code: 'CLIENT_DENUNCIATION' as const, sentOn, channel: 'REGISTERED_LETTER' as const, proof: 'text' });

  test.each`
    sentOn          | task     | because
    ${'2027-10-03'} | ${true}  | ${'it was in time for the term before'}
    ${'2027-10-04'} | ${false} | ${'it was late, and counts for the end of this term'}
    ${'2028-01-04'} | ${false} | ${'it was sent in this term'}
  `('8.1: sent on $sentOn and recorded on 2028-01-20, LEGAL is asked $task: $because', async ({ sentOn, task }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-20');
    check.done(await when.support.asks('record-incoming-notice', letter(sentOn)));
    await check.tasks('LATE_DENUNCIATION', task ? ['2028-01-20'] : []);
    await check.view({ state: 'ACTIVE', cessationOn: '2029-01-03', endCause: 'DENOUNCED_BY_CLIENT' });
  });

  test('8.1: before the first term there was no renewal to stop', async () => {
    const { given, when, check } = story();
    await given.baselineA({ startsOn: '2027-06-01' });
    await when.itIs('2027-06-10');
    check.done(await when.support.asks('record-incoming-notice', letter('2027-02-01')));
    await check.tasks('LATE_DENUNCIATION', []);
    await check.view({ cessationOn: '2028-05-31' });
  });

  test('8.1: LEGAL is asked once, of the term that should not have begun, in the name of the one who recorded the letter', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-20');
    const { facts } = await when.support.asks('record-incoming-notice', letter('2027-10-03'));
    expect(facts.at(-1)).toMatchObject({ type: 'task.opened', kind: 'LATE_DENUNCIATION', about: 'T2', by: { role: 'SUPPORT' } });
    check.refused(await when.support.asks('record-incoming-notice', letter('2027-10-02')), 'E8.1d');
    await check.tasks('LATE_DENUNCIATION', ['2028-01-20']);
  });

  test('8.1: the letter is put before LEGAL too where the Company has denounced the new term since, an end that the client cannot withdraw', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-10');
    await when.legal.asks('denounce', {});
    await when.itIs('2028-01-20');
    check.done(await when.support.asks('record-incoming-notice', letter('2027-10-03')));
    await check.view({ cessationOn: '2029-01-03', endCause: 'DENOUNCED_BY_COMPANY' });
    check.refused(await when.client.asks('withdraw-denunciation', {}), 'E8.1d');
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await check.view({ state: 'ENDED', cessationOn: '2028-01-03', endCause: 'DENOUNCED_BY_CLIENT' });
  });

  test('8.1: a client that withdraws the denunciation leaves LEGAL nothing to decide', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-20');
    await when.support.asks('record-incoming-notice', letter('2027-10-03'));
    check.done(await when.client.asks('withdraw-denunciation', {}));
    check.refused(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'), 'A10');
    await check.view({ state: 'ACTIVE', cessationOn: null });
  });

  test('8.1: undone, the subscription ended with the term before; the renewal is credited in full and paid back; the data can be asked for three months from then', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-02-20'); // the second term was paid on the 3rd
    await when.support.asks('record-incoming-notice', letter('2027-10-01'));
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await check.view({
      state: 'ENDED',
      cessationOn: '2028-01-03',
      endCause: 'DENOUNCED_BY_CLIENT',
      exportUntil: '2028-05-20',
      destructionOn: '2028-05-21',
    });
    await check.documents('A', [{ issuedOn: '2028-02-20', netCents: 58_800, grossCents: 70_560 }]);
    await when.itIs('2028-03-22');
    const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));
    expect(released).toEqual(['70560 2028-03-21']);
  });

  test('8.1: undone while the renewal is unpaid and late, nothing of it is owed any more: no penalty, no indemnity, no suspension', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_ok' });
    await when.registers('card_declined');
    await when.itIs('2027-04-05');
    await when.support.asks('record-incoming-notice', letter('2027-03-17'));
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await check.view({ state: 'ENDED', cessationOn: '2027-03-31' });
    await check.documents('A', [{ grossCents: 7_080 }]);
    await when.itIs('2027-08-01');
    await check.documents('D', []);
  });

  test.each`
    choice            | endedOn         | credited   | exportUntil
    ${'UNDO_RENEWAL'} | ${'2027-03-31'} | ${[7_080]} | ${'2027-08-20'}
    ${'MAINTAIN'}     | ${'2027-04-30'} | ${[]}      | ${'2027-07-30'}
  `('8.1: a short term is over before LEGAL decides: $choice, it ended on $endedOn', async ({ choice, endedOn, credited, exportUntil }) => {
    const { given, when, check, see } = story();
    await given.baselineM();
    await when.itIs('2027-04-20');
    await when.support.asks('record-incoming-notice', letter('2027-03-17'));
    await when.itIs('2027-05-20');
    await check.view({ state: 'ENDED', cessationOn: '2027-04-30' });
    check.done(await when.legal.decides('LATE_DENUNCIATION', choice));
    await check.view({ state: 'ENDED', cessationOn: endedOn, endCause: 'DENOUNCED_BY_CLIENT', exportUntil });
    await when.itIs('2027-06-20');
    expect((await see.documents()).filter((one) => one.series === 'A').map((one) => one.grossCents)).toEqual(credited);
    const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [[one.cents, one.at.slice(0, 10)]] : []));
    expect(released).toEqual(credited.map((cents: number) => [cents, '2027-06-19']));
  });

  test('8.1: maintained, it counts for the end of the running term', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2028-01-20');
    await when.support.asks('record-incoming-notice', letter('2027-10-01'));
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'MAINTAIN'));
    await check.documents('A', []);
    await when.itIs('2029-01-04');
    await check.view({ state: 'ENDED', cessationOn: '2029-01-03' });
  });

  test.each`
    sentOn          | task
    ${'2027-10-03'} | ${true}
    ${'2027-10-04'} | ${false}
  `('8.1: after a change of formula the last day is that of the term before: sent on $sentOn, asked $task', async ({ sentOn, task }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-12-01');
    await when.client.asks('choose-formula', { formula: { code: 'monthly', months: 1 } });
    await when.itIs('2028-01-10');
    check.done(await when.support.asks('record-incoming-notice', letter(sentOn)));
    await check.tasks('LATE_DENUNCIATION', task ? ['2028-01-10'] : []);
  });

  test('8.1: a late click is not held against an earlier letter', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-10-10');
    await when.client.asks('denounce', {});
    await when.itIs('2028-01-10');
    check.done(await when.support.asks('record-incoming-notice', letter('2027-10-02')));
    check.done(await when.legal.decides('LATE_DENUNCIATION', 'UNDO_RENEWAL'));
    await check.view({ state: 'ENDED', cessationOn: '2028-01-03' });
  });
});

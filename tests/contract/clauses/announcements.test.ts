import { describe, expect, test } from 'vitest';
import { announcementsView, effectiveDay, waitsForAcknowledgement } from '../../../contract/announcements.ts';
import { contractsMayBeAssigned, serviceMayChange, standardMayBind, subprocessorMayStart } from '../../../contract/announcing.ts';
import { civilOf, dayOf, momentOf } from '../../../contract/calendar.ts';
import { refuse } from '../../../contract/clause.ts';
import { fold, receive } from '../../../contract/contract.ts';
import type { Announcement } from '../../../contract/facts.ts';
import type { Contract } from '../../../contract/state.ts';
import { contractAt, contractOf, story } from './story.ts';

const told = (more: Partial<Announcement>) => ({
  key: 'campaign/c1',
  at: '2027-03-26T09:00:00.000Z',
  type: 'announcement' as const,
  by: { person: 'company', role: 'ADMIN' as const },
  article: 'E4.4',
  announcement: 'c1',
  code: 'SERVICE_CHANGE' as const,
  words: {},
  on: null,
  ...more,
});
const afterTelling = (contract: Contract, more: Partial<Announcement>): Contract =>
  fold(contract, receive(contract, told(more), momentOf('2027-03-26T09:00:00.000Z')));

describe('E3.2c security standards', () => {
  test.each`
    deemed          | announced       | months | binds           | because
    ${'2027-03-31'} | ${undefined}    | ${3}   | ${'2027-07-01'} | ${'S68: the day after three months from receipt'}
    ${'2027-03-31'} | ${'2027-06-30'} | ${3}   | ${'2027-07-01'} | ${'an earlier day does not shorten the notice'}
    ${'2027-03-31'} | ${'2027-07-01'} | ${3}   | ${'2027-07-01'} | ${'the first day possible'}
    ${'2027-03-31'} | ${'2027-07-02'} | ${3}   | ${'2027-07-02'} | ${'a later day that was announced'}
    ${'2027-11-30'} | ${undefined}    | ${3}   | ${'2028-03-01'} | ${'the last day of a month that lacks the 30th'}
    ${'2027-03-31'} | ${undefined}    | ${6}   | ${'2027-10-01'} | ${'the terms say six months'}
  `('3.2: deemed received on $deemed, announced for $announced, it binds from $binds: $because', ({ deemed, announced, months, binds }) => {
    const terms = { parameters: { 'security.noticeMonths': months } };
    const on = announced ? dayOf(announced) : undefined;
    expect(civilOf(effectiveDay(terms, 'SECURITY_STANDARD_CHANGE', { deemedOn: dayOf(deemed), on }))).toBe(binds);
  });
});

describe('E11.4b assignment by the Company', () => {
  test.each`
    announced       | deemed          | effectiveOn                    | effective
    ${'2027-10-01'} | ${'2027-09-04'} | ${'LATER_OF_DATE_AND_RECEIPT'} | ${'2027-10-01'}
    ${'2027-09-02'} | ${'2027-09-04'} | ${'LATER_OF_DATE_AND_RECEIPT'} | ${'2027-09-04'}
    ${'2027-09-04'} | ${'2027-09-04'} | ${'LATER_OF_DATE_AND_RECEIPT'} | ${'2027-09-04'}
    ${'2027-09-05'} | ${'2027-09-04'} | ${'LATER_OF_DATE_AND_RECEIPT'} | ${'2027-09-05'}
    ${'2027-09-02'} | ${'2027-09-04'} | ${'ANNOUNCED_DATE'}            | ${'2027-09-02'}
  `('11.4: announced for $announced, received on $deemed, $effectiveOn: effective on $effective', ({ announced, deemed, effectiveOn, effective }) => {
    const terms = { parameters: { 'assignment.effectiveOn': effectiveOn } };
    expect(civilOf(effectiveDay(terms, 'ASSIGNMENT_NOTICE', { deemedOn: dayOf(deemed), on: dayOf(announced) }))).toBe(effective);
  });
});

describe('E5.2b change of provider', () => {
  test.each`
    changeAck    | asked        | waits
    ${'ASK'}     | ${'c1'}      | ${false}
    ${'REQUIRE'} | ${'c1'}      | ${true}
    ${'NONE'}    | ${undefined} | ${false}
  `('5.2: psp.changeAck $changeAck asks for $asked; online payments wait: $waits', ({ changeAck, asked, waits }) => {
    const contract = afterTelling(contractOf({}, { 'psp.changeAck': changeAck }), { code: 'PSP_CHANGE', words: { provider: 'txt_1' } });
    expect(contract.toAcknowledge).toBe(asked);
    expect(waitsForAcknowledgement(contract)).toBe(waits);
  });

  test('5.2: acknowledged once, it is asked no more, and cannot be acknowledged again', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    check.refused(await when.client.asks('acknowledge-provider', {}), 'E5.2b');
    await given.announced({ at: '2027-06-15 09:00', code: 'PSP_CHANGE', words: { provider: 'txt_1' } });
    await when.itIs('2027-06-15 09:00');
    await check.messages({ PSP_CHANGE: ['2027-06-15'] });
    check.done(await when.client.asks('acknowledge-provider', {}));
    await check.view({ toAcknowledge: null });
    check.refused(await when.client.asks('acknowledge-provider', {}), 'E5.2b');
  });
});

describe('A5 formal announcements and news', () => {
  test('E11.1c: an announced address counts from the day after its deemed receipt', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.announced({ at: '2027-05-05 10:00', code: 'ADDRESS_CHANGE', words: { postal: 'txt_1', email: 'txt_2' } });
    await when.itIs('2027-05-05 10:00');
    await check.deemed('ADDRESS_CHANGE', ['2027-05-11']);
    await check.view({ announcements: [expect.objectContaining({ deemedReceivedOn: '2027-05-11', effectiveOn: '2027-05-12' })] });
  });

  test('11.1: one that comes back goes again by letter, and counts from the receipt of the letter', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.announced({ at: '2027-03-26 10:00', code: 'SECURITY_STANDARD_CHANGE', words: { standard: 'txt_1' } });
    await when.itIs('2027-03-26 10:00');
    await given.outside({ type: 'bounce', at: '2027-04-05 10:00' });
    await when.itIs('2027-04-05 10:00');
    await check.messages({ SECURITY_STANDARD_CHANGE: ['2027-03-26', '2027-04-05'] });
    await check.view({ announcements: [expect.objectContaining({ deemedReceivedOn: '2027-04-08', effectiveOn: '2027-07-09' })] });
  });

  test('A5: the same announcement told again changes nothing', () => {
    const once = afterTelling(contractOf(), { code: 'ASSIGNMENT_NOTICE', words: { assignee: 'txt_1' }, on: '2027-10-01' });
    expect(afterTelling(once, { code: 'ASSIGNMENT_NOTICE', words: { assignee: 'txt_1' }, on: '2027-10-01' })).toEqual(once);
  });

  test('E4.4, E3.3: a service change touches neither price nor term', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.announced({ at: '2027-05-05 10:00', code: 'SERVICE_CHANGE', change: 'DOMAIN', words: { before: 'txt_1', after: 'txt_2' } });
    await when.itIs('2027-05-05 10:00');
    await check.says('SERVICE_CHANGE', { change: 'DOMAIN', before: 'txt_1', after: 'txt_2' });
    await check.view({ renewsOn: '2028-01-04', term: { number: 1, startsOn: '2027-01-04', endsOn: '2028-01-03' }, announcements: [] });
  });
});

describe('E3.2c, E4.4, E11.4b, E11.8e on what conditions the Company announces', () => {
  const terms = contractOf();
  test.each`
    answer                                                                         | refusal
    ${() => standardMayBind(terms, dayOf('2027-03-26'), dayOf('2027-07-01'))}      | ${null}
    ${() => standardMayBind(terms, dayOf('2027-03-26'), null)}                     | ${null}
    ${() => standardMayBind(terms, dayOf('2027-03-26'), dayOf('2027-06-30'))}      | ${refuse('E3.2c', 'standard-too-early', [{ command: 'publish-security-standard', from: '2027-07-01' }], { earliest: '2027-07-01' })}
    ${() => serviceMayChange(true)}                                                | ${null}
    ${() => serviceMayChange(false)}                                               | ${refuse('E4.4', 'lesser-function', [{ command: 'record-service-change' }])}
    ${() => contractsMayBeAssigned(dayOf('2027-09-01'), dayOf('2027-09-01'))}      | ${null}
    ${() => contractsMayBeAssigned(dayOf('2027-09-01'), dayOf('2027-08-31'))}      | ${refuse('E11.4b', 'assignment-in-the-past', [{ command: 'assign-contracts', from: '2027-09-01' }])}
    ${() => subprocessorMayStart(terms, dayOf('2027-08-02'), dayOf('2027-09-01'))} | ${null}
    ${() => subprocessorMayStart(terms, dayOf('2027-08-02'), dayOf('2027-08-31'))} | ${refuse('E11.8e', 'subprocessor-too-early', [{ command: 'register-subprocessor', from: '2027-09-01' }], { earliest: '2027-09-01' })}
  `('$refusal', ({ answer, refusal }) => expect(answer()).toEqual(refusal));

  test('A5, 11.4 (b): what is shown of a formal announcement: announced, received, effective; each by itself', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await given.announced({ at: '2027-09-01 10:00', code: 'ASSIGNMENT_NOTICE', words: { assignee: 'txt_1' } });
    await given.announced({ at: '2027-09-02 10:00', code: 'ASSIGNMENT_NOTICE', words: { assignee: 'txt_2' }, on: '2027-12-01' });
    await when.itIs('2027-09-02 10:00');
    const [first, second] = (await check.seen()).announcements;
    expect(first).toMatchObject({ code: 'ASSIGNMENT_NOTICE', announcedOn: null, deemedReceivedOn: '2027-09-04', effectiveOn: '2027-09-04' });
    expect(second).toMatchObject({ announcedOn: '2027-12-01', deemedReceivedOn: '2027-09-06', effectiveOn: '2027-12-01' });
    await check.says('ASSIGNMENT_NOTICE', { assignee: 'txt_2', announcedOn: '2027-12-01', effectiveOn: '2027-12-01' });
    const decided = (await check.facts()).filter((one) => one.type === 'notice.decided');
    expect(decided).toMatchObject([{ article: 'E11.4b', from: 'COMPANY', channel: 'EMAIL', by: { role: 'LEGAL' } }, { about: { on: '2027-12-01' } }]);
    await given.outside({ type: 'bounce', at: '2027-09-02 11:00' }); // the second one
    const before = await contractAt(check);
    const bounced = fold(before, [
      { type: 'notice.bounced', at: '2027-09-02T09:00:00.000Z', by: 'outside', article: 'E11.1b', notice: before.announcements?.[1]?.notice ?? '' },
    ]);
    expect(announcementsView(bounced)).toMatchObject([
      { deemedReceivedOn: '2027-09-04' },
      { announcedOn: '2027-12-01', deemedReceivedOn: null, effectiveOn: null },
    ]);
  });

  test('5.2 (b): acknowledged is the announcement that waits; nothing waits: the refusal says so', async () => {
    const { given, when } = story();
    await given.baselineA();
    await given.announced({ at: '2027-06-15 09:00', code: 'PSP_CHANGE', words: { provider: 'txt_1' } });
    await when.itIs('2027-06-15 09:00');
    const { facts } = await when.client.asks('acknowledge-provider', {});
    expect(facts).toMatchObject([{ type: 'announcement.acknowledged', article: 'E5.2b', announcement: expect.stringMatching(/^c/) }]);
    expect((await when.client.asks('acknowledge-provider', {})).refused).toEqual(refuse('E5.2b', 'nothing-to-acknowledge'));
  });

  test('A5: nothing is announced to a client whose data is destroyed', () => {
    const gone = { ...contractOf(), state: 'DELETED' as const };
    expect(afterTelling(gone, { code: 'PSP_CHANGE', words: { provider: 'txt_1' } })).toEqual(gone);
  });
});

import { describe, expect, test } from 'vitest';
import { effectiveDay, waitsForAcknowledgement } from '../../../contract/announcements.ts';
import { civilOf, dayOf, momentOf } from '../../../contract/calendar.ts';
import { fold, receive } from '../../../contract/contract.ts';
import type { Announcement } from '../../../contract/facts.ts';
import type { Contract } from '../../../contract/state.ts';
import { contractOf, story } from './story.ts';

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

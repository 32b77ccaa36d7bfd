/** CGUV 8.1 (b), (g): what a renewal is made of, what stops it, when it is announced, and the exit that is free where it was not. */
import { describe, expect, test } from 'vitest';
import { civilOf, momentOf } from '../../../contract/calendar.ts';
import { duties, fold } from '../../../contract/contract.ts';
import type { Fact } from '../../../contract/facts.ts';
import { runUntil, supposed, unchanging } from '../../../contract/forecast.ts';
import type { Contract } from '../../../contract/state.ts';
import { MONTHLY, YEARLY, when as instantOf } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

const monthly = { code: 'monthly', months: 1 };
const isNextDue = (contract: Contract): boolean => duties(contract).some((one) => one.action === 'term.renew');
const lived = (contract: Contract, until: string): Contract =>
  runUntil(contract, supposed(unchanging(contract), 'pays'), momentOf(instantOf(until))).contract;
const told = { at: '2027-06-01T10:00:00.000Z', by: 'engine' as const };

describe('E8.1b the renewal and its invoice', () => {
  const prices = [{ ...YEARLY, formula: 'gone' }, MONTHLY];
  test.each`
    missing            | choice       | invoicedBy    | asked | because
    ${null}            | ${null}      | ${'renew/T2'} | ${0}  | ${'the schedule has its price'}
    ${'RENEW_AND_ASK'} | ${null}      | ${undefined}  | ${1}  | ${'no price is known'}
    ${'LAST_PRICE'}    | ${null}      | ${'renew/T2'} | ${0}  | ${'at the price of before'}
    ${'LAST_PRICE'}    | ${'another'} | ${undefined}  | ${1}  | ${'the price of before is that of another formula'}
  `('8.1 (b), 5.1: missing from the schedule under $missing, $choice chosen, invoiced by $invoicedBy: $because', async (row) => {
    const { given, when, see, check } = story();
    const parameters = { 'price.missingAtRenewal': row.missing ?? 'RENEW_AND_ASK' };
    await given.subscription({ formula: 'gone', at: '2027-01-04 10:30', parameters }, prices);
    if (row.missing) await given.schedule('2027-06-01', [MONTHLY]);
    if (row.choice) await when.client.asks('choose-formula', { formula: { code: row.choice, months: 6 } });
    await when.itIs('2028-01-04 00:00');
    const facts = await see.facts();
    expect(facts.find((one) => one.type === 'term.renewed')?.duty).toBe('renew/T2');
    expect(facts.find((one) => one.type === 'invoice.issued' && one.invoice === 'T2')?.duty).toBe(row.invoicedBy);
    await check.tasks('PRICE_DECISION', row.asked ? ['2028-01-04'] : []);
  });

  test.each`
    termDays | suspended       | held
    ${35}    | ${'2027-03-03'} | ${true}
    ${36}    | ${'2027-03-05'} | ${false}
  `('8.1 (b): suspended on $suspended, the invoice of the term that begins on 2027-03-05 is held: $held', async ({ termDays, held }) => {
    const { given, when, see } = story();
    const parameters = { 'renewal.whileSuspended': 'HOLD_INVOICE' };
    const line = { formula: 'two', months: 2, netCents: 5_900, termDays };
    await given.subscription({ formula: 'two', at: '2027-01-05 10:00', means: 'card_declined', status: 'PROFESSIONAL', parameters }, [line]);
    await when.itIs('2027-03-10');
    expect((await see.facts()).some((one) => one.type === 'invoice.issued' && one.invoice === 'T2')).toBe(!held);
  });

  test('8.1 (b): the announcement of a term too short to be announced later is part of its renewal', async () => {
    const { given, when, see, check } = story();
    await given.baselineM();
    await when.itIs('2027-04-01 00:00');
    expect((await see.facts()).filter((one) => one.type === 'renewal.announced').map((one) => one.duty)).toEqual(['announce/T1', 'renew/T2']);
    await check.messages({ RENEWAL_REMINDER: ['2027-03-01'] });
    await when.itIs('2027-04-01 08:00');
    await check.messages({ RENEWAL_REMINDER: ['2027-03-01', '2027-04-01'] });
  });

  test('8.1 (b), A11: what a yearly life makes due has its natural keys', () => {
    expect(duties(contractOf()).map(({ id, due }) => `${id} ${new Date(due).toISOString()}`)).toEqual([
      'invoice/T1 2027-01-04T09:30:00.000Z',
      'announce/T1 2027-08-03T06:00:00.000Z',
      'renew/T2 2028-01-03T23:00:00.000Z',
    ]);
  });

  test('8.1 (b): a renewal told again changes nothing', () => {
    const renewed = lived(contractOf(), '2028-01-04 12:00');
    const data = { term: 2, startsOn: '2028-01-04', endsOn: '2029-01-03', formula: { code: 'yearly', months: 12 }, price: null };
    const again: Fact = { ...told, type: 'term.renewed', article: 'E8.1b', ...data, anchoredOn: '2027-01-04', sendAt: told.at };
    expect(fold(renewed, [again])).toEqual(renewed);
  });
});

describe('E8.1b what stops a renewal', () => {
  const notified = (deemedOn: string): Fact => ({
    ...{ ...told, type: 'notice.sent', article: 'E8.2a', notice: `termination/${deemedOn}`, code: 'TERMINATION_NOTICE', channel: 'EMAIL' },
    ...{ from: 'COMPANY', about: { ground: 'DECLARATIONS' }, sentAt: told.at, sentOn: '2027-06-01', deemedOn },
  });
  test.each`
    beyondTerm                  | deemed                          | renews   | because
    ${'EXTEND_FREE_NO_RENEWAL'} | ${['2027-12-05']}               | ${false} | ${'the notice bars it'}
    ${'RENEW_AND_INVOICE'}      | ${['2027-12-04']}               | ${false} | ${'C = 2028-01-03 = E'}
    ${'RENEW_AND_INVOICE'}      | ${['2027-12-05']}               | ${true}  | ${'C = 2028-01-04, in the next term'}
    ${'RENEW_AND_INVOICE'}      | ${['2027-12-05', '2027-11-01']} | ${false} | ${'the second one ends it in this term'}
  `('8.2: under $beyondTerm, received on $deemed, it renews $renews: $because', ({ beyondTerm, deemed, renews }) => {
    const contract = contractOf({}, { 'termination.beyondTerm': beyondTerm });
    expect(isNextDue(fold(contract, deemed.map(notified)))).toBe(renews);
  });

  test('8.1 (g): a free exit leaves nothing to renew', () => {
    const exit: Fact = { ...told, type: 'exit.taken', article: 'E8.1g', cessationOn: '2027-06-01' };
    expect(isNextDue(contractOf())).toBe(true);
    expect(isNextDue(fold(contractOf(), [exit]))).toBe(false);
  });
});

describe('E8.1b the review of a suspended subscription', () => {
  test.each`
    termDays | suspended       | reviews                         | because
    ${21}    | ${'2027-02-19'} | ${['2027-02-19', '2027-04-07']} | ${'the last day itself; and again in the next term'}
    ${22}    | ${'2027-02-20'} | ${['2027-04-07']}               | ${'too late for this term: two weeks before the last day of the next one'}
  `('8.1 (b): suspended on $suspended where 2027-02-19 is the last day, reviewed on $reviews: $because', async ({ termDays, suspended, reviews }) => {
    const { given, when, see, check } = story();
    const line = { formula: 'two', months: 2, netCents: 5_900, termDays };
    await given.subscription({ formula: 'two', at: '2027-01-06 10:00', means: 'card_declined' }, [line]);
    await when.itIs('2027-04-08');
    const [applied] = (await see.facts()).filter((one) => one.type === 'suspension.applied');
    expect(civilOf(Math.floor(momentOf(applied?.at ?? '') / 86_400_000) + 1)).toBe(suspended);
    const opened = (await see.facts()).flatMap((one) => (one.type === 'task.opened' && one.kind === 'RENEWAL_REVIEW' ? [one.duty] : []));
    expect(opened).toEqual(reviews.length > 1 ? ['task/review/T1', 'task/review/T2'] : ['task/review/T2']);
    await check.tasks('RENEWAL_REVIEW', reviews);
  });

  test('8.1 (b): what LEGAL has not decided by R is decided: the term has renewed', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2028-01-04 00:00');
    await check.tasks('RENEWAL_REVIEW', ['2027-09-19']);
    check.refused(await when.legal.decides('RENEWAL_REVIEW', 'LET_RENEW'), 'A10');
  });
});

describe('E8.1g the window of an announcement', () => {
  test.each`
    lead | sent            | deadlines                       | freeExit | because
    ${4} | ${'2027-06-03'} | ${['2027-10-03']}               | ${true}  | ${'earlier than three months ahead'}
    ${3} | ${'2027-07-03'} | ${['2027-10-03']}               | ${false} | ${'three months ahead'}
    ${1} | ${'2027-09-03'} | ${['2027-10-03']}               | ${false} | ${'one month ahead'}
    ${0} | ${'2027-10-03'} | ${['2027-10-03', '2028-10-03']} | ${true}  | ${'later than one month ahead'}
  `('8.1 (g): announced $lead months ahead, on $sent for $deadlines, the exit is free $freeExit: $because', async (row) => {
    const { given, when, check } = story();
    await given.baselineA({ parameters: { 'renewal.reminderLeadMonths': row.lead } });
    await when.theDayEnds(row.sent);
    await check.messages({ RENEWAL_REMINDER: [row.sent] });
    await check.says('RENEWAL_REMINDER', { deadlines: row.deadlines });
    await when.itIs('2028-01-04');
    await check.view({ freeExit: row.freeExit });
  });

  test('8.1 (g), A12: a term that cannot be announced later is announced with the acceptance, even before 08:00', async () => {
    const { given, see } = story();
    await given.subscription({ formula: 'monthly', at: '2027-03-01 06:30' });
    expect((await see.messages()).filter((one) => one.code === 'RENEWAL_REMINDER').map((one) => one.sentAt)).toEqual(['2027-03-01T05:30:00.000Z']);
  });

  test('8.1 (g): deadlines that have passed are forgotten', () => {
    const contract = contractOf({ formula: monthly });
    expect(lived(contract, '2030-06-20').announced.map(civilOf)).toEqual(['2030-06-19', '2030-07-20']);
  });
});

describe('E8.1g the free exit', () => {
  test('8.1 (g): offered where the renewal was not announced, taken once, and not by the professional', async () => {
    const { given, when, check } = story();
    await given.baselineM();
    const offer = { because: 'no-free-exit', allowed: [{ command: 'denounce', until: '2027-03-17' }] };
    expect((await when.client.asks('free-exit', {})).refused).toMatchObject(offer);
    await when.itIs('2027-04-10');
    check.done(await when.client.asks('free-exit', {}));
    expect((await when.client.asks('free-exit', {})).refused).toMatchObject({ article: 'E8.1g', because: 'already-ending' });
    await when.itIs('2027-04-11 00:00');
    expect((await when.client.asks('free-exit', {})).refused).toMatchObject({ article: 'E8.1g', because: 'not-running' });
    const professional = story();
    await professional.given.baselineM({ status: 'PROFESSIONAL' });
    await professional.when.itIs('2027-04-10');
    expect((await professional.when.client.asks('free-exit', {})).refused).toMatchObject({ because: 'no-free-exit' });
  });
});

describe('E8.1b terms that are over', () => {
  const asked: Fact[] = [
    {
      ...{ ...told, type: 'insolvency.recorded', article: 'E8.2-iii', party: 'CLIENT', event: 'ADMINISTRATION', evidence: 'text', court: true },
      ...{ judgmentOn: '2027-05-20', officer: null, officerEmail: null },
    } as Fact,
    {
      ...{ ...told, type: 'notice.sent', article: 'E8.2-iii', notice: 'administrator', code: 'ADMINISTRATOR_NOTICE', channel: 'EMAIL' },
      ...{ from: 'COMPANY', about: {}, sentAt: told.at, sentOn: '2027-06-01', deemedOn: '2027-06-04' },
    } as Fact,
  ];
  const before = lived(contractOf({ formula: monthly }), '2027-06-01');
  const overOf = (contract: Contract): number[] | undefined => contract.earlier?.map((one) => one.number);

  test('8.2 (iii): they are kept only while an officer who was asked has not answered', () => {
    expect(overOf(lived(before, '2027-08-10'))).toBeUndefined();
    expect(overOf(lived(fold(before, asked.slice(0, 1)), '2027-08-10'))).toBeUndefined();
    const waiting = lived(fold(before, asked), '2027-08-10');
    expect(overOf(waiting)).toEqual([5, 6, 7]);
    expect(waiting.earlier?.[0]).toMatchObject({ price: { netCents: 58_800 }, vatRate: 20, issued: 1 });
    const answered: Fact = { ...told, type: 'officer.answered', article: 'E8.2-iii', answer: 'CONTINUES', reason: 'text' };
    expect(overOf(lived(fold(waiting, [answered]), '2027-09-10'))).toBeUndefined();
  });
});

test.each`
  at                    | because             | why
  ${'2027-04-30 23:59'} | ${undefined}        | ${'the last day of the renewed term'}
  ${'2027-05-01 00:00'} | ${'already-ending'} | ${'that term is over: what is left runs to the end of the termination'}
`('8.1 (g), 8.2: under a termination for 2027-05-26 the client leaves freely at $at: $because: $why', async ({ at, because }) => {
  const { given, when } = story();
  await given.baselineM({ means: 'card_declined' });
  await when.itIs('2027-04-23');
  await when.theyTerminate();
  await when.itIs(at);
  expect((await when.client.asks('free-exit', {})).refused?.because).toBe(because);
});

/** CGUV 11.5, 8.3 (a): every complaint has a number and an answer; one on an invoice, with documents, is a dispute; accepted, the invoice is not due as it stands. */
import { describe, expect, test } from 'vitest';
import { story } from './story.ts';

const complaint = { complaint: 'cpl_1', text: 'text', documented: false } as const;
const dispute = { complaint: 'cpl_1', text: 'text', documented: true, invoice: 'T1' } as const;

describe('E11.5a complaints', () => {
  test('11.5: numbered, a task until it is answered, and no cure period', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const opened = await when.client.asks('open-complaint', complaint);
    expect(opened.facts.find((one) => one.type === 'complaint.opened')).toMatchObject({ number: 'S000001-R1' });
    await check.tasks('COMPLAINT', ['2027-06-09']);
    check.done(await when.support.asks('answer-complaint', { complaint: 'cpl_1', answer: 'text' }));
    check.refused(await when.support.asks('answer-complaint', { complaint: 'cpl_1', answer: 'text' }), 'E11.5a');
    await check.messages({ BREACH_NOTICE: [], DEFAULT_NOTICE: [] });
    const second = await when.client.asks('open-complaint', { ...complaint, complaint: 'cpl_2' });
    expect(second.facts.find((one) => one.type === 'complaint.opened')).toMatchObject({ number: 'S000001-R2' });
    check.done(await when.legal.decides('COMPLAINT', 'ANSWER'));
    const answers = (await check.facts()).flatMap((one) => (one.type === 'complaint.answered' ? [one.complaint] : []));
    expect(answers).toEqual(['cpl_1', 'cpl_2']);
  });

  test.each`
    received        | article      | because
    ${'2027-01-03'} | ${'E11.5a'}  | ${'before the subscription was accepted'}
    ${'2027-01-04'} | ${undefined} | ${'the day of acceptance'}
    ${'2027-06-09'} | ${undefined} | ${'today'}
    ${'2027-06-10'} | ${'E11.5a'}  | ${'it cannot have come tomorrow'}
  `('11.5: SUPPORT records on 2027-06-09 one received on $received: $article: $because', async ({ received, article }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const answer = await when.support.asks('open-complaint', { ...complaint, receivedOn: received });
    expect(answer.refused?.article).toBe(article);
    const opened = answer.facts.flatMap((one) => (one.type === 'complaint.opened' ? [one.openedOn] : []));
    expect(opened).toEqual(article ? [] : [received]);
  });

  test('11.5: a client complains on the day itself, whatever day it names', async () => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const answer = await when.client.asks('open-complaint', { ...complaint, receivedOn: '2027-02-01' });
    expect(answer.facts[0]).toMatchObject({ openedOn: '2027-06-09' });
  });

  test.each`
    what                        | input                                  | kind
    ${'nothing'}                | ${{}}                                  | ${'COMPLAINT'}
    ${'an invoice'}             | ${{ invoice: 'T1' }}                   | ${'COMPLAINT'}
    ${'an invoice, documented'} | ${{ invoice: 'T1', documented: true }} | ${'DISPUTE'}
  `('11.5, 8.3: a complaint on $what is a $kind', async ({ input, kind }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-01-20');
    check.done(await when.client.asks('open-complaint', { ...complaint, ...input }));
    await check.tasks('COMPLAINT', kind === 'COMPLAINT' ? ['2027-01-20'] : []);
    await check.tasks('DISPUTE', kind === 'DISPUTE' ? ['2027-01-20'] : []);
    const answer = await when.support.asks('answer-complaint', { complaint: 'cpl_1', answer: 'text' });
    expect(answer.refused?.article).toBe(kind === 'DISPUTE' ? 'E8.3a' : undefined); // LEGAL answers a dispute by its decision
  });
});

describe('E8.3a disputes', () => {
  test.each`
    received        | state          | because
    ${'2027-02-25'} | ${'ACTIVE'}    | ${'it came by the last cure day, and was recorded late: what it disproves is undone'}
    ${'2027-02-26'} | ${'SUSPENDED'} | ${'a day late, it holds nothing'}
  `('8.3 (a): SUPPORT records on 2027-03-02 a dispute received on $received: $state: $because', async ({ received, state }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-02');
    await check.state('SUSPENDED');
    check.done(await when.support.asks('open-complaint', { ...dispute, receivedOn: received }));
    await check.state(state);
  });

  test.each`
    holds    | opened          | state          | because
    ${true}  | ${'2027-02-25'} | ${'ACTIVE'}    | ${'opened by the last cure day'}
    ${true}  | ${'2027-02-26'} | ${'SUSPENDED'} | ${'opened a day late'}
    ${false} | ${'2027-02-25'} | ${'SUSPENDED'} | ${'these terms let no dispute hold it'}
  `('8.3 (a): disputes hold $holds, opened on $opened: $state: $because', async ({ holds, opened, state }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'suspension.disputeHolds': holds } });
    await when.itIs(opened);
    check.done(await when.client.asks('open-complaint', dispute));
    await when.itIs('2027-02-27');
    await check.state(state);
  });

  test('8.3 (a): accepted, the invoice is not due as it stands: no penalty, indemnity, reminder, suspension or termination rests on it', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await check.tasks('DISPUTE_CORRECTION', ['2027-02-24']);
    await when.itIs('2027-06-01');
    await check.view({ state: 'ACTIVE', overdueCents: 4_000, accruedIndemnityCents: 0 }); // the rejection fee alone
    check.refused(await when.theyTerminate(), 'E8.2-i');
    const penalties = (await check.facts()).filter((one) => one.type === 'debit-note.issued');
    expect(penalties).toEqual([]);
  });

  test('8.3 (a): accepted while suspended for it: access comes back at once', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await check.state('SUSPENDED');
    await when.client.asks('open-complaint', dispute);
    await check.state('SUSPENDED');
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await check.view({ state: 'ACTIVE', suspensionReasons: [] });
  });

  test('8.3 (a), 8.2 (i): accepted during the notice: the termination falls, and the client is told', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    check.done(await when.theyTerminate());
    await when.client.asks('open-complaint', dispute);
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await check.view({ cessationOn: null, state: 'ACTIVE' });
    await check.messages({ TERMINATION_WITHDRAWN: ['2027-03-01'] });
    await check.says('TERMINATION_WITHDRAWN', { because: 'DECISION' });
  });

  test('8.3 (a), 5.3 (c): credited in whole, nothing is left of it', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.itIs('2027-03-10');
    check.done(await when.billing.decides('DISPUTE_CORRECTION', 'CREDIT'));
    await check.documents('A', [{ grossCents: 70_560, netCents: 58_800, vatCents: 11_760 }]);
    await check.documents('D', []);
    await when.itIs('2027-06-01');
    await check.view({ state: 'ACTIVE', overdueCents: 4_000 });
  });

  test('8.3 (a): maintained, it counts as due from that day: presented again, reminded, notified, and it suspends ten full days after', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.itIs('2027-03-10');
    check.done(await when.billing.decides('DISPUTE_CORRECTION', 'MAINTAIN_INVOICE'));
    await when.itIs('2027-03-10 23:59');
    await check.view({ accruedPenaltyCents: 19, accruedIndemnityCents: 0 }); // that of the rejection fee, due on 5 March
    await when.itIs('2027-04-05');
    await check.messages({ DEFAULT_NOTICE: ['2027-02-11', '2027-03-18'] });
    await check.view({ state: 'SUSPENDED' });
    const suspended = (await check.facts()).find((one) => one.type === 'suspension.applied');
    expect(suspended?.at).toBe('2027-04-01T22:00:00.000Z'); // received on 22 March, last cure day 1 April
  });

  test('8.3 (a): one that LEGAL rejects is the dispute of before: it suspends from the next day', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.itIs('2027-03-02');
    check.done(await when.legal.decides('DISPUTE', 'REJECT'));
    await check.tasks('DISPUTE_CORRECTION', []);
    await when.theDayEnds('2027-03-02');
    await check.state('ACTIVE');
    await when.itIs('2027-03-03 00:00');
    await check.state('SUSPENDED');
  });
});

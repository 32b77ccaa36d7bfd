/** CGUV 11.5, 8.3 (a): every complaint has a number and an answer; one on an invoice, with documents, is a dispute; accepted, the invoice is not due as it stands. */
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/clause.ts';
import { openCents } from '../../../contract/receivables.ts';
import { contractAt, story } from './story.ts';

const complaint = { complaint: 'cpl_1', text: 'text', documented: false } as const;
const dispute = { complaint: 'cpl_1', text: 'text', documented: true, invoice: 'T1' } as const;

/** Terminated for non-payment, C = 2027-04-03; T1 is disputed on 2027-03-20. */
async function disputedUnderTermination() {
  const told = story();
  await told.given.baselineD();
  await told.when.itIs('2027-03-01');
  await told.when.theyTerminate();
  await told.when.itIs('2027-03-20');
  await told.when.client.asks('open-complaint', dispute);
  return told;
}

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
    received        | refusal                                       | because
    ${'2027-01-03'} | ${refuse('E11.5a', 'before-acceptance')}      | ${'before the subscription was accepted'}
    ${'2027-01-04'} | ${undefined}                                  | ${'the day of acceptance'}
    ${'2027-06-09'} | ${undefined}                                  | ${'today'}
    ${'2027-06-10'} | ${refuse('E11.5a', 'received-in-the-future')} | ${'it cannot have come tomorrow'}
  `('11.5: SUPPORT records on 2027-06-09 one received on $received: $because', async ({ received, refusal }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const answer = await when.support.asks('open-complaint', { ...complaint, receivedOn: received });
    expect(answer.refused).toEqual(refusal);
    const opened = answer.facts.flatMap((one) => (one.type === 'complaint.opened' ? [one.openedOn] : []));
    expect(opened).toEqual(refusal ? [] : [received]);
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

describe('E11.5a, E8.3a what a complaint says, and why an answer is refused', () => {
  test('11.5: kept under its article, with its words; answered with its task', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-06-09');
    const opened = await when.client.asks('open-complaint', complaint);
    expect(opened.facts).toMatchObject([
      { type: 'complaint.opened', article: 'E11.5a', complaint: 'cpl_1', invoice: null, documented: false, text: 'text', openedOn: '2027-06-09' },
      { type: 'task.opened', article: 'E11.5a', kind: 'COMPLAINT', about: 'cpl_1' },
    ]);
    await when.client.asks('open-complaint', { ...complaint, complaint: 'cpl_2' });
    const answered = await when.support.asks('answer-complaint', { complaint: 'cpl_2', answer: 'the answer' });
    expect(answered.facts).toMatchObject([
      { type: 'complaint.answered', article: 'E11.5a', complaint: 'cpl_2', answer: 'the answer', by: { role: 'SUPPORT' } },
      { type: 'task.decided', article: 'E11.5a', task: 'S000001-complaint-2', choice: 'ANSWER', reason: 'the answer' },
    ]);
    expect((await when.support.asks('answer-complaint', { complaint: 'cpl_2', answer: 'again' })).refused).toEqual(refuse('E11.5a', 'no-complaint'));
    expect((await when.legal.asks('decide-dispute', { accepted: true, reason: 'text' })).refused).toEqual(refuse('E8.3a', 'no-dispute'));
    check.done(await when.support.asks('answer-complaint', { complaint: 'cpl_1', answer: 'the first too' }));
  });

  test('8.3 (a): LEGAL decides a dispute by its name or the only one; SUPPORT does not answer it', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-10');
    await when.client.asks('open-complaint', dispute);
    await when.client.asks('open-complaint', { ...dispute, complaint: 'cpl_2', invoice: 'T2' });
    expect((await when.support.asks('answer-complaint', { complaint: 'cpl_1', answer: 'text' })).refused).toEqual(
      refuse('E8.3a', 'dispute-decides', [{ command: 'decide-dispute' }]),
    );
    const decided = await when.legal.asks('decide-dispute', { complaint: 'cpl_2', accepted: true, reason: 'the reason' });
    expect(decided.facts).toMatchObject([
      { type: 'dispute.decided', article: 'E8.3a', complaint: 'cpl_2', accepted: true, decidedOn: '2027-04-10', reason: 'the reason' },
      { type: 'task.decided', article: 'E8.3a', task: 'dispute-cpl_2', choice: 'ACCEPT', reason: 'the reason' },
      { type: 'task.opened', article: 'E8.3a', kind: 'DISPUTE_CORRECTION', about: 'T2' },
    ]);
    const rejected = await when.legal.asks('decide-dispute', { accepted: false, reason: 'text' });
    expect(rejected.facts).toMatchObject([{ type: 'dispute.decided', complaint: 'cpl_1', accepted: false }, { choice: 'REJECT' }]);
    await check.tasks('DISPUTE_CORRECTION', ['2027-04-10']);
  });

  test('11.5, 8.3 (a): a dispute decided closes its own complaint; the other waits for its answer', async () => {
    const { given, when, check, see } = story();
    await given.baselineD();
    await when.itIs('2027-02-05');
    await when.client.asks('open-complaint', { ...complaint, complaint: 'cpl_0' });
    await when.client.asks('open-complaint', dispute);
    await when.client.asks('open-complaint', { ...complaint, complaint: 'cpl_2' });
    check.done(await when.legal.decides('DISPUTE', 'REJECT'));
    const answer = async (id: string) => (await when.support.asks('answer-complaint', { complaint: id, answer: 'text' })).refused;
    expect(await answer('cpl_1')).toEqual(refuse('E11.5a', 'no-complaint'));
    expect([await answer('cpl_0'), await answer('cpl_2')]).toEqual([undefined, undefined]);
    expect((await see.tasks()).map((one) => one.state)).toEqual(['DECIDED', 'DECIDED', 'DECIDED']);
  });

  test('8.3 (a): while the client pays it all the same, the correction waits for the bank', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.registers('sepa_ok');
    check.done(await when.client.asks('pay-now', { invoices: ['T1'] }));
    await when.itIs('2027-02-25');
    expect((await when.billing.decides('DISPUTE_CORRECTION', 'CREDIT')).refused).toEqual(
      refuse('E8.3a', 'presentation-pending', [], { payment: 'now-1' }),
    );
  });

  test('8.3 (a): a document disputed once, or paid, is not disputed again: the next one is a complaint', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-05');
    await when.client.asks('open-complaint', dispute);
    await when.client.asks('open-complaint', { ...dispute, complaint: 'cpl_2' });
    await when.client.asks('open-complaint', { ...dispute, complaint: 'cpl_3', invoice: 'T9' });
    await check.tasks('DISPUTE', ['2027-02-05']);
    await check.tasks('COMPLAINT', ['2027-02-05', '2027-02-05']);
  });

  test.each`
    choice                | cents        | refusal                                                                    | because
    ${'CREDIT'}           | ${70_560}    | ${undefined}                                                               | ${'all that is open'}
    ${'CREDIT'}           | ${70_561}    | ${refuse('E5.3c', 'more-than-invoiced', [], { correctableCents: 70_560 })} | ${'a cent more'}
    ${'MAINTAIN_INVOICE'} | ${undefined} | ${undefined}                                                               | ${'nothing is credited'}
  `('8.3 (a): corrected by $choice of $cents: $because', async ({ choice, cents, refusal }) => {
    const { given, when, see } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    const task = (await see.tasks()).find((one) => one.kind === 'DISPUTE_CORRECTION')?.id ?? '';
    const answer = await when.billing.asks('decide', { task, choice, reason: 'text', ...(cents ? { cents } : {}) });
    expect(answer.refused).toEqual(refusal);
  });

  test('8.3 (a): paid after all, there is nothing to credit', async () => {
    const { given, when } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-24', means: 'TRANSFER', invoice: 'T1' });
    expect((await when.billing.decides('DISPUTE_CORRECTION', 'CREDIT')).refused).toEqual(refuse('E8.3a', 'not-open'));
  });

  test('8.3 (a): credited in part, the rest counts as due from that day', async () => {
    const { given, when, check, see } = story();
    await given.baselineD();
    await when.itIs('2027-02-24');
    await when.client.asks('open-complaint', dispute);
    await when.legal.decides('DISPUTE', 'ACCEPT');
    await when.itIs('2027-03-10');
    const task = (await see.tasks()).find((one) => one.kind === 'DISPUTE_CORRECTION')?.id ?? '';
    const answer = await when.billing.asks('decide', { task, choice: 'CREDIT', reason: 'text', cents: 60_560 });
    expect(answer.facts).toMatchObject([
      { type: 'task.decided' },
      { type: 'dispute.corrected', article: 'E8.3a', invoice: 'T1', cents: 60_560, correctedOn: '2027-03-10', reason: 'text' },
      { type: 'credit-note.issued', grossCents: 60_560 },
    ]);
    await when.itIs('2027-03-10 23:59');
    await check.view({ overdueCents: 4_000 }); // the fee of 5 March; what is left is due today
    await when.itIs('2027-03-11 00:00');
    await check.view({ overdueCents: 14_000 });
    await when.itIs('2027-03-18 08:00');
    await check.messages({ DEFAULT_NOTICE: ['2027-02-11', '2027-03-18'] });
    const presented = (await check.facts()).filter((one) => one.type === 'payment.presented' && one.cents === 10_000);
    expect(presented.map((one) => one.at)).toEqual(['2027-03-11T07:00:00.000Z']); // the morning after, once
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

  test.each`
    choice                | left   | because
    ${'CREDIT'}           | ${112} | ${'it was wrong'}
    ${'MAINTAIN_INVOICE'} | ${112} | ${'it counts as due from the day on which it is maintained'}
  `(
    '8.3 (a), 5.3 (c): the debit note issued at C falls with the dispute that is accepted, save for what it bills on the fee; $choice: $because',
    async ({ choice, left }) => {
      const { given, when, check } = story();
      await given.baselineD();
      await when.itIs('2027-03-01');
      await when.theyTerminate(); // C = 2027-04-03
      await when.itIs('2027-03-20');
      await when.client.asks('open-complaint', dispute);
      await when.itIs('2027-04-10');
      await check.documents('D', [{ issuedOn: '2027-04-04', grossCents: 8_345 }]); // 4233 c and 4000 c on the Price, 112 c on the fee
      check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
      await check.documents('A', [{ issuedOn: '2027-04-10', grossCents: 8_233 }]);
      await when.itIs('2027-04-12');
      check.done(await when.billing.decides('DISPUTE_CORRECTION', choice));
      await when.itIs('2027-05-03');
      const contract = await contractAt(check);
      expect(contract.receivables.filter((one) => one.kind === 'PENALTIES').map(openCents)).toEqual([left]);
    },
  );

  test('8.3 (a), A12: a late payment and the dispute on what is left, told at the same instant, correct the debit note twice', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-03-01');
    await when.theyTerminate();
    await when.itIs('2027-04-10');
    check.done(await when.billing.asks('record-payment', { invoice: 'T1', amountCents: 30_000, orderedOn: '2027-03-03', means: 'TRANSFER' }));
    await when.client.asks('open-complaint', dispute);
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await when.itIs('2027-04-11');
    // 30000 c x 3 % from 2027-03-03 to C, a month: 900 c; the dispute takes the rest of 4233 c, and the indemnity
    const notes = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one.grossCents] : []));
    expect(notes).toEqual([900, 3_333 + 4_000]);
  });

  test.each`
    cents        | refund       | paidBack                | open      | because
    ${undefined} | ${0}         | ${[]}                   | ${0}      | ${'what is open of it, unless an amount is named'}
    ${40_560}    | ${0}         | ${[]}                   | ${0}      | ${'all that is open'}
    ${40_561}    | ${1}         | ${[]}                   | ${0}      | ${'a cent that was paid: it pays the fee that falls due on 2027-03-05'}
    ${70_560}    | ${30_000}    | ${['26000 2027-04-01']} | ${0}      | ${'the whole was wrong: what was paid goes back, less that fee'}
    ${70_561}    | ${undefined} | ${[]}                   | ${40_560} | ${'a cent more than the invoice'}
  `(
    '5.3 (c): 30000 c of it were paid, $cents c are corrected on 2027-03-02: $refund c to pay back: $because',
    async ({ cents, refund, paidBack, open }) => {
      const { given, when, check, see } = story();
      await given.baselineD();
      await when.pays(30_000, '2027-02-20');
      await when.client.asks('open-complaint', dispute);
      await when.itIs('2027-03-02');
      await when.legal.decides('DISPUTE', 'ACCEPT');
      const task = (await see.tasks()).find((one) => one.kind === 'DISPUTE_CORRECTION')?.id ?? '';
      const corrected = await when.billing.asks('decide', { task, choice: 'CREDIT', reason: 'text', ...(cents ? { cents } : {}) });
      expect(corrected.refused).toEqual(refund === undefined ? refuse('E5.3c', 'more-than-invoiced', [], { correctableCents: 70_560 }) : undefined);
      const credited = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one.refundCents] : []));
      expect(credited).toEqual(refund === undefined ? [] : [refund]);
      await when.theDayEnds('2027-05-10');
      const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));
      expect(released).toEqual(paidBack);
      const { receivables } = await contractAt(check);
      expect(receivables.filter((one) => one.kind === 'PRICE').reduce((sum, one) => sum + openCents(one), 0)).toBe(open);
    },
  );

  test('5.3 (c): credited in part, it can be corrected again, up to what is left of it', async () => {
    const { given, when, check, see } = story();
    await given.baselineD();
    const correct = async (complaint: string, on: string, cents: number) => {
      await when.itIs(on);
      await when.client.asks('open-complaint', { ...dispute, complaint });
      check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
      const task = (await see.tasks()).findLast((one) => one.kind === 'DISPUTE_CORRECTION')?.id ?? '';
      return when.billing.asks('decide', { task, choice: 'CREDIT', reason: 'text', cents });
    };
    check.done(await correct('cpl_1', '2027-02-20', 10_000));
    check.done(await correct('cpl_2', '2027-02-22', 20_000));
    const credited = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [[one.creditNote, one.grossCents]] : []));
    expect(credited).toEqual([
      ['A/T1', 10_000],
      ['A/T1/10000', 20_000],
    ]);
    const again = await correct('cpl_3', '2027-02-24', 40_561);
    expect(again.refused).toEqual(refuse('E5.3c', 'more-than-invoiced', [], { correctableCents: 40_560 }));
  });

  test('8.3 (a), 5.3 (c): rejected, the debit note stands', async () => {
    const { when, check } = await disputedUnderTermination();
    await when.itIs('2027-04-10');
    check.done(await when.legal.decides('DISPUTE', 'REJECT'));
    await when.itIs('2027-05-03');
    await check.documents('A', []);
    await check.documents('D', [{ grossCents: 8_345 }]);
  });

  test('8.3 (a), 5.3 (c): the debit note was paid: what fell with the dispute is paid back', async () => {
    const { when, check } = await disputedUnderTermination();
    await when.itIs('2027-04-08');
    const [note] = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one.debitNote] : []));
    check.done(await when.billing.asks('record-payment', { invoice: note ?? '', amountCents: 8_345, orderedOn: '2027-04-08', means: 'TRANSFER' }));
    await when.itIs('2027-04-10');
    check.done(await when.legal.decides('DISPUTE', 'ACCEPT'));
    await when.itIs('2027-04-12');
    check.done(await when.billing.decides('DISPUTE_CORRECTION', 'CREDIT'));
    await when.theDayEnds('2027-05-10'); // thirty days from 2027-04-10
    const released = (await check.facts()).flatMap((one) => (one.type === 'refund.released' ? [`${one.cents} ${one.at.slice(0, 10)}`] : []));
    expect(released).toEqual(['4205 2027-05-10']); // 8233 c less the fee of 4000 c and its 28 c of penalty from C to 2027-04-10
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

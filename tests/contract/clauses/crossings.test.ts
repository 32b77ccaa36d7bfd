/** Crossings that once went wrong, each with its row: two things that are right alone, and met. */
import { describe, expect, test } from 'vitest';
import { civilOf, dayOf, instantOf, isoOf } from '../../../contract/calendar.ts';
import { isRefusal } from '../../../contract/clause.ts';
import type { Command, CommandInput, CommandType } from '../../../contract/commands.ts';
import { decide, duties, fold, fulfil, receive } from '../../../contract/contract.ts';
import type { Duty } from '../../../contract/duties.ts';
import type { Fact, Role } from '../../../contract/facts.ts';
import { messagesOf } from '../../../contract/letters.ts';
import type { Contract } from '../../../contract/state.ts';
import { MONTHLY, YEARLY } from '../../scenarios/scenario.ts';
import { contractOf, story } from './story.ts';

const noon = (day: string): number => instantOf(dayOf(day), 720);

/** A command decided on a contract, its duties left undone as if mail and bank were down. */
function ask<T extends CommandType>(contract: Contract, role: Role, type: T, input: CommandInput[T], day: string): Contract {
  const decided = decide(contract, { type, by: { person: role, role }, input } as unknown as Command, noon(day));
  if (isRefusal(decided)) throw new Error(`${type} is refused: ${decided.because}`);
  return fold(contract, decided);
}
const dutyOf = (contract: Contract, id: string): Duty => {
  const duty = duties(contract).find((one) => one.id.startsWith(id));
  if (!duty) throw new Error(`${id} is not due: ${duties(contract).map((one) => one.id)}`);
  return duty;
};
const send = (contract: Contract, id: string, day: string): Contract =>
  fold(contract, fulfil(contract, dutyOf(contract, id), { sentAt: isoOf(noon(day)) }, noon(day)));
/** Baseline A with its invoice, not presented yet. */
const invoiced = (): Contract => {
  const contract = contractOf();
  const duty = dutyOf(contract, 'invoice/T1');
  return fold(contract, fulfil(contract, duty, { number: 'F2027-000001', vatRate: 20 }, duty.due));
};

describe('8.1: ids that a life uses twice', () => {
  test('E8.1d: denounced, withdrawn and denounced again on one day is three acts and two notices', async () => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.itIs('2027-05-10');
    check.done(await when.client.asks('denounce', {}));
    check.done(await when.client.asks('withdraw-denunciation', {}));
    await when.itIs('2027-05-10 15:00');
    check.done(await when.client.asks('denounce', {}));
    await check.view({ cessationOn: '2028-01-03' });
    await check.messages({ CLIENT_DENUNCIATION: ['2027-05-10', '2027-05-10'], DENUNCIATION_ACK: ['2027-05-10', '2027-05-10'] });
    const acts = (await check.facts()).flatMap((one) => (one.type === 'notice.sent' ? [one.duty] : []));
    expect(new Set(acts).size).toBe(acts.length);
  });
});

describe('8.2: contested before it was sent', () => {
  test.each`
    cured    | cessation
    ${false} | ${'2027-07-03'}
    ${true}  | ${undefined}
  `('E8.2-ii: LEGAL decides (cured $cured) before the notice could leave: C = $cessation, counted from its sending', ({ cured, cessation }) => {
    const breach = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
    let contract = ask(invoiced(), 'CLIENT_ADMIN', 'notify-breach', breach, '2027-04-26');
    contract = send(contract, 'notice/breach', '2027-04-26');
    contract = ask(contract, 'LEGAL', 'declare-cured', { evidence: 'text' }, '2027-05-29');
    contract = ask(contract, 'CLIENT_ADMIN', 'terminate-for-cause', { ground: 'BREACH', facts: 'text', channel: 'EMAIL' }, '2027-05-31');
    const task = contract.tasks?.find((one) => one.kind === 'CONTESTED_TERMINATION')?.id ?? '';
    contract = ask(contract, 'LEGAL', 'decide', { task, choice: cured ? 'MAINTAIN_CURED' : 'GIVE_IN', reason: 'text' }, '2027-05-31');
    expect(duties(contract).some((one) => one.action === 'subscription.end')).toBe(false);
    expect(duties(contract).some((one) => one.id.startsWith('notice/termination'))).toBe(!cured);
    if (!cured) contract = send(contract, 'notice/termination', '2027-05-31');
    expect(contract.terminations?.map((one) => civilOf(one.cessationOn))[0]).toBe(cessation);
  });
});

describe('8.2: a cure that comes late (`breach.lateCure`)', () => {
  test.each`
    mode                   | party        | cured           | outcome
    ${'BARS_COMPANY_ONLY'} | ${'client'}  | ${'2027-05-29'} | ${'contested'}
    ${'BARS_COMPANY_ONLY'} | ${'client'}  | ${'2027-05-30'} | ${'ends'}
    ${'BARS_BOTH'}         | ${'client'}  | ${'2027-05-30'} | ${'contested'}
    ${'BARS_NONE'}         | ${'client'}  | ${'2027-05-30'} | ${'ends'}
    ${'BARS_COMPANY_ONLY'} | ${'company'} | ${'2027-05-30'} | ${'cure-undecided'}
    ${'BARS_BOTH'}         | ${'company'} | ${'2027-05-30'} | ${'cure-undecided'}
    ${'BARS_NONE'}         | ${'company'} | ${'2027-05-30'} | ${'ends'}
    ${'BARS_NONE'}         | ${'company'} | ${'2027-05-29'} | ${'cure-undecided'}
  `('E8.2-ii: under $mode a cure of $cured, against the $party that terminates on 2027-05-31: $outcome', ({ mode, party, cured, outcome }) => {
    const notice = { clause: '4.2', facts: 'text', evidence: 'text', channel: 'EMAIL' } as const;
    const [from, other]: Role[] = party === 'client' ? ['CLIENT_ADMIN', 'LEGAL'] : ['LEGAL', 'CLIENT_ADMIN'];
    let contract: Contract = { ...invoiced(), parameters: { 'breach.lateCure': mode } };
    contract = ask(contract, from as Role, 'notify-breach', notice, '2027-04-26');
    contract = send(contract, 'notice/breach', '2027-04-26');
    contract = ask(contract, other as Role, 'declare-cured', { evidence: 'text' }, cured);
    const terminate = { ground: 'BREACH', facts: 'text', channel: 'EMAIL' } as const;
    const command = { type: 'terminate-for-cause', by: { person: 'p', role: from as Role }, input: terminate } as Command;
    const decided = decide(contract, command, noon('2027-05-31'));
    const seen = isRefusal(decided) ? decided.because : decided.some((one) => one.type === 'termination.contested') ? 'contested' : 'ends';
    expect(seen).toBe(outcome);
  });
});

describe('8.3: a notice that waits while the client pays', () => {
  test.each`
    cents     | lists
    ${70_560} | ${[]}
    ${70_559} | ${['T1']}
  `('E8.3a: a default notice decided and not sent yet, $cents c received: it lists $lists', ({ cents, lists }) => {
    let contract = invoiced();
    contract = ask(contract, 'LEGAL', 'send-notice', { code: 'DEFAULT_NOTICE', channel: 'REGISTERED_LETTER' }, '2027-02-10');
    const money = {
      type: 'client-payment',
      key: 'k',
      at: isoOf(noon('2027-02-10')),
      amountCents: cents,
      orderedOn: '2027-02-10',
      means: 'TRANSFER',
    } as const;
    contract = fold(contract, receive(contract, money, noon('2027-02-10')));
    expect(contract.notices?.flatMap((one) => one.about.invoices ?? []) ?? []).toEqual(lists);
  });

  test('E8.3a: without a delay the notice leaves when the invoice is overdue, not on its due date', () => {
    const contract = { ...invoiced(), parameters: { 'dunning.defaultNoticeDays': 0, 'dunning.courtesyDays': 0 } };
    for (const id of ['notice/default', 'remind/T1/courtesy']) expect(dutyOf(contract, id).due).toBe(instantOf(dayOf('2027-02-04'), 480));
  });
});

describe('5.5: money that comes, goes and comes again', () => {
  test('E5.5b: taken back before the due date, the invoice is presented on that date and is not late before it', async () => {
    const { given, when, check } = story();
    await given.baselineA({ means: 'sepa_md06:8' });
    await when.itIs('2027-01-06');
    check.done(await when.client.asks('pay-now', {}));
    await when.itIs('2027-01-20');
    await check.documents('F', [{ state: 'OPEN', paidCents: 0 }]);
    await when.itIs('2027-02-03 07:59');
    await check.messages({ COURTESY_REMINDER: [], DEFAULT_NOTICE: [] });
    await when.theDayEnds('2027-02-03');
    await check.documents('F', [{ state: 'COLLECTING' }]);
  });

  test('E5.5b: a part payment that is taken back starts nothing anew: the invoice was late before and stays so', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    await when.registers('sepa_md06:10');
    check.done(await when.client.asks('pay-now', { amountCents: 30_000 }));
    await when.itIs('2027-03-02 12:00'); // settled on the 24th, taken back today
    await check.documents('F', [{ state: 'OVERDUE', paidCents: 0 }, { kind: 'REJECTION_FEE' }]);
    await check.state('SUSPENDED');
    await when.pays(70_560, '2027-03-20');
    await when.theDayEnds('2027-03-20');
    // 3 % of 70560 c x 17/28, of 40560 c x 10/28 while the part was there, of 70560 c x (48/31 - 27/28) again
    await check.documents('D', [{ issuedOn: '2027-03-20', grossCents: 2_956 + 4_000 }]);
    await check.messages({ DEFAULT_NOTICE: ['2027-02-11'], SUSPENSION_NOTICE: ['2027-02-26'] });
  });

  test('E5.3e: an invoice that is late, paid, taken back and late again bears its indemnity once', async () => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs('2027-02-20');
    await when.registers('sepa_md06:30');
    check.done(await when.client.asks('pay-now', { amountCents: 70_560 }));
    await when.theDayEnds('2027-03-22');
    await check.documents('F', [{ paidCents: 0 }, { kind: 'REJECTION_FEE' }]);
    await when.pays(70_560, '2027-04-01');
    await when.theDayEnds('2027-04-01');
    await check.documents('D', [
      { issuedOn: '2027-02-24', grossCents: 1_285 + 4_000 }, // 17/28 to the day of the order
      { issuedOn: '2027-04-01', grossCents: 682 }, // 10/31 from the day it was taken back
    ]);
  });

  test('E5.5b: a debit rejected after a transfer paid its invoice still bears its fee', async () => {
    const { given, when, check } = story();
    await given.baselineA({ means: 'sepa_am04:5' });
    await when.pays(70_560, '2027-02-04');
    await when.itIs('2027-02-20');
    await check.documents('F', [
      { kind: 'PRICE', state: 'PAID' },
      { kind: 'REJECTION_FEE', issuedOn: '2027-02-08' },
    ]);
  });

  test.each`
    cents     | done     | because
    ${74_560} | ${true}  | ${'everything'}
    ${70_560} | ${true}  | ${'the whole price; the fee stays whole'}
    ${70_559} | ${false} | ${'a part of the price'}
    ${70_561} | ${false} | ${'a part of the fee'}
  `('E5.3f: where part payments are not accepted, $cents c of 70560 c and 4000 c, done $done: $because', ({ cents, done }) => {
    let contract: Contract = { ...invoiced(), parameters: { 'payment.partialAccepted': false } };
    const fee = { ...contract.receivables[0], id: 'fee/T1-1', number: 'F2027-000002', kind: 'REJECTION_FEE', gross: 4_000, vat: 0 };
    contract = { ...contract, receivables: [...contract.receivables, fee as Contract['receivables'][number]] };
    const command = { type: 'pay-now', by: { person: 'p', role: 'CLIENT_ADMIN' }, input: { amountCents: cents } } as Command;
    expect(isRefusal(decide(contract, command, noon('2027-02-10')))).toBe(!done);
  });

  test('E5.5a: the invoice announces the day on which it is presented', () => {
    const terms = {
      ...contractOf({ means: { method: 'm1', kind: 'SEPA' } }),
      parameters: { 'collection.presentationDay': 'INVOICE_DATE' },
    } as Contract;
    const duty = dutyOf(terms, 'invoice/T1');
    const facts = fulfil(terms, duty, { number: 'F2027-000001', vatRate: 20 }, duty.due);
    expect(messagesOf(terms, terms, facts)).toMatchObject([{ values: { dueOn: '2027-02-03', presentationOn: '2027-01-04' } }]);
  });

  test.each`
    means     | more                                            | presentationOn
    ${'CARD'} | ${{}}                                           | ${'2027-04-17'}
    ${'SEPA'} | ${{}}                                           | ${'2027-04-19'}
    ${'CARD'} | ${{ unusable: { method: 'm1', code: 'AC04' } }} | ${null}
  `('E5.5a: a debit note due on a Saturday announces that it is presented by $means: $presentationOn', ({ means, more, presentationOn }) => {
    const before = { ...contractOf({ means: { method: 'm1', kind: means } }), ...more } as Contract;
    const note = { debitNote: 'D/2027-03-18', number: 'D2027-000001', issuedOn: '2027-03-18', dueOn: '2027-04-17', accruedTo: '2027-03-18' };
    const issued = {
      ...note,
      type: 'debit-note.issued',
      article: 'E5.3d',
      by: 'engine',
      at: isoOf(noon('2027-03-18')),
      items: [],
      grossCents: 4_000,
    };
    expect(messagesOf(before, before, [issued as Fact])).toMatchObject([{ values: { dueOn: '2027-04-17', presentationOn } }]);
  });

  test.each`
    recorded                   | paid                      | because
    ${{ invoice: 'T1' }}       | ${['T1 7080']}            | ${'named: what was debited too is kept in favour of the client'}
    ${{}}                      | ${['T2 7080']}            | ${'the price that nothing is under way for'}
    ${{ amountCents: 10_000 }} | ${['T2 7080', 'T1 2920']} | ${'then the one whose debit is under way'}
  `('E5.5a: a transfer booked while the debit of T1 is under way discharges $paid: $because', async ({ recorded, paid }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'sepa_ok' });
    await when.itIs('2027-04-01 12:00'); // T1 was presented on 31 March and settles on 5 April
    check.done(await when.billing.asks('record-payment', { amountCents: 7_080, orderedOn: '2027-04-01', means: 'TRANSFER', ...recorded }));
    const booked = (await check.facts()).flatMap((one) => (one.type === 'payment.recorded' ? one.allocations : []));
    expect(booked.map((part) => `${part.document} ${part.cents}`)).toEqual(paid);
    await when.itIs('2027-04-06');
    await check.tasks('OVERPAYMENT', paid[0] === 'T2 7080' && paid.length === 1 ? [] : ['2027-04-05']);
  });

  test('E5.3f: each overpayment has its task, the second after the first was given back too', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'sepa_ok' });
    await when.itIs('2027-04-01 09:00');
    check.done(await when.client.asks('pay-now', { invoices: ['T2'] }));
    await when.pays(14_160, '2027-04-02 09:00'); // while both debits are under way
    await when.itIs('2027-04-05 12:00');
    check.done(await when.billing.decides('OVERPAYMENT', 'GIVEN_BACK'));
    await when.itIs('2027-04-07');
    await check.tasks('OVERPAYMENT', ['2027-04-05', '2027-04-06']);
    const acts = (await check.facts()).flatMap((one) => (one.type === 'task.opened' ? [one.duty] : []));
    expect(new Set(acts).size).toBe(acts.length);
  });

  test('E5.3d: a rate published late that leaves nothing to bill leads to no document of nothing', () => {
    let contract = { ...invoiced(), parameters: { 'recoveryIndemnity.amount': 0 } } as Contract;
    const paid = {
      type: 'client-payment',
      key: 'k',
      at: isoOf(noon('2027-02-20')),
      amountCents: 70_560,
      orderedOn: '2027-02-20',
      means: 'TRANSFER',
    } as const;
    contract = fold(contract, receive(contract, paid, noon('2027-02-20')));
    expect(dutyOf(contract, 'debit/').due).toBe(noon('2027-02-20'));
    const rate = { type: 'legal-rate', key: 'r', at: isoOf(noon('2027-02-20')), effectiveOn: '2027-01-01', monthlyRate: 0 } as const;
    contract = fold(contract, receive(contract, rate, noon('2027-02-20')));
    expect(duties(contract).some((one) => one.action === 'debit-note.issue')).toBe(false);
    expect(contract.receivables).toEqual([]);
  });
});

describe('5.1: a price decided late', () => {
  test('E5.1b, E8.1g: decided after a free exit, the term is invoiced and the days not used are credited on it', async () => {
    const { given, when, check } = story();
    await given.baselineM();
    await given.schedule('2027-03-15', [YEARLY]);
    await when.itIs('2027-04-10');
    check.done(await when.client.asks('free-exit', {}));
    await when.itIs('2027-04-20');
    await check.state('ENDED');
    const task = (await check.facts()).find((one) => one.type === 'task.opened' && one.kind === 'PRICE_DECISION');
    const price = { netCents: 6_000, instalments: 1, termDays: 30, contacts: 280, schedule: 'decided' };
    check.done(
      await when.billing.asks('decide', { task: task?.type === 'task.opened' ? task.task : '', choice: 'SET_PRICE', reason: 'text', price }),
    );
    await when.itIs('2027-04-21');
    await check.documents('A', [{ issuedOn: '2027-04-20', netCents: 4_000, vatCents: 800 }]); // 20 of 30 days
    const notes = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one] : []));
    expect(notes).toMatchObject([{ allocations: [{ document: 'T2', cents: 4_800 }], refundCents: 0 }]);
  });

  test.each`
    decided         | invoice                                               | because
    ${'2027-04-10'} | ${{ invoice: 'T2', term: 2, issuedOn: '2027-04-10' }} | ${'its term runs'}
    ${'2027-05-20'} | ${{ invoice: 'T2', term: 2, issuedOn: '2027-05-20' }} | ${'its term is over'}
  `('E5.1b: the price of the term from 2027-04-01 decided on $decided is invoiced: $because', async ({ decided, invoice }) => {
    const { given, when, check } = story();
    await given.baselineM();
    await given.schedule('2027-03-15', [YEARLY]);
    await given.schedule('2027-04-20', [YEARLY, MONTHLY]);
    await when.itIs(decided);
    const task = (await check.facts()).find((one) => one.type === 'task.opened' && one.kind === 'PRICE_DECISION');
    const price = { netCents: 6_000, instalments: 1, termDays: 30, contacts: 280, schedule: 'decided' };
    check.done(
      await when.billing.asks('decide', { task: task?.type === 'task.opened' ? task.task : '', choice: 'SET_PRICE', reason: 'text', price }),
    );
    const issued = (await check.facts()).filter((one) => one.type === 'invoice.issued' && one.invoice === 'T2');
    expect(issued).toMatchObject([{ ...(invoice as object), netCents: 6_000, grossCents: 7_200 }]);
  });
});

test('5.5, 8.1 (f): nothing that is recorded can be older than the acceptance', async () => {
  const { given, when, check } = story();
  await given.baselineD();
  await when.itIs('2027-02-10');
  const letter = { code: 'CLIENT_DENUNCIATION', channel: 'REGISTERED_LETTER', proof: 'the letter' } as const;
  const money = { amountCents: 10_000, means: 'TRANSFER' } as const;
  check.refused(await when.billing.asks('record-payment', { ...money, orderedOn: '2027-01-03' }), 'E5.5a');
  check.done(await when.billing.asks('record-payment', { ...money, orderedOn: '2027-01-04' }));
  check.refused(await when.support.asks('record-incoming-notice', { ...letter, sentOn: '2027-01-03' }), 'E8.1f');
  check.done(await when.support.asks('record-incoming-notice', { ...letter, sentOn: '2027-01-04' }));
});

test('5.3 (c), 5.5: a fee that was waived and opens again, its part payment taken back, can be waived again', async () => {
  const { given, when, check } = story();
  await given.baselineD();
  await when.itIs('2027-02-10');
  const fee = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE' ? [one.number] : []))[0] ?? '';
  await when.registers('sepa_md06:10');
  check.done(await when.client.asks('pay-now', { invoices: [fee], amountCents: 1_000 }));
  await when.itIs('2027-02-16');
  const waive = { invoice: fee, what: 'FEE', reason: 'a gesture' } as const;
  check.done(await when.billing.asks('waive', waive));
  await when.itIs('2027-02-22');
  check.done(await when.billing.asks('waive', waive));
  await check.documents('A', [{ grossCents: 3_000 }, { grossCents: 1_000 }]);
  const notes = (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [one.creditNote, one.duty] : []));
  expect(new Set(notes).size).toBe(4);
});

/** CGUV 5.5, 5.3 (f): what a charge, its rejection, its failure or its reversal leaves on the documents, fact by fact. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, isoOf } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { duties, fulfil, record } from '../../../contract/contract.ts';
import type { Allocation, Fact } from '../../../contract/facts.ts';
import type { Contract, PendingPayment, Receivable } from '../../../contract/state.ts';
import { contractOf, story } from './story.ts';

const at = (day: string): number => instantOf(dayOf(day), 600);
const DUE = '2027-02-03';
const invoice = (more: Partial<Receivable> = {}): Receivable => ({
  ...{ id: 'T1', number: 'F1', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf(DUE), gross: 1_000, vat: 0, paid: [], tries: 1 },
  ...more,
});
const fee = (more: Partial<Receivable> = {}): Receivable => invoice({ id: 'fee/T1-1', kind: 'REJECTION_FEE', gross: 4_000, ...more });
const part = (document: string, cents: number): Allocation => ({ document, cents });
const charge = (more: Partial<PendingPayment> = {}): PendingPayment => ({
  ...{ id: 'p', allocations: [part('T1', 1_000)], means: { method: 'm9', kind: 'SEPA' as const }, cause: 'ANNOUNCED', presentedOn: dayOf(DUE) },
  ...more,
});
type More = { receivables?: Receivable[]; payments?: PendingPayment[]; parameters?: Record<string, unknown> } & Partial<Contract>;
const contractWith = ({ parameters = {}, ...more }: More): Contract => ({
  ...contractOf({}, parameters),
  ...{ term: { ...contractOf().term, issued: 1 }, receivables: [invoice({ collecting: 'p' })], payments: [charge()], ...more },
});
const settled = (on: string): Fact => fact('payment.settled', 'E5.5a', at(on), { payment: 'p', settledOn: on }, 'outside');
const rejected = (on: string): Fact => fact('payment.rejected', 'E5.5b', at(on), { payment: 'p', code: 'AM04', rejectedOn: on }, 'outside');
const received = (allocations: Allocation[], cents: number, orderedOn = DUE): Fact =>
  fact('payment.recorded', 'E5.5a', at(orderedOn), { payment: 'received-1', allocations, cents, orderedOn, means: 'TRANSFER' });

describe('E5.5a asked again two bank days after the day announced', () => {
  const asking = (more: Partial<PendingPayment>) =>
    duties(contractWith({ payments: [charge(more)] })).filter((one) => one.action === 'payment.ask-result');
  test.each`
    presentedOn     | expectedOn      | asked           | because
    ${'2027-02-03'} | ${'2027-02-08'} | ${'2027-02-10'} | ${'Monday, Wednesday'}
    ${'2027-02-03'} | ${undefined}    | ${'2027-02-05'} | ${'no day was announced'}
    ${'2027-03-22'} | ${'2027-03-25'} | ${'2027-03-31'} | ${'over Easter'}
  `('5.5: presented on $presentedOn, expected on $expectedOn, asked on $asked: $because', ({ presentedOn, expectedOn, asked }) => {
    const days = { presentedOn: dayOf(presentedOn), ...(expectedOn ? { expectedOn: dayOf(expectedOn) } : {}) };
    expect(asking(days)).toEqual([
      { id: `ask/p/${asked}`, action: 'payment.ask-result', due: instantOf(dayOf(asked), 480), article: 'E5.5a', ref: 'p' },
    ]);
  });

  test.each`
    answer                                              | told                                                                                         | because
    ${{ outcome: 'SETTLED' }}                           | ${{ type: 'payment.settled', settledOn: '2027-02-10' }}                                      | ${'it was paid'}
    ${{ outcome: 'REJECTED', code: 'AM04' }}            | ${{ type: 'payment.rejected', code: 'AM04', rejectedOn: '2027-02-10' }}                      | ${'it was rejected'}
    ${{ outcome: 'PENDING', expectedOn: '2027-02-15' }} | ${{ type: 'payment.presented', expectedOn: '2027-02-15', cents: 1_000, cause: 'ANNOUNCED' }} | ${'it is announced for later'}
    ${{ outcome: 'PENDING', expectedOn: '2027-02-09' }} | ${{ type: 'payment.presented', expectedOn: '2027-02-11', presentedOn: DUE }}                 | ${'that day is over: tomorrow'}
    ${{ outcome: 'FAILED', reason: 'no line' }}         | ${{ type: 'payment.presented', expectedOn: '2027-02-11' }}                                   | ${'nobody answers: tomorrow'}
  `('5.5: asked on 2027-02-10, the bank says $answer: $because', ({ answer, told }) => {
    const contract = contractWith({});
    const [duty] = duties(contract).filter((one) => one.action === 'payment.ask-result');
    const facts = duty ? fulfil(contract, duty, answer, at('2027-02-10')) : [];
    expect(facts).toEqual([expect.objectContaining({ payment: 'p', ...told })]);
    expect(duty && fulfil(contractWith({ payments: [] }), duty, answer, at('2027-02-10'))).toEqual([]);
  });

  test('5.5: what is paid is not presented; what the client asked for is, from the instant at which it asked', () => {
    const asked = charge({ id: 'now-1', cause: 'ASKED', askedAt: at('2027-01-20'), presentedOn: undefined as never });
    const paid = invoice({ paid: [[dayOf('2027-02-10'), 1_000]], presentOn: dayOf('2027-02-11') });
    const due = duties(contractWith({ receivables: [paid], payments: [asked] })).filter((one) => one.action === 'payment.present');
    expect(due).toMatchObject([{ id: 'present/now-1', due: at('2027-01-20') }]);
  });
});

describe('E5.5b what a rejection leaves', () => {
  const frozen = { frozen: dayOf('2027-02-01') };
  const both = [part('T1', 1_000), part('fee/T1-1', 4_000)];
  const accessory = [part('fee/T1-1', 4_000)];
  test.each`
    payment                                        | more                                                                | fees | because
    ${{}}                                          | ${{}}                                                               | ${1} | ${'announced'}
    ${{ cause: 'ASKED' }}                          | ${{}}                                                               | ${1} | ${'asked for'}
    ${{ cause: 'RETRY' }}                          | ${{}}                                                               | ${0} | ${'the retry of the software'}
    ${{ cause: 'ON_SCREEN' }}                      | ${{}}                                                               | ${0} | ${'a card on screen'}
    ${{ cause: 'RETRY' }}                          | ${{ parameters: { 'rejectionFee.chargeable': 'EVERY_REJECTION' } }} | ${1} | ${'terms that charge every one'}
    ${{}}                                          | ${{ parameters: { 'rejectionFee.amount': 0 } }}                     | ${0} | ${'terms without a fee'}
    ${{}}                                          | ${{ parameters: { 'accessories.cumulation': 'INDEMNITY_ONLY' } }}   | ${0} | ${'the indemnity stands for it'}
    ${{ allocations: accessory }}                  | ${{}}                                                               | ${0} | ${'only an accessory'}
    ${{ allocations: accessory }}                  | ${{ parameters: { 'rejectionFee.onAccessoryDocuments': true } }}    | ${1} | ${'terms that charge those too'}
    ${{ allocations: [part('D/2027-02-20', 50)] }} | ${{}}                                                               | ${0} | ${'a debit note'}
    ${{ allocations: both }}                       | ${{}}                                                               | ${1} | ${'a Price is in it'}
    ${{}}                                          | ${{ receivables: [invoice({ collecting: 'p', ...frozen })] }}       | ${0} | ${'proceedings froze it meanwhile'}
    ${{ allocations: both }}                       | ${{ receivables: [invoice(frozen), fee()] }}                        | ${1} | ${'not all of it was frozen'}
  `('5.5 (b): $payment under $more: $fees fees: $because', ({ payment, more, fees }) => {
    const before = contractWith({ receivables: [invoice({ collecting: 'p' }), fee()], payments: [charge(payment)], ...more });
    expect(record(before, rejected('2027-02-05')).fees ?? []).toHaveLength(fees);
  });

  test.each`
    tries | autoRetries | cause          | presentOn       | because
    ${1}  | ${1}        | ${'ANNOUNCED'} | ${'2027-02-10'} | ${'five days after the rejection'}
    ${2}  | ${1}        | ${'RETRY'}     | ${undefined}    | ${'one retry'}
    ${2}  | ${2}        | ${'RETRY'}     | ${'2027-02-10'} | ${'two, where the terms say so'}
    ${1}  | ${0}        | ${'ANNOUNCED'} | ${undefined}    | ${'none, where the terms say so'}
    ${1}  | ${1}        | ${'ASKED'}     | ${undefined}    | ${'what the client asked for is not tried again'}
  `('5.5 (b): after $tries tries of $cause with $autoRetries retries: $presentOn: $because', ({ tries, autoRetries, cause, presentOn }) => {
    const parameters = { 'collection.autoRetries': autoRetries };
    const before = contractWith({ receivables: [invoice({ collecting: 'p', tries })], payments: [charge({ cause })], parameters });
    const [after] = record(before, rejected('2027-02-05')).receivables;
    expect(after?.presentOn).toBe(presentOn ? dayOf(presentOn) : undefined);
  });

  test.each`
    on              | waits           | because
    ${'2027-02-03'} | ${undefined}    | ${'said at once'}
    ${'2027-02-05'} | ${'2027-02-06'} | ${'a step that met it comes the day after'}
  `('8.3 (a): rejected on $on, other steps wait until $waits: $because', ({ on, waits }) => {
    const other = charge({ id: 'other' });
    const after = record(contractWith({ payments: [other, charge()] }), rejected(on));
    expect(after.receivables[0]?.waitUntil).toBe(waits ? dayOf(waits) : undefined);
    expect(after.payments).toEqual([other]);
  });
});

describe('E5.3f what money leaves', () => {
  test('5.3 (f): paid in full it is presented no more; in part, steps wait for the day after a charge, not after a transfer', () => {
    const open = invoice({ collecting: 'p', presentOn: dayOf('2027-02-10') });
    const after = (one: Fact, receivable = open, more: More = {}) => record(contractWith({ receivables: [receivable], ...more }), one).receivables;
    const paid = (cents: number): Receivable['paid'] => [[dayOf(DUE), cents]];
    const half = { payments: [charge({ allocations: [part('T1', 400)] })] };
    const { collecting: _, presentOn: __, ...rest } = open;
    expect(after(settled('2027-02-08'), invoice({ ...open, gross: 1_001 }))).toEqual([
      { ...rest, gross: 1_001, presentOn: open.presentOn, waitUntil: dayOf('2027-02-09'), paid: paid(1_000) },
    ]);
    expect(after(settled('2027-02-08'))).toEqual([]); // ordered on its due date
    expect(after(settled('2027-02-08'), open, half)).toEqual([
      { ...rest, presentOn: open.presentOn, waitUntil: dayOf('2027-02-09'), paid: paid(400) },
    ]);
    expect(after(received([part('T1', 400)], 400))).toEqual([{ ...open, paid: paid(400) }]);
    expect(after(received([part('T1', 400)], 400), rest)).toEqual([{ ...rest, paid: paid(400) }]);
  });

  test.each`
    dateIs           | paidOn          | late
    ${'ORDER_DATE'}  | ${'2027-02-03'} | ${undefined}
    ${'CREDIT_DATE'} | ${'2027-02-08'} | ${'2027-02-08'}
  `('A12: under $dateIs a debit of the due date settled five days later is paid on $paidOn', ({ dateIs, paidOn, late }) => {
    const before = contractWith({ parameters: { 'payment.dateIs': dateIs }, receivables: [invoice({ collecting: 'p', gross: 1_001 })] });
    const after = record(before, settled('2027-02-08'));
    expect(after.receivables[0]?.paid).toEqual([[dayOf(paidOn), 1_000]]);
    expect(after.latePaidOn).toBe(late ? dayOf(late) : undefined);
  });

  test.each`
    allocations                                     | paidWith     | because
    ${[part('fee/T1-1', 4_000), part('T1', 1_000)]} | ${'m9'}      | ${'a Price is in it'}
    ${[part('fee/T1-1', 4_000)]}                    | ${undefined} | ${'no Price is in it'}
  `('8.2 (b): what is paid back goes to $paidWith: $because', ({ allocations, paidWith }) => {
    const before = contractWith({ receivables: [invoice(), fee()], payments: [charge({ allocations })] });
    expect(record(before, settled(DUE)).paidWith).toBe(paidWith);
  });

  test('5.3 (f): what comes above what is owed is kept by the charge that brought it, and goes back with it', () => {
    const since = at(DUE);
    const excess = (contract: Contract, ...facts: Fact[]) => {
      const after = facts.reduce(record, contract);
      return [after.overpaid?.cents, after.excess];
    };
    const reversed = (payment: string) =>
      fact('payment.reversed', 'E5.5b', at('2027-02-20'), { payment, reversedOn: '2027-02-20', reopened: [], code: 'MD06' });
    const small = contractWith({ receivables: [invoice({ collecting: 'p', gross: 700 })] });
    expect(record(small, settled(DUE)).overpaid).toEqual({ cents: 300, at: since });
    expect(excess(small, settled(DUE))).toEqual([300, { p: 300 }]);
    expect(excess(small, received([part('T1', 700)], 750))).toEqual([50, undefined]);
    expect(excess(contractWith({}), settled(DUE))).toEqual([undefined, undefined]);
    const kept = { overpaid: { cents: 1_500, at: since }, excess: { a: 500, b: 1_000 } };
    expect(excess(contractWith({ ...kept, receivables: [invoice({ gross: 2_000 })] }), settled(DUE))).toEqual([1_500, kept.excess]);
    const held = contractWith(kept);
    expect(record(held, reversed('b')).overpaid).toEqual({ cents: 500, at: since });
    expect(excess(held, reversed('b'), reversed('b'))).toEqual([500, { a: 500 }]);
    expect(excess(held, reversed('b'), reversed('a'))).toEqual([undefined, undefined]);
    expect(excess(held, reversed('x'))).toEqual([1_500, kept.excess]);
    const used = contractWith({ ...kept, overpaid: { cents: 200, at: since } });
    expect(excess(used, reversed('b'))).toEqual([-800, { a: 500 }]);
    expect(excess(used, reversed('b'), received([], 900))).toEqual([100, { a: 500 }]);
    const task = { id: 't', kind: 'OVERPAYMENT' as const, dueOn: 0 };
    const other = { id: 'u', kind: 'COMPLAINT' as const, dueOn: 0 };
    expect(record(contractWith({ ...kept, overpaid: { cents: 500, at: since }, tasks: [task, other] }), reversed('a')).tasks).toEqual([other]);
  });

  test('5.3 (f): what the client asked to pay and is not presented yet falls when its documents are paid in another way', () => {
    const asked = (id: string, document: string, more = {}) =>
      charge({ id, allocations: [part(document, 10), part('T3', 10)], cause: 'ASKED', presentedOn: undefined as never, ...more });
    const receivables = [invoice({ collecting: 'now-1' }), invoice({ id: 'T2', collecting: 'now-2' }), invoice({ id: 'T3', collecting: 'now-1' })];
    const sent = asked('now-3', 'T1', { presentedOn: dayOf(DUE) });
    const before = contractWith({ receivables, payments: [asked('now-1', 'T1'), asked('now-2', 'T2'), sent], asked: 0 });
    const after = record(before, received([part('T1', 100)], 100));
    expect(after.payments.map((one) => one.id)).toEqual(['now-2', 'now-3']);
    expect(after.receivables.map((one) => one.collecting)).toEqual([undefined, 'now-2', undefined]);
  });
});

describe('E5.5b what a reversal opens again', () => {
  const reversed = (on: string, cents: number, more = {}) =>
    fact('payment.reversed', 'E5.5b', at(on), {
      ...{ payment: 'p', reversedOn: on, code: 'MD06' },
      reopened: [
        {
          ...{ invoice: 'T1', number: 'F1', kind: 'PRICE', term: 1, issuedOn: '2027-01-04', dueOn: DUE, grossCents: 1_000, vatCents: 0 },
          cents,
          ...more,
        },
      ],
    });
  const gone = contractWith({ receivables: [], payments: [] });
  const again = { ...invoice(), preDue: true };
  test.each`
    on              | cents    | leaves                                                                                                                          | because
    ${'2027-02-03'} | ${1_000} | ${{ ...again, tries: 2, base: dayOf(DUE), reopenedOn: dayOf(DUE) }}                                                             | ${'on its due date: it is due that day'}
    ${'2027-02-20'} | ${400}   | ${{ ...again, tries: 2, base: dayOf('2027-02-20'), reopenedOn: dayOf('2027-02-20'), paid: [[dayOf(DUE), 600]], credited: 600 }} | ${'what something else paid stays paid'}
    ${'2027-02-02'} | ${1_000} | ${{ ...again, tries: 0, presentOn: dayOf(DUE), reopenedOn: dayOf('2027-02-02') }}                                               | ${'before it: presented on its due date'}
  `('5.5 (b): taken back on $on with $cents c open: $because', ({ on, cents, leaves }) => {
    expect(record(gone, reversed(on, cents)).receivables).toEqual([leaves]);
  });

  test('5.5 (b), 5.3 (e): its indemnity is due once, and a presentation under way stays so', () => {
    const paid = invoice({ paid: [[dayOf('2027-02-10'), 1_000]], collecting: 'q', indemnityBilled: true, indemnityWaived: true });
    const held = contractWith({ receivables: [fee(), paid], payments: [] });
    expect(record(held, reversed('2027-02-20', 1_000)).receivables).toEqual([
      fee(),
      expect.objectContaining({ collecting: 'q', indemnityBilled: true, indemnityWaived: true, paid: [] }),
    ]);
    expect(record(gone, reversed('2027-02-20', 1_000, { indemnified: true })).receivables[0]?.indemnityBilled).toBe(true);
  });

  test.each`
    cents  | paid                                                | because
    ${600} | ${[[dayOf(DUE), 400]]}                              | ${'something else has paid it'}
    ${700} | ${[[dayOf(DUE), 400], [dayOf('2027-02-20'), -100]]} | ${'a part of it comes back, from that day on'}
  `('5.5 (b): 600 c are open, and $cents c once it is taken back: $because', ({ cents, paid }) => {
    const part = contractWith({ receivables: [invoice({ paid: [[dayOf(DUE), 400]] })], payments: [] });
    expect(record(part, reversed('2027-02-20', cents)).receivables).toEqual([invoice({ paid })]);
  });
});

describe('E5.5b, A8 a provider that fails', () => {
  test.each`
    means        | next            | because
    ${'card_ok'} | ${'2027-03-26'} | ${'a card any day'}
    ${'sepa_ok'} | ${'2027-03-30'} | ${'a debit on the next bank day, after Easter'}
  `('5.5: down on 2027-03-25, $means is presented on $next: $because', async ({ means, next }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'yearly', at: '2027-02-23', means });
    await given.outside({ type: 'provider-outage', at: '2027-03-25 00:00', data: { until: '2027-03-25T23:00:00.000Z' } });
    await when.itIs('2027-04-10');
    const presented = (await check.facts()).flatMap((one) =>
      one.type === 'payment.presented' ? [[one.payment, one.presentedOn, one.expectedOn]] : [],
    );
    expect(presented).toEqual([['T1-2', next, means === 'card_ok' ? null : '2027-04-02']]);
    await check.messages({ COURTESY_REMINDER: [] });
    await check.documents('D', []);
  });

  const failed = (payment: string, nextOn = '2027-02-09'): Fact =>
    fact('presentation.failed', 'E5.5b', at('2027-02-08'), { payment, allocations: [part('T1', 1_000)], reason: 'down', nextOn });
  const base = dayOf('2027-02-09');
  test.each`
    receivable                           | payment    | leaves                                                        | because
    ${{ tries: 0 }}                      | ${'T1-1'}  | ${{ tries: 0, failures: 1, presentOn: base, base }}           | ${'the next day replaces the due date'}
    ${{ tries: 0, failures: 1 }}         | ${'T1-2'}  | ${{ tries: 0, failures: 2, presentOn: base, base }}           | ${'a second day'}
    ${{ tries: 0, base: base + 3 }}      | ${'T1-1'}  | ${{ tries: 0, failures: 1, presentOn: base, base: base + 3 }} | ${'never earlier than before'}
    ${{ tries: 1 }}                      | ${'T1-2'}  | ${{ tries: 1, failures: 1, presentOn: base }}                 | ${'a retry moves no due date'}
    ${{ tries: 0 }}                      | ${'T1-9'}  | ${{ tries: 0 }}                                               | ${'told before'}
    ${{ tries: 0, collecting: 'now-1' }} | ${'now-1'} | ${{ tries: 0 }}                                               | ${'the client may ask again'}
  `('5.5: $payment of $receivable fails: $because', ({ receivable, payment, leaves }) => {
    const before = contractWith({ receivables: [invoice(receivable)], payments: [charge({ id: payment })] });
    const after = record(before, failed(payment));
    expect(after.receivables).toEqual([invoice(leaves)]);
    expect(after.payments).toEqual([]);
  });
});

describe('E5.5a presentations side by side', () => {
  test('5.5: what the client asks to pay does not mix with what is at the bank', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'sepa_ok' });
    await when.itIs('2027-04-01 09:00'); // T1 was presented on 2027-03-31
    check.done(await when.client.asks('pay-now', { invoices: ['T2'] }));
    await when.itIs('2027-04-30');
    const presented = (await check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [[one.payment, one.cause, one.allocations]] : []));
    expect(presented).toEqual([
      ['T1-1', 'ANNOUNCED', [part('T1', 7_080)]],
      ['now-1', 'ASKED', [part('T2', 7_080)]],
    ]);
    await check.documents('F', [{ state: 'PAID' }, { state: 'PAID' }]);
  });

  test('5.5: presented on the invoice date where the terms say so, its due date stays; taken back before it, it is presented under a new name', async () => {
    const parameters = { 'collection.presentationDay': 'INVOICE_DATE' };
    const refused = story();
    await refused.given.baselineD({ parameters });
    await refused.when.itIs('2027-02-12');
    // the fee of 2027-01-04 is due that day too
    await refused.check.messages({ COURTESY_REMINDER: ['2027-02-04', '2027-02-04'], DEFAULT_NOTICE: ['2027-02-11'] });
    const taken = story();
    await taken.given.subscription({ formula: 'yearly', at: '2027-02-25', means: 'sepa_md06:20', parameters });
    await taken.when.itIs('2027-04-02');
    const payments = (await taken.check.facts()).flatMap((one) => (one.type === 'payment.presented' ? [[one.payment, one.presentedOn]] : []));
    expect(payments).toEqual([
      ['T1-1', '2027-02-25'],
      ['T1-2027-03-17-1', '2027-03-30'],
    ]);
    await taken.check.messages({ COURTESY_REMINDER: [] }); // due on Saturday 2027-03-27, which the banks make the 30th
  });

  test('A11: a request told twice is one request', () => {
    const told = fact('payment.requested', 'E5.3b', at(DUE), {
      ...{ payment: 'now-1', allocations: [part('T1', 10)], means: { method: 'm1', kind: 'CARD' as const }, onScreen: true },
    });
    const once = record(contractWith({ payments: [] }), told);
    expect(once.payments).toMatchObject([{ id: 'now-1', cause: 'ON_SCREEN', askedAt: momentOfDue }]);
    expect(record(once, told)).toEqual(once);
  });
  const momentOfDue = Date.parse(isoOf(at(DUE)));
});

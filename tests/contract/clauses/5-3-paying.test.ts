/** CGUV 5.3 (f), 5.5: which documents money pays, and which the client may pay. */
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { receivePayment } from '../../../contract/paying.ts';
import { inPayingOrder } from '../../../contract/receivables.ts';
import { receivership } from '../../scenarios/lives/8-insolvency.ts';
import { contractOf, story } from './story.ts';

type Story = ReturnType<typeof story>;
const refusal = ({ refused }: Awaited<ReturnType<Story['when']['client']['asks']>>) =>
  refused && [refused.because, (refused as { values?: object }).values];
const asked = async ({ check }: Story) =>
  (await check.facts()).flatMap((one) => (one.type === 'payment.requested' ? [one.allocations.map((part) => [part.document, part.cents])] : []));

describe('E5.3f what the client pays by itself', () => {
  /** Monthly: on 2027-05-03 two invoices are overdue and one is to come, with a fee of 40 EUR for each of the first two. */
  const monthly = async (more: object = {}): Promise<Story> => {
    const actors = story();
    await actors.given.baselineM({ means: 'card_declined', ...more });
    await actors.when.itIs('2027-05-03');
    await actors.when.registers('sepa_ok');
    return actors;
  };
  test.each`
    input                                             | paid                                                                                       | because
    ${{}}                                             | ${[['T1', 7_080], ['T2', 7_080], ['fee/T1-1', 4_000], ['T3', 7_080], ['fee/T2-1', 4_000]]} | ${'all that is open, what is due first (1342-10), each in its order'}
    ${{ amountCents: 7_081 }}                         | ${[['T1', 7_080], ['T2', 1]]}                                                              | ${'the oldest first'}
    ${{ invoices: ['T2', 'T1'] }}                     | ${[['T2', 7_080], ['T1', 7_080]]}                                                          | ${'what it names'}
    ${{ invoices: ['T2', 'T1'], amountCents: 7_081 }} | ${[['T2', 7_080], ['T1', 1]]}                                                              | ${'in the order in which it names it'}
    ${{ invoices: ['T2', 'T2'] }}                     | ${[['T2', 7_080]]}                                                                         | ${'named twice, it is paid once'}
    ${{ invoices: ['T2'], amountCents: 7_080 }}       | ${[['T2', 7_080]]}                                                                         | ${'to the cent'}
  `('5.3 (f): asked to pay $input it pays $paid: $because', async ({ input, paid }) => {
    const actors = await monthly();
    actors.check.done(await actors.when.client.asks('pay-now', input));
    expect(await asked(actors)).toEqual([paid]);
  });

  test.each`
    input                                       | parameters                              | because              | values
    ${{ invoices: ['T1', 'T9'] }}               | ${{}}                                   | ${'not-open'}        | ${undefined}
    ${{ invoices: ['T2'], amountCents: 7_081 }} | ${{}}                                   | ${'more-than-owed'}  | ${{ openCents: 7_080 }}
    ${{ amountCents: 29_241 }}                  | ${{}}                                   | ${'more-than-owed'}  | ${{ openCents: 29_240 }}
    ${{ invoices: [] }}                         | ${{}}                                   | ${'nothing-due'}     | ${undefined}
    ${{ invoices: ['T2'], amountCents: 7_079 }} | ${{ 'payment.partialAccepted': false }} | ${'partial-payment'} | ${{ openCents: 7_080 }}
  `('5.3 (f): asked to pay $input under $parameters: $because', async ({ input, parameters, because, values }) => {
    const actors = await monthly({ parameters });
    const answer = await actors.when.client.asks('pay-now', input);
    expect(refusal(answer)).toEqual([because, values]);
    expect(answer.refused?.allowed).toEqual(because === 'more-than-owed' ? [{ command: 'pay-now' }] : []);
  });

  test.each`
    amountCents  | because              | documents
    ${7_080}     | ${undefined}         | ${'the first in full'}
    ${14_160}    | ${undefined}         | ${'two in full'}
    ${7_081}     | ${'partial-payment'} | ${'the second in part'}
    ${undefined} | ${undefined}         | ${'all'}
  `('5.3 (f): where no document may be paid in part, $amountCents c pay $documents: $because', async ({ amountCents, because }) => {
    const actors = await monthly({ parameters: { 'payment.partialAccepted': false } });
    const answer = await actors.when.client.asks('pay-now', amountCents === undefined ? {} : { amountCents });
    expect(answer.refused?.because).toBe(because);
  });

  test('5.3 (f): what is paid, frozen or at the bank is not paid again; the rest can be', async () => {
    const actors = await monthly();
    const { when, check } = actors;
    check.done(await when.billing.asks('record-payment', { amountCents: 7_080, orderedOn: '2027-05-03', means: 'TRANSFER', invoice: 'T1' }));
    expect(refusal(await when.client.asks('pay-now', { invoices: ['T1'] }))).toEqual(['not-open', undefined]);
    check.done(await when.client.asks('pay-now', { invoices: ['T2'] }));
    expect(refusal(await when.client.asks('pay-now', { invoices: ['T2'] }))).toEqual(['presentation-pending', { document: 'F2027-000003' }]);
    check.done(await when.client.asks('pay-now', {}));
    expect((await asked(actors)).at(-1)).toEqual([
      ['fee/T1-1', 4_000],
      ['T3', 7_080],
      ['fee/T2-1', 4_000],
    ]);
    expect(refusal(await when.client.asks('pay-now', {}))).toEqual(['presentation-pending', { document: 'F2027-000003' }]);
    const frozen = story();
    await receivership(frozen);
    expect(refusal(await frozen.when.client.asks('pay-now', { invoices: ['T1'] }))).toEqual(['frozen', { document: 'F2027-000001' }]);
    expect(refusal(await frozen.when.client.asks('pay-now', {}))).toEqual(['nothing-due', undefined]);
  });
});

describe('E5.3f money that came in', () => {
  test.each`
    orderedOn       | because
    ${'2027-01-03'} | ${'before-acceptance'}
    ${'2027-01-04'} | ${undefined}
    ${'2027-01-20'} | ${undefined}
    ${'2027-01-21'} | ${'ordered-in-the-future'}
  `('5.5: recorded on 2027-01-20, ordered on $orderedOn: $because', async ({ orderedOn, because }) => {
    const { given, when } = story();
    await given.baselineA();
    await when.itIs('2027-01-20');
    const answer = await when.billing.asks('record-payment', { amountCents: 100, orderedOn, means: 'TRANSFER' });
    expect(answer.refused?.because).toBe(because);
  });

  const receivable = (id: string, dueOn: string) => ({
    ...{ id, number: `F-${id}`, kind: 'PRICE' as const, term: 1, issuedOn: 0, dueOn: dayOf(dueOn), gross: 100, vat: 0, paid: [], tries: 0 },
  });

  test('5.3 (f): what is at the bank is paid last, though it is the oldest', () => {
    const contract = { ...contractOf(), receivables: [{ ...receivable('T1', '2027-02-03'), collecting: 'T1-1' }, receivable('T2', '2027-03-03')] };
    const [told] = receivePayment(contract, { amountCents: 150, orderedOn: '2027-03-01', means: 'TRANSFER' }, instantOf(dayOf('2027-03-02')));
    expect(told?.allocations).toEqual([
      { document: 'T2', cents: 100 },
      { document: 'T1', cents: 50 },
    ]);
  });

  test.each`
    orderedOn       | paid                  | because
    ${'2027-04-29'} | ${['T2', 'fee/T1-1']} | ${'nothing is due: the Price before the fee'}
    ${'2027-04-30'} | ${['fee/T1-1', 'T2']} | ${'the fee falls due that day, the Price is still ahead'}
    ${'2027-05-01'} | ${['T2', 'fee/T1-1']} | ${'both are due: the Price before the fee'}
  `('5.3 (f), 1342-10: ordered on $orderedOn, whenever it is recorded, it pays $paid: $because', ({ orderedOn, paid }) => {
    const fee = { ...receivable('fee/T1-1', '2027-04-30'), kind: 'REJECTION_FEE' as const };
    const contract = { ...contractOf(), receivables: [fee, receivable('T2', '2027-05-01')] };
    const [told] = receivePayment(contract, { amountCents: 150, orderedOn, means: 'TRANSFER' }, instantOf(dayOf('2027-05-20')));
    expect(told?.allocations.map((part) => part.document)).toEqual(paid);
  });

  test('5.3 (f): of one due date, the older number first', () => {
    const all = ['T2', 'T1', 'T3'].map((id) => receivable(id, '2027-02-03'));
    expect(inPayingOrder(contractOf(), all).map((one) => one.number)).toEqual(['F-T1', 'F-T2', 'F-T3']);
  });

  test('5.3 (f): it pays the document whose number it bears', () => {
    const contract = { ...contractOf(), receivables: [receivable('T1', '2027-02-03'), receivable('T2', '2027-03-03')] };
    const told = { invoice: 'F-T2', amountCents: 150, orderedOn: '2027-03-01', means: 'TRANSFER' as const };
    expect(receivePayment(contract, told, instantOf(dayOf('2027-03-02')))).toMatchObject([
      {
        cents: 150,
        allocations: [
          { document: 'T2', cents: 100 },
          { document: 'T1', cents: 50 },
        ],
      },
    ]);
  });

  test('5.3 (f): what is in the favour of the client pays each invoice on its own due date, and no money moves', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_ok' });
    await when.itIs('2027-03-20');
    check.done(await when.billing.asks('record-payment', { amountCents: 16_080, orderedOn: '2027-03-20', means: 'TRANSFER' }));
    await when.itIs('2027-05-01 12:00'); // T2 is due; T3, issued today, on the 31st
    await check.documents('F', [{ state: 'PAID' }, { state: 'PAID' }, { paidCents: 0 }]);
    await when.itIs('2027-05-31 00:00');
    await check.documents('F', [{}, {}, { paidCents: 1_920 }]);
    const setOff = (await check.facts()).filter((one) => one.type === 'payment.recorded').slice(1);
    const common = { cents: 0, means: 'SET_OFF', by: 'engine' };
    expect(setOff).toMatchObject([
      { ...common, orderedOn: '2027-05-01', allocations: [{ document: 'T2', cents: 7_080 }] },
      { ...common, orderedOn: '2027-05-31', allocations: [{ document: 'T3', cents: 1_920 }] },
    ]);
  });
});

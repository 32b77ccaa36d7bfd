/** CGUV 5.5 (b): which rejections bear the flat sum when the presentation turns out to be one that should not have been. */
import { describe, expect, test } from 'vitest';
import { dropFees } from '../../../contract/rejection-fees.ts';
import { secondInstalmentRefused, theyAccelerate, TWELVE } from '../../scenarios/lives/7-debts.ts';
import { RECEIVERSHIP } from '../../scenarios/lives/8-insolvency.ts';
import type { Actors } from '../../scenarios/scenario.ts';
import { contractAt, contractOf, story } from './story.ts';

/** The fees: what each document was presented for, when it was rejected, and what is left to pay of it. */
const fees = async ({ check, see }: Actors) => {
  const shown = await see.documents();
  return (await check.facts()).flatMap((one) => {
    const document = one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE' ? shown.find(({ number }) => number === one.number) : undefined;
    return one.type === 'invoice.issued' && document ? [[one.invoice, one.issuedOn, document.grossCents - document.paidCents]] : [];
  });
};
const credits = async ({ check }: Actors) =>
  (await check.facts()).flatMap((one) => (one.type === 'credit-note.issued' ? [[one.cause, ...one.corrects, one.grossCents]] : []));
const judged = async ({ when, check }: Actors, judgmentOn: string | null) =>
  check.done(await when.legal.asks('record-insolvency', { ...RECEIVERSHIP, court: judgmentOn !== null, judgmentOn }));
const paid = async ({ when, check }: Actors, invoice: string, amountCents: number, orderedOn: string) =>
  check.done(await when.billing.asks('record-payment', { amountCents, orderedOn, means: 'TRANSFER', invoice }));

describe('E5.5b, E8.2-iii a judgment recorded late', () => {
  const fallen = [['CORRECTED', 'fee/T1/2-1', 4_000]];
  test.each`
    judgmentOn      | credited  | because
    ${'2027-03-04'} | ${fallen} | ${'the instalment was frozen when it was presented on 2027-03-06'}
    ${'2027-03-06'} | ${fallen} | ${'a judgment counts from 00:00 of its day'}
    ${'2027-03-07'} | ${[]}     | ${'it was presented before, and its fee is frozen with it'}
    ${'2027-02-04'} | ${[]}     | ${'the instalment was invoiced on the day of the judgment'}
    ${null}         | ${[]}     | ${'without a court nothing is frozen'}
  `('5.5 (b), 8.2 (iii): judgment of $judgmentOn recorded on 2027-03-10: $because', async ({ judgmentOn, credited }) => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-10 10:00');
    await judged(actors, judgmentOn);
    await judged(actors, judgmentOn); // the officer is told later: nothing more falls
    await actors.when.itIs('2027-04-20');
    expect(await credits(actors)).toEqual(credited);
    expect((await fees(actors))[0]).toEqual(['fee/T1/2-1', '2027-03-06', credited.length > 0 ? 0 : 4_000]);
    await actors.check.tasks('OTHER_DEBT', judgmentOn === null || judgmentOn === '2027-02-04' ? ['2027-04-13'] : []);
  });

  test('5.5 (b), 8.2 (iii): what is open of it is credited, and no question is left about it', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-08 10:00');
    await paid(actors, 'fee/T1/2-1', 1_500, '2027-03-08');
    await actors.when.itIs('2027-04-14 10:00'); // BILLING is asked about the rest since the 13th
    await judged(actors, '2027-03-04');
    expect(await credits(actors)).toEqual([['CORRECTED', 'fee/T1/2-1', 2_500]]);
    const open = (await actors.see.tasks()).filter((one) => one.kind === 'OTHER_DEBT' && one.state === 'OPEN');
    expect(open).toEqual([]);
  });

  test('5.5 (b), 8.2 (iii), 8.3 (b): what fell due with a declaration and was frozen before falls once', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    actors.check.done(await theyAccelerate(actors));
    await actors.when.itIs('2027-04-05 10:00'); // presented on 2027-04-01: the third instalment, and what the declaration invoiced
    await judged(actors, '2027-03-26');
    await actors.when.itIs('2027-04-06');
    expect(await credits(actors)).toEqual([
      ['ACCELERATION_UNDONE', 'T1/A/2027-04-01', 52_920],
      ['CORRECTED', 'fee/T1/3-1', 4_000],
      ['CORRECTED', 'fee/T1/A/2027-04-01-1', 4_000],
    ]);
    expect((await contractAt(actors.check)).waivers).toBeUndefined();
  });

  test('5.5 (b), 8.2 (iii): while it is at the bank its credit waits for the answer', async () => {
    const actors = story();
    await actors.given.subscription({ formula: 'yearly-12', at: '2027-01-04 10:30', means: 'sepa_am04' }, [TWELVE]);
    await actors.when.itIs('2027-03-08'); // the fee of 2027-02-05 is presented on the 8th, a Monday, and rejected on the 10th
    await judged(actors, '2027-02-04');
    await actors.when.itIs('2027-03-10 07:00');
    expect(await credits(actors)).toEqual([]);
    await actors.when.itIs('2027-03-11');
    expect(await credits(actors)).toEqual([['CORRECTED', 'fee/T1/1-1', 4_000]]);
  });

  test('5.5 (b), 8.2 (iii): a presentation that the client asked for bears its fee', async () => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-08 10:00');
    await actors.when.registers('sepa_am04');
    actors.check.done(await actors.when.client.asks('pay-now', { invoices: ['T1/2'] }));
    await actors.when.itIs('2027-03-11 07:00');
    await judged(actors, '2027-03-04');
    expect(await fees(actors)).toEqual([
      ['fee/T1/2-1', '2027-03-06', 0],
      ['fee/now-1', '2027-03-10', 4_000],
    ]);
  });
});

test.each`
  fee              | more  | falls    | because
  ${'fee/T1/1-1'}  | ${{}} | ${true}  | ${'its first presentation'}
  ${'fee/T1/1-2'}  | ${{}} | ${true}  | ${'its retry, where the terms charge it'}
  ${'fee/T1/12-1'} | ${{}} | ${false} | ${'of another document'}
  ${'fee/T1/1-1'} | ${{ paid: [[0, 1_000], [0, 3_000]] }} | ${false} | ${'it is paid'}
`('5.5 (b): $fee, presented for the first instalment, $more, falls $falls: $because', ({ fee, more, falls }) => {
  const one = { id: fee, number: fee, kind: 'REJECTION_FEE', term: 1, issuedOn: 5, dueOn: 35, gross: 4_000, vat: 0, paid: [], tries: 0 } as const;
  const contract = { ...contractOf(), receivables: [{ ...one, ...more }] };
  dropFees(contract, ['T1/1'], 5, 7);
  expect(contract.waivers).toEqual(falls ? [{ document: fee, at: 7, cause: 'CORRECTED' }] : []);
});

describe('E5.5b, A12 a payment recorded late', () => {
  test.each`
    orderedOn       | credited                                                                                                                                   | left                     | because
    ${'2027-03-27'} | ${[['ACCELERATION_UNDONE', 'T1/A/2027-04-01', 52_920], ['CORRECTED', 'fee/T1/3-1', 4_000], ['CORRECTED', 'fee/T1/A/2027-04-01-1', 4_000]]} | ${[4_000, 0, 0]}         | ${'nothing was payable on 2027-04-01: the declaration had no ground'}
    ${'2027-03-28'} | ${[]}                                                                                                                                      | ${[4_000, 4_000, 4_000]} | ${'its notice announced the day and the sums, as an invoice does'}
  `('5.5 (b), 8.3 (b): the default paid on $orderedOn, recorded on 2027-04-05: $because', async ({ orderedOn, credited, left }) => {
    const actors = story();
    await secondInstalmentRefused(actors);
    await actors.when.itIs('2027-03-29 10:00');
    actors.check.done(await theyAccelerate(actors));
    await actors.when.itIs('2027-04-05 10:00');
    await paid(actors, 'T1/2', 5_880, orderedOn);
    await actors.when.itIs('2027-04-20');
    expect(await credits(actors)).toEqual(credited);
    expect(await fees(actors)).toEqual([
      ['fee/T1/2-1', '2027-03-06', left[0]],
      ['fee/T1/3-1', '2027-04-01', left[1]],
      ['fee/T1/A/2027-04-01-1', '2027-04-01', left[2]],
    ]);
  });

  test('5.5 (b): paid by transfer on the eve, the presentation that the invoice announced bears its fee all the same', async () => {
    const actors = story();
    await actors.given.baselineD();
    await actors.when.itIs('2027-02-10');
    await paid(actors, 'T1', 70_560, '2027-02-02');
    await actors.when.itIs('2027-02-20');
    expect(await credits(actors)).toEqual([]);
    expect(await fees(actors)).toEqual([['fee/T1-1', '2027-02-03', 4_000]]);
  });

  test.each`
    invoice       | cents     | open              | because
    ${'fee/T1-1'} | ${4_000}  | ${[]}             | ${'it is paid'}
    ${'fee/T1-1'} | ${3_999}  | ${['OTHER_DEBT']} | ${'a cent of it is missing'}
    ${'T1'}       | ${70_560} | ${['OTHER_DEBT']} | ${'something else is paid'}
  `('8.3 (a), A10: BILLING was asked about a fee, $cents c arrive on $invoice: $open: $because', async ({ invoice, cents, open }) => {
    const actors = story();
    await actors.given.baselineD();
    await actors.when.itIs('2027-03-14'); // the fee, due on 5 March, is asked about on the 13th
    await paid(actors, invoice, cents, '2027-03-14');
    const tasks = (await actors.see.tasks()).filter((one) => one.kind === 'OTHER_DEBT' && one.state === 'OPEN');
    expect(tasks.map((one) => one.kind)).toEqual(open);
  });
});

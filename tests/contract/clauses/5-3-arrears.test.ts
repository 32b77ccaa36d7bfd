/** CGUV 5.3 (d-e): debit notes, what BILLING waives, and what is corrected of them. */
import { describe, expect, test } from 'vitest';
import { closeWaiver, correctBilled, creditOf, unbilled } from '../../../contract/arrears.ts';
import { keepFormerRate, penaltyCents } from '../../../contract/penalties.ts';
import { dayOf, instantOf } from '../../../contract/calendar.ts';
import { fact } from '../../../contract/clause.ts';
import { duties, fulfil, record } from '../../../contract/contract.ts';
import type { FactOf } from '../../../contract/facts.ts';
import type { Contract, Receivable } from '../../../contract/state.ts';
import { contractOf, story } from './story.ts';

type Story = ReturnType<typeof story>;
const receivable = (more: Partial<Receivable> = {}): Receivable => ({
  ...{ id: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03') },
  ...{ gross: 70_560, vat: 11_760, paid: [], tries: 2, ...more },
});
const contractWith = (...receivables: Receivable[]): Contract => ({ ...contractOf(), receivables, term: { ...contractOf().term, issued: 1 } });
const factsOf = async <T extends 'credit-note.issued' | 'debit-note.issued' | 'accessory.waived'>({ check }: Story, type: T): Promise<FactOf<T>[]> =>
  (await check.facts()).filter((one) => one.type === type) as unknown as FactOf<T>[];
const paid = async ({ when, check }: Story, invoice: string, orderedOn: string, amountCents: number) =>
  check.done(await when.billing.asks('record-payment', { amountCents, orderedOn, means: 'TRANSFER', invoice }));
const waive = async ({ when }: Story, invoice: string, what: 'FEE' | 'PENALTY' | 'INDEMNITY') =>
  (await when.billing.asks('waive', { invoice, what, reason: 'a gesture to the client' })).refused;

describe('E5.3d the legal maximum', () => {
  const published = (effectiveOn: string, monthlyRate: number) =>
    fact('legal-rate.published', 'E5.3d', instantOf(dayOf('2027-01-04')), { effectiveOn, monthlyRate });
  test.each`
    rates                                     | cents    | because
    ${[]}                                     | ${2_116} | ${'none is known: 3 %'}
    ${[['2027-02-18', 1]]}                    | ${1_411} | ${'14 days at 3 %, 14 at 1 %'}
    ${[['2027-02-18', 9]]}                    | ${2_116} | ${'it is higher'}
    ${[['2027-02-25', 2], ['2027-02-18', 1]]} | ${1_587} | ${'14 days at 3 %, 7 at 1 %, 7 at 2 %, published in any order'}
    ${[['2027-02-18', 2], ['2027-02-18', 1]]} | ${1_411} | ${'the last one published for a day counts'}
    ${[['2027-01-10', 1]]}                    | ${705}   | ${'in force before the due date'}
    ${[['2027-03-04', 1]]}                    | ${2_116} | ${'in force from the day after'}
    ${[['2027-03-03', 1]]}                    | ${2_066} | ${'on the last of 28 days'}
  `('5.3 (d): maxima $rates, a month late: $cents c: $because', ({ rates, cents }) => {
    const contract = (rates as [string, number][]).reduce((now, [day, rate]) => record(now, published(day, rate)), contractWith(receivable()));
    expect(penaltyCents(contract, receivable(), dayOf('2027-03-03'))).toBe(cents);
  });

  test('5.3 (d): a lower maximum may leave nothing to bill on what is paid', () => {
    const settled = receivable({ gross: 100, vat: 0, paid: [[dayOf('2027-02-20'), 100]], settledAt: 0, indemnityBilled: true });
    const contract = contractWith(settled);
    expect(record(contract, published('2027-02-01', 1)).receivables).toEqual([]);
    expect(record(contract, published('2027-02-01', 3)).receivables).toEqual([settled]);
  });
});

describe('A13, E5.3d new terms with another rate', () => {
  const onTerms = (monthlyRate: number): Contract => ({ ...contractOf({}, { 'latePenalty.monthlyRate': monthlyRate }), receivables: [receivable()] });
  test('5.3 (d): what has run keeps its rate: kept once a day, and only where the rate changes', () => {
    const contract = onTerms(1);
    keepFormerRate(contract, dayOf('2027-02-10'), 1);
    expect(contract.formerRates).toBeUndefined();
    keepFormerRate(contract, dayOf('2027-02-10'), 3);
    keepFormerRate(contract, dayOf('2027-02-10'), 2); // the first terms of that day bound it
    keepFormerRate(contract, dayOf('2027-02-17'), 2);
    keepFormerRate(contract, dayOf('2027-02-17'), 4);
    expect(contract.formerRates).toEqual([
      [dayOf('2027-02-10'), 3],
      [dayOf('2027-02-17'), 2],
    ]);
  });

  test.each`
    accepted        | cents    | because
    ${'2027-02-03'} | ${705}   | ${'on the due date: 28 days at 1 %'}
    ${'2027-02-04'} | ${756}   | ${'a day at 3 %, 27 at 1 %'}
    ${'2027-02-17'} | ${1_411} | ${'14 days each'}
    ${'2027-03-03'} | ${2_116} | ${'the day itself still bears the former rate'}
  `('5.3 (d): from 3 to 1 % by terms accepted on $accepted, a month late: $cents c: $because', ({ accepted, cents }) => {
    const contract: Contract = { ...onTerms(1), formerRates: [[dayOf(accepted), 3]] };
    expect(penaltyCents(contract, receivable(), dayOf('2027-03-03'))).toBe(cents);
  });
});

describe('E5.3d, A8 what bears nothing more', () => {
  test('5.3 (d): nor does an instalment of nothing, of the amount excl. VAT', () => {
    const contract = contractOf({}, { 'latePenalty.base': 'EXCL_VAT' });
    expect(penaltyCents(contract, receivable({ gross: 0, vat: 0 }), dayOf('2027-03-03'))).toBe(0);
  });

  test.each`
    more                                                                | penalty  | indemnity | because
    ${{}}                                                               | ${2_116} | ${4_000}  | ${'a month late'}
    ${{ dispute: { complaint: 'c', openedOn: 0, accepted: true } }}     | ${0}     | ${0}      | ${'LEGAL found it not due as it stands'}
    ${{ dispute: { complaint: 'c', openedOn: 0 } }}                     | ${2_116} | ${4_000}  | ${'it is only contested'}
    ${{ frozen: dayOf('2027-02-17') }}                                  | ${1_058} | ${4_000}  | ${'until the day before the judgment'}
    ${{ writtenOff: dayOf('2027-02-10'), frozen: dayOf('2027-02-17') }} | ${529}   | ${4_000}  | ${'until it was given up'}
    ${{ frozen: dayOf('2027-02-03') }}                                  | ${0}     | ${0}      | ${'it was not late then'}
    ${{ penaltyBilled: 2_000, penaltyWaived: 100 }}                     | ${16}    | ${4_000}  | ${'less what was billed and waived'}
    ${{ penaltyBilled: 2_200 }}                                         | ${0}     | ${4_000}  | ${'never below zero'}
  `('5.3 (d-e): $because: $penalty c and $indemnity c', ({ more, penalty, indemnity }) => {
    expect(unbilled(contractOf(), receivable(more), dayOf('2027-03-03'))).toEqual({ penaltyCents: penalty, indemnityCents: indemnity });
  });
});

describe('E5.3d when it is billed', () => {
  const settled = (more: Partial<Receivable> = {}) =>
    receivable({ paid: [[dayOf('2027-02-10'), 70_560]], settledAt: instantOf(dayOf('2027-02-10'), 600), ...more });
  const other = receivable({ id: 'T2', dueOn: dayOf('2027-02-09') });
  const dueAt = (...all: Receivable[]) => duties(contractWith(...all)).filter((one) => one.action === 'debit-note.issue');
  const end = instantOf(dayOf('2027-02-10'), 1_439);
  test.each`
    receivables                                                                           | due                                    | because
    ${[settled()]}                                                                        | ${instantOf(dayOf('2027-02-10'), 600)} | ${'nothing else is overdue: at once'}
    ${[settled(), { ...other, dueOn: dayOf('2027-02-10') }]}                              | ${instantOf(dayOf('2027-02-10'), 600)} | ${'the other is due, not overdue'}
    ${[settled(), other]}                                                                 | ${end}                                 | ${'another may be paid that day'}
    ${[settled(), { ...other, kind: 'PENALTIES' }]}                                       | ${instantOf(dayOf('2027-02-10'), 600)} | ${'a debit note is not waited for'}
    ${[settled(), settled({ id: 'T2', settledAt: instantOf(dayOf('2027-02-10'), 700) })]} | ${instantOf(dayOf('2027-02-10'), 700)} | ${'with the last one paid'}
  `('5.3 (d): $because', ({ receivables, due }) => {
    expect(dueAt(...receivables)).toEqual([{ id: 'debit/D/2027-02-10', action: 'debit-note.issue', due, article: 'E5.3d', ref: 'SETTLED' }]);
  });

  test.each`
    more                        | because
    ${{ paid: [[dayOf('2027-02-10'), 70_560], [dayOf('2027-02-12'), -70_560]] }} | ${'its payment was taken back since'}
    ${{ settledAt: undefined }} | ${'it was never told paid'}
  `('5.3 (d): no debit note where $because', ({ more }) => {
    expect(dueAt(settled(more))).toEqual([]);
  });

  test('5.3 (d): issued late, it bears the day of the settlement all the same', () => {
    const contract = contractWith(settled());
    const [duty] = dueAt(settled());
    expect(duty && fulfil(contract, duty, { number: 'D2027-000001' }, instantOf(dayOf('2027-02-12')))).toMatchObject([
      { debitNote: 'D/2027-02-10', issuedOn: '2027-02-10', dueOn: '2027-03-12', accruedTo: '2027-02-10', grossCents: 529 + 4_000 },
    ]);
  });

  /** Terminated, C = 2027-04-03: on 2027-04-04 the penalty to C, the indemnity, and the penalty of the fee are billed. */
  const ended = async (more: object = {}): Promise<Story> => {
    const told = story();
    await told.given.baselineD(more);
    await told.when.itIs('2027-03-01');
    await told.when.theyTerminate();
    await told.when.itIs('2027-04-04 09:00');
    return told;
  };
  test('5.3 (d): at C what has accrued, the rest at payment: a second debit note of the same day', async () => {
    const told = await ended();
    await paid(told, 'T1', '2027-04-04', 70_560);
    await told.when.theDayEnds('2027-04-04');
    expect(await factsOf(told, 'debit-note.issued')).toMatchObject([
      {
        ...{ debitNote: 'D/2027-04-04', issuedOn: '2027-04-04', accruedTo: '2027-04-03', grossCents: 8_345 },
        items: [
          { invoice: 'T1', penaltyCents: 4_233, indemnityCents: 4_000 },
          { invoice: 'fee/T1-1', penaltyCents: 112, indemnityCents: 0 },
        ],
      },
      { debitNote: 'D/2027-04-04/2', accruedTo: '2027-04-04', grossCents: 71, items: [{ invoice: 'T1', penaltyCents: 71, indemnityCents: 0 }] },
    ]);
    await told.check.view({ accruedPenaltyCents: 4 }); // the fee, a day later: 112 / 29 days
  });

  test('5.3 (d), A12: the credit of what was billed too much is set against the open note, its rest paid back', async () => {
    const told = await ended();
    await told.when.itIs('2027-04-10');
    await paid(told, 'D/2027-04-04', '2027-04-10', 4_000);
    await told.when.itIs('2027-04-11');
    await paid(told, 'T1', '2027-02-03', 70_560);
    expect(await factsOf(told, 'credit-note.issued')).toMatchObject([
      {
        ...{ cause: 'DISPROVED', corrects: ['D/2027-04-04'], issuedOn: '2027-04-11', netCents: 8_233, vatRate: 0, vatCents: 0, grossCents: 8_233 },
        ...{ allocations: [{ document: 'D/2027-04-04', cents: 4_345 }], refundCents: 3_888, refundBy: '2027-05-11' },
      },
    ]);
    await told.check.tasks('REFUND', ['2027-04-11']);
  });

  test('5.3 (d), A12: a part that comes back late is credited once, and a second one apart', async () => {
    const told = await ended();
    await told.when.itIs('2027-04-10');
    await paid(told, 'T1', '2027-03-20', 30_000);
    await told.when.itIs('2027-04-11');
    await paid(told, 'T1', '2027-03-20', 10_000);
    await told.when.itIs('2027-04-12');
    const notes = await factsOf(told, 'credit-note.issued');
    expect(notes.map((one) => [one.grossCents, one.refundCents, one.refundBy])).toEqual([
      [406, 0, null], // 14 of 31 days on 30000 c
      [136, 0, null], // and on 10000 c: 541.9 in all
    ]);
    expect(new Set(notes.map((one) => one.creditNote)).size).toBe(2);
    await told.check.tasks('REFUND', []);
  });

  test('5.3 (d), A12: two invoices of one note, disproved together, are credited together', async () => {
    const told = story();
    await told.given.baselineM({ means: 'card_declined' });
    await told.when.itIs('2027-05-03');
    await told.when.theyTerminate(); // C = 2027-06-06
    await told.when.itIs('2027-06-07 09:00');
    const [note] = await factsOf(told, 'debit-note.issued');
    const billed = (invoice: string) => note?.items.find((one) => one.invoice === invoice) ?? { penaltyCents: 0, indemnityCents: 0 };
    told.check.done(await told.when.billing.asks('record-payment', { amountCents: 14_160, orderedOn: '2027-03-31', means: 'TRANSFER' }));
    const credited = ['T1', 'T2'].map(billed).reduce((sum, one) => sum + one.penaltyCents + one.indemnityCents, 0);
    expect(credited).toBeGreaterThan(8_000);
    expect(await factsOf(told, 'credit-note.issued')).toMatchObject([{ grossCents: credited }]);
  });

  test('5.3 (d), A12: while the note is at the bank its correction waits; a note that was waived whole is corrected no more', async () => {
    const pending = await ended();
    await pending.when.registers('sepa_ok');
    await pending.when.itIs('2027-05-05'); // presented on its due date, 2027-05-04
    await paid(pending, 'T1', '2027-02-03', 70_560);
    await pending.check.documents('A', []);
    await pending.when.itIs('2027-05-10');
    await pending.check.documents('A', [{ issuedOn: '2027-05-07', grossCents: 8_233 }]);
    const waived = await ended();
    expect(await waive(waived, 'D/2027-04-04', 'FEE')).toBeUndefined();
    await waived.check.documents('A', [{ grossCents: 8_345 }]);
    await paid(waived, 'T1', '2027-02-03', 70_560);
    await waived.when.itIs('2027-04-10');
    await waived.check.documents('A', [{ grossCents: 8_345 }]);
  });
});

describe('E5.3c, A12 corrections side by side', () => {
  const at = instantOf(dayOf('2027-03-10'), 600);
  const iso = '2027-03-10T09:00:00.000Z';
  const onTime: [number, number][] = [[dayOf('2027-02-03'), 70_560]];
  const billed = { penaltyBilled: 1_058, billedTo: dayOf('2027-02-17'), billedBy: 'D/1' };
  const corrected = (): Contract => {
    const contract = contractWith(
      receivable({ ...billed, paid: onTime, indemnityBilled: true }),
      receivable({ ...billed, id: 'T2', paid: [[dayOf('2027-02-10'), 70_560]], indemnityBilled: true }),
      receivable({ ...billed, id: 'T3', paid: onTime, billedBy: 'D/2' }),
      receivable({ ...billed, id: 'T4' }), // still unpaid: billed rightly
      receivable({ id: 'D/1', kind: 'PENALTIES', gross: 10_174, vat: 0, paid: [[dayOf('2027-03-01'), 7_174]], dueOn: dayOf('2027-03-19') }),
    );
    contract.waivers = [{ document: 'T4', at, cents: 10, cause: 'CORRECTED' }];
    correctBilled(contract, at);
    return contract;
  };
  /** On D/1: T1 was in time: 1,058 and 40.00; T2 a week late: 1,058 less 529. On D/2: T3 was in time. */
  const [first, second] = [
    { document: 'D/1', at, cents: 1_058 + 4_000 + 529, cause: 'DISPROVED' },
    { document: 'D/2', at, cents: 1_058, cause: 'DISPROVED' },
  ];

  test('5.3 (c): what is too much on each debit note, in one correction for each, beside what else is to be credited', () => {
    const contract = corrected();
    expect(contract.waivers).toEqual([{ document: 'T4', at, cents: 10, cause: 'CORRECTED' }, first, second]);
    expect(contract.receivables.map((one) => [one.id, one.penaltyBilled, one.indemnityBilled])).toEqual([
      ['T1', 0, undefined],
      ['T2', 529, true],
      ['T3', 0, undefined],
      ['T4', 1_058, undefined],
      ['D/1', undefined, undefined],
    ]);
    correctBilled(contract, at);
    expect(contract.waivers).toHaveLength(3);
  });

  test('5.3 (c): each has its own credit note, which closes it alone', () => {
    const contract = corrected();
    const due = duties(contract).filter((one) => one.action === 'credit-note.issue');
    expect(due.map((one) => one.id).sort()).toEqual([`credit/D/1/${iso}`, `credit/D/2/${iso}`, 'credit/corrected/T4']);
    expect(creditOf(contract, `D/1/${iso}`, 'A2027-000001', at)).toMatchObject([
      { creditNote: `A/D/1/${iso}`, corrects: ['D/1'], grossCents: 5_587, allocations: [{ document: 'D/1', cents: 3_000 }], refundCents: 2_587 },
      { type: 'task.opened', kind: 'REFUND', about: `A/D/1/${iso}`, dueOn: '2027-04-09' },
    ]);
    expect(creditOf(contract, `D/2/${iso}`, 'A2027-000002', at)).toMatchObject([{ grossCents: 1_058, refundCents: 1_058 }, { kind: 'REFUND' }]);
    expect(creditOf(contract, 'T4', 'A2027-000003', at)).toMatchObject([{ creditNote: 'A/T4', cause: 'CORRECTED', grossCents: 10 }]);
    expect(closeWaiver(contract, { creditNote: `A/D/1/${iso}`, allocations: [{ document: 'D/1', cents: 3_000 }] })).toEqual(first);
    expect(closeWaiver(contract, { creditNote: `A/D/1/${iso}`, allocations: [{ document: 'D/1', cents: 3_000 }] })).toBeUndefined();
    expect(closeWaiver(contract, { creditNote: 'A/T4', allocations: [{ document: 'T4', cents: 10 }] })).toMatchObject({ cause: 'CORRECTED' });
    expect(contract.waivers).toEqual([second]);
  });

  test('5.3 (e): a waived fee is credited once; what opens again after its credit is credited under another name', () => {
    const fee = receivable({ id: 'fee/T1-1', kind: 'REJECTION_FEE', gross: 4_000, vat: 0 });
    const waived = (what: 'FEE' | 'INDEMNITY') => fact('accessory.waived', 'E5.3e', at, { invoice: fee.id, what, cents: 4_000, reason: 'text' });
    const once = record(contractWith(fee), waived('FEE'));
    expect(once.waivers).toEqual([{ document: fee.id, at, cause: 'WAIVED' }]);
    expect(record(once, waived('FEE')).waivers).toEqual(once.waivers);
    expect(record(contractWith(fee), waived('INDEMNITY')).waivers).toBeUndefined();
    expect(record(contractWith({ ...fee, paid: onTime }), waived('FEE')).waivers).toBeUndefined();
    const again = { ...once, receivables: [{ ...fee, reopenedOn: dayOf('2027-04-01') }] };
    expect(creditOf(once, fee.id, 'A2027-000001', at)).toMatchObject([{ creditNote: 'A/fee/T1-1', cause: 'WAIVED' }]);
    expect(creditOf(again, fee.id, 'A2027-000002', at)).toMatchObject([{ creditNote: 'A/fee/T1-1/2027-04-01', cause: 'WAIVED' }]);
  });
});

describe('E5.3e what BILLING waives', () => {
  test('5.3 (e): what is open and an accessory, is due, and is not at the bank', async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-02-03 12:00');
    expect(await waive(told, 'T9', 'FEE')).toMatchObject({ because: 'not-open' });
    expect(await waive(told, 'T1', 'FEE')).toMatchObject({ because: 'not-an-accessory' });
    expect(await waive(told, 'T1', 'PENALTY')).toMatchObject({ because: 'nothing-due' });
    expect(await waive(told, 'T1', 'INDEMNITY')).toMatchObject({ because: 'nothing-due' });
    await told.when.itIs('2027-02-17 12:00');
    expect(await waive(told, 'T1', 'INDEMNITY')).toBeUndefined();
    expect(await waive(told, 'T1', 'INDEMNITY')).toMatchObject({ because: 'nothing-due' });
    expect(await waive(told, 'T1', 'PENALTY')).toBeUndefined();
    expect(await waive(told, 'fee/T1-1', 'FEE')).toBeUndefined();
    expect((await factsOf(told, 'accessory.waived')).map((one) => [one.invoice, one.what, one.cents])).toEqual([
      ['T1', 'INDEMNITY', 4_000],
      ['T1', 'PENALTY', 1_058],
      ['fee/T1-1', 'FEE', 4_000],
    ]);
    await told.check.view({ accruedPenaltyCents: 0, accruedIndemnityCents: 0 });
    await told.when.registers('sepa_ok');
    told.check.done(await told.when.client.asks('pay-now', { invoices: ['T1'] }));
    await told.when.itIs('2027-02-18');
    expect(await waive(told, 'T1', 'PENALTY')).toMatchObject({ because: 'presentation-pending', values: { payment: 'now-1' } });
  });

  test('5.3 (c), 5.3 (e): a waived fee is credited for what is open on it, with its VAT', async () => {
    const told = story();
    await told.given.baselineD({ parameters: { 'rejectionFee.vat': 'STANDARD' } });
    await told.when.itIs('2027-02-10');
    await paid(told, 'fee/T1-1', '2027-02-10', 2_400);
    expect(await waive(told, 'fee/T1-1', 'FEE')).toBeUndefined();
    expect(await factsOf(told, 'credit-note.issued')).toMatchObject([
      {
        ...{ creditNote: 'A/fee/T1-1', cause: 'WAIVED', corrects: ['fee/T1-1'], issuedOn: '2027-02-10' },
        ...{ netCents: 2_000, vatRate: 20, vatCents: 400, grossCents: 2_400, allocations: [{ document: 'fee/T1-1', cents: 2_400 }] },
        ...{ refundCents: 0, refundBy: null },
      },
    ]);
  });
});

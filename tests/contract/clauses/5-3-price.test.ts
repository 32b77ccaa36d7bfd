/** CGUV 5.3: invoices and their dates, late penalty, recovery indemnity, part payments. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indemnityCents } from '../../../contract/arrears.ts';
import { monthsLate, penaltyCents } from '../../../contract/penalties.ts';
import { addMonths, civilOf, dayOf } from '../../../contract/calendar.ts';
import type { Contract, Receivable } from '../../../contract/state.ts';
import { YEARLY } from '../../scenarios/scenario.ts';
import { contractAt, contractOf, story } from './story.ts';

const MONTH = monthsLate(dayOf('2027-01-01'), dayOf('2027-02-01'), 'DAY_IN_MONTH');
const receivableOf = (more: Partial<Receivable> = {}): Receivable => ({
  ...{ id: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03') },
  ...{ gross: 70_560, vat: 11_760, paid: [], tries: 2 },
  ...more,
});
const on = (day: string, cents: number): [number, number] => [dayOf(day), cents];

describe('E5.3a instalments', () => {
  test.each`
    at              | instalments | issued
    ${'2027-01-31'} | ${12}       | ${['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2027-06-30', '2027-07-31', '2027-08-31', '2027-09-30', '2027-10-31', '2027-11-30', '2027-12-31']}
    ${'2028-02-29'} | ${4}        | ${['2028-02-29', '2028-05-29', '2028-08-29', '2028-11-29']}
    ${'2027-01-31'} | ${5}        | ${['2027-01-31', '2027-03-31', '2027-05-31', '2027-08-31', '2027-10-31']}
  `('5.3 (a): $instalments instalments of a yearly formula of $at are invoiced on $issued', async ({ at, instalments, issued }) => {
    const { given, when, check } = story();
    await given.subscription({ formula: 'yearly', at }, [{ ...YEARLY, netCents: 58_801, instalments }]);
    await when.itIs(`${civilOf(addMonths(dayOf(at), 12) - 1)} 12:00`);
    const invoices = (await check.facts()).flatMap((one) => (one.type === 'invoice.issued' ? [one] : []));
    expect(invoices.map((one) => one.issuedOn)).toEqual(issued);
    expect(invoices.reduce((sum, one) => sum + one.netCents, 0)).toBe(58_801);
    expect(invoices.at(-1)?.netCents).toBeGreaterThanOrEqual(invoices[0]?.netCents ?? 0);
  });
});

describe('E5.3b due date and its reminder', () => {
  test.each`
    termDays | due             | reminded
    ${30}    | ${'2027-02-03'} | ${['2027-01-27']}
    ${8}     | ${'2027-01-12'} | ${['2027-01-05']}
    ${7}     | ${'2027-01-11'} | ${[]}
    ${0}     | ${'2027-01-04'} | ${[]}
  `('5.3 (b): payable in $termDays days, due $due, reminded $reminded', async ({ termDays, due, reminded }) => {
    const { given, when, check } = story();
    await given.baselineA({}, [{ ...YEARLY, termDays }]);
    await when.theDayEnds(due);
    await check.documents('F', [{ dueOn: due, state: 'PAID' }]);
    await check.messages({ PRE_DUE_REMINDER: reminded });
  });

  test.each`
    paid                  | reminded
    ${'2027-01-27 07:59'} | ${[]}
    ${'2027-01-27 08:01'} | ${['2027-01-27']}
  `('5.3 (b): paid at $paid, reminded $reminded', async ({ paid, reminded }) => {
    const { given, when, check } = story();
    await given.baselineA();
    await when.pays(70_560, paid);
    await when.itIs('2027-02-10');
    await check.messages({ PRE_DUE_REMINDER: reminded });
    await check.documents('F', [{ state: 'PAID', paidCents: 70_560 }]);
  });
});

describe('E5.3d late penalty', () => {
  test.each`
    due             | day             | f              | because
    ${'2027-02-03'} | ${'2027-02-03'} | ${'0'}         | ${'the due date is not counted'}
    ${'2027-02-03'} | ${'2027-02-04'} | ${'1/28'}      | ${'the payment day is'}
    ${'2027-02-03'} | ${'2027-02-20'} | ${'17/28'}     | ${'S12'}
    ${'2027-02-03'} | ${'2027-02-25'} | ${'22/28'}     | ${'S21'}
    ${'2027-02-03'} | ${'2027-03-02'} | ${'27/28'}     | ${'the day before the month is full'}
    ${'2027-02-03'} | ${'2027-03-03'} | ${'1'}         | ${'one month'}
    ${'2027-02-03'} | ${'2027-03-04'} | ${'1 + 1/31'}  | ${'the next month has 31 days'}
    ${'2027-02-03'} | ${'2027-03-15'} | ${'1 + 12/31'} | ${'S18'}
    ${'2027-03-05'} | ${'2027-03-15'} | ${'10/31'}     | ${'S18, the fee invoice'}
    ${'2027-02-03'} | ${'2027-03-20'} | ${'1 + 17/31'} | ${'S12'}
    ${'2027-05-05'} | ${'2027-05-19'} | ${'14/31'}     | ${'S44'}
    ${'2027-01-31'} | ${'2027-02-27'} | ${'27/28'}     | ${'a month that lacks the 31st'}
    ${'2027-01-31'} | ${'2027-02-28'} | ${'1'}         | ${'ends on its last day'}
    ${'2027-01-31'} | ${'2027-03-30'} | ${'1 + 30/31'} | ${'and the next one on the 31st again'}
    ${'2027-01-31'} | ${'2027-03-31'} | ${'2'}         | ${'no drift'}
    ${'2028-02-29'} | ${'2029-02-28'} | ${'12'}        | ${'29 February'}
    ${'2027-02-03'} | ${'2028-02-03'} | ${'12'}        | ${'a year'}
  `('5.3 (d): due $due, on $day f = $f: $because', ({ due, day, f }) => {
    const [months = '0', fraction = '0/1'] = String(f).includes('+') ? String(f).split(' + ') : String(f).includes('/') ? ['0', f] : [f];
    const [part = 0, length = 1] = String(fraction).split('/').map(Number);
    expect(monthsLate(dayOf(due), dayOf(day), 'DAY_IN_MONTH')).toBe(MONTH * Number(months) + (MONTH * part) / length);
  });

  test.each`
    day             | proRata             | months
    ${'2027-02-04'} | ${'FULL_MONTHS'}    | ${0}
    ${'2027-03-02'} | ${'FULL_MONTHS'}    | ${0}
    ${'2027-03-03'} | ${'FULL_MONTHS'}    | ${1}
    ${'2027-02-03'} | ${'STARTED_MONTHS'} | ${0}
    ${'2027-02-04'} | ${'STARTED_MONTHS'} | ${1}
    ${'2027-03-03'} | ${'STARTED_MONTHS'} | ${1}
    ${'2027-03-04'} | ${'STARTED_MONTHS'} | ${2}
  `('5.3 (d): under $proRata, $day is $months months late', ({ day, proRata, months }) => {
    expect(monthsLate(dayOf('2027-02-03'), dayOf(day), proRata)).toBe(MONTH * months);
  });

  test.each`
    paid                                                 | until           | cents   | because
    ${[]}                                                | ${'2027-02-03'} | ${0}    | ${'not late yet'}
    ${[]}                                                | ${'2027-02-04'} | ${75}   | ${'2116.8 / 28 rounded down'}
    ${[]}                                                | ${'2027-02-25'} | ${1663} | ${'S21'}
    ${[]}                                                | ${'2027-03-03'} | ${2116} | ${'3 % for a month, never more'}
    ${[]}                                                | ${'2027-03-05'} | ${2253} | ${'S23'}
    ${[]}                                                | ${'2027-03-15'} | ${2936} | ${'S18'}
    ${[]}                                                | ${'2027-03-20'} | ${3277} | ${'S33'}
    ${[on('2027-02-20', 30_000)]}                        | ${'2027-03-20'} | ${2430} | ${'S12'}
    ${[on('2027-02-03', 30_000)]}                        | ${'2027-03-03'} | ${1216} | ${'paid on the due date'}
    ${[on('2027-02-03', 70_560)]}                        | ${'2027-03-03'} | ${0}    | ${'paid in time'}
    ${[on('2027-02-10', 70_000), on('2027-02-20', 560)]} | ${'2027-06-01'} | ${535}  | ${'nothing runs after the last payment'}
  `('5.3 (d): with payments $paid the penalty on $until is $cents c: $because', ({ paid, until, cents }) => {
    expect(penaltyCents(contractOf(), receivableOf({ paid }), dayOf(until))).toBe(cents);
  });

  test.each`
    more                                      | parameters                                  | cents   | because
    ${{}}                                     | ${{}}                                       | ${2116} | ${'3 % of the amount incl. VAT'}
    ${{}}                                     | ${{ 'latePenalty.base': 'EXCL_VAT' }}       | ${1764} | ${'of the amount excl. VAT'}
    ${{}}                                     | ${{ 'latePenalty.rounding': 'HALF_UP' }}    | ${2117} | ${'2116.8 half-up'}
    ${{}}                                     | ${{ 'latePenalty.legalMaxMonthlyRate': 1 }} | ${705}  | ${'the legal maximum is lower'}
    ${{}}                                     | ${{ 'latePenalty.legalMaxMonthlyRate': 9 }} | ${2116} | ${'the legal maximum is higher'}
    ${{ kind: 'REJECTION_FEE', gross: 4000 }} | ${{}}                                       | ${120}  | ${'a fee invoice bears penalty'}
    ${{ kind: 'REJECTION_FEE', gross: 4000 }} | ${{ 'accessories.onFeeInvoices': 'NONE' }}  | ${0}    | ${'unless it bears none'}
    ${{ kind: 'PENALTIES', gross: 6974 }}     | ${{}}                                       | ${0}    | ${'a debit note bears nothing'}
    ${{ base: dayOf('2027-02-10') }}          | ${{}}                                       | ${1587} | ${'counted from the day that replaces the due date'}
  `('5.3 (d): one month late, $more under $parameters: $cents c: $because', ({ more, parameters, cents }) => {
    expect(penaltyCents(contractOf({}, parameters), receivableOf(more), dayOf('2027-03-03'))).toBe(cents);
  });

  test.each`
    until           | compound | cents   | because
    ${'2027-03-03'} | ${true}  | ${2116} | ${'the first month bears no interest on interest'}
    ${'2027-04-03'} | ${false} | ${4233} | ${'two months, simple'}
    ${'2027-04-03'} | ${true}  | ${4297} | ${'2116.8 + 3 % of 72676'}
    ${'2027-05-03'} | ${true}  | ${6542} | ${'and 3 % of 74857'}
  `('5.3 (d): compound $compound, on $until: $cents c, $because', ({ until, compound, cents }) => {
    expect(penaltyCents(contractOf({}, { 'latePenalty.compound': compound }), receivableOf(), dayOf(until))).toBe(cents);
  });

  test('5.3 (d): any history of payments gives the sum of its periods, as fractions', () => {
    const due = dayOf('2027-02-03');
    const day = fc.integer({ min: due - 20, max: due + 500 });
    /** f(t) as a fraction of whole numbers, by its definition. */
    const fraction = (base: number, t: number): [bigint, bigint] => {
      if (t <= base) return [0n, 1n];
      let k = 0;
      while (addMonths(base, k + 1) <= t) k += 1;
      const length = addMonths(base, k + 1) - addMonths(base, k);
      return [BigInt(k * length + (t - addMonths(base, k))), BigInt(length)];
    };
    fc.assert(
      fc.property(
        fc.integer({ min: due, max: due + 60 }),
        fc.array(fc.tuple(day, fc.integer({ min: 1, max: 30_000 })), { maxLength: 5 }),
        day,
        (base, paid, until) => {
          let [sum, whole] = [0n, 1n];
          for (let from = base; from < until; from++) {
            const outstanding = 70_560 - paid.reduce((total, [one, cents]) => total + (one <= from ? cents : 0), 0);
            if (outstanding <= 0) continue;
            const [a, b] = fraction(base, from);
            const [c, d] = fraction(base, from + 1);
            const [top, bottom] = [BigInt(outstanding) * 3n * (c * b - a * d), b * d];
            [sum, whole] = [sum * bottom + top * whole, whole * bottom];
            const divisor = gcd(sum, whole);
            [sum, whole] = [sum / divisor, whole / divisor];
          }
          expect(penaltyCents(contractOf(), receivableOf({ base, paid: paid as [number, number][] }), until)).toBe(Number(sum / (whole * 100n)));
        },
      ),
      { numRuns: 400, seed: 53 },
    );
  });
});

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

describe('E5.3e recovery indemnity', () => {
  const owed = (contract: Contract, more: Partial<Receivable>, day: string): number => indemnityCents(contract, receivableOf(more), dayOf(day));
  test.each`
    more                                                         | day             | cents   | because
    ${{}}                                                        | ${'2027-02-03'} | ${0}    | ${'not late on its due date'}
    ${{}}                                                        | ${'2027-02-04'} | ${4000} | ${'late the day after'}
    ${{ paid: [on('2027-02-03', 70_560)] }}                      | ${'2027-03-01'} | ${0}    | ${'paid on the due date'}
    ${{ paid: [on('2027-02-04', 70_560)] }}                      | ${'2027-03-01'} | ${4000} | ${'paid a day late'}
    ${{ paid: [on('2027-02-03', 70_559), on('2027-02-04', 1)] }} | ${'2027-03-01'} | ${4000} | ${'a cent late is late'}
    ${{ base: dayOf('2027-02-10') }}                             | ${'2027-02-10'} | ${0}    | ${'the day that replaces the due date'}
    ${{ indemnityBilled: true }}                                 | ${'2027-03-01'} | ${0}    | ${'once per invoice'}
    ${{ indemnityWaived: true }}                                 | ${'2027-03-01'} | ${0}    | ${'waived'}
    ${{ kind: 'REJECTION_FEE' }}                                 | ${'2027-03-01'} | ${0}    | ${'not on a fee invoice'}
    ${{ kind: 'PENALTIES' }}                                     | ${'2027-03-01'} | ${0}    | ${'not on a debit note'}
  `('5.3 (e): $more on $day: $cents c: $because', ({ more, day, cents }) => expect(owed(contractOf(), more, day)).toBe(cents));

  test('5.3 (e): on a fee invoice only where the terms say so', () => {
    expect(owed(contractOf({}, { 'accessories.onFeeInvoices': 'ALL' }), { kind: 'REJECTION_FEE' }, '2027-03-01')).toBe(4_000);
  });

  test('5.3 (e): two invoices late and paid on one day are on one debit note, with an indemnity each', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.pays(14_160, '2027-05-03');
    await when.theDayEnds('2027-05-03');
    const note = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one] : []));
    expect(note.map((one) => one.items)).toMatchObject([
      [
        { invoice: 'T1', penaltyCents: 232, indemnityCents: 4_000 },
        { invoice: 'T2', penaltyCents: 13, indemnityCents: 4_000 },
      ],
    ]);
  });
});

describe('E5.3e what BILLING waives', () => {
  test.each`
    waived          | paid            | penalty | because
    ${'2027-02-25'} | ${'2027-02-25'} | ${0}    | ${'all that had accrued'}
    ${'2027-02-25'} | ${'2027-03-03'} | ${453}  | ${'2116 less the 1663 that had accrued by then: it runs on'}
    ${'2027-03-02'} | ${'2027-03-03'} | ${75}   | ${'the day after the waiver counts again'}
  `('5.3 (e): penalty waived on $waived, paid on $paid: $penalty c of penalty, $because', async ({ waived, paid, penalty }) => {
    const { given, when, check } = story();
    await given.baselineD();
    await when.itIs(waived);
    check.done(await when.billing.asks('waive', { invoice: 'T1', what: 'PENALTY', reason: 'a gesture to the client' }));
    await check.view({ accruedPenaltyCents: 0 });
    await when.pays(70_560, `${paid} 15:00`);
    await when.theDayEnds(paid);
    const notes = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one.grossCents] : []));
    expect(notes).toEqual([penalty + 4_000]);
  });
});

describe('A13 new terms during lateness', () => {
  test.each`
    accepted                                  | per28 | because
    ${[['2027-02-17', 1]]}                    | ${56} | ${'14 days at 3 %, 14 at 1 %'}
    ${[['2027-02-17', 1], ['2027-02-24', 2]]} | ${63} | ${'14 days at 3 %, 7 at 1 %, 7 at 2 %'}
    ${[['2027-02-17', 1], ['2027-02-17', 2]]} | ${70} | ${'14 days at 3 %, 14 at 2 %: the day itself had been run at 3 %'}
    ${[['2027-02-17', 3]]}                    | ${84} | ${'the same rate'}
  `('5.3 (d): rates accepted $accepted: a new one counts from the day after: $because', async ({ accepted, per28 }) => {
    const { given, when, check } = story();
    await given.baselineD();
    for (const [index, [day, rate]] of accepted.entries()) {
      await when.itIs(day);
      const terms = { termsVersion: `${index + 2}`, parameters: { 'latePenalty.monthlyRate': rate }, evidence: 'text' };
      check.done(await when.client.asks('accept-terms', terms));
    }
    await when.pays(70_560, '2027-03-03 15:00');
    await when.theDayEnds('2027-03-03');
    const notes = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one.grossCents] : []));
    expect(notes).toEqual([Math.floor((70_560 * per28) / 2_800) + 4_000]);
  });
});

describe('A12 a debit note of C that a late recording disproves', () => {
  /** Terminated at C = 2027-04-03; the penalty to C and the indemnity were billed on 2027-04-04. */
  const ended = async () => {
    const told = story();
    await told.given.baselineD();
    await told.when.itIs('2027-03-01');
    await told.when.theyTerminate();
    await told.when.itIs('2027-04-10');
    await told.check.documents('D', [{ issuedOn: '2027-04-04', grossCents: 8_345, state: 'OPEN' }]);
    return told;
  };
  test.each`
    ordered         | credited | because
    ${'2027-03-20'} | ${406}   | ${'30000 c bore nothing from 2027-03-20 to C'}
    ${'2027-04-03'} | ${null}  | ${'paid on C itself: nothing was billed too much'}
    ${'2027-04-05'} | ${null}  | ${'paid after C'}
  `('5.3 (d): a part payment ordered $ordered and recorded 2027-04-10: credited $credited c, $because', async ({ ordered, credited }) => {
    const { when, check } = await ended();
    check.done(await when.billing.asks('record-payment', { amountCents: 30_000, orderedOn: ordered, means: 'TRANSFER', invoice: 'T1' }));
    await when.itIs('2027-04-11');
    await check.documents('A', credited === null ? [] : [{ issuedOn: '2027-04-10', grossCents: credited }]);
  });

  test('5.3 (d-e): paid in time after all, penalty and indemnity are credited whole; what was paid of them goes back', async () => {
    const { when, check } = await ended();
    check.done(
      await when.billing.asks('record-payment', { amountCents: 8_345, orderedOn: '2027-04-10', means: 'TRANSFER', invoice: 'D/2027-04-04' }),
    );
    await when.itIs('2027-04-11');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-03', means: 'TRANSFER', invoice: 'T1' }));
    await check.documents('A', [{ issuedOn: '2027-04-11', grossCents: 8_233 }]);
    await check.tasks('REFUND', ['2027-04-11']);
    await when.theDayEnds('2027-05-11');
    await check.messages({ REFUND_ISSUED: ['2027-05-11'] });
  });
});

describe('E5.3e accessories side by side', () => {
  test.each`
    cumulation          | fees       | billed   | because
    ${'BOTH'}           | ${[4_000]} | ${5_663} | ${'different causes add up'}
    ${'FEE_ONLY'}       | ${[4_000]} | ${1_663} | ${'the fee stands for the indemnity'}
    ${'INDEMNITY_ONLY'} | ${[]}      | ${5_663} | ${'no fee for the rejection'}
  `('5.3 (e): under $cumulation fees $fees and a debit note of $billed c: $because', async ({ cumulation, fees, billed }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'accessories.cumulation': cumulation } });
    await when.pays(70_560, '2027-02-25 15:00');
    await when.theDayEnds('2027-02-25');
    const facts = await check.facts();
    expect(facts.flatMap((one) => (one.type === 'invoice.issued' && one.kind === 'REJECTION_FEE' ? [one.grossCents] : []))).toEqual(fees);
    expect(facts.flatMap((one) => (one.type === 'debit-note.issued' ? [one.grossCents] : []))).toEqual([billed]);
  });

  test.each`
    per               | paid            | indemnities | because
    ${'LATE_INVOICE'} | ${'2027-04-07'} | ${1}        | ${'each late invoice bears its own'}
    ${'LATE_INVOICE'} | ${'2027-05-10'} | ${2}        | ${'two late invoices'}
    ${'DEFAULT_CASE'} | ${'2027-04-07'} | ${0}        | ${'paid before the default notice'}
    ${'DEFAULT_CASE'} | ${'2027-05-08'} | ${1}        | ${'the second one is not notified yet'}
    ${'DEFAULT_CASE'} | ${'2027-05-10'} | ${2}        | ${'each has a default notice of its own'}
  `('5.3 (e): per $per, all paid on $paid: $indemnities indemnities, $because', async ({ per, paid, indemnities }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined', parameters: { 'recoveryIndemnity.per': per } });
    await when.pays(14_160, `${paid} 15:00`);
    await when.theDayEnds(paid);
    const items = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? one.items : []));
    expect(items.reduce((sum, one) => sum + one.indemnityCents, 0)).toBe(indemnities * 4_000);
  });

  test.each`
    vat           | vatCents
    ${'NONE'}     | ${0}
    ${'STANDARD'} | ${800}
  `('5.5 (b): under rejectionFee.vat $vat the fee bears $vatCents c of VAT', async ({ vat, vatCents }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'rejectionFee.vat': vat } });
    await when.theDayEnds('2027-02-03');
    await check.documents('F', [{ kind: 'PRICE' }, { kind: 'REJECTION_FEE', netCents: 4_000, vatCents }]);
  });
});

describe('E5.3f allocation', () => {
  test.each`
    cents     | paid                                           | left
    ${1}      | ${{ T1: 1 }}                                   | ${0}
    ${7_080}  | ${{ T1: 7_080 }}                               | ${0}
    ${7_081}  | ${{ T1: 7_080, T2: 1 }}                        | ${0}
    ${14_161} | ${{ T1: 7_080, T2: 7_080, 'fee/T1-1': 1 }}     | ${0}
    ${18_160} | ${{ T1: 7_080, T2: 7_080, 'fee/T1-1': 4_000 }} | ${0}
    ${18_161} | ${{ T1: 7_080, T2: 7_080, 'fee/T1-1': 4_000 }} | ${1}
  `('5.3 (f): a transfer of $cents c pays the oldest principal, then fees: $paid, $left c too much', async ({ cents, paid, left }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.pays(cents, '2027-04-10 09:00');
    const received = (await check.facts()).flatMap((one) => (one.type === 'payment.recorded' ? [one] : []));
    expect(Object.fromEntries(received.flatMap((one) => one.allocations.map((part) => [part.document, part.cents])))).toEqual(paid);
    await check.tasks('OVERPAYMENT', left > 0 ? ['2027-04-10'] : []);
  });

  test('5.3 (f): the client chooses the debt that it pays', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined' });
    await when.itIs('2027-04-10');
    check.done(await when.billing.asks('record-payment', { amountCents: 4_000, orderedOn: '2027-04-10', means: 'TRANSFER', invoice: 'fee/T1-1' }));
    await check.documents('F', [
      { kind: 'PRICE', paidCents: 0 },
      { kind: 'REJECTION_FEE', state: 'PAID' },
      { kind: 'PRICE', paidCents: 0 },
    ]);
  });

  test('5.3 (f): what came in above what is owed is booked, with its task; what is not given back pays the next invoice on its due date', async () => {
    const { given, when, check, see } = story();
    await given.baselineM({ means: 'card_ok' });
    await when.itIs('2027-03-20');
    check.done(await when.billing.asks('record-payment', { amountCents: 9_000, orderedOn: '2027-03-20', means: 'TRANSFER' }));
    await check.tasks('OVERPAYMENT', ['2027-03-20']);
    await when.theDayEnds('2027-04-30');
    await check.documents('F', [{ state: 'PAID' }, { dueOn: '2027-05-01', paidCents: 0 }]);
    await when.itIs('2027-05-01 00:00');
    await check.documents('F', [{ state: 'PAID' }, { paidCents: 1_920 }, {}]);
    await when.itIs('2027-05-02');
    await check.documents('F', [{ state: 'PAID' }, { state: 'PAID' }, {}]);
    const facts = await check.facts();
    expect(facts.flatMap((one) => (one.type === 'payment.presented' ? [one.cents] : []))).toEqual([5_160]);
    expect((await see.tasks()).every((one) => one.state === 'DECIDED')).toBe(true);
  });

  test('5.3 (f): given back by BILLING, it pays nothing', async () => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_ok' });
    await when.itIs('2027-03-20');
    await when.billing.asks('record-payment', { amountCents: 9_000, orderedOn: '2027-03-20', means: 'TRANSFER' });
    check.done(await when.billing.decides('OVERPAYMENT', 'GIVEN_BACK'));
    await when.itIs('2027-05-02');
    const facts = await check.facts();
    expect(facts.flatMap((one) => (one.type === 'payment.presented' ? [one.cents] : []))).toEqual([7_080]);
  });

  test.each`
    allocation                               | paid
    ${'CLIENT_CHOICE_THEN_OLDEST_PRINCIPAL'} | ${{ T1: 7_080, T2: 920 }}
    ${'INTEREST_FIRST'}                      | ${{ 'fee/T1-1': 4_000, T1: 4_000 }}
  `('5.3 (f): under $allocation a transfer of 8000 c pays $paid', async ({ allocation, paid }) => {
    const { given, when, check } = story();
    await given.baselineM({ means: 'card_declined', parameters: { 'payment.allocation': allocation } });
    await when.pays(8_000, '2027-05-03 09:00'); // the fee too is due
    const received = (await check.facts()).flatMap((one) => (one.type === 'payment.recorded' ? one.allocations : []));
    expect(Object.fromEntries(received.map((part) => [part.document, part.cents]))).toEqual(paid);
  });

  test.each`
    dateIs           | penalty
    ${'ORDER_DATE'}  | ${[]}
    ${'CREDIT_DATE'} | ${[75 * 2 + 1 + 4_000]}
  `('A12: ordered on the due date and recorded two days later, under $dateIs the debit notes are $penalty', async ({ dateIs, penalty }) => {
    const { given, when, check } = story();
    await given.baselineD({ parameters: { 'payment.dateIs': dateIs } });
    await when.itIs('2027-02-05');
    check.done(await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn: '2027-02-03', means: 'TRANSFER', invoice: 'T1' }));
    await when.theDayEnds('2027-02-05');
    const notes = (await check.facts()).flatMap((one) => (one.type === 'debit-note.issued' ? [one.grossCents] : []));
    expect(notes).toEqual(penalty);
  });

  test('5.3 (f): a part payment during a debit under way leaves that debit alone: it is neither forgotten nor doubled', async () => {
    const { given, when, check } = story();
    await given.baselineA({ means: 'sepa_ok' });
    await when.itIs('2027-02-03 09:00');
    await check.documents('F', [{ state: 'COLLECTING' }]);
    await when.pays(10_000, '2027-02-03 10:00');
    await check.documents('F', [{ state: 'COLLECTING', paidCents: 10_000 }]);
    await when.itIs('2027-02-20');
    await check.documents('F', [{ state: 'PAID' }]);
    const presented = (await check.facts()).filter((one) => one.type === 'payment.presented');
    expect(presented).toMatchObject([{ payment: 'T1-1', cents: 70_560 }]);
    await check.tasks('OVERPAYMENT', ['2027-02-08']);
  });

  test.each`
    more     | left        | because
    ${0}     | ${null}     | ${'the bank takes back all that was too much'}
    ${1_000} | ${'1000 c'} | ${'what a transfer brought beyond it stays'}
  `('5.3 (f), 5.5: a debit paid twice and taken back, with $more c of a transfer too much: $left to give back: $because', async ({ more, left }) => {
    const { given, when, see, check } = story();
    await given.baselineA({ means: 'sepa_ok' });
    await when.pays(70_560 + more, '2027-02-03 10:00'); // while the debit is under way
    await when.itIs('2027-02-10');
    expect((await see.tasks()).filter((one) => one.kind === 'OVERPAYMENT' && one.state === 'OPEN')).toHaveLength(1);
    await given.outside({ type: 'debtor-refund', at: '2027-02-20' });
    await when.itIs('2027-02-21');
    await check.documents('F', [{ state: 'PAID' }]);
    expect((await see.tasks()).filter((one) => one.kind === 'OVERPAYMENT' && one.state === 'OPEN')).toHaveLength(left ? 1 : 0);
    if (!left) check.refused(await when.billing.decides('OVERPAYMENT', 'GIVEN_BACK'), 'A10');
    await check.tasks('EXCESS_TAKEN_BACK', []);
  });

  test.each`
    used            | because
    ${'GIVEN_BACK'} | ${'BILLING gave it back'}
    ${'SET_OFF'}    | ${'it has paid the next term'}
  `(
    '5.3 (f), 5.5: a debit paid twice and taken back after its excess was used ($used): the client owes it, and BILLING is told: $because',
    async ({ used }) => {
      const { given, when, see, check } = story();
      await given.baselineM({ means: 'sepa_ok' });
      await when.pays(7_080, '2027-03-31 10:00'); // while the debit is under way
      await when.itIs('2027-04-06');
      if (used === 'GIVEN_BACK') check.done(await when.billing.decides('OVERPAYMENT', 'GIVEN_BACK'));
      await when.itIs('2027-05-02');
      await given.outside({ type: 'debtor-refund', payment: 'T1-1', at: '2027-05-03' } as never);
      await when.itIs('2027-05-04');
      const [task] = (await see.tasks()).filter((one) => one.kind === 'EXCESS_TAKEN_BACK');
      expect(task).toMatchObject({ state: 'OPEN' });
      expect((await contractAt(check)).overpaid?.cents).toBe(-7_080);
      await when.pays(7_080 * 2, '2027-05-10 10:00'); // the term that began on 1 May, and what was taken back
      expect((await contractAt(check)).overpaid).toBeUndefined();
      await check.tasks('OVERPAYMENT', ['2027-04-05']);
    },
  );
});

/** CGUV 5.3 (d): what a debit note says of a penalty is enough to work it out again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Day, civilOf, dayOf, instantOf } from '../../../contract/calendar.ts';
import { fulfil } from '../../../contract/contract.ts';
import type { BilledArrears, PenaltyPeriod } from '../../../contract/facts.ts';
import { penaltyCents, penaltyPeriods } from '../../../contract/penalties.ts';
import type { Contract, Receivable } from '../../../contract/state.ts';
import { contractOf } from './story.ts';

const DUE = dayOf('2027-02-03');
const receivable = (more: Partial<Receivable> = {}): Receivable => ({
  ...{ id: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: DUE },
  ...{ gross: 70_560, vat: 11_760, paid: [], tries: 2 },
  ...more,
});
const on = (day: string, cents: number): [number, number] => [dayOf(day), cents];
const words = (one: PenaltyPeriod): string => {
  const duration = 'months' in one ? `${one.months} m` : `${one.days}/${one.monthDays}`;
  const interest = one.interestCents === undefined ? '' : ` (${one.interestCents})`;
  return `${one.from} ${one.to} ${one.baseCents}${interest} ${one.monthlyRate} ${duration} ${one.cents}`;
};

test.each`
  more                                    | parameters                                     | rates                  | until           | periods                                                                                                                                                                       | because
  ${{}}                                   | ${{}}                                          | ${[]}                  | ${'2027-02-03'} | ${[]}                                                                                                                                                                         | ${'not late yet'}
  ${{}}                                   | ${{}}                                          | ${[]}                  | ${'2027-03-02'} | ${['2027-02-04 2027-03-02 70560 3 27/28 2041']}                                                                                                                               | ${'a day before the month is full'}
  ${{}}                                   | ${{}}                                          | ${[]}                  | ${'2027-03-03'} | ${['2027-02-04 2027-03-03 70560 3 1 m 2116']}                                                                                                                                 | ${'the month is full'}
  ${{}}                                   | ${{}}                                          | ${[]}                  | ${'2027-03-04'} | ${['2027-02-04 2027-03-03 70560 3 1 m 2116', '2027-03-04 2027-03-04 70560 3 1/31 69']}                                                                                        | ${'the next has 31 days'}
  ${{ paid: [on('2027-02-20', 30_000)] }} | ${{}}                                          | ${[]}                  | ${'2027-05-04'} | ${['2027-02-04 2027-02-20 70560 3 17/28 1285', '2027-02-21 2027-03-03 40560 3 11/28 478', '2027-03-04 2027-05-03 40560 3 2 m 2433', '2027-05-04 2027-05-04 40560 3 1/31 40']} | ${'a part was paid'}
  ${{ paid: [on('2027-02-20', 70_560)] }} | ${{}}                                          | ${[]}                  | ${'2027-05-04'} | ${['2027-02-04 2027-02-20 70560 3 17/28 1285']}                                                                                                                               | ${'nothing runs on what is paid'}
  ${{}}                                   | ${{}}                                          | ${[['2027-02-18', 9]]} | ${'2027-03-03'} | ${['2027-02-04 2027-03-03 70560 3 1 m 2116']}                                                                                                                                 | ${'a legal rate that is higher changes nothing'}
  ${{}}                                   | ${{}}                                          | ${[['2027-02-18', 1]]} | ${'2027-03-03'} | ${['2027-02-04 2027-02-17 70560 3 14/28 1058', '2027-02-18 2027-03-03 70560 1 14/28 353']}                                                                                    | ${'one that is lower does, from its day'}
  ${{}}                                   | ${{ 'latePenalty.proRata': 'STARTED_MONTHS' }} | ${[]}                  | ${'2027-03-04'} | ${['2027-02-04 2027-03-04 70560 3 2 m 4233']}                                                                                                                                 | ${'a month that has begun counts'}
  ${{}}                                   | ${{ 'latePenalty.proRata': 'FULL_MONTHS' }}    | ${[]}                  | ${'2027-03-02'} | ${[]}                                                                                                                                                                         | ${'full months alone count'}
  ${{}}                                   | ${{ 'latePenalty.compound': true }}            | ${[]}                  | ${'2027-04-03'} | ${['2027-02-04 2027-03-03 70560 3 1 m 2116', '2027-03-04 2027-04-03 72676 (2116) 3 1 m 2181']}                                                                                | ${'what a month bore bears interest'}
  ${{}}                                   | ${{ 'latePenalty.base': 'EXCL_VAT' }}          | ${[]}                  | ${'2027-03-03'} | ${['2027-02-04 2027-03-03 70560 3 1 m 1764']}                                                                                                                                 | ${'on five sixths of it'}
  ${{ frozen: dayOf('2027-02-10') }}      | ${{}}                                          | ${[]}                  | ${'2027-03-03'} | ${['2027-02-04 2027-02-10 70560 3 7/28 529']}                                                                                                                                 | ${'proceedings stop it'}
  ${{ kind: 'PENALTIES' }}                | ${{}}                                          | ${[]}                  | ${'2027-03-03'} | ${[]}                                                                                                                                                                         | ${'a debit note bears none'}
`('5.3 (d): $more under $parameters, rates $rates, until $until: $periods: $because', ({ more, parameters, rates, until, periods }) => {
  const legalRates = (rates as [string, number][]).map(([day, rate]): [Day, number] => [dayOf(day), rate]);
  const contract: Contract = { ...contractOf({}, parameters), ...(legalRates.length > 0 ? { legalRates } : {}) };
  expect(penaltyPeriods(contract, receivable(more), dayOf(until)).map(words)).toEqual(periods);
});

/** Base × rate × months, as a reader of the paper computes it: whole numbers, rounded once. */
function workedOut({ penalty }: BilledArrears): number {
  if (!penalty) return 0;
  const { netCents, grossCents } = penalty.exclVat ?? { netCents: 1, grossCents: 1 };
  let [sum, whole] = [0n, 1n];
  for (const one of penalty.periods) {
    const [months, of] = 'months' in one ? [one.months, 1] : [one.days, one.monthDays];
    const [top, bottom] = [BigInt(one.baseCents) * BigInt(Math.round(one.monthlyRate * 10_000)) * BigInt(months), BigInt(of)];
    [sum, whole] = [sum * bottom + top * whole, whole * bottom];
  }
  const [top, bottom] = [sum * BigInt(netCents), whole * 1_000_000n * BigInt(grossCents)];
  const cents = Number(penalty.rounding === 'DOWN' ? top / bottom : (top * 2n + bottom) / (bottom * 2n));
  return cents - (penalty.billedCents ?? 0) - (penalty.waivedCents ?? 0);
}

test('5.3 (d): the debit note of any lateness is worked out again to the cent from what it says', () => {
  const day = fc.integer({ min: DUE - 20, max: DUE + 500 });
  const rate = fc.constantFrom(0.9025, 1, 1.5, 2.75, 4);
  const terms = fc.record({
    'latePenalty.proRata': fc.constantFrom('DAY_IN_MONTH', 'FULL_MONTHS', 'STARTED_MONTHS'),
    'latePenalty.base': fc.constantFrom('INCL_VAT', 'EXCL_VAT'),
    'latePenalty.rounding': fc.constantFrom('DOWN', 'HALF_UP'),
    'latePenalty.compound': fc.boolean(),
  });
  const payments = fc.array(fc.tuple(day, fc.integer({ min: 1, max: 30_000 })), { maxLength: 4 });
  const rates = fc.uniqueArray(fc.tuple(day, rate), { maxLength: 3, selector: ([from]) => from });
  let billed = 0;
  fc.assert(
    fc.property(terms, payments, rates, day, fc.integer({ min: 0, max: 400 }), (parameters, paid, legalRates, last, before) => {
      const sorted = legalRates.toSorted(([a], [b]) => a - b);
      const open = 70_560 - paid.reduce((sum, [, cents]) => sum + cents, 0);
      const settled: [Day, number][] = [...paid, ...(open > 0 ? [[last, open] as [Day, number]] : [])];
      const whole = receivable({ paid: settled, settledAt: instantOf(last), penaltyBilled: before, penaltyWaived: before });
      const contract: Contract = { ...contractOf({}, parameters), legalRates: sorted, receivables: [whole] };
      const duty = { id: 'debit/D', action: 'debit-note.issue', due: instantOf(last), article: 'E5.3d', ref: 'SETTLED' } as const;
      const [note] = fulfil(contract, duty, { number: 'D2027-000001' }, instantOf(last));
      const [item] = note?.type === 'debit-note.issued' ? note.items : [];
      if (!item || item.penaltyCents === 0) return;
      billed += 1;
      expect(workedOut(item)).toBe(item.penaltyCents);
      const periods = item.penalty?.periods ?? [];
      const until = Math.max(DUE, ...settled.map(([paidOn]) => paidOn));
      expect(periods.reduce((sum, one) => sum + one.cents, 0)).toBe(penaltyCents(contract, whole, until));
      expect(periods.every((one, i) => one.cents >= 0 && one.from <= one.to && (i === 0 || one.from > (periods[i - 1]?.to ?? '')))).toBe(true);
      const begins = parameters['latePenalty.proRata'] === 'FULL_MONTHS' || periods[0]?.from === civilOf(DUE + 1); // a month may fill later
      expect(begins).toBe(true);
    }),
    { numRuns: 500, seed: 53 },
  );
  expect(billed).toBeGreaterThan(200);
});

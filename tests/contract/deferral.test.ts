/** Deferred income, day by day, on both sides of each boundary; and the days that each kind of invoice is for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../contract/calendar.ts';
import { deferredCents, servicePeriod } from '../../contract/deferral.ts';
import { daysOfYear, financialYear } from '../../contract/financial-year.ts';
import type { Contract } from '../../contract/state.ts';

const period = (from: string, to: string) => ({ from: dayOf(from), to: dayOf(to) });
const year2027 = period('2027-01-04', '2028-01-03');

test.each`
  on              | cents     | because
  ${'2027-01-03'} | ${36_500} | ${'no day has begun'}
  ${'2027-01-04'} | ${36_400} | ${'the first of 365 days'}
  ${'2027-12-31'} | ${300}    | ${'three days are left'}
  ${'2028-01-02'} | ${100}    | ${'the last day is to come'}
  ${'2028-01-03'} | ${0}      | ${'the last day is over'}
  ${'2029-06-01'} | ${0}      | ${'long over'}
`('365.00 for 2027-01-04 to 2028-01-03: $cents cents are to come after $on: $because', ({ on, cents }) => {
  expect(deferredCents(36_500, year2027, { on: dayOf(on), ceasedOn: null })).toBe(cents);
  expect(deferredCents(-36_500, year2027, { on: dayOf(on), ceasedOn: null })).toBe(0 - cents);
});

test.each`
  ceasedOn        | on              | cents     | because
  ${'2027-05-20'} | ${'2027-05-19'} | ${22_900} | ${'the day before C: as planned'}
  ${'2027-05-20'} | ${'2027-05-20'} | ${0}      | ${'on C nothing is to come'}
  ${'2027-05-20'} | ${'2027-12-31'} | ${0}      | ${'after C'}
`('given the end of the relationship on $ceasedOn, $cents cents are to come after $on: $because', ({ ceasedOn, on, cents }) => {
  expect(deferredCents(36_500, year2027, { on: dayOf(on), ceasedOn: dayOf(ceasedOn) })).toBe(cents);
});

test('a leap year has 366 shares', () => {
  const leap = period('2028-01-01', '2028-12-31');
  expect(deferredCents(36_600, leap, { on: dayOf('2028-02-28'), ceasedOn: null })).toBe(36_600 - 5_900);
  expect(deferredCents(36_600, leap, { on: dayOf('2028-02-29'), ceasedOn: null })).toBe(36_600 - 6_000);
  expect(deferredCents(36_600, leap, { on: dayOf('2028-03-01'), ceasedOn: null })).toBe(36_600 - 6_100);
});

test('whatever the amount and the days, the shares add up to it and none is below nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 800 }), (cents, days) => {
      const its = { from: dayOf('2027-01-01'), to: dayOf('2027-01-01') + days - 1 };
      const left = Array.from({ length: days + 1 }, (_, n) => deferredCents(cents, its, { on: its.from - 1 + n, ceasedOn: null }));
      expect([left[0], left.at(-1)]).toEqual([cents, 0]);
      expect(Math.min(...left.slice(1).map((now, n) => (left[n] ?? 0) - now))).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 100 },
  );
});

describe('the days of an invoice', () => {
  const contract = {
    parameters: {},
    formula: { code: 'yearly', months: 12 },
    price: { netCents: 120_000, instalments: 12, termDays: 30, contacts: 1, schedule: 'sch_1' },
    term: { number: 2, startsOn: dayOf('2028-01-31'), endsOn: dayOf('2029-01-30'), anchor: dayOf('2027-01-31'), first: 1, issued: 2 },
    earlier: [{ number: 1, startsOn: dayOf('2027-01-31'), endsOn: dayOf('2028-01-30'), issued: 12, price: null }],
    acceleration: { term: 2, done: { moved: [], issuedBefore: 3, to: 12 } },
  } as unknown as Contract;

  test.each`
    kind               | invoice        | term | from            | to
    ${'PRICE'}         | ${'T2'}        | ${2} | ${'2028-01-31'} | ${'2029-01-30'}
    ${'PRICE'}         | ${'T1'}        | ${1} | ${'2027-01-31'} | ${'2028-01-30'}
    ${'INSTALMENT'}    | ${'T2/1'}      | ${2} | ${'2028-01-31'} | ${'2028-02-28'}
    ${'INSTALMENT'}    | ${'T2/2'}      | ${2} | ${'2028-02-29'} | ${'2028-03-30'}
    ${'INSTALMENT'}    | ${'T2/12'}     | ${2} | ${'2028-12-31'} | ${'2029-01-30'}
    ${'ACCELERATED'}   | ${'T2/A/2028'} | ${2} | ${'2028-04-30'} | ${'2029-01-30'}
    ${'INSTALMENT'}    | ${'T1/2'}      | ${1} | ${null}         | ${null}
    ${'PRICE'}         | ${'T9'}        | ${9} | ${null}         | ${null}
    ${'STATEMENT'}     | ${'S/2028-01'} | ${2} | ${null}         | ${null}
    ${'REJECTION_FEE'} | ${'fee/T2-1'}  | ${2} | ${null}         | ${null}
  `('$kind $invoice is for $from to $to', ({ kind, invoice, term, from, to }) => {
    expect(servicePeriod(contract, { kind, invoice, term })).toEqual(from === null ? undefined : period(from, to));
  });
});

test.each`
  day             | startsIn | year
  ${'2027-12-31'} | ${1}     | ${2027}
  ${'2028-01-01'} | ${1}     | ${2028}
  ${'2027-08-31'} | ${9}     | ${2026}
  ${'2027-09-01'} | ${9}     | ${2027}
  ${'2028-02-29'} | ${9}     | ${2027}
`('$day is of the financial year $year, where years begin in month $startsIn', ({ day, startsIn, year }) => {
  expect(financialYear(dayOf(day), startsIn)).toBe(year);
  const { from, to } = daysOfYear(year, startsIn);
  expect(dayOf(day) >= from && dayOf(day) <= to).toBe(true);
});

test('a financial year that begins in September ends with August', () => {
  expect(daysOfYear(2027, 9)).toEqual(period('2027-09-01', '2028-08-31'));
  expect(daysOfYear(2027, 1)).toEqual(period('2027-01-01', '2027-12-31'));
});

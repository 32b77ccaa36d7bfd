import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, momentOf } from '../../contract/calendar.ts';
import { type Line, type Months, type Published, type Shares, behaviourOf, cashOf, inOrder, mergeMonths, monthsFrom } from '../../contract/cash.ts';
import { contractOf } from './clauses/story.ts';

const ALL_PAY: Shares = { latePercent: 0, failingPercent: 0, denouncingPercent: 0 };
const NOTHING: Published = { schedules: [], vatRates: [] };
const FROM = momentOf('2027-01-04T09:30:00Z');
const UNTIL = instantOf(dayOf('2028-03-01')) - 1;
const cash = (shares: Partial<Shares>, published = NOTHING): Months =>
  cashOf({ contract: contractOf(), contacts: 280 }, { from: FROM, until: UNTIL, published, shares: { ...ALL_PAY, ...shares } });
const line = (netCents: number, contactsFrom = 0): Line => ({ formula: 'yearly', contactsFrom, netCents, instalments: 1, termDays: null });
const scheduled = (...schedules: [day: string, ...lines: ReturnType<typeof line>[]][]): Published => ({
  schedules: schedules.map(([day, ...lines], i) => ({ id: `ps${i}`, at: instantOf(dayOf(day)), lines })),
  vatRates: [],
});

describe('what baseline A brings in (5.1 b, 5.3, 8.1 b)', () => {
  test('paid on the due date: invoiced in January, cashed in February, renewed a year later', () => {
    expect(cash({})).toEqual({
      '2027-01': { month: '2027-01', invoicedCents: 70_560, cashCents: 0, refundedCents: 0, renewals: 0, endings: 0 },
      '2027-02': { month: '2027-02', invoicedCents: 0, cashCents: 70_560, refundedCents: 0, renewals: 0, endings: 0 },
      '2028-01': { month: '2028-01', invoicedCents: 70_560, cashCents: 0, refundedCents: 0, renewals: 1, endings: 0 },
      '2028-02': { month: '2028-02', invoicedCents: 0, cashCents: 70_560, refundedCents: 0, renewals: 0, endings: 0 },
    });
  });
  test('late: the first presentation costs a fee, the second pays, with five days of penalty and the indemnity', () => {
    const { '2027-02': february, '2027-03': march } = cash({ latePercent: 100 });
    expect(february).toMatchObject({ invoicedCents: 4_000 + 378 + 4_000, cashCents: 70_560 });
    expect(march?.cashCents).toBe(8_378);
  });
  test('failing: nothing comes in', () => {
    expect(Object.values(cash({ failingPercent: 100 })).reduce((sum, one) => sum + one.cashCents, 0)).toBe(0);
  });
  test('denouncing: it pays, and ends at the end of its term', () => {
    const months = cash({ denouncingPercent: 100 });
    expect(months['2027-02']?.cashCents).toBe(70_560);
    expect(months['2028-01']).toMatchObject({ invoicedCents: 0, renewals: 0, endings: 1 });
  });
});

describe('the market that is supposed', () => {
  test.each`
    published       | invoiced  | because
    ${'2028-01-04'} | ${74_880} | ${'it is in force at 00:00 of R'}
    ${'2028-01-05'} | ${70_560} | ${'it comes a day late'}
  `('E5.1b: prices published on $published: $invoiced c, since $because', ({ published, invoiced }) => {
    const market = scheduled(['2026-12-01', line(58_800)], [published, line(62_400)]);
    expect(cash({}, market)['2028-01']?.invoicedCents).toBe(invoiced);
  });
  test.each`
    contacts | invoiced
    ${300}   | ${70_560}
    ${301}   | ${93_600}
  `('E5.1a: $contacts Contacts at the renewal: $invoiced c', ({ contacts, invoiced }) => {
    const published = scheduled(['2026-12-01', line(58_800), line(78_000, 301)]);
    const held = { contract: contractOf(), contacts };
    expect(cashOf(held, { from: FROM, until: UNTIL, published, shares: ALL_PAY })['2028-01']?.invoicedCents).toBe(invoiced);
  });
  test('E5.1a: the line of the highest bracket that is reached, in whatever order they are published', () => {
    const published = scheduled(['2026-12-01', line(78_000, 301), line(58_800), line(90_000, 501)]);
    const held = { contract: contractOf(), contacts: 301 };
    expect(cashOf(held, { from: FROM, until: UNTIL, published, shares: ALL_PAY })['2028-01']?.invoicedCents).toBe(93_600);
  });
  test.each`
    published | agreed | cashed       | because
    ${null}   | ${30}  | ${70_560}    | ${'thirty days, in February'}
    ${60}     | ${30}  | ${undefined} | ${'the schedule gives sixty'}
    ${null}   | ${60}  | ${undefined} | ${'the schedule says nothing: as agreed'}
    ${30}     | ${60}  | ${70_560}    | ${'the schedule goes before'}
  `('E5.3b: renewed with $published days published and $agreed agreed, cashed in 2028-02: $cashed: $because', ({ published, agreed, cashed }) => {
    const price = { netCents: 58_800, instalments: 1, termDays: agreed, contacts: 280, schedule: 'fixture' };
    const market = scheduled(['2026-12-01', { ...line(58_800), termDays: published }]);
    const months = cashOf({ contract: contractOf({ price }), contacts: 280 }, { from: FROM, until: UNTIL, published: market, shares: ALL_PAY });
    expect(months['2028-02']?.cashCents).toBe(cashed);
  });
  test('E5.1b: a formula that left the schedule renews without an invoice', () => {
    const months = cash({}, scheduled(['2026-12-01', { ...line(1), formula: 'monthly' }]));
    expect(months['2028-01']).toMatchObject({ invoicedCents: 0, renewals: 1 });
  });
  test.each`
    from            | invoiced
    ${'2028-01-04'} | ${71_148}
    ${'2028-01-05'} | ${70_560}
  `('E5.1d: a rate of 21 % from $from: $invoiced c on 2028-01-04', ({ from, invoiced }) => {
    expect(
      cash(
        {},
        {
          schedules: [],
          vatRates: [
            [dayOf('2020-01-01'), 20],
            [dayOf(from), 21],
          ],
        },
      )['2028-01']?.invoicedCents,
    ).toBe(invoiced);
  });
});

describe('what is under way', () => {
  const supposed = { from: FROM, until: UNTIL, published: NOTHING, shares: ALL_PAY };
  test('E5.5a: what the bank has not answered yet comes in with all its documents', () => {
    const base = contractOf();
    const invoice = (id: string, gross: number) => ({
      ...{ id, number: id, kind: 'PRICE' as const, term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-01-04'), gross, vat: 0, paid: [] },
      ...{ tries: 1, collecting: 'p' },
    });
    const payment = {
      ...{ id: 'p', means: base.means, cause: 'ANNOUNCED' as const, presentedOn: dayOf('2027-01-04') },
      allocations: ['T1', 'T0'].map((document, i) => ({ document, cents: 60_000 + i })),
    };
    const receivables = [invoice('T1', 60_000), invoice('T0', 60_001)];
    const contract = { ...base, term: { ...base.term, issued: 1 }, receivables, payments: [payment] };
    expect(cashOf({ contract, contacts: 280 }, supposed)['2027-01']?.cashCents).toBe(120_001);
  });
  test('E8.2b: what is to be paid back is, on its day', () => {
    const base = contractOf();
    const ended = { on: dayOf('2027-02-10'), at: instantOf(dayOf('2027-02-11')), cause: 'FREE_EXIT' as const };
    const refunds = [{ creditNote: 'A/T1', cents: 5_000, by: dayOf('2027-03-12') }];
    const contract = { ...base, state: 'ENDED' as const, ended, refunds, credited: [1], term: { ...base.term, issued: 1 } };
    expect(cashOf({ contract, contacts: 280 }, supposed)['2027-03']).toMatchObject({ refundedCents: 5_000, cashCents: 0 });
  });
});

describe('over a portfolio', () => {
  test('behaviours are spread as the shares say, and stay with their number', () => {
    const shares = { latePercent: 20, failingPercent: 10, denouncingPercent: 5 };
    const numbers = Array.from({ length: 20_000 }, (_, i) => `S${String(i).padStart(6, '0')}`);
    const share = (of: string): number => (100 * numbers.filter((one) => behaviourOf(one, shares) === of).length) / numbers.length;
    expect(Math.abs(share('late') - 20)).toBeLessThan(1.5);
    expect(Math.abs(share('fails') - 10)).toBeLessThan(1.5);
    expect(Math.abs(share('denounces') - 5)).toBeLessThan(1.5);
    expect(numbers.every((one) => behaviourOf(one, ALL_PAY) === 'pays')).toBe(true);
  });
  test('months add up, and those without a movement are zeros', () => {
    const sum: Months = {};
    mergeMonths(sum, cash({}));
    mergeMonths(sum, cash({}));
    const { end, names } = monthsFrom(dayOf('2027-11-30'), 3);
    expect(end).toBe(dayOf('2028-02-01'));
    expect(inOrder(sum, names).map((one) => [one.month, one.invoicedCents, one.renewals])).toEqual([
      ['2027-11', 0, 0],
      ['2027-12', 0, 0],
      ['2028-01', 141_120, 2],
    ]);
  });
});

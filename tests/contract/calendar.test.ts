/** A1-A4: the calendar against other people's: temporal-polyfill for days and instants, date-holidays for holidays, the tables of the scenarios. */
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addBankDays,
  addMonths,
  addWorkingDays,
  bankDayFrom,
  civilOf,
  dayFrom,
  dayOf,
  daysInMonth,
  easter,
  instantOf,
  isBankDay,
  isHoliday,
  isWorkingDay,
  isoOf,
  minutesOf,
  momentOf,
  parisDay,
  partsOf,
  weekday,
} from '../../contract/calendar.ts';

const PARIS = 'Europe/Paris';
const SEED = 19_700_101;
const EPOCH = Temporal.PlainDate.from('1970-01-01');
const plain = (day: number): Temporal.PlainDate => EPOCH.add({ days: day });
const days = (first: string, last: string): number[] => {
  const from = dayOf(first);
  return Array.from({ length: dayOf(last) - from + 1 }, (_, index) => from + index);
};
const startOf = (day: number): number => plain(day).toZonedDateTime(PARIS).epochMilliseconds;
const zoned = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(PARIS);

describe('A1 civil days', () => {
  test('every day from 1996 to 2100 is the day of its text, and the next one follows', () => {
    let date = Temporal.PlainDate.from('1996-01-01');
    for (const day of days('1996-01-01', '2100-12-31')) {
      const text = date.toString();
      if (civilOf(day) !== text || dayOf(text) !== day || weekday(day) !== date.dayOfWeek % 7) throw new Error(`${text} is not day ${day}`);
      const { year, month, dayOfMonth } = partsOf(day);
      if (dayFrom(year, month, dayOfMonth) !== day || date.daysInMonth !== daysInMonth(year, month)) throw new Error(`${text} has other parts`);
      date = date.add({ days: 1 });
    }
  });

  test.each([
    '2027-02-29',
    '2100-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-01-32',
    '2027-0a-10',
    '2027-01-1:',
    '2027-01/10',
    '2027/01-10',
    '2027-1-01',
    '2027-01-011',
    '27-01-01',
    '2027/01/01',
    '',
    'today',
  ])('%s is no day, and says how to write one', (text) => expect(() => dayOf(text)).toThrow(/write YYYY-MM-DD/));
});

describe('A1 instants of Paris', () => {
  test('every day from 1996 to 2100 begins when Paris says so, one millisecond after the day before ends', () => {
    for (const day of days('1996-01-01', '2100-12-31')) {
      const at = startOf(day);
      if (instantOf(day) !== at) throw new Error(`${civilOf(day)} begins at ${at}, not at ${instantOf(day)}`);
      if (parisDay(at) !== day || parisDay(at - 1) !== day - 1) throw new Error(`${civilOf(day)} is not the day of its own instants`);
    }
  });

  test('any instant falls on the day that Paris shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: startOf(dayOf('1996-01-01')), max: startOf(dayOf('2100-12-31')) }), (at) => {
        expect(civilOf(parisDay(at))).toBe(zoned(at).toPlainDate().toString());
      }),
      { numRuns: 3000, seed: SEED },
    );
  });

  test('any clock time is the instant at which Paris shows it, on the days the clocks change too', () => {
    const changes = Array.from({ length: 105 }, (_, index) => 1996 + index).flatMap((year) =>
      [3, 10].map((month) => {
        const last = dayOf(`${year}-${month === 3 ? '03' : '10'}-31`);
        return last - weekday(last);
      }),
    );
    const day = fc.oneof(fc.constantFrom(...changes), fc.integer({ min: dayOf('1996-01-01'), max: dayOf('2100-12-31') }));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 1439 }), (one, minutes) => {
        const wall = plain(one).toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
        const possible = (['earlier', 'later'] as const).map((disambiguation) => wall.toZonedDateTime(PARIS, { disambiguation }).epochMilliseconds);
        expect(possible).toContain(instantOf(one, minutes));
      }),
      { numRuns: 4000, seed: SEED },
    );
  });

  test.each`
    civil           | clock      | instant                   | because
    ${'2027-02-26'} | ${'00:00'} | ${'2027-02-25T23:00:00Z'} | ${'winter'}
    ${'2027-04-04'} | ${'00:00'} | ${'2027-04-03T22:00:00Z'} | ${'summer'}
    ${'2027-03-28'} | ${'08:00'} | ${'2027-03-28T06:00:00Z'} | ${'the morning after the hour that is skipped'}
    ${'2027-10-31'} | ${'08:00'} | ${'2027-10-31T07:00:00Z'} | ${'the morning after the hour that comes twice'}
    ${'2028-01-01'} | ${'00:00'} | ${'2027-12-31T23:00:00Z'} | ${'the year begins an hour earlier in UTC'}
    ${'2027-07-14'} | ${'23:59'} | ${'2027-07-14T21:59:00Z'} | ${'the last minute of a day'}
    ${'2200-07-01'} | ${'00:00'} | ${'2200-06-30T22:00:00Z'} | ${'as long as the directive stands'}
  `('$clock in Paris on $civil is $instant: $because', ({ civil, clock, instant }) => {
    expect(instantOf(dayOf(civil), minutesOf(clock))).toBe(Date.parse(instant));
  });
});

describe('A1 instants in UTC', () => {
  const YEAR_10000 = Date.UTC(10_000, 0, 1);
  test('any instant is written as RFC 3339 with milliseconds, and read back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(0, YEAR_10000 - 1), fc.integer({ min: 0, max: YEAR_10000 - 1 })), (at) => {
        expect(isoOf(at)).toBe(new Date(at).toISOString());
        expect(momentOf(isoOf(at))).toBe(at);
      }),
      { numRuns: 1000, seed: SEED },
    );
    expect(isoOf(YEAR_10000)).toBe('+010000-01-01T00:00:00.000Z');
    expect(() => isoOf(Number.NaN)).toThrow(RangeError);
  });

  test.each`
    text                          | instant                       | because
    ${'2027-02-26T08:00:00Z'}     | ${'2027-02-26T08:00:00.000Z'} | ${'without milliseconds'}
    ${'2027-02-26T08:00:00+0100'} | ${'2027-02-26T07:00:00.000Z'} | ${'as long, and in another zone'}
    ${'2027-02-26T08:00:00.5Z'}   | ${'2027-02-26T08:00:00.500Z'} | ${'with tenths'}
  `('$text is $instant: $because', ({ text, instant }) => expect(momentOf(text)).toBe(Date.parse(instant)));

  test('what is no instant is none', () => {
    expect(momentOf('2027-02-26T0x:00:00.000Z')).toBeNaN();
    expect(momentOf('soon')).toBeNaN();
  });
});

describe('A3 months', () => {
  test('the same day number n months later, or the last day of a month that lacks it', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayOf('1996-01-01'), max: dayOf('2090-12-31') }), fc.integer({ min: -120, max: 120 }), (day, months) => {
        expect(civilOf(addMonths(day, months))).toBe(plain(day).add({ months }).toString());
      }),
      { numRuns: 5000, seed: SEED },
    );
  });

  test.each`
    from            | months | to
    ${'2027-01-31'} | ${1}   | ${'2027-02-28'}
    ${'2028-01-31'} | ${1}   | ${'2028-02-29'}
    ${'2027-01-31'} | ${2}   | ${'2027-03-31'}
    ${'2027-01-31'} | ${3}   | ${'2027-04-30'}
    ${'2024-02-29'} | ${12}  | ${'2025-02-28'}
    ${'2024-02-29'} | ${48}  | ${'2028-02-29'}
    ${'2027-03-31'} | ${-1}  | ${'2027-02-28'}
    ${'2027-01-15'} | ${-1}  | ${'2026-12-15'}
    ${'2027-12-31'} | ${60}  | ${'2032-12-31'}
  `('A3 $from and $months months make $to', ({ from, months, to }) => expect(civilOf(addMonths(dayOf(from), months))).toBe(to));
});

describe('A1 holidays and working days', () => {
  test('the 11 French holidays of every year from 1990 to 2100, and no other day', () => {
    const french = new Holidays('FR');
    for (let year = 1990; year <= 2100; year++) {
      const listed = french.getHolidays(year).flatMap((one) => (one.type === 'public' ? [one.date.slice(0, 10)] : []));
      const ours = days(`${year}-01-01`, `${year}-12-31`).filter(isHoliday).map(civilOf);
      expect(ours, `${year}`).toEqual([...new Set(listed)].sort());
      expect(ours.length, `${year}`).toBe(11 - (listed.length - new Set(listed).size));
    }
  });

  test.each`
    year    | sunday
    ${1997} | ${'1997-03-30'}
    ${2008} | ${'2008-03-23'}
    ${2011} | ${'2011-04-24'}
    ${2024} | ${'2024-03-31'}
    ${2027} | ${'2027-03-28'}
    ${2038} | ${'2038-04-25'}
    ${2049} | ${'2049-04-18'}
    ${2076} | ${'2076-04-19'}
    ${2079} | ${'2079-04-23'}
  `('Easter Sunday of $year is $sunday', ({ year, sunday }) => expect(civilOf(easter(year))).toBe(sunday));

  test('Monday to Saturday except holidays; the nth working day counts them one by one', () => {
    for (const day of days('2024-01-01', '2034-12-31'))
      if (isWorkingDay(day) !== (weekday(day) !== 0 && !isHoliday(day))) throw new Error(civilOf(day));
    fc.assert(
      fc.property(fc.integer({ min: dayOf('2024-01-01'), max: dayOf('2034-12-31') }), fc.integer({ min: 0, max: 12 }), (day, count) => {
        const after = addWorkingDays(day, count);
        const between = Array.from({ length: after - day }, (_, index) => day + index + 1);
        expect(between.filter(isWorkingDay)).toHaveLength(count);
        expect(count === 0 ? after === day : isWorkingDay(after)).toBe(true);
      }),
      { numRuns: 1000, seed: SEED },
    );
  });
});

describe('E5.5a TARGET days', () => {
  test.each`
    day             | open     | because
    ${'2027-01-01'} | ${false} | ${'New Year'}
    ${'2027-03-26'} | ${false} | ${'Good Friday'}
    ${'2027-03-27'} | ${false} | ${'a Saturday'}
    ${'2027-03-28'} | ${false} | ${'a Sunday'}
    ${'2027-03-29'} | ${false} | ${'Easter Monday'}
    ${'2027-03-30'} | ${true}  | ${'the banks are back'}
    ${'2026-05-01'} | ${false} | ${'Labour Day'}
    ${'2028-05-08'} | ${true}  | ${'a French holiday only'}
    ${'2027-05-06'} | ${true}  | ${'Ascension is no TARGET closing day'}
    ${'2027-05-17'} | ${true}  | ${'nor is Whit Monday'}
    ${'2027-07-14'} | ${true}  | ${'nor 14 July'}
    ${'2026-12-24'} | ${true}  | ${'Christmas Eve'}
    ${'2026-12-25'} | ${false} | ${'Christmas'}
    ${'2028-12-26'} | ${false} | ${'26 December'}
    ${'2026-12-31'} | ${true}  | ${'the last day of the year'}
  `('TARGET on $day, open $open: $because', ({ day, open }) => expect(isBankDay(dayOf(day))).toBe(open));

  test.each`
    day             | from            | third
    ${'2027-03-25'} | ${'2027-03-25'} | ${'2027-04-01'}
    ${'2027-03-27'} | ${'2027-03-30'} | ${'2027-04-01'}
    ${'2027-12-24'} | ${'2027-12-24'} | ${'2027-12-29'}
    ${'2027-12-31'} | ${'2027-12-31'} | ${'2028-01-05'}
    ${'2028-04-28'} | ${'2028-04-28'} | ${'2028-05-04'}
  `('from $day the banks are open on $from; the third bank day after it is $third', ({ day, from, third }) => {
    expect(civilOf(bankDayFrom(dayOf(day)))).toBe(from);
    expect(civilOf(addBankDays(dayOf(day), 3))).toBe(third);
  });

  test('a year has its weekdays less the six closing days that fall on one', () => {
    for (let year = 2000; year <= 2100; year++) {
      const weekdays = days(`${year}-01-01`, `${year}-12-31`).filter((day) => weekday(day) > 0 && weekday(day) < 6);
      const closed = weekdays.filter((day) => !isBankDay(day)).map((day) => civilOf(day).slice(5));
      const fixed = ['01-01', '05-01', '12-25', '12-26'].filter((one) => weekday(dayOf(`${year}-${one}`)) % 6 !== 0);
      const moving = [civilOf(easter(year) - 2), civilOf(easter(year) + 1)].map((one) => one.slice(5));
      expect(closed.sort(), `${year}`).toEqual([...fixed, ...moving].sort());
    }
  });
});

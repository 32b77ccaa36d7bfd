/** A1-A4: civil days of Europe/Paris as whole numbers (days since 1970-01-01), French working days, TARGET bank days, and the instants they begin at. */
import type { Civil, Instant } from './facts.ts';

/** A civil day in Paris, counted from 1970-01-01 = 0. */
export type Day = number;
/** An instant, in epoch milliseconds. */
export type Moment = number;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MEAN_YEAR_MS = 31_556_952_000;
const YEAR_10000 = 253_402_300_800_000;
const Z = 90;

/** The day number of year, month 1-12 and day of month, in the Gregorian calendar. */
export function dayFrom(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Year, month 1-12 and day of month of a day. */
export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** The day of `YYYY-MM-DD`. Throws a RangeError for a text that is no day of the calendar. */
export function dayOf(civil: Civil): Day {
  const month = digits(civil, 5, 7);
  const dayOfMonth = digits(civil, 8, 10);
  const day = dayFrom(digits(civil, 0, 4), month, dayOfMonth);
  const dashes = civil.charCodeAt(4) === 45 && civil.charCodeAt(7) === 45;
  if (
    civil.length !== 10 ||
    !dashes ||
    !(month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31) ||
    (dayOfMonth > 28 && partsOf(day).month !== month)
  )
    throw new RangeError(`${civil} is not a day: write YYYY-MM-DD`);
  return day;
}

const TWO = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(2, '0'));
const two = (n: number): string => TWO[n] ?? `${n}`;

/** `YYYY-MM-DD` of a day. */
export function civilOf(day: Day): Civil {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${year}-${two(month)}-${two(dayOfMonth)}`;
}

/** 0 Sunday to 6 Saturday. */
export const weekday = (day: Day): number => (((day + 4) % 7) + 7) % 7;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A3: the same day number n months later, or the last day of a month that lacks it. n may be negative. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayFrom(y, m, Math.min(dayOfMonth, daysInMonth(y, m)));
}

/** Easter Sunday, by the Gregorian computus. */
export function easter(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leap = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (leap + 19 * golden + 15) % 30;
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const sunday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const offset = moon - sunday;
  const month = 3 + Math.floor((offset + 40) / 44);
  return dayFrom(year, month, offset + 28 - 31 * Math.floor(month / 4));
}

const FIXED_HOLIDAYS = new Set([101, 501, 508, 714, 815, 1101, 1111, 1225]);
const TARGET_FIXED = new Set([101, 501, 1225, 1226]);

/** The 11 French national holidays (Code du travail L.3133-1), without those of Alsace-Moselle. */
export function isHoliday(day: Day): boolean {
  const { year, month, dayOfMonth } = partsOf(day);
  if (FIXED_HOLIDAYS.has(month * 100 + dayOfMonth)) return true;
  if (month < 3 || month > 6) return false;
  const sinceEaster = day - easter(year);
  return sinceEaster === 1 || sinceEaster === 39 || sinceEaster === 50;
}

/** A1: jour ouvrable, Monday to Saturday except holidays. */
export const isWorkingDay = (day: Day): boolean => weekday(day) !== 0 && !isHoliday(day);

/** The nth working day after a day, that day not counted (A4). */
export function addWorkingDays(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; ) if (isWorkingDay(++at)) left--;
  return at;
}

/** E5.5a: a day on which TARGET settles, Monday to Friday except six closing days. */
export function isBankDay(day: Day): boolean {
  const week = weekday(day);
  if (week === 0 || week === 6) return false;
  const { year, month, dayOfMonth } = partsOf(day);
  if (TARGET_FIXED.has(month * 100 + dayOfMonth)) return false;
  const sinceEaster = day - easter(year);
  return sinceEaster !== -2 && sinceEaster !== 1;
}

/** The day itself if the banks are open, else the next day on which they are. */
export function bankDayFrom(day: Day): Day {
  let at = day;
  while (!isBankDay(at)) at++;
  return at;
}

/** The nth bank day after a day. */
export function addBankDays(day: Day, count: number): Day {
  let at = day;
  for (let left = count; left > 0; left--) at = bankDayFrom(at + 1);
  return at;
}

const lastSunday = (year: number, month: number): Day => {
  const last = dayFrom(year, month, 31);
  return last - weekday(last);
};

/** Summer time of a year (directive 2000/84: from the last Sunday of March to that of October, 01:00 UTC). */
const summerOf = (year: number): { from: Moment; to: Moment } => ({
  from: lastSunday(year, 3) * DAY_MS + HOUR_MS,
  to: lastSunday(year, 10) * DAY_MS + HOUR_MS,
});
const SUMMERS = Array.from({ length: 200 }, (_, index) => summerOf(1970 + index));

/** Hours that Paris is ahead of UTC at an instant. */
function parisOffset(at: Moment): number {
  const years = Math.floor(at / MEAN_YEAR_MS); // one too many or too few for a day or two around New Year, when it is winter anyway
  const { from, to } = SUMMERS[years] ?? summerOf(1970 + years);
  return at >= from && at < to ? 2 : 1;
}

/** The civil day in Paris of an instant. */
export const parisDay = (at: Moment): Day => Math.floor((at + parisOffset(at) * HOUR_MS) / DAY_MS);

/** The instant at which the Paris clock shows this time of this day; 00:00 unless minutes are given. */
export function instantOf(day: Day, minutes = 0): Moment {
  const wall = day * DAY_MS + minutes * 60_000;
  return wall - parisOffset(wall - HOUR_MS) * HOUR_MS;
}

/** RFC 3339 in UTC, with milliseconds. By hand, since the contract writes several with every fact. */
export function isoOf(at: Moment): Instant {
  if (!(at < YEAR_10000)) return new Date(at).toISOString();
  const day = Math.floor(at / DAY_MS);
  const ms = Math.floor(at - day * DAY_MS);
  const second = Math.floor(ms / 1000);
  const minute = Math.floor(second / 60);
  return `${civilOf(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}.${`${1000 + (ms % 1000)}`.slice(1)}Z`;
}

/** Epoch milliseconds of an RFC 3339 instant. */
export function momentOf(instant: Instant): Moment {
  if (instant.length !== 24 || instant.charCodeAt(23) !== Z) return Date.parse(instant);
  const ms = digits(instant, 11, 13) * HOUR_MS + digits(instant, 14, 16) * 60_000 + digits(instant, 17, 19) * 1000 + digits(instant, 20, 23);
  const day = dayFrom(digits(instant, 0, 4), digits(instant, 5, 7), digits(instant, 8, 10));
  return Number.isInteger(day + ms) ? day * DAY_MS + ms : Date.parse(instant);
}
/** Minutes after midnight of a clock time `HH:MM`. */
export const minutesOf = (clock: string): number => digits(clock, 0, 2) * 60 + digits(clock, 3, 5);

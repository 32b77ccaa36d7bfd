/** A financial year bears the year in which it begins. Months from 1 to 12. */
import { type Day, addMonths, dayFrom, partsOf } from './calendar.ts';

/** The financial year of a day, where years begin with a month. */
export const financialYear = (day: Day, startsIn: number): number => partsOf(addMonths(day - partsOf(day).dayOfMonth + 1, 1 - startsIn)).year;

/** Its first and its last day. */
export const daysOfYear = (year: number, startsIn: number): { from: Day; to: Day } => ({
  from: dayFrom(year, startsIn, 1),
  to: dayFrom(year + 1, startsIn, 1) - 1,
});

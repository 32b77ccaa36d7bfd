/** The columns of the two files of a take-over: how each cell is read, and what is wrong when it cannot be. */
import { dayOf } from '../../contract/calendar.ts';
import type { Civil } from '../../contract/facts.ts';
import type { Fault } from '../../database/queries/take-overs.ts';

/** A cell that cannot be read: why, in one stable word. */
export class Unreadable extends Error {}
export type Cell<T> = (text: string) => T;

const no = (because: string): never => {
  throw new Unreadable(because);
};
/** `2027-01-04`, or as a French spreadsheet writes it: `04/01/2027`. */
export const day: Cell<Civil> = (text) => {
  const [, d, m, y] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  const civil = y ? `${y}-${m}-${d}` : text;
  try {
    return Number.isInteger(dayOf(civil)) ? civil : no('not-a-day');
  } catch {
    return no('not-a-day');
  }
};
/** Euros, `588.00` or `1 588,00`, in cents. */
export const euros: Cell<number> = (text) => {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^\d{1,10}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : no('not-an-amount');
};
export const whole: Cell<number> = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : no('not-a-number'));
export const percent: Cell<number> = (text) => {
  const rate = Number(text.replace(',', '.').replace(/\s*%$/, ''));
  return rate >= 0 && rate <= 100 ? rate : no('not-a-number');
};
export const email: Cell<string> = (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254 ? text : no('not-an-email'));
export const words =
  (most: number): Cell<string> =>
  (text) =>
    text.length <= most ? text : no('too-long');
export const oneOf =
  <T extends string>(...values: T[]): Cell<T> =>
  (text) =>
    values.find((value) => value === text) ?? no('not-one-of');
export const yes: Cell<boolean> = (text) => /^(yes|oui|true|1|x)$/i.test(text) || (/^(no|non|false|0)$/i.test(text) ? false : no('not-yes-or-no'));

/** A column that must be filled, or what an empty cell means. */
export type Column<T> = { read: Cell<T>; empty?: T };
export type Columns = { [name: string]: Column<unknown> };
export type Read<C extends Columns> = { [N in keyof C]: C[N] extends Column<infer T> ? T : never };

/** Reads a row by its columns; every cell that cannot be read is a fault of its own. */
export function readRow<C extends Columns>(columns: C, row: Record<string, string>, article: string): { values: Read<C>; faults: Fault[] } {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [name, { read, ...rest }] of Object.entries(columns)) {
    const text = row[name]?.trim() ?? '';
    try {
      if (text !== '') values[name] = read(text);
      else if ('empty' in rest) values[name] = rest.empty;
      else faults.push({ because: 'cell-missing', article, column: name });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push({ because: error.message, article, column: name, values: { value: text.slice(0, 60) } });
    }
  }
  return { values: values as Read<C>, faults };
}

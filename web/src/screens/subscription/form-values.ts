/** From what was typed to the body of a command, and the faults that need no server to be seen. */
import type { Field, FieldName } from './actions.ts';

export type Value = string | string[] | boolean;
export type Values = Partial<Record<FieldName, Value>>;
export type Fault = 'required' | 'tooShort' | 'amount';

/** A number such as `3` or `1,5`; undefined when it is none. */
const numberOf = (text: string): number | undefined => (/^\d+([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined);
export type Faults = Partial<Record<FieldName, Fault>>;

/** Cents of an amount such as `705,60` or `1 234.5`; undefined when it is none. */
export function centsOf(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : undefined;
}

export function faultsOf(fields: readonly Field[], values: Values): Faults {
  return Object.fromEntries(
    fields.flatMap((field) => (faultOf(field, values[field.name]) ? [[field.name, faultOf(field, values[field.name])]] : [])),
  );
}

function faultOf(field: Field, value: Value | undefined): Fault | undefined {
  if (field.kind === 'flag') return undefined;
  const text = typeof value === 'string' ? value.trim() : '';
  const empty = Array.isArray(value) ? value.length === 0 : text === '';
  if (empty) return field.optional ? undefined : 'required';
  if (field.kind === 'reason' && text.length < 10) return 'tooShort';
  if (field.kind === 'money' && !centsOf(text)) return 'amount';
  if (field.kind === 'number' && !numberOf(text)) return 'amount';
  if (field.kind === 'percent' && centsOf(text) === undefined) return 'amount';
  return undefined;
}

/** The body, without what was left empty. Call it on values without faults. */
export function bodyOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const entries = fields.flatMap((field): [string, unknown][] => {
    const value = values[field.name];
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || value === false) return [];
    if (field.kind === 'money') return [[field.name, centsOf(String(value))]];
    if (field.kind === 'number') return [[field.name, numberOf(String(value))]];
    if (field.kind === 'verdict' || field.kind === 'yes-no') return [[field.name, value === 'true']];
    if (field.kind === 'percent') return [[field.name, Number(String(value).replace(',', '.'))]];
    return [[field.name, typeof value === 'string' ? value.trim() : value]];
  });
  return Object.fromEntries(entries);
}

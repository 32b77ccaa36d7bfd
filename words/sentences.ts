/** What happened, in words: one sentence for each fact, in the language of the messages that `t` knows. The web and the papers say the same. */
import { contextOf, documentsOf, type FactContext } from './context.ts';

/** A fact, as it is recorded or, without a number, foreseen. */
export type Told = { type: string; at: string; data: Record<string, unknown>; seq?: number | undefined };
type Formula = { code: string; months: number };

/** Messages by key. Keys are built from facts, so their type cannot be known; the tests hold every fact type to its sentence. */
export type Texts = { (key: string, values?: Record<string, unknown>): string; has: (key: string) => boolean };
/** How days, instants and money are written. */
export type Written = {
  /** A civil day or an instant, as a day in Paris. */
  day: (text: string) => string;
  /** An instant, to the minute, Paris time. */
  instant: (text: string) => string;
  money: (cents: number) => string;
  list: (texts: string[]) => string;
};

/** The word for a value of an enumeration; the value itself where it has none. */
export const wordOf = (t: Texts, field: string, value: string): string =>
  /^\w+$/.test(value) && t.has(`words.${field}.${value}`) ? t(`words.${field}.${value}`) : value;

/** A formula as people say it. */
export function formulaOf(t: Texts, formula: Formula | string): string {
  const code = typeof formula === 'string' ? formula : formula.code;
  if (/^[\w-]+$/.test(code) && t.has(`formulas.${code}`)) return t(`formulas.${code}`);
  return typeof formula === 'string' ? code : t('papers.formula', { code, months: formula.months });
}

/** A document by its number, or by what it is while it has none: `T3`, `T3/2`, `fee/T3-1`, `D/2027-03-15`. */
export function documentName(t: Texts, id: string, context: FactContext): string {
  const number = context.numbers.get(id);
  if (number) return number;
  const [, term, instalment] = /^T(\d+)(?:\/(\d+))?$/.exec(id) ?? [];
  if (instalment) return t('papers.instalment', { term, instalment });
  if (term) return t('papers.term', { term });
  if (id.startsWith('fee/')) return t('papers.fee');
  return id.startsWith('D/') ? t('papers.debit') : id;
}

/** Says facts, which may name one another: `facts` are all that are known. */
export function teller(t: Texts, written: Written, facts: readonly Told[]): { context: FactContext; tell: (fact: Told) => string } {
  const context = contextOf(facts);
  const tell = (fact: Told): string => (t.has(`facts.${fact.type}`) ? t(`facts.${fact.type}`, valuesOf(fact, { t, written, context })) : fact.type);
  return { context, tell };
}

/** What a fact that is only foreseen cannot know. */
const UNFORESEEN: Record<string, Record<string, unknown>> = {
  'payment.rejected': { code: 'none' },
  'subscription.deleted': { certificate: 'none' },
};
const DOCUMENT_KEYS = new Set(['invoice', 'creditNote', 'debitNote']);
/** Values that a sentence chooses its words by. */
const SELECTED = new Set(['step', 'scope', 'act']);
const CIVIL = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

type Writing = { t: Texts; written: Written; context: FactContext };

function valuesOf(fact: Told, writing: Writing): Record<string, unknown> {
  const { t, context, written } = writing;
  const cents = context.amounts.get(String(fact.data['payment']));
  const values: Record<string, unknown> = {
    documents: written.list(documentsOf(fact).map((id) => documentName(t, id, context))),
    amount: cents === undefined ? '' : written.money(cents),
    number: '',
    scope: '',
  };
  for (const [key, value] of Object.entries(fact.data)) Object.assign(values, wordsOf(key, value, writing));
  return fact.seq === undefined ? { ...values, ...UNFORESEEN[fact.type] } : values;
}

/** One value of a fact as the sentences want it. */
function wordsOf(key: string, value: unknown, { t, written, context }: Writing): Record<string, unknown> {
  if (value === null || value === undefined) return { [key]: '—' };
  if (typeof value === 'boolean') return { [key]: String(value) };
  if (typeof value === 'number') return { [key]: /cents$/i.test(key) ? written.money(value) : value };
  if (typeof value === 'string') {
    if (CIVIL.test(value)) return { [key]: written.day(value) };
    if (INSTANT.test(value)) return { [key]: written.instant(value) };
    if (DOCUMENT_KEYS.has(key)) return { [key]: documentName(t, value, context) };
    return { [key]: SELECTED.has(key) ? value : wordOf(t, key, value) };
  }
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'string')
      ? { [key]: written.list(value.map((one) => (CIVIL.test(one) ? written.day(one) : one))) }
      : {};
  if (key === 'formula') return { formula: formulaOf(t, value as Formula) };
  if (key === 'price') return { price: written.money((value as { netCents: number }).netCents) };
  if (key === 'means') return { kind: wordOf(t, 'kind', (value as { kind: string }).kind) };
  return {};
}

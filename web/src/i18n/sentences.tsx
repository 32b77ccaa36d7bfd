/** Facts and duties in human words. Every value of a fact is written out first, so that the sentences hold words only. */
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Fact, Formula, Next } from '../api/types.ts';
import { contextOf, documentsOf, type FactContext } from './context.ts';
import { addDays, parisDay, useWritten, type Written } from './written.ts';

/** Keys are built from facts, so their type cannot be known; the tests hold every fact type to its sentence. */
type AnyText = {
  (key: string, values?: Record<string, unknown>): string;
  has: (key: string) => boolean;
  rich: (key: string, values: Record<string, unknown>) => ReactNode;
};
export const useAnyText = (): AnyText => useTranslations() as unknown as AnyText;

/** The word for a value of an enumeration; the value itself where it has none. */
export function useWord(): (field: string, value: string) => string {
  const t = useAnyText();
  return (field, value) => (/^\w+$/.test(value) && t.has(`words.${field}.${value}`) ? t(`words.${field}.${value}`) : value);
}

/** A document by its number, or by what it is while it has none: `T3`, `T3/2`, `fee/T3-1`, `D/2027-03-15`. */
export function useDocumentName(): (id: string, context: FactContext) => string {
  const t = useAnyText();
  return (id, context) => {
    const number = context.numbers.get(id);
    if (number) return number;
    const [, term, instalment] = /^T(\d+)(?:\/(\d+))?$/.exec(id) ?? [];
    if (instalment) return t('papers.instalment', { term, instalment });
    if (term) return t('papers.term', { term });
    if (id.startsWith('fee/')) return t('papers.fee');
    return id.startsWith('D/') ? t('papers.debit') : id;
  };
}

const FORMULAS: Record<string, string> = { yearly: 'formulas.yearly', monthly: 'formulas.monthly', 'yearly-12': 'formulas.instalments' };
/** A formula as people say it. */
export function useFormula(): (formula: Formula | string) => string {
  const t = useAnyText();
  return (formula) => {
    const code = typeof formula === 'string' ? formula : formula.code;
    const known = FORMULAS[code];
    if (known) return t(known);
    return typeof formula === 'string' ? code : t('formulas.other', { code, months: formula.months });
  };
}

export type Sentences = {
  fact: (fact: Fact) => string;
  /** What the next duty does, with its day. */
  next: (next: Next) => ReactNode;
  /** The same in two words, for a column. */
  step: (next: Next) => string;
  context: FactContext;
};

/** Duties are named by what they do first: `suspend/T1/2027-02-26`, `export/remind/30/2028-01-03`. */
export function kindOf({ duty }: Next): string {
  const [first = '', second = '', third = ''] = duty.split('/');
  if (first === 'purge') return `purge-${second}`;
  if (first === 'export' && second === 'remind') return 'export-remind';
  if (first === 'access') return second === 'open' ? 'access-open' : 'access-close';
  if (first === 'export' && third === 'ask') return 'export-ask';
  return first;
}

/** The day that people give a duty: an end is known by its last day, although access closes when that day is over. */
export const dayOf = (next: Next): string => (kindOf(next) === 'end' ? addDays(parisDay(next.due), -1) : parisDay(next.due));

const DOCUMENT_KEYS = new Set(['invoice', 'creditNote', 'debitNote']);
/** Values that a sentence chooses its words by. */
const SELECTED = new Set(['step', 'scope', 'act']);
const CIVIL = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** The sentences of these facts, which may name one another. */
export function useSentences(facts: readonly Fact[] = []): Sentences {
  const t = useAnyText();
  const word = useWord();
  const formula = useFormula();
  const written = useWritten();
  const paper = useDocumentName();
  const context = useMemo(() => contextOf(facts), [facts]);
  const bold = (chunks: ReactNode): ReactNode => <strong>{chunks}</strong>;
  return {
    context,
    fact: (fact) =>
      t.has(`facts.${fact.type}`)
        ? t(`facts.${fact.type}`, valuesOf(fact, { word, formula, written, paper: (id) => paper(id, context), context }))
        : fact.type,
    next: (next) => (t.has(`duties.${kindOf(next)}`) ? t.rich(`duties.${kindOf(next)}`, { day: written.day(dayOf(next)), b: bold }) : next.why),
    step: (next) => (t.has(`steps.${kindOf(next)}`) ? t(`steps.${kindOf(next)}`) : next.why),
  };
}

/** What a fact that is only foreseen cannot know. */
const UNFORESEEN: Record<string, Record<string, unknown>> = {
  'payment.rejected': { code: 'none' },
  'subscription.deleted': { certificate: 'none' },
};

type Writing = {
  word: (field: string, value: string) => string;
  formula: (formula: Formula) => string;
  written: Written;
  paper: (id: string) => string;
  context: FactContext;
};

function valuesOf(fact: Fact, writing: Writing): Record<string, unknown> {
  const { context, written, paper } = writing;
  const cents = context.amounts.get(String(fact.data.payment));
  const numbers = documentsOf(fact).map(paper);
  const values: Record<string, unknown> = {
    documents: written.list(numbers),
    amount: cents === undefined ? '' : written.money(cents),
    number: '',
    scope: '',
  };
  for (const [key, value] of Object.entries(fact.data)) Object.assign(values, wordsOf(key, value, writing));
  return fact.seq === undefined ? { ...values, ...UNFORESEEN[fact.type] } : values;
}

/** One value of a fact as the sentences want it. */
function wordsOf(key: string, value: unknown, { word, formula, written, paper }: Writing): Record<string, unknown> {
  if (value === null || value === undefined) return { [key]: '—' };
  if (typeof value === 'boolean') return { [key]: String(value) };
  if (typeof value === 'number') return { [key]: /cents$/i.test(key) ? written.money(value) : value };
  if (typeof value === 'string') {
    if (CIVIL.test(value)) return { [key]: written.day(value) };
    if (INSTANT.test(value)) return { [key]: written.instant(value) };
    if (DOCUMENT_KEYS.has(key)) return { [key]: paper(value) };
    return { [key]: SELECTED.has(key) ? value : word(key, value) };
  }
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'string')
      ? { [key]: written.list(value.map((one) => (CIVIL.test(one) ? written.day(one) : one))) }
      : {};
  if (key === 'formula') return { formula: formula(value as Formula) };
  if (key === 'price') return { price: written.money((value as { netCents: number }).netCents) };
  if (key === 'means') return { kind: word('kind', (value as { kind: string }).kind) };
  return {};
}

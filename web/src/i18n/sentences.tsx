/** Facts and duties in human words, in the language chosen. */
import { type ReactNode, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { Fact, Formula, Next } from '../api/types.ts';
import type { FactContext } from '../../../words/context.ts';
import { documentName, formulaOf, type Texts, teller, wordOf } from '../../../words/sentences.ts';
import { addDays, parisDay, useWritten } from './written.ts';

/** Messages by keys that are built: their type cannot be known. */
type AnyText = Texts & { rich: (key: string, values: Record<string, unknown>) => ReactNode };
export const useAnyText = (): AnyText => useTranslations() as unknown as AnyText;

/** The word for a value of an enumeration; the value itself where it has none. */
export function useWord(): (field: string, value: string) => string {
  const t = useAnyText();
  return (field, value) => wordOf(t, field, value);
}

/** A document by its number, or by what it is while it has none. */
export function useDocumentName(): (id: string, context: FactContext) => string {
  const t = useAnyText();
  return (id, context) => documentName(t, id, context);
}

/** A formula as people say it. */
export function useFormula(): (formula: Formula | string) => string {
  const t = useAnyText();
  return (formula) => formulaOf(t, formula);
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

/** The sentences of these facts, which may name one another. */
export function useSentences(facts: readonly Fact[] = []): Sentences {
  const t = useAnyText();
  const written = useWritten();
  const { context, tell } = useMemo(() => teller(t, written, facts), [t, written, facts]);
  const bold = (chunks: ReactNode): ReactNode => <strong>{chunks}</strong>;
  return {
    context,
    fact: tell,
    next: (next) => (t.has(`duties.${kindOf(next)}`) ? t.rich(`duties.${kindOf(next)}`, { day: written.day(dayOf(next)), b: bold }) : next.why),
    step: (next) => (t.has(`steps.${kindOf(next)}`) ? t(`steps.${kindOf(next)}`) : next.why),
  };
}

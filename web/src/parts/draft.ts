import { useEffect, useRef, useState } from 'react';
import { ProblemError } from '../api/client.ts';

export type Marked<D> = Partial<Record<keyof D, string>>;
/** A form's draft, what is wrong with it, in words, by field, and how a field is set. */
export type Drafting<D> = { draft: D; faults: Marked<D>; set: <K extends keyof D>(name: K, value: D[K]) => void };

/** `show` marks faults and brings the person to the first of them in `form`. */
export function useDraft<D extends object>(first: () => D) {
  const [draft, setDraft] = useState(first);
  const [faults, setFaults] = useState<Marked<D>>({});
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(false);
  useEffect(() => {
    if (shown.current && form.current) focusFault(form.current);
    shown.current = false;
  }, [faults]);
  const set: Drafting<D>['set'] = (name, value) => {
    setDraft((now) => ({ ...now, [name]: value }));
    setFaults(({ [name]: _, ...others }) => others as Marked<D>);
  };
  const show = (found: Marked<D>) => {
    setFaults(found);
    shown.current = true;
  };
  return { draft, faults, set, form, show };
}

/** What a text field of a draft needs. */
export const bind = <N extends string, D extends Record<N, string>>({ draft, faults, set }: Drafting<D>, name: N) => ({
  value: draft[name],
  error: faults[name],
  onChange: (value: string) => set(name, value as D[N]),
});

/** Brings the person to the first field at fault, once it is marked. */
export function focusFault(form: HTMLElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-error="true"] :is(input, button)')?.focus());
}

/** What the API says of each field; `fieldOf` names the field of a path such as `representative/name`. */
export function saidOf<D>(error: unknown, fieldOf: (path: string) => keyof D | undefined): Marked<D> {
  const errors = error instanceof ProblemError ? (error.problem.errors ?? []) : [];
  const named = errors.map(({ path, message }) => [fieldOf(path.replace(/^body\/?/, '')), message]);
  return Object.fromEntries(named.filter(([name]) => name !== undefined)) as Marked<D>;
}

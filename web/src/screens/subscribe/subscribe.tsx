import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemError } from '../../api/client.ts';
import { currentTermsQuery, queries } from '../../api/queries.ts';
import type { TestClock } from '../../api/types.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { focusFault } from '../subscription/form-values.ts';
import { Agreement } from './agreement.tsx';
import { ClockChoice } from './clock-choice.tsx';
import { Choices } from './choices.tsx';
import { type Draft, type DraftFaults, faultsOfDraft, fieldOf, newDraft, type Step } from './draft.ts';
import { Identity } from './identity.tsx';
import { type Made, StepFailed, subscribe } from './send.ts';

/** A new subscription: who, what, how it pays, what it declares, and the terms, read in full before the box is ticked (E11.9a). */
export function Subscribe() {
  const t = useTranslations();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const [draft, setDraft] = useState<Draft>(() => newDraft(language));
  const [faults, setFaults] = useState<DraftFaults>({});
  const [clock, setClock] = useState<TestClock | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const made = useRef<Made>({});
  const form = useRef<HTMLFormElement>(null);
  const seen = clock ? { testClock: clock.id } : {};
  const terms = useQuery(currentTermsQuery(seen));
  const send = useMutation({
    mutationFn: (termsVersion: string) =>
      subscribe({ draft, made: made.current, ...seen, termsVersion, boxWording: t('subscribe.box', { version: termsVersion }), onStep: setStep }),
    onSuccess: async ({ number }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/subscriptions/$number', params: { number }, search: {} });
    },
    onError: (error) => show(serverFaults(error)),
    onSettled: () => setStep(null),
  });
  const show = (found: DraftFaults) => {
    setFaults(found);
    if (form.current) focusFault(form.current);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOfDraft(draft, t);
    show(found);
    if (Object.keys(found).length === 0 && terms.data) send.mutate(terms.data.version);
  };
  const set = <K extends keyof Draft>(name: K, value: Draft[K]) => {
    if (name in IDENTITY_ONCE) made.current = {};
    setDraft((now) => ({ ...now, [name]: value }));
    setFaults(({ [name]: _, ...others }) => others);
  };
  const parts = { draft, faults, set };
  return (
    <form ref={form} onSubmit={submit} noValidate className="subscribe">
      <h1>{t('subscribe.title')}</h1>
      <p className="intro">{t('subscribe.intro')}</p>
      <ClockChoice clock={clock} onSet={setClock} />
      <Identity {...parts} />
      <Choices {...parts} seen={seen} />
      <Agreement {...parts} terms={terms} />
      {Object.keys(faults).length > 0 && !send.isError && (
        <Alert color="margin" variant="light" role="alert">
          {t('subscribe.faults')}
        </Alert>
      )}
      {send.isError && <ProblemAlert error={send.error instanceof StepFailed ? send.error.reason : send.error} />}
      <div className="dialog-foot">
        {step && <p role="status">{t(`subscribe.step.${step}`)}</p>}
        <Button type="submit" size="md" loading={send.isPending}>
          {t('subscribe.submit')}
        </Button>
      </div>
    </form>
  );
}

/** What the record of the organisation and its access is made of: changed after a fault, they are recorded anew. */
const IDENTITY_ONCE: Partial<Record<keyof Draft, true>> = Object.fromEntries(
  ['legalName', 'legalForm', 'registration', 'seat', 'country', 'representativeName', 'representativeCapacity', 'email', 'language', 'contacts'].map(
    (name) => [name, true],
  ),
);

/** What the API says of each field. */
function serverFaults(error: unknown): DraftFaults {
  if (!(error instanceof StepFailed) || !(error.reason instanceof ProblemError)) return {};
  const { step, reason } = error;
  const { errors = [], status, detail } = reason.problem;
  const named = errors.flatMap(({ path, message }) => (fieldOf(step, path) ? [[fieldOf(step, path), message] as const] : []));
  if (named.length > 0) return Object.fromEntries(named);
  if (status !== 422) return {};
  return step === 'means' ? { token: detail } : step === 'user' ? { userEmail: detail } : {};
}

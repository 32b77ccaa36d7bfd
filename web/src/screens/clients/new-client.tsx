import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemError } from '../../api/client.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { type Drafting, type Marked, saidOf, useDraft } from '../../parts/draft.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { type Draft, faultsOf, fieldOf, isIdentity, newDraft, type Step } from './draft.ts';
import { Identity } from './identity.tsx';
import { type Made, recordClient, StepFailed } from './record.ts';

/** The Company enters a client and opens its access; the client alone subscribes (E11.2a, E11.9a). */
export function NewClient() {
  const [recorded, setRecorded] = useState<Draft | null>(null);
  return recorded ? <Recorded draft={recorded} onNext={() => setRecorded(null)} /> : <ClientForm onRecorded={setRecorded} />;
}

function ClientForm({ onRecorded }: { onRecorded: (draft: Draft) => void }) {
  const t = useTranslations();
  const { language } = useLanguage();
  const { draft, faults, form, show, ...drafting } = useDraft(() => newDraft(language));
  const [step, setStep] = useState<Step | null>(null);
  const made = useRef<Made>({});
  const record = useMutation({
    mutationFn: () => recordClient({ draft, made: made.current, onStep: setStep }),
    onSuccess: () => onRecorded(draft),
    onError: (error) => show(serverFaults(error)),
    onSettled: () => setStep(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft, t);
    show(found);
    if (Object.keys(found).length === 0) record.mutate();
  };
  const set: Drafting<Draft>['set'] = (name, value) => {
    if (isIdentity(name)) made.current = {};
    drafting.set(name, value);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="subscribe">
      <h1>{t('newClient.title')}</h1>
      <p className="intro">{t('newClient.intro')}</p>
      <Identity draft={draft} faults={faults} set={set} />
      {record.isError && <ProblemAlert error={record.error instanceof StepFailed ? record.error.reason : record.error} />}
      {Object.keys(faults).length > 0 && !record.isError && (
        <Alert color="margin" variant="light" role="alert">
          {t('action.faults')}
        </Alert>
      )}
      <div className="dialog-foot">
        {step && <p role="status">{t(`newClient.step.${step}`)}</p>}
        <Button type="submit" size="md" loading={record.isPending}>
          {t('newClient.submit')}
        </Button>
      </div>
    </form>
  );
}

/** What happens next, said to who has entered the client. */
function Recorded({ draft, onNext }: { draft: Draft; onNext: () => void }) {
  const t = useTranslations('newClient');
  return (
    <section className="subscribe">
      <h1 tabIndex={-1} ref={focus}>
        {t('recorded', { name: draft.legalName })}
      </h1>
      <p className="intro">
        {t.rich('next', { email: draft.userEmail.trim(), address: window.location.host, b: (text) => <strong>{text}</strong> })}
      </p>
      <div>
        <Button variant="default" onClick={onNext}>
          {t('another')}
        </Button>
      </div>
    </section>
  );
}
const focus = (heading: HTMLElement | null): void => heading?.focus();

/** What the API says of each field; a refused user is about its e-mail. */
function serverFaults(error: unknown): Marked<Draft> {
  if (!(error instanceof StepFailed)) return {};
  const { step, reason } = error;
  const said = saidOf<Draft>(reason, (path) => fieldOf(step, path));
  if (Object.keys(said).length > 0 || step !== 'user') return said;
  return reason instanceof ProblemError && reason.problem.status === 422 ? { userEmail: reason.problem.detail } : {};
}

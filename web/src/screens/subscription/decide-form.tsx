import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Outcome, Task } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { focusFault } from '../../parts/draft.ts';
import { RadioField, TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import type { Field } from './actions.ts';
import { bodyOf, type Faults, faultsOf, type Values } from './form-values.ts';

/** The choice, nothing chosen beforehand, and its reason (A10); a price where the task asks for one. */
export function DecideForm({ task, onDone, onCancel }: { task: Task; onDone: (outcome: Outcome) => void; onCancel: () => void }) {
  const t = useTranslations();
  const word = useWord();
  const [values, setValues] = useState<Values>({});
  const [faults, setFaults] = useState<Faults>({});
  const fields: Field[] = [
    { name: 'choice', kind: 'choice', options: task.choices },
    ...(task.choices.includes('SET_PRICE') ? [{ name: 'netCents', kind: 'money' } as const] : []),
    ...(task.choices.includes('CREDIT') ? [{ name: 'amountCents', kind: 'money', optional: true } as const] : []),
    { name: 'reason', kind: 'reason' },
  ];
  const decide = useMutation({
    mutationFn: () => call<Outcome>('POST', `/tasks/${encodeURIComponent(task.id)}/decide`, bodyOf(fields, values)),
    onSuccess: async (outcome) => {
      onDone(outcome);
      await queries.invalidateQueries();
    },
  });
  const set = (name: keyof Values) => (value: string) => {
    setValues((now) => ({ ...now, [name]: value }));
    setFaults(({ [name]: _, ...others }) => others);
  };
  const text = (name: keyof Values): string => String(values[name] ?? '');
  const fault = (name: keyof Values): string | undefined => (faults[name] ? t(`action.${faults[name]}`) : undefined);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = faultsOf(fields, values);
    setFaults(found);
    if (Object.keys(found).length === 0) decide.mutate();
    else focusFault(event.currentTarget);
  };
  return (
    <form onSubmit={submit} noValidate className="dialog-form">
      {decide.isError && <ProblemAlert error={decide.error} />}
      <RadioField
        label={t('fields.choice')}
        value={text('choice')}
        onChange={set('choice')}
        error={fault('choice')}
        options={task.choices.map((choice) => ({ value: choice, label: word('choice', choice) }))}
      />
      {fields.some(({ name }) => name === 'netCents') && (
        <TextField label={t('fields.netCents')} value={text('netCents')} onChange={set('netCents')} error={fault('netCents')} inputMode="decimal" />
      )}
      {fields.some(({ name }) => name === 'amountCents') && (
        <TextField
          label={t('fields.amountCents')}
          value={text('amountCents')}
          onChange={set('amountCents')}
          error={fault('amountCents')}
          inputMode="decimal"
          optional
        />
      )}
      <TextField
        label={t('fields.reason')}
        value={text('reason')}
        onChange={set('reason')}
        error={fault('reason')}
        long
        description={t('tasks.reasonHint')}
      />
      <div className="dialog-foot">
        <Button variant="default" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" loading={decide.isPending}>
          {t('tasks.decide')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call, ProblemError } from '../../api/client.ts';
import { entryQuery, queries } from '../../api/queries.ts';
import type { Consequences, Outcome, Subscription } from '../../api/types.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { focusFault } from '../../parts/draft.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { goToProvider } from '../given-means.tsx';
import { ActionField } from './action-field.tsx';
import type { Action, FieldName } from './actions.ts';
import { EndDay } from './end-day.tsx';
import { bodyOf, type Faults, faultsOf, type Value, type Values } from './form-values.ts';
import { OutcomeView } from './outcome.tsx';
import { Says } from './task-detail.tsx';

type Props = {
  action: Action;
  subscription: Subscription;
  mayOpen: (command: string) => boolean;
  onInstead: (command: string) => void;
  onClose: () => void;
};

/** Asks for a command: what it does, its fields, then what was recorded or why it was refused. Nothing is shown as done before it is. */
export function ActionDialog({ action, subscription, mayOpen, onInstead, onClose }: Props) {
  const t = useTranslations();
  const [values, setValues] = useState<Values>({});
  const [faults, setFaults] = useState<Faults>({});
  const entry = useQuery({ ...entryQuery(subscription.client), enabled: action.command === 'payment-methods' });
  const elsewhere = entry.data === undefined || entry.data === 'TOKEN' ? null : entry.data;
  const fields = elsewhere ? [] : action.fields.filter((field) => field.when?.(subscription) ?? true);
  const ask = useMutation({
    mutationFn: (values: Values) =>
      elsewhere
        ? goToProvider(subscription.client, { subscription: subscription.number })
        : call<Outcome>('POST', addressOf(action, subscription), { ...action.body, ...bodyOf(fields, values) }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const preview = useMutation({
    mutationFn: (values: Values) =>
      call<{ preview: Consequences }>('POST', `${addressOf(action, subscription)}?preview=true`, { ...action.body, ...bodyOf(fields, values) }),
  });
  const see = () => {
    const found = faultsOf(fields, values);
    setFaults(found);
    if (Object.keys(found).length === 0) preview.mutate(values);
  };
  const set = (name: FieldName, value: Value) => {
    setValues((now) => ({ ...now, [name]: value }));
    preview.reset();
    setFaults(({ [name]: _, ...others }) => others);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = faultsOf(fields, values);
    setFaults(found);
    if (Object.keys(found).length === 0) ask.mutate(values);
    else focusFault(event.currentTarget);
  };
  return (
    <Dialog title={t(`commands.${action.command}.label`)} onClose={onClose}>
      {ask.isSuccess ? (
        <OutcomeView outcome={ask.data} subscription={subscription.number} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate className="dialog-form">
          <p>{t(`commands.${action.command}.explain`)}</p>
          {elsewhere && <p>{t(`view.meansEntry.${elsewhere}`)}</p>}
          {action.command === 'denounce' && <EndDay subscription={subscription} />}
          {ask.isError && (
            <ProblemAlert
              error={ask.error}
              subscription={subscription.number}
              open={onInstead}
              mayOpen={(command) => command !== action.command && mayOpen(command)}
            />
          )}
          {fields.map((field) => (
            <ActionField
              key={field.name}
              field={field}
              value={values[field.name]}
              fault={faults[field.name]}
              error={serverFault(ask.error, field.name)}
              onChange={(value) => set(field.name, value)}
              subscription={subscription}
            />
          ))}
          {preview.isError && <ProblemAlert error={preview.error} />}
          {preview.data && <Says consequences={preview.data.preview} />}
          <div className="dialog-foot">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            {isOfSubscription(action) && !preview.data && (
              <Button variant="subtle" onClick={see} loading={preview.isPending}>
                {t('action.preview')}
              </Button>
            )}
            <Button type="submit" loading={ask.isPending}>
              {t(`commands.${action.command}.label`)}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** What is asked of the subscription itself can be tried dry; a client's means and payments cannot. */
const isOfSubscription = (action: Action): boolean => action.command !== 'payment-methods' && action.command !== 'enable-online-payments';

function addressOf({ command }: Action, { number, client }: Subscription): string {
  if (command === 'payment-methods') return `/clients/${encodeURIComponent(client)}/payment-methods`;
  if (command === 'enable-online-payments') return `/clients/${encodeURIComponent(client)}/${command}`;
  return `/subscriptions/${encodeURIComponent(number)}/${command}`;
}

/** What the API says of one field: its path is `body/amountCents`. */
function serverFault(error: unknown, name: FieldName): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ path }) => path.split('/')[1] === name)?.message;
}

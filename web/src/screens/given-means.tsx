import { Alert } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import type { PaymentMethod } from '../api/types.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';

const of = (client: string): string => `/clients/${encodeURIComponent(client)}`;

/** Stores the means behind a token; it becomes the client's default. */
export const storeMeans = (client: string, token: string): Promise<PaymentMethod> => call('POST', `${of(client)}/payment-methods`, { token });

/** Leaves for the page on which a means is given: a card or an account is never given here. The client comes back to its subscription, or to subscribing. */
export async function goToProvider(client: string, back: { subscription?: string }): Promise<never> {
  const { url } = await call<{ url: string }>('POST', `${of(client)}/payment-method-entries`, back);
  window.location.assign(url);
  return new Promise(() => undefined); // the page is left
}

/** Back from there, with a token in the address: what was given is stored, and said; `onRead` takes the token away. */
export function GivenMeans({ client, token, onRead }: { client: string; token: string | undefined; onRead: () => void }) {
  const t = useTranslations('view');
  const { mutate, data, error } = useMutation({
    mutationFn: (given: string) => storeMeans(client, given),
    onSuccess: () => queries.invalidateQueries(),
    onSettled: onRead,
  });
  useEffect(() => {
    if (token) mutate(token);
  }, [token, mutate]);
  if (error) return <ProblemAlert error={error} />;
  return data ? <Alert>{t('meansStored', { label: data.label })}</Alert> : null;
}

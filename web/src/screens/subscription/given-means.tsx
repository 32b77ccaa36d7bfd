import { Alert } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { PaymentMethod, Subscription } from '../../api/types.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const methodsOf = ({ client }: Subscription): string => `/clients/${encodeURIComponent(client)}`;

/** Leaves for the page of the payment provider: a card or an account is given there, never here. */
export async function goToProvider(subscription: Subscription): Promise<never> {
  const { url } = await call<{ url: string }>('POST', `${methodsOf(subscription)}/payment-method-entries`, { subscription: subscription.number });
  window.location.assign(url);
  return new Promise(() => undefined); // the page is left
}

/** Back from there: what was given is stored, and said. */
export function GivenMeans({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('view');
  const { means } = useSearch({ from: '/inside/subscriptions/$number' });
  const navigate = useNavigate({ from: '/subscriptions/$number' });
  const { mutate, data, error } = useMutation({
    mutationFn: (token: string) => call<PaymentMethod>('POST', `${methodsOf(subscription)}/payment-methods`, { token }),
    onSuccess: () => queries.invalidateQueries(),
    onSettled: () => navigate({ search: {}, replace: true }),
  });
  useEffect(() => {
    if (means) mutate(means);
  }, [means, mutate]);
  if (error) return <ProblemAlert error={error} />;
  return data ? <Alert>{t('meansStored', { label: data.label })}</Alert> : null;
}

import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { queries, subscriptionsQuery } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { mayGive } from '../session/permissions.ts';

/** E5.2b: at the next sign-in after a change of payment provider the client is asked to acknowledge it. Nothing is in the way meanwhile. */
export function Acknowledge({ me }: { me: Me }) {
  const t = useTranslations('acknowledge');
  const asks = mayGive(me, 'acknowledge-provider');
  const { data } = useQuery({ ...subscriptionsQuery({}), enabled: asks });
  const one = data?.data.find((each) => each.toAcknowledge !== null);
  const acknowledge = useMutation({
    mutationFn: (number: string) => call('POST', `/subscriptions/${encodeURIComponent(number)}/acknowledge-provider`, {}),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (!asks || !one) return null;
  return (
    <Alert variant="light" role="status" title={t('title')} mb="lg">
      <p>{t('explain', { number: one.number })}</p>
      {acknowledge.isError && <ProblemAlert error={acknowledge.error} />}
      <Button loading={acknowledge.isPending} onClick={() => acknowledge.mutate(one.number)}>
        {t('submit')}
      </Button>
    </Alert>
  );
}

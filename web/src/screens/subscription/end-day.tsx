import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { forecastQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { addDays, parisDay, useWritten } from '../../i18n/written.ts';
import { useMe } from '../../session/use-me.ts';
import { useNow } from './now.ts';

/** Before a denunciation is confirmed: the day on which it would end the subscription, as the contract itself forecasts it (E8.1d). */
export function EndDay({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('action');
  const { day } = useWritten();
  const { at } = useNow(subscription, useMe());
  const { data } = useQuery(forecastQuery(subscription.number, addDays(parisDay(at), 1), 'denounces'));
  const recorded = data?.find(({ type }) => type === 'denunciation.recorded')?.data as { endsOn: string; inTime: boolean } | undefined;
  return (
    <Alert variant="light" color="cloth" className="end-day" role="status">
      {recorded ? (
        <>
          <strong>{t('endsOn', { day: day(recorded.endsOn) })}</strong>{' '}
          {!recorded.inTime && t('late', { last: day(subscription.lastDenunciationDay) })}
        </>
      ) : (
        t('computing')
      )}
    </Alert>
  );
}

import { Alert, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { cashForecastQuery, cashForecastsQuery, queries } from '../../api/queries.ts';
import type { CashForecast, NewCashForecast } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { mayForecast } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { Assumptions } from './assumptions.tsx';
import { Months } from './months.tsx';

/** What the portfolio will bring in, month by month, and what it would under other assumptions. Nothing is changed by asking. */
export function Cash() {
  const t = useTranslations('cash');
  const me = useMe();
  const last = useQuery(cashForecastsQuery);
  const [asked, setAsked] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: (body: NewCashForecast) => call<CashForecast>('POST', '/cash-forecasts', body),
    onSuccess: (forecast) => {
      setAsked(forecast.id);
      void queries.invalidateQueries({ queryKey: cashForecastsQuery.queryKey });
    },
  });
  const shown = asked ?? last.data?.[0]?.id;
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{t('intro')}</p>
      {mayForecast(me) && <Assumptions onAsk={(body) => ask.mutate(body)} asking={ask.isPending} />}
      {ask.isError && <ProblemAlert error={ask.error} />}
      <Read query={last}>{() => (shown ? <Result id={shown} /> : <p className="nothing">{t('none')}</p>)}</Read>
    </>
  );
}

function Result({ id }: { id: string }) {
  const t = useTranslations('cash');
  const { instant } = useWritten();
  const query = useQuery(cashForecastQuery(id));
  return (
    <Read query={query}>
      {(forecast) => (
        <div aria-live="polite">
          <p className="quiet">
            {t('supposing', {
              at: instant(forecast.from),
              late: forecast.assumptions.latePercent,
              failing: forecast.assumptions.failingPercent,
              denouncing: forecast.assumptions.denouncingPercent,
              prices: forecast.assumptions.prices ? 'yes' : 'no',
              count: forecast.total,
            })}
          </p>
          {forecast.state === 'RUNNING' && (
            <Progress value={(100 * forecast.done) / Math.max(1, forecast.total)} aria-label={t('running')} animated />
          )}
          {forecast.state === 'FAILED' && (
            <Alert color="margin" role="alert">
              {t('failed')}
            </Alert>
          )}
          {forecast.state === 'DONE' && <Months forecast={forecast} />}
          {forecast.unread.length > 0 && (
            <Alert color="margin" variant="light">
              {t('unread', { count: forecast.unread.length, numbers: forecast.unread.join(', ') })}
            </Alert>
          )}
        </div>
      )}
    </Read>
  );
}

import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ProblemAlert } from './problem-alert.tsx';

/** What was asked for, once it is there: lines in grey until then, and on failure the reason with a way to ask again. */
export function Read<T>({ query, lines = 5, children }: { query: UseQueryResult<T>; lines?: number; children: (data: T) => ReactNode }) {
  const t = useTranslations('state');
  if (query.isError && query.data === undefined)
    return (
      <div className="read-failed">
        <ProblemAlert error={query.error} />
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      </div>
    );
  if (query.data === undefined)
    return (
      <div role="status" aria-label={t('loading')} className="read-waiting">
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} height={18} radius={2} width={`${92 - ((line * 17) % 40)}%`} />
        ))}
      </div>
    );
  return children(query.data);
}

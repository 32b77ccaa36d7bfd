import { Button, Checkbox, Progress } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries, takeOverLinesQuery, takeOverQuery } from '../../api/queries.ts';
import type { TakeOver, TakeOverLine } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { Tag } from '../../parts/tag.tsx';

/** One take-over: what the dry run says, how far it is, and each line with what is wrong or what came of it. */
export function Report({ id, mayBring }: { id: string; mayBring: boolean }) {
  const query = useQuery(takeOverQuery(id));
  return (
    <Read query={query}>
      {(takeOver) => (
        <section className="take-over" aria-live="polite">
          <Sum takeOver={takeOver} />
          {takeOver.state === 'CHECKED' && mayBring && <Start takeOver={takeOver} />}
          <Lines key={`${takeOver.state}/${takeOver.done}`} takeOver={takeOver} />
        </section>
      )}
    </Read>
  );
}

function Sum({ takeOver }: { takeOver: TakeOver }) {
  const t = useTranslations('takeOver');
  const { day, money } = useWritten();
  const { state, ready, faulty, done, failed, openCents } = takeOver;
  const all = ready + done + failed;
  return (
    <>
      <h2>{t(`head.${state}`, { day: day(takeOver.takenOverOn) })}</h2>
      <p>
        {t('counts', { ready, faulty, done, failed })} {openCents > 0 && t('open', { open: money(openCents) })}
      </p>
      {state === 'RUNNING' && <Progress value={(100 * (done + failed)) / Math.max(1, all)} aria-label={t('running')} animated />}
    </>
  );
}

function Start({ takeOver }: { takeOver: TakeOver }) {
  const t = useTranslations('takeOver');
  const [skip, setSkip] = useState(false);
  const done = { onSuccess: () => queries.invalidateQueries({ queryKey: ['take-over', takeOver.id] }) };
  const start = useMutation({ mutationFn: () => call('POST', `/take-overs/${takeOver.id}/start`, { skipFaulty: skip }), ...done });
  const cancel = useMutation({ mutationFn: () => call('POST', `/take-overs/${takeOver.id}/cancel`, {}), ...done });
  return (
    <div className="take-over-start">
      {takeOver.faulty > 0 && (
        <Checkbox label={t('skip', { faulty: takeOver.faulty })} checked={skip} onChange={(event) => setSkip(event.currentTarget.checked)} />
      )}
      <Button loading={start.isPending} disabled={takeOver.ready === 0 || (takeOver.faulty > 0 && !skip)} onClick={() => start.mutate()}>
        {t('start', { ready: takeOver.ready })}
      </Button>
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('cancel')}
      </Button>
      {(start.error ?? cancel.error) && <ProblemAlert error={start.error ?? cancel.error} />}
    </div>
  );
}

const TONES = { READY: 'plain', FAULTY: 'bad', DONE: 'good', FAILED: 'bad' } as const;
function Lines({ takeOver }: { takeOver: TakeOver }) {
  const t = useTranslations('takeOver');
  const query = useInfiniteQuery(takeOverLinesQuery(takeOver.id));
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const columns: Column<TakeOverLine>[] = [
    { key: 'line', head: t('line'), figures: true, cell: (one) => one.line },
    { key: 'reference', head: t('reference'), cell: (one) => one.reference },
    { key: 'state', head: t('state'), cell: (one) => <Tag tone={TONES[one.state]}>{t(`lineState.${one.state}`)}</Tag> },
    { key: 'what', head: t('what'), cell: (one) => (one.subscription ? <Brought number={one.subscription} /> : <Faults faults={one.faults} />) },
  ];
  return (
    <>
      <Ledger caption={t('title')} columns={columns} rows={rows} rowKey={(one) => String(one.line)} />
      {query.hasNextPage && (
        <Button variant="subtle" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

const Brought = ({ number }: { number: string }) => (
  <Link to="/subscriptions/$number" params={{ number }} search={{}}>
    {number}
  </Link>
);
const Faults = ({ faults }: Pick<TakeOverLine, 'faults'>) => (
  <ul className="faults">
    {faults.map((one) => (
      <li key={`${one.column}/${one.because}/${one.detail}`}>
        {one.column && <code>{one.column}</code>} {one.detail} <ArticleLink article={one.article} />
      </li>
    ))}
  </ul>
);

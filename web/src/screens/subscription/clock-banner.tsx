import { Button, Loader, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Clock from 'lucide-react/icons/clock';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { clockQuery, queries } from '../../api/queries.ts';
import type { Me, Subscription, TestClock } from '../../api/types.ts';
import { endOfParisDay, parisDay, useWritten } from '../../i18n/written.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { mayMoveClock } from '../../session/permissions.ts';

/** Said whenever time is simulated; who may, moves it. When it has arrived the whole page is read again. */
type Props = { subscription: Subscription; clock: TestClock | undefined; at: string; me: Me };
export function ClockBanner({ subscription, clock, at, me }: Props) {
  const t = useTranslations('clock');
  const { instant } = useWritten();
  useReadAgain(clock);
  const moving = clock?.status === 'advancing';
  return (
    <section className="clock" aria-label={t('title')}>
      <p role="status">
        {moving ? <Loader size={16} aria-hidden /> : <Clock size={17} aria-hidden />}
        <strong>{t('banner', { instant: instant(at) })}</strong>
        {moving && <span>{t('advancing', { instant: instant(clock.target) })}</span>}
      </p>
      {clock && mayMoveClock(me) && <Controls clock={clock} subscription={subscription} />}
    </section>
  );
}

function Controls({ clock, subscription }: { clock: TestClock; subscription: Subscription }) {
  const t = useTranslations('clock');
  const [day, setDay] = useState('');
  const advance = useMutation({
    mutationFn: (to: string) => call<TestClock>('POST', `/test-clocks/${encodeURIComponent(clock.id)}/advance`, { to }),
    onSuccess: (moved) => queries.setQueryData(clockQuery(clock.id).queryKey, moved),
  });
  const busy = clock.status === 'advancing' || advance.isPending;
  const after = (days: number): string => new Date(Date.parse(clock.at) + days * 86_400_000).toISOString();
  const { next } = subscription;
  return (
    <>
      <div className="clock-controls">
        <Button size="compact-md" variant="default" disabled={busy} onClick={() => advance.mutate(after(1))}>
          {t('day')}
        </Button>
        <Button size="compact-md" variant="default" disabled={busy} onClick={() => advance.mutate(after(10))}>
          {t('ten')}
        </Button>
        {next && (
          <Button size="compact-md" variant="default" disabled={busy} onClick={() => advance.mutate(next.due > clock.at ? next.due : after(0))}>
            {t('next')}
          </Button>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (day) advance.mutate(endOfParisDay(day));
          }}
        >
          <TextInput aria-label={t('to')} type="date" value={day} onChange={(event) => setDay(event.currentTarget.value)} min={parisDay(clock.at)} />
          <Button size="compact-md" type="submit" variant="default" disabled={busy || day === ''}>
            {t('go')}
          </Button>
        </form>
      </div>
      {advance.isError && <ProblemAlert error={advance.error} />}
    </>
  );
}

/** While it moves, the page follows; when it stands, everything is read once more. */
function useReadAgain(clock: TestClock | undefined): void {
  const seen = useRef<string | undefined>(undefined);
  const mark = clock && `${clock.at} ${clock.status}`;
  useEffect(() => {
    if (mark !== undefined && seen.current !== undefined && seen.current !== mark)
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'clock' });
    seen.current = mark;
  }, [mark]);
}

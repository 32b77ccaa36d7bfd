import { Button, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import Clock from 'lucide-react/icons/clock';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import type { TestClock } from '../../api/types.ts';
import { instantOfParis, useWritten } from '../../i18n/written.ts';
import { TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

/** Simulated time, set first: the client then lives on it, from its prices and terms on. */
export function ClockChoice({ clock, onSet }: { clock: TestClock | null; onSet: (clock: TestClock) => void }) {
  const t = useTranslations('newClient');
  const banner = useTranslations('clock');
  const { instant } = useWritten();
  const [wanted, setWanted] = useState(false);
  const [at, setAt] = useState('');
  const make = useMutation({ mutationFn: () => call<TestClock>('POST', '/test-clocks', { at: instantOfParis(at) }), onSuccess: onSet });
  if (clock)
    return (
      <p className="clock" role="status">
        <Clock size={17} aria-hidden /> <strong>{banner('banner', { instant: instant(clock.at) })}</strong>
      </p>
    );
  return (
    <div className="clock-choice">
      <Switch label={t('clock')} description={t('clockHint')} checked={wanted} onChange={(event) => setWanted(event.currentTarget.checked)} />
      {wanted && (
        <div className="clock-set">
          <TextField label={t('clockAt')} type="datetime-local" value={at} onChange={setAt} />
          <Button variant="default" disabled={at === ''} loading={make.isPending} onClick={() => make.mutate()}>
            {t('clockSet')}
          </Button>
        </div>
      )}
      {make.isError && <ProblemAlert error={make.error} />}
    </div>
  );
}

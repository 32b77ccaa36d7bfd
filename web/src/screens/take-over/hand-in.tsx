import { Button, FileInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { clocksQuery } from '../../api/queries.ts';
import type { TakeOver } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { csv, save } from '../../parts/csv.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { INVOICE_HEADS, SUBSCRIPTION_HEADS } from './heads.ts';

type Handed = { day: string; clock: string; subscriptions: File | null; invoices: File | null };

/** Hands the two files in for a dry run: nothing is made by it. */
export function HandIn({ onHanded }: { onHanded: (takeOver: TakeOver) => void }) {
  const t = useTranslations('takeOver');
  const { day } = useWritten();
  const { data: clocks = [] } = useQuery(clocksQuery);
  const [handed, setHanded] = useState<Handed>({ day: '', clock: '', subscriptions: null, invoices: null });
  const [tried, setTried] = useState(false);
  const ask = useMutation({
    mutationFn: async ({ day: takenOverOn, clock, subscriptions, invoices }: Handed) =>
      call<TakeOver>('POST', '/take-overs', {
        takenOverOn,
        subscriptions: await subscriptions?.text(),
        ...(invoices ? { invoices: await invoices.text() } : {}),
        ...(clock ? { testClock: clock } : {}),
      }),
    onSuccess: onHanded,
  });
  const needed = (value: unknown): string | undefined => (tried && !value ? t('needed') : undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (handed.day && handed.subscriptions) ask.mutate(handed);
  };
  return (
    <form className="assumptions" onSubmit={submit} noValidate>
      <p className="quiet">
        {t('templates')}{' '}
        <Button variant="subtle" size="compact-sm" onClick={() => save(csv([SUBSCRIPTION_HEADS], 'fr'), 'subscriptions.csv')}>
          subscriptions.csv
        </Button>{' '}
        <Button variant="subtle" size="compact-sm" onClick={() => save(csv([INVOICE_HEADS], 'fr'), 'invoices.csv')}>
          invoices.csv
        </Button>
      </p>
      <div className="fields">
        <TextField
          label={t('day')}
          description={t('dayHint')}
          type="date"
          value={handed.day}
          onChange={(value) => setHanded({ ...handed, day: value })}
          error={needed(handed.day)}
        />
        {clocks.length > 0 && (
          <SelectField
            label={t('whose')}
            empty={t('live')}
            options={clocks.map((one) => ({ value: one.id, label: t('clock', { names: one.clients.join(', '), day: day(one.at) }) }))}
            value={handed.clock}
            onChange={(clock) => setHanded({ ...handed, clock })}
          />
        )}
        <FileInput
          label={t('subscriptions')}
          placeholder={t('choose')}
          accept=".csv,text/csv"
          value={handed.subscriptions}
          onChange={(file) => setHanded({ ...handed, subscriptions: file })}
          error={needed(handed.subscriptions)}
        />
        <FileInput
          label={t('invoices')}
          placeholder={t('choose')}
          accept=".csv,text/csv"
          clearable
          value={handed.invoices}
          onChange={(file) => setHanded({ ...handed, invoices: file })}
        />
      </div>
      {ask.isError && <ProblemAlert error={ask.error} />}
      <div>
        <Button type="submit" loading={ask.isPending}>
          {t('check')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { lettersQuery, queries } from '../api/queries.ts';
import type { Letter } from '../api/types.ts';
import { useWord } from '../i18n/sentences.tsx';
import { parisDay, useWritten } from '../i18n/written.ts';
import { Dialog } from '../parts/dialog.tsx';
import { encoded, FileField, SelectField, TextField } from '../parts/field.tsx';
import { type Column, Ledger } from '../parts/ledger.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { Read } from '../parts/read.tsx';

const STATES = ['TO_POST', 'POSTED', 'PRESENTED', 'RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED'];
/** What may be said next of a letter (E11.1a). */
const NEXT: Record<string, string[]> = {
  TO_POST: ['POSTED'],
  POSTED: ['PRESENTED', 'RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED'],
  PRESENTED: ['RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED'],
  REFUSED: ['RETURNED'],
  UNCLAIMED: ['RETURNED'],
};

/** Registered letters: those to print and post, and what the post said of the others (E11.1a). */
export function Letters() {
  const t = useTranslations('letters');
  const word = useWord();
  const { state = 'TO_POST' } = useSearch({ from: '/inside/letters' });
  const navigate = useNavigate({ from: '/letters' });
  const [said, setSaid] = useState<Letter | null>(null);
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{t('intro')}</p>
      <div className="filters">
        <SelectField
          label={t('state')}
          value={state}
          options={STATES.map((value) => ({ value, label: word('deliveryState', value) }))}
          onChange={(value) => void navigate({ search: { state: value }, replace: true })}
        />
      </div>
      <Read query={useQuery(lettersQuery(state))}>
        {({ data }) => (data.length === 0 ? <p className="nothing">{t('none')}</p> : <Rows rows={data} say={setSaid} />)}
      </Read>
      {said && <Say letter={said} onClose={() => setSaid(null)} />}
    </>
  );
}

function Rows({ rows, say }: { rows: Letter[]; say: (letter: Letter) => void }) {
  const t = useTranslations('letters');
  const word = useWord();
  const { day } = useWritten();
  const columns: Column<Letter>[] = [
    {
      key: 'what',
      head: t('what'),
      cell: ({ id, code, subscription, copy }) => (
        <>
          <span className="capital">{word('code', code)}</span> · {subscription}
          {copy > 1 && <span className="quiet"> {t('copy', { copy: String(copy) })}</span>}
          <br />
          <a href={`/api/v1/letters/${encodeURIComponent(id)}/pdf`} target="_blank" rel="noreferrer">
            {t('print')}
          </a>
        </>
      ),
    },
    { key: 'to', head: t('to'), cell: ({ recipient }) => <span className="as-written">{recipient ?? '—'}</span> },
    { key: 'tracking', head: t('tracking'), cell: ({ tracking }) => <span className="mono">{tracking ?? '—'}</span> },
    { key: 'at', head: t('at'), cell: ({ at }) => <span className="day">{day(at)}</span> },
    {
      key: 'say',
      head: '',
      cell: (letter) =>
        NEXT[letter.state] && (
          <Button size="xs" variant="default" onClick={() => say(letter)}>
            {t('say')}
          </Button>
        ),
    },
  ];
  return <Ledger caption={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** One news of a letter, with its day, its number and its slip. */
function Say({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const t = useTranslations();
  const word = useWord();
  const choices = NEXT[letter.state] ?? [];
  const [event, setEvent] = useState(choices[0] ?? '');
  const [on, setOn] = useState(parisDay(new Date().toISOString()));
  const [tracking, setTracking] = useState('');
  const [scan, setScan] = useState<File | null>(null);
  const posted = event === 'POSTED';
  const ask = useMutation({
    mutationFn: async () => {
      const more = { ...(posted ? { tracking: tracking.trim() } : {}), ...(scan ? { scan: await encoded(scan) } : {}) };
      return call<Letter>('POST', `/letters/${encodeURIComponent(letter.id)}/events`, { event, on, ...more });
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  const submit = (form: FormEvent<HTMLFormElement>) => {
    form.preventDefault();
    ask.mutate();
  };
  return (
    <Dialog title={t('letters.say')} onClose={onClose}>
      <form onSubmit={submit} className="dialog-form">
        {ask.isError && <ProblemAlert error={ask.error} />}
        <SelectField
          label={t('letters.event')}
          value={event}
          options={choices.map((value) => ({ value, label: word('deliveryState', value) }))}
          onChange={setEvent}
        />
        <TextField label={t('letters.on')} type="date" value={on} onChange={setOn} />
        {posted && <TextField label={t('letters.tracking')} value={tracking} onChange={setTracking} />}
        <FileField label={t('letters.scan')} optional onChange={setScan} />
        <div className="dialog-foot">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={ask.isPending}>
            {t('registers.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

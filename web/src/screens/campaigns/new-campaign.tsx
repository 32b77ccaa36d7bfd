import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { clocksQuery, queries } from '../../api/queries.ts';
import type { Outcome, Preview } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { type CampaignSubject, subjectsOf } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { PreviewOf } from './preview.tsx';
import { type CampaignField, SUBJECT_FIELDS } from './subjects.ts';

type Typed = { [name: string]: string };
/** A field left empty is left out; a box is said both ways. */
function bodyOf(fields: readonly CampaignField[], typed: Typed): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of fields) if (kind === 'flag' || typed[name]) body[name] = kind === 'flag' ? typed[name] === 'yes' : typed[name];
  for (const name of ['publishedAt', 'testClock']) if (typed[name]) body[name] = typed[name];
  return body;
}

/** Announces to the clients: what, to whom, from when; tried dry first, with the text as it would read. */
export function NewCampaign() {
  const t = useTranslations('campaigns');
  const subjects = subjectsOf(useMe());
  const [subject, setSubject] = useState<CampaignSubject | undefined>(subjects[0]);
  const [typed, setTyped] = useState<Typed>({});
  const [tried, setTried] = useState(false);
  const fields = subject ? SUBJECT_FIELDS[subject] : [];
  const ask = useMutation({
    mutationFn: (dryRun: boolean) => call<Preview | Outcome>('POST', '/campaigns', { subject, body: bodyOf(fields, typed), dryRun }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['campaigns'] }),
  });
  const lacking = fields.filter(({ name, kind, optional }) => !optional && kind !== 'flag' && !typed[name]);
  const change = (name: string, value: string): void => {
    setTyped((now) => ({ ...now, [name]: value }));
    ask.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (lacking.length === 0) ask.mutate(true);
  };
  const preview = ask.data && 'recipients' in ask.data ? ask.data : undefined;
  if (ask.data && !preview) return <Announced outcome={ask.data as Outcome} />;
  return (
    <>
      <div className="page-head">
        <h1>{t('new')}</h1>
      </div>
      <form className="assumptions" onSubmit={submit} noValidate>
        <div className="fields">
          <SelectField
            label={t('subject')}
            options={subjects.map((one) => ({ value: one, label: t(`of.${one}`) }))}
            value={subject ?? ''}
            onChange={(value) => {
              setSubject(value ? (value as CampaignSubject) : undefined);
              ask.reset();
            }}
          />
          <Whose value={typed.testClock ?? ''} onChange={(value) => change('testClock', value)} />
          {fields.map((field) => (
            <OneField
              key={field.name}
              field={field}
              value={typed[field.name] ?? ''}
              missing={tried && lacking.includes(field)}
              onChange={(value) => change(field.name, value)}
            />
          ))}
          <TextField
            label={t('publishedAt')}
            description={t('publishedHint')}
            type="date"
            optional
            value={typed.publishedAt ?? ''}
            onChange={(value) => change('publishedAt', value)}
          />
        </div>
        {ask.isError && <ProblemAlert error={ask.error} />}
        <div className="dialog-foot">
          <Button type="submit" variant={preview ? 'default' : 'filled'} loading={ask.isPending && ask.variables}>
            {t('dry')}
          </Button>
          {preview && (
            <Button onClick={() => ask.mutate(false)} loading={ask.isPending}>
              {t('launch')}
            </Button>
          )}
        </div>
      </form>
      {preview && <PreviewOf preview={preview} />}
    </>
  );
}

function OneField({ field, value, missing, onChange }: { field: CampaignField; value: string; missing: boolean; onChange: (value: string) => void }) {
  const t = useTranslations('campaigns');
  const label = t(`field.${field.name}`);
  if (field.kind === 'flag') return <CheckField label={label} checked={value === 'yes'} onChange={(checked) => onChange(checked ? 'yes' : '')} />;
  const error = missing ? t('missing') : undefined;
  return (
    <TextField
      {...{ label, value, error, onChange, optional: field.optional }}
      type={field.kind === 'day' ? 'date' : 'text'}
      long={field.kind === 'long'}
    />
  );
}

function Whose({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTranslations('campaigns');
  const { day } = useWritten();
  const { data: clocks = [] } = useQuery(clocksQuery);
  if (clocks.length === 0) return null;
  const options = clocks.map((one) => ({ value: one.id, label: t('clock', { names: one.clients.join(', '), day: day(one.at) }) }));
  return <SelectField label={t('clients')} empty={t('live')} options={options} value={value} onChange={onChange} />;
}

function Announced({ outcome }: { outcome: Outcome }) {
  const t = useTranslations('campaigns');
  const proposed = outcome.task !== undefined;
  return (
    <Alert variant="light" role="status" title={t('new')}>
      <p>{t(proposed ? 'proposed' : 'launched')}</p>
      <Link to={proposed ? '/decisions' : '/campaigns'}>{t(proposed ? 'decisions' : 'title')}</Link>
    </Alert>
  );
}

import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { Me, Outcome } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { instantOfParis } from '../../i18n/written.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, type Encoded, encoded, FileField, SelectField, TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { isCompany } from '../../session/permissions.ts';
import { DECLARATIONS } from '../subscribe/draft.ts';
import type { Entry, EntryField } from './entries.ts';

type Value = string | boolean | string[] | Encoded;
type Values = Record<string, Value>;

/** Asks for one entry of a register, and says that it is recorded, or why not. */
export function EntryDialog({ entry, me, onClose }: { entry: Entry; me: Me; onClose: () => void }) {
  const t = useTranslations();
  const [values, setValues] = useState<Values>({});
  const [missing, setMissing] = useState<string[]>([]);
  const asked = useFields(entry, me);
  const client = me.client ?? String(values['client'] ?? '').trim();
  const boxWording = t('subscribe.box', { version: String(values['termsVersion'] ?? '') });
  const ask = useMutation({
    mutationFn: () => call<Outcome>('POST', addressOf(entry, client), bodyOf(entry, values, { boxWording, staff: isCompany(me) })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const empty = asked.filter((field) => isMissing(field, values[field.name])).map((field) => field.name as string);
    const all = entry.door === 'clients' && client === '' ? ['client', ...empty] : empty;
    setMissing(all);
    if (all.length === 0) ask.mutate();
  };
  const set = (name: string, value: Value) => setValues((now) => ({ ...now, [name]: value }));
  const fault = (name: string) => (missing.includes(name) ? t('action.required') : undefined);
  return (
    <Dialog title={t(`registers.entries.${entry.command}.label`)} onClose={onClose}>
      {ask.isSuccess ? (
        <div className="dialog-form" role="status">
          <p>{t('registers.done')}</p>
          <div className="dialog-foot">
            <Button onClick={onClose}>{t('action.close')}</Button>
          </div>
        </div>
      ) : (
        <form onSubmit={submit} noValidate className="dialog-form">
          <p>{t(`registers.entries.${entry.command}.explain`)}</p>
          {ask.isError && <ProblemAlert error={ask.error} />}
          {entry.door === 'clients' && me.client === null && (
            <TextField label={t('registers.fields.client')} value={client} onChange={(value) => set('client', value)} error={fault('client')} />
          )}
          {asked.map((field) => (
            <Input
              key={field.name}
              field={field}
              value={values[field.name]}
              error={fault(field.name)}
              onChange={(value) => set(field.name, value)}
              box={boxWording}
            />
          ))}
          <div className="dialog-foot">
            <Button variant="default" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" loading={ask.isPending}>
              {t('registers.record')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** The fields that this person is asked for. */
const useFields = (entry: Entry, me: Me): EntryField[] =>
  [...entry.fields, ...(entry.inside?.fields ?? [])].filter((field) => !field.staff || isCompany(me));

function isMissing(field: EntryField, value: Value | undefined): boolean {
  if (field.optional || field.kind === 'flag') return false;
  if (field.kind === 'declarations') return !Array.isArray(value) || value.length < DECLARATIONS.length;
  return field.kind === 'box' ? value !== true : String(value ?? '').trim() === '';
}

type InputProps = { field: EntryField; value: Value | undefined; error: string | undefined; onChange: (value: Value) => void; box: string };

function Input({ field, value, error, onChange, box }: InputProps) {
  const t = useTranslations();
  const word = useWord();
  const common = { label: t(`registers.fields.${field.name}`), optional: field.optional, error };
  const shared = { ...common, value: typeof value === 'string' ? value : '', onChange };
  switch (field.kind) {
    case 'text':
      return <TextField {...shared} {...(field.name === 'newPassword' ? { type: 'password', autoComplete: 'new-password' } : {})} />;
    case 'long':
      return <TextField {...shared} long />;
    case 'day':
      return <TextField {...shared} type="date" />;
    case 'instant':
      return <TextField {...shared} type="datetime-local" />;
    case 'file':
      return <FileField {...common} onChange={(file) => void (file ? encoded(file).then(onChange) : onChange(''))} />;
    case 'flag':
      return <CheckField {...common} checked={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <SelectField
          {...shared}
          options={field.options.map((one) => ({ value: one, label: word(field.name === 'channel' ? 'channel' : 'record', one) }))}
        />
      );
    case 'box':
      return <CheckField label={box} error={error} checked={value === true} onChange={onChange} />;
    case 'declarations':
      return (
        <Checkbox.Group label={t('subscribe.declarations')} value={Array.isArray(value) ? value : []} error={error} onChange={onChange}>
          <div className="declarations">
            {DECLARATIONS.map((one) => (
              <Checkbox key={one} value={one} label={t(`subscribe.declaration.${one}`)} />
            ))}
          </div>
        </Checkbox.Group>
      );
  }
}

const addressOf = ({ command, door }: Entry, client: string): string =>
  door === 'company' ? `/company/${command}` : `/clients/${encodeURIComponent(client)}/${command}`;

/** The body, without what was left empty; instants were typed in Paris. */
function bodyOf(entry: Entry, values: Values, { boxWording, staff }: { boxWording: string; staff: boolean }): Record<string, unknown> {
  const of = (fields: readonly EntryField[]) =>
    Object.fromEntries(fields.flatMap((field) => (field.staff && !staff ? [] : written(field, values[field.name]))));
  const body = of(entry.fields);
  if (!entry.inside) return body;
  const { name, capacity, ...inside } = of(entry.inside.fields);
  const more = entry.inside.name === 'acceptance' ? { boxWording } : { representative: { name, capacity } };
  return { ...body, [entry.inside.name]: { ...inside, ...more } };
}

function written(field: EntryField, value: Value | undefined): [string, unknown][] {
  if (field.kind === 'flag' || field.kind === 'box') return [[field.name, value === true]];
  if (field.kind === 'declarations') return [[field.name, (value as string[]).map(() => true)]];
  if (typeof value === 'object') return [[field.name, value]];
  const text = String(value ?? '').trim();
  if (text === '') return [];
  if (field.kind === 'instant') return [[field.name, instantOfParis(text)]];
  return [[field.name, field.name === 'clients' ? text.split(/[\s,;]+/) : text]];
}

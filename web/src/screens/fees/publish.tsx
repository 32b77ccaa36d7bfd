import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../../api/client.ts';
import { queries, type Seen } from '../../api/queries.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { instantOfParis } from '../../i18n/written.ts';
import { TextField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';

const OPERATIONS = ['CARD', 'TRANSFER', 'DEBIT'] as const;
type Typed = Record<string, string>;
type Part = { field: (name: string) => { value: string; onChange: (value: string) => void; error: string | undefined } };

const numberOf = (text: string): number => Number(text.replace(',', '.'));
const isAmount = (text: string): boolean => /^\d+([.,]\d{1,4})?$/.test(text.trim());
const centsOf = (text: string): number => Math.round(numberOf(text) * 100);

/** Publishes from an instant on, for everybody or for a test clock; the server has the last word. */
function Publish({
  path,
  seen,
  numbers,
  needs,
  bodyOf,
  children,
}: {
  path: string;
  seen: Seen;
  /** The fields that hold numbers, and whether enough of them is filled in. */
  numbers: readonly string[];
  needs: (typed: Typed) => boolean;
  bodyOf: (typed: Typed) => object;
  children: (part: Part) => ReactNode;
}) {
  const t = useTranslations('fees');
  const [typed, setTyped] = useState<Typed>({});
  const [tried, setTried] = useState(false);
  const bad = numbers.filter((name) => (typed[name] ?? '') !== '' && !isAmount(typed[name] ?? ''));
  const isReady = (typed['publishedAt'] ?? '') !== '' && bad.length === 0 && needs(typed);
  const publish = useMutation({
    mutationFn: () => {
      const dated = { publishedAt: instantOfParis(typed['publishedAt'] ?? ''), ...seen };
      return call<object>('POST', path, { ...dated, ...bodyOf(typed) });
    },
    onSuccess: () => {
      setTyped({});
      setTried(false);
      return queries.invalidateQueries({ queryKey: [path.slice(1)] });
    },
  });
  const field = (name: string) => ({
    value: typed[name] ?? '',
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
    error: tried && bad.includes(name) ? t('number') : undefined,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isReady) publish.mutate();
  };
  return (
    <form className="assumptions" onSubmit={submit} noValidate>
      {publish.isError && <ProblemAlert error={publish.error} />}
      <div className="fields">
        {children({ field })}
        <TextField
          {...field('publishedAt')}
          label={t('from')}
          type="datetime-local"
          error={tried && !typed['publishedAt'] ? t('needed') : undefined}
        />
      </div>
      {tried && !needs(typed) && <p role="alert">{t('fillIn')}</p>}
      {publish.isSuccess && <p role="status">{t('done')}</p>}
      <div>
        <Button type="submit" loading={publish.isPending}>
          {t('publish')}
        </Button>
      </div>
    </form>
  );
}

/** A line for each kind of operation that is given a percentage or a fixed sum. */
export function PublishFees({ seen }: { seen: Seen }) {
  const t = useTranslations('fees');
  const word = useWord();
  const lines = (typed: Typed) =>
    OPERATIONS.flatMap((operation) => {
      const [percent = '', fixed = ''] = [typed[`${operation}/percent`], typed[`${operation}/fixed`]];
      return percent || fixed ? [{ operation, percent: numberOf(percent || '0'), fixedCents: centsOf(fixed || '0') }] : [];
    });
  return (
    <Publish
      path="/fee-schedules"
      seen={seen}
      numbers={OPERATIONS.flatMap((one) => [`${one}/percent`, `${one}/fixed`])}
      needs={(typed) => lines(typed).length > 0}
      bodyOf={(typed) => ({ lines: lines(typed) })}
    >
      {({ field }) =>
        OPERATIONS.flatMap((one) => [
          <TextField
            key={`${one}%`}
            {...field(`${one}/percent`)}
            label={t('percentOf', { operation: word('operation', one) })}
            inputMode="decimal"
            optional
          />,
          <TextField key={one} {...field(`${one}/fixed`)} label={t('fixedOf', { operation: word('operation', one) })} inputMode="decimal" optional />,
        ])
      }
    </Publish>
  );
}

export function PublishTariff({ seen }: { seen: Seen }) {
  const t = useTranslations('fees');
  return (
    <Publish
      path="/assistance-tariffs"
      seen={seen}
      numbers={['hourly']}
      needs={(typed) => (typed['hourly'] ?? '') !== ''}
      bodyOf={(typed) => ({ hourlyCents: centsOf(typed['hourly'] ?? '') })}
    >
      {({ field }) => <TextField {...field('hourly')} label={t('hourly')} inputMode="decimal" />}
    </Publish>
  );
}

import { Button, Input } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { Entry, PaymentMethod } from '../../api/types.ts';
import { useWord } from '../../i18n/sentences.tsx';
import { bind, type Drafting } from '../../parts/draft.ts';
import { RadioField, SelectField } from '../../parts/field.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { goToProvider } from '../given-means.tsx';
import { type Draft, keepDraft, NEW_MEANS } from './draft.ts';
import { useTokens } from './tokens.ts';

/** The means that is meant: the one chosen, else the client's default, else a new one. */
export const meantBy = (draft: Draft, known: PaymentMethod[]): string => draft.means || known.find((one) => one.default)?.id || NEW_MEANS;

type Props = Drafting<Draft> & { client: string; entry: Entry; known: PaymentMethod[] };

/** E5.5a: a means that the client has, or a new one, given as its provider takes it. */
export function Means({ client, entry, known, ...drafting }: Props) {
  const t = useTranslations('subscribe');
  const word = useWord();
  const { draft, set } = drafting;
  const meant = meantBy(draft, known);
  const options = known.map(({ id, kind, label }) => ({ value: id, label: `${word('kind', kind)} · ${label}` }));
  return (
    <fieldset>
      <legend>{t('means')}</legend>
      {known.length > 0 && (
        <RadioField
          label={t('whichMeans')}
          value={meant}
          options={[...options, { value: NEW_MEANS, label: t('otherMeans') }]}
          onChange={(means) => set('means', means)}
        />
      )}
      {meant === NEW_MEANS && (entry === 'TOKEN' ? <Token {...drafting} /> : <Elsewhere {...drafting} client={client} entry={entry} />)}
    </fieldset>
  );
}

function Token(drafting: Drafting<Draft>) {
  const t = useTranslations('subscribe');
  return <SelectField {...bind(drafting, 'token')} label={t('token')} options={useTokens()} description={t('meansHint')} />;
}

/** The form waits, as far as it is filled in, while the means is given on another page. */
function Elsewhere({ client, entry, draft, faults }: Drafting<Draft> & { client: string; entry: 'HOSTED' | 'MANDATE' }) {
  const t = useTranslations();
  const leave = useMutation({
    mutationFn: () => {
      keepDraft(client, draft);
      return goToProvider(client, {});
    },
  });
  return (
    <div className="elsewhere" data-error={faults.means !== undefined}>
      <p>{t(`view.meansEntry.${entry}`)}</p>
      {leave.isError && <ProblemAlert error={leave.error} />}
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()} aria-describedby={faults.means && 'means-fault'}>
        {t(`subscribe.give.${entry}`)}
      </Button>
      {faults.means && <Input.Error id="means-fault">{faults.means}</Input.Error>}
    </div>
  );
}

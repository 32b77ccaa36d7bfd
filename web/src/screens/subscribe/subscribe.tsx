import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { clientQuery, currentTermsQuery, meansQuery, queries } from '../../api/queries.ts';
import type { Client, MeansPage } from '../../api/types.ts';
import { useDraft } from '../../parts/draft.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { Read } from '../../parts/read.tsx';
import { useMe } from '../../session/use-me.ts';
import { GivenMeans } from '../given-means.tsx';
import { Agreement } from './agreement.tsx';
import { dropDraft, faultsOf, keptDraft, serverFaults } from './draft.ts';
import { Formulas } from './formulas.tsx';
import { Means, meantBy } from './means.tsx';
import { Organisation } from './organisation.tsx';
import { subscribe } from './send.ts';

/** A client subscribes itself: what, how it pays, what it declares, and the terms, read in full before the box is ticked (E11.9a). */
export function Subscribe() {
  const t = useTranslations('subscribe');
  const client = useMe().client ?? '';
  const { means: token } = useSearch({ from: '/inside/subscriptions/new' });
  const navigate = useNavigate();
  const file = useQuery(clientQuery(client));
  const means = useQuery(meansQuery(client));
  return (
    <div className="subscribe">
      <h1>{t('title')}</h1>
      <GivenMeans client={client} token={token} onRead={() => void navigate({ to: '/subscriptions/new', search: {}, replace: true })} />
      <Read query={file} lines={12}>
        {(read) => <Read query={means}>{(given) => <SubscribeForm client={read} means={given} />}</Read>}
      </Read>
    </div>
  );
}

function SubscribeForm({ client, means: { data: known, entry } }: { client: Client; means: MeansPage }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const { form, show, ...drafting } = useDraft(() => keptDraft(client.id));
  const { draft, faults, set } = drafting;
  const terms = useQuery(currentTermsQuery({ client: client.id }));
  const means = meantBy(draft, known);
  const boxWording = t('subscribe.box', { version: draft.accepted });
  const send = useMutation({
    mutationFn: () => subscribe({ client: client.id, draft, means, boxWording, onMeans: (id) => set('means', id) }),
    onSuccess: ({ number }) => {
      dropDraft(client.id);
      return navigate({ to: '/subscriptions/$number', params: { number }, search: {} });
    },
    onError: (error) => show(serverFaults(error)),
    onSettled: () => queries.invalidateQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!terms.data) return;
    const found = faultsOf(draft, { means, entry, version: terms.data.version }, t);
    show(found);
    if (Object.keys(found).length === 0) send.mutate();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="subscribe">
      <p className="intro">{t('subscribe.intro', { name: client.legalName })}</p>
      <Organisation client={client} />
      <Formulas {...drafting} client={client.id} contacts={client.contacts} />
      <Means {...drafting} client={client.id} entry={entry} known={known} />
      <Agreement {...drafting} terms={terms} />
      {Object.keys(faults).length > 0 && !send.isError && (
        <Alert color="margin" variant="light" role="alert">
          {t('action.faults')}
        </Alert>
      )}
      {send.isError && <ProblemAlert error={send.error} />}
      <div className="dialog-foot">
        {send.isPending && <p role="status">{t('subscribe.sending')}</p>}
        <Button type="submit" size="md" loading={send.isPending}>
          {t('subscribe.submit')}
        </Button>
      </div>
    </form>
  );
}

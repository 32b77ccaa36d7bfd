import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { mandatesQuery, subscriptionQuery } from '../api/queries.ts';
import type { Mandate, Subscription } from '../api/types.ts';
import { CheckField, TextField } from '../parts/field.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { Read } from '../parts/read.tsx';

/** A client reads and signs the mandate of its direct debits; its account becomes the means of payment (5.5). */
export function MandatePage() {
  const t = useTranslations();
  const { number } = useParams({ from: '/inside/subscriptions/$number/mandate' });
  return (
    <>
      <p className="crumbs">
        <Link to="/subscriptions/$number" params={{ number }} search={{}}>
          {number}
        </Link>
        <span aria-hidden> / </span>
        {t('mandate.title')}
      </p>
      <div className="page-head">
        <h1>{t('mandate.title')}</h1>
      </div>
      <Read query={useQuery(subscriptionQuery(number))}>{(subscription) => <Offered subscription={subscription} />}</Read>
    </>
  );
}

function Offered({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('mandate');
  return (
    <Read query={useQuery(mandatesQuery(subscription.client))}>
      {({ offered }) => (offered.length === 0 ? <p className="nothing">{t('none')}</p> : <Sign subscription={subscription} words={offered} />)}
    </Read>
  );
}

function Sign({ subscription, words }: { subscription: Subscription; words: string[] }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const [iban, setIban] = useState('');
  const [holder, setHolder] = useState(subscription.clientName ?? '');
  const [accepted, setAccepted] = useState(false);
  const [tried, setTried] = useState(false);
  const fault = (missing: boolean): string | undefined => (tried && missing ? t('mandate.missing') : undefined);
  const sign = useMutation({
    mutationFn: () => call<Mandate>('POST', `/clients/${encodeURIComponent(subscription.client)}/mandates`, { iban, holder, accepted }),
    onSuccess: ({ reference }) =>
      navigate({ to: '/subscriptions/$number', params: { number: subscription.number }, search: { means: reference }, replace: true }),
  });
  const submit = (form: FormEvent<HTMLFormElement>) => {
    form.preventDefault();
    setTried(true);
    if (iban.trim() && holder.trim() && accepted) sign.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="dialog-form">
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {sign.isError && <ProblemAlert error={sign.error} />}
      <TextField
        label={t('mandate.iban')}
        description={t('mandate.ibanHint')}
        value={iban}
        autoComplete="off"
        error={fault(iban.trim() === '')}
        onChange={setIban}
      />
      <TextField label={t('mandate.holder')} value={holder} error={fault(holder.trim() === '')} onChange={setHolder} />
      <CheckField label={t('mandate.accept')} checked={accepted} error={fault(!accepted)} onChange={setAccepted} />
      <div className="dialog-foot">
        <Button type="submit" loading={sign.isPending}>
          {t('mandate.sign')}
        </Button>
      </div>
    </form>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { clientQuery, mandatesQuery, subscriptionQuery } from '../api/queries.ts';
import type { Mandate } from '../api/types.ts';
import { useLanguage } from '../i18n/language.tsx';
import { typeset } from '../i18n/typeset.ts';
import { focusFault, saidOf } from '../parts/draft.ts';
import { CheckField, TextField } from '../parts/field.tsx';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { Read } from '../parts/read.tsx';
import { useMe } from '../session/use-me.ts';

/** A client reads and signs the mandate of its direct debits; its account becomes the means of payment (5.5). */
export function MandatePage() {
  const { number } = useParams({ from: '/inside/subscriptions/$number/mandate' });
  const navigate = useNavigate();
  const back = { to: '/subscriptions/$number', params: { number } } as const;
  return (
    <Page
      back={
        <Link {...back} search={{}}>
          {number}
        </Link>
      }
    >
      <Read query={useQuery(subscriptionQuery(number))}>
        {({ client, clientName }) => (
          <Offered client={client} name={clientName ?? ''} onSigned={(means) => void navigate({ ...back, search: { means }, replace: true })} />
        )}
      </Read>
    </Page>
  );
}

/** The same on the way to a subscription (E8.1a). */
export function FirstMandatePage() {
  const t = useTranslations('subscribe');
  const client = useMe().client ?? '';
  const navigate = useNavigate();
  return (
    <Page back={<Link to="/subscriptions/new">{t('title')}</Link>}>
      <Read query={useQuery(clientQuery(client))}>
        {({ legalName }) => (
          <Offered
            client={client}
            name={legalName}
            onSigned={(means) => void navigate({ to: '/subscriptions/new', search: { means }, replace: true })}
          />
        )}
      </Read>
    </Page>
  );
}

function Page({ back, children }: { back: ReactNode; children: ReactNode }) {
  const t = useTranslations('mandate');
  return (
    <>
      <p className="crumbs">
        {back}
        <span aria-hidden> / </span>
        {t('title')}
      </p>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      {children}
    </>
  );
}

type Signing = { client: string; name: string; onSigned: (reference: string) => void };

function Offered(signing: Signing) {
  const t = useTranslations('mandate');
  return (
    <Read query={useQuery(mandatesQuery(signing.client))}>
      {({ offered }) => (offered.length === 0 ? <p className="nothing">{t('none')}</p> : <Sign {...signing} words={offered} />)}
    </Read>
  );
}

function Sign({ client, name, onSigned, words }: Signing & { words: string[] }) {
  const t = useTranslations();
  const { language } = useLanguage();
  const [iban, setIban] = useState('');
  const [holder, setHolder] = useState(name);
  const [accepted, setAccepted] = useState(false);
  const [tried, setTried] = useState(false);
  const fault = (missing: boolean): string | undefined => (tried && missing ? t('mandate.missing') : undefined);
  const form = useRef<HTMLFormElement>(null);
  const sign = useMutation({
    mutationFn: () => call<Mandate>('POST', `/clients/${encodeURIComponent(client)}/mandates`, { iban, holder, accepted }),
    onSuccess: ({ reference }) => onSigned(reference),
  });
  useEffect(() => {
    if (sign.isError && form.current) focusFault(form.current);
  }, [sign.isError]);
  const said = saidOf<{ iban: string; holder: string }>(sign.error, (path) => (path === 'iban' || path === 'holder' ? path : undefined));
  const wrong = (name: 'iban' | 'holder'): string | undefined => said[name] && typeset(said[name], language);
  /** What was said of a field holds until it is written anew. */
  const writing = (set: (text: string) => void) => (text: string) => {
    set(text);
    sign.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (iban.trim() && holder.trim() && accepted) sign.mutate();
    else focusFault(event.currentTarget);
  };
  return (
    <form ref={form} onSubmit={submit} noValidate className="dialog-form">
      {words.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {sign.isError && Object.keys(said).length === 0 && <ProblemAlert error={sign.error} />}
      <TextField
        label={t('mandate.iban')}
        description={t('mandate.ibanHint')}
        value={iban}
        autoComplete="off"
        error={fault(iban.trim() === '') ?? wrong('iban')}
        onChange={writing(setIban)}
      />
      <TextField label={t('mandate.holder')} value={holder} error={fault(holder.trim() === '') ?? wrong('holder')} onChange={writing(setHolder)} />
      <CheckField label={t('mandate.accept')} checked={accepted} error={fault(!accepted)} onChange={setAccepted} />
      <div className="dialog-foot">
        <Button type="submit" loading={sign.isPending}>
          {t('mandate.sign')}
        </Button>
      </div>
    </form>
  );
}

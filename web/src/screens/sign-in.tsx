import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { meQuery, queries } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { ProblemAlert } from '../parts/problem-alert.tsx';
import { LanguageSwitch, SchemeSwitch } from './shell.tsx';

/** E3.2a: e-mail and password; the session then travels in a cookie. */
export function SignIn() {
  const t = useTranslations();
  const { to } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call<{ user: Me }>('POST', '/sessions', { email, password }),
    onSuccess: async ({ user }) => {
      queries.clear();
      queries.setQueryData(meQuery.queryKey, user);
      await navigate({ href: to?.startsWith('/') && !to.startsWith('//') ? to : '/subscriptions' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <div className="sign-in">
      <header>
        <LanguageSwitch />
        <SchemeSwitch />
      </header>
      <main id="content">
        <p className="wordmark">Tacite</p>
        <p className="motto">{t('signIn.motto')}</p>
        <h1>{t('signIn.title')}</h1>
        <form onSubmit={submit}>
          {signIn.isError && <ProblemAlert error={signIn.error} />}
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </form>
      </main>
    </div>
  );
}

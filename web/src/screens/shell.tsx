import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate } from '@tanstack/react-router';
import ChevronDown from 'lucide-react/icons/chevron-down';
import Moon from 'lucide-react/icons/moon';
import Sun from 'lucide-react/icons/sun';
import { useTranslations } from 'use-intl';
import { call } from '../api/client.ts';
import { meQuery, openTasksQuery, queries } from '../api/queries.ts';
import type { Me } from '../api/types.ts';
import { Acknowledge } from './acknowledge.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWord } from '../i18n/sentences.tsx';
import { isOutdated } from '../session/browser.ts';
import { isCompany, mayDecide, mayEnterClients, mayPostLetters, mayReadBooks, maySubscribe, mayTakeOver } from '../session/permissions.ts';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const t = useTranslations();
  const { data: me } = useQuery(meQuery);
  if (me === null) return <Navigate to="/sign-in" search={{}} />;
  return (
    <>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <header className="masthead">
        <Link to="/subscriptions" className="wordmark">
          Tacite
        </Link>
        {me && <Navigation me={me} />}
        <div className="masthead-tools">
          <LanguageSwitch />
          <SchemeSwitch />
          {me && <Account me={me} />}
        </div>
      </header>
      {isOutdated(navigator.userAgent) && (
        <p className="outdated" role="status">
          {t('nav.browser')}
        </p>
      )}
      <main id="content" className="page" tabIndex={-1}>
        {me?.client && <Acknowledge me={me} />}
        <Outlet />
      </main>
    </>
  );
}

function Navigation({ me }: { me: Me }) {
  const t = useTranslations('nav');
  return (
    <nav aria-label={t('main')}>
      <Link to="/subscriptions" activeOptions={{ exact: true, includeSearch: false }}>
        {t('subscriptions')}
      </Link>
      {isCompany(me) && (
        <Link to="/decisions">
          {t('tasks')} <Waiting me={me} />
        </Link>
      )}
      <Link to="/registers">{t('registers')}</Link>
      {mayPostLetters(me) && <Link to="/letters">{t('letters')}</Link>}
      {isCompany(me) && <Link to="/cash">{t('cash')}</Link>}
      {mayReadBooks(me) && <Link to="/books">{t('books')}</Link>}
      {mayTakeOver(me) && <Link to="/take-over">{t('takeOver')}</Link>}
      {isCompany(me) && <Link to="/campaigns">{t('campaigns')}</Link>}
      {mayEnterClients(me) && <Link to="/clients/new">{t('newClient')}</Link>}
      {maySubscribe(me) && <Link to="/subscriptions/new">{t('subscribe')}</Link>}
    </nav>
  );
}

/** How many decisions wait for this person (A10): a reminder that stays until they are taken. */
function Waiting({ me }: { me: Me }) {
  const t = useTranslations('nav');
  const { data = [] } = useQuery(openTasksQuery);
  const count = data.filter((task) => mayDecide(me, task)).length;
  return count === 0 ? null : (
    <span className="count" title={t('waiting', { count })}>
      {count}
    </span>
  );
}

export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <UnstyledButton
      className="tool"
      lang={other}
      aria-label={other === 'fr' ? 'Passer en français' : 'Switch to English'}
      onClick={() => choose(other)}
    >
      {other.toUpperCase()}
    </UnstyledButton>
  );
}

export function SchemeSwitch() {
  const t = useTranslations('account');
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const Icon = dark ? Sun : Moon;
  return (
    <UnstyledButton className="tool" aria-label={t('scheme')} aria-pressed={dark} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      <Icon size={18} aria-hidden />
    </UnstyledButton>
  );
}

function Account({ me }: { me: Me }) {
  const t = useTranslations('account');
  const word = useWord();
  const navigate = useNavigate();
  const signOut = async () => {
    await call('DELETE', '/sessions/current');
    queries.clear();
    queries.setQueryData(meQuery.queryKey, null);
    await navigate({ to: '/sign-in', search: {} });
  };
  return (
    <Menu position="bottom-end" width={260} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className="tool account" aria-label={`${t('menu')}: ${me.email}`}>
          <span>{me.email}</span>
          <ChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className="account-mail">{me.email}</span>
          <br />
          <span>{me.roles.map((role) => word('role', role)).join(' · ')}</span>
        </Menu.Label>
        <Menu.Item onClick={() => void signOut()}>{t('signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

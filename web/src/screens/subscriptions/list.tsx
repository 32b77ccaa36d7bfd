import { Alert, Button, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import Search from 'lucide-react/icons/search';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { subscriptionsQuery } from '../../api/queries.ts';
import type { Page, Subscription } from '../../api/types.ts';
import { Read } from '../../parts/read.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { isCompany, maySubscribe } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { ExportButton } from './export.tsx';
import { SubscriptionRows } from './rows.tsx';
import { useRowKeys } from './row-keys.ts';

const STATES = ['PENDING', 'ACTIVE', 'SUSPENDED', 'ENDED', 'DELETED'] as const;
const FROM = '/inside/subscriptions';

/** Every subscription that this person may see. The filter is the address: it can be kept and shared. */
export function SubscriptionList() {
  const t = useTranslations('list');
  const filter = useSearch({ from: FROM });
  const query = useQuery(subscriptionsQuery(filter));
  const rows = query.data?.data ?? [];
  const company = isCompany(useMe());
  return (
    <>
      <div className="page-head">
        <h1>{t(company ? 'title' : 'mine')}</h1>
        <ExportButton filter={filter} disabled={rows.length === 0} />
      </div>
      {company && (
        <div className="filters">
          <SearchBox />
          <StateFilter />
        </div>
      )}
      <Read query={query} lines={9}>
        {(page) => (page.data.length === 0 ? <Nothing filtered={Object.keys(filter).length > 0} /> : <Rows page={page} />)}
      </Read>
      {query.data && query.data.unreadable.length > 0 && (
        <Alert color="margin" variant="light" role="alert">
          {t('unreadable', { count: query.data.unreadable.length, numbers: query.data.unreadable.join(', ') })}
        </Alert>
      )}
    </>
  );
}

function Rows({ page }: { page: Page<Subscription> }) {
  const t = useTranslations('list');
  const navigate = useNavigate({ from: '/subscriptions' });
  const { cursor } = useSearch({ from: FROM });
  const company = isCompany(useMe());
  const next = page.next;
  return (
    <>
      <SubscriptionRows rows={page.data} />
      <div className="table-foot">
        <p role="status">{t(next || cursor ? 'rowsShown' : 'rowCount', { count: page.data.length })}</p>
        {company && <p className="keys">{t.rich('keys', { k: (key) => <kbd>{key}</kbd> })}</p>}
        <div className="paging">
          {cursor !== undefined && (
            <Button variant="default" onClick={() => void navigate({ search: ({ cursor: _, ...rest }) => rest })}>
              {t('first')}
            </Button>
          )}
          {next !== null && (
            <Button variant="default" onClick={() => void navigate({ search: (now) => ({ ...now, cursor: next }) })}>
              {t('more')}
            </Button>
          )}
        </div>
      </div>
    </>
  );
}

/** The text is searched once the typing pauses; `/` comes here from anywhere on the page. */
function SearchBox() {
  const t = useTranslations('list');
  const { q = '' } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/subscriptions' });
  const [text, setText] = useState(q);
  const box = useRef<HTMLInputElement>(null);
  const search = useDebouncedCallback(
    (q: string) => void navigate({ search: ({ state }) => ({ ...(q ? { q } : {}), ...(state ? { state } : {}) }), replace: true }),
    250,
  );
  useEffect(() => setText(q), [q]);
  useRowKeys(box);
  return (
    <TextInput
      ref={box}
      type="search"
      className="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<Search size={17} aria-hidden />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        search(value.trim());
      }}
    />
  );
}

function StateFilter() {
  const t = useTranslations('list');
  const { state } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/subscriptions' });
  const choose = (chosen?: string) => void navigate({ search: ({ q }) => ({ ...(q ? { q } : {}), ...(chosen ? { state: chosen } : {}) }) });
  return (
    <div className="state-filter" role="group" aria-label={t('state')}>
      <UnstyledButton aria-pressed={state === undefined} onClick={() => choose()}>
        {t('all')}
      </UnstyledButton>
      {STATES.map((one) => (
        <UnstyledButton key={one} aria-pressed={state === one} onClick={() => choose(one)}>
          <StateBadge state={one} />
        </UnstyledButton>
      ))}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const t = useTranslations('list');
  const navigate = useNavigate({ from: '/subscriptions' });
  const begins = maySubscribe(useMe()) && !filtered;
  return (
    <div className="nothing">
      <p>{t(filtered ? 'none' : begins ? 'emptyMine' : 'empty')}</p>
      {begins && <Button onClick={() => void navigate({ to: '/subscriptions/new' })}>{t('subscribe')}</Button>}
      {filtered && (
        <Button variant="default" onClick={() => void navigate({ search: {} })}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

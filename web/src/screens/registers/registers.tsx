import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import Download from 'lucide-react/icons/download';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { query } from '../../api/client.ts';
import { recordsQuery } from '../../api/queries.ts';
import type { BookRecord, Campaign, Page } from '../../api/types.ts';
import { useAnyText, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';
import { isCompany, mayOpenFile, maySeeDataTags } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { type Entry, entriesFor } from './entries.ts';
import { useCampaignName } from '../campaigns/words.tsx';
import { DataTags } from './data-tags.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { COMPANY_KINDS, KINDS } from './kinds.ts';

const FROM = '/inside/registers';

/** The registers (A11, A14): what is recorded of a client or of the Company. A client finds here what concerns it. */
export function Registers() {
  const t = useTranslations('registers');
  const me = useMe();
  const filter = useSearch({ from: FROM });
  const [entry, setEntry] = useState<Entry | null>(null);
  const read = useQuery(recordsQuery(filter));
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        <div className="page-tools">
          {isCompany(me) && (
            <Button
              component="a"
              href={`/api/v1${query('/staff-exports/records.csv', { client: filter.client })}`}
              variant="default"
              leftSection={<Download size={16} aria-hidden />}
            >
              {t('csv')}
            </Button>
          )}
          <AddMenu onChoose={setEntry} />
        </div>
      </div>
      <p className="intro">
        {t(isCompany(me) ? 'intro' : 'introClient')} <Link to="/fees">{t('fees')}</Link>
      </p>
      <Filters />
      <Read query={read} lines={8}>
        {(page) => (page.data.length === 0 ? <p className="nothing">{t('none')}</p> : <Rows page={page} />)}
      </Read>
      {maySeeDataTags(me) && <DataTags />}
      {entry && <EntryDialog entry={entry} me={me} onClose={() => setEntry(null)} />}
    </>
  );
}

function AddMenu({ onChoose }: { onChoose: (entry: Entry) => void }) {
  const t = useTranslations('registers');
  const entries = entriesFor(useMe());
  if (entries.length === 0) return null;
  return (
    <Menu position="bottom-end" width={300} withinPortal={false}>
      <Menu.Target>
        <Button leftSection={<Plus size={16} aria-hidden />}>{t('add')}</Button>
      </Menu.Target>
      <Menu.Dropdown className="scrolls">
        {entries.map((entry) => (
          <Menu.Item key={entry.command} onClick={() => onChoose(entry)}>
            {t(`entries.${entry.command}.label`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Filters() {
  const t = useTranslations('registers');
  const me = useMe();
  const { kind = '', client = '' } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/registers' });
  const go = (next: { kind?: string; client?: string }) => {
    const chosen = { kind, client, ...next };
    void navigate({ search: { ...(chosen.kind ? { kind: chosen.kind } : {}), ...(chosen.client ? { client: chosen.client } : {}) }, replace: true });
  };
  const kinds = KINDS.filter((one) => isCompany(me) || !COMPANY_KINDS.includes(one)).map((value) => ({ value, label: t(`kinds.${value}`) }));
  return (
    <div className="filters">
      <SelectField label={t('kind')} value={kind} options={kinds} empty={t('everyKind')} onChange={(value) => go({ kind: value })} />
      {isCompany(me) && <TextField label={t('fields.client')} value={client} onChange={(value) => go({ client: value.trim() })} />}
    </div>
  );
}

function Rows({ page }: { page: Page<BookRecord> }) {
  const t = useTranslations('registers');
  const any = useAnyText();
  const { instant } = useWritten();
  const word = useWord();
  const navigate = useNavigate({ from: '/registers' });
  const company = isCompany(useMe());
  const columns = [
    { key: 'at', head: t('at'), cell: ({ at }: BookRecord) => instant(at) },
    {
      key: 'kind',
      head: t('kind'),
      cell: ({ kind, article, by }: BookRecord) => (
        <>
          <strong>{any(`registers.kinds.${kind}`)}</strong> <ArticleLink article={article} />
          <span className="quiet register-by">{typeof by === 'string' ? any(`timeline.${by}`) : word('role', by.role)}</span>
        </>
      ),
    },
    ...(company ? [{ key: 'client', head: t('fields.client'), cell: (record: BookRecord) => <ClientOf record={record} /> }] : []),
    { key: 'data', head: t('data'), cell: (record: BookRecord) => <Details record={record} /> },
  ];
  return (
    <>
      <Ledger caption={t('title')} columns={columns} rows={page.data} rowKey={({ id }) => id} />
      <div className="table-foot">
        <p role="status">{t('count', { count: page.data.length })}</p>
        {page.next !== null && (
          <Button variant="default" onClick={() => void navigate({ search: (now) => ({ ...now, cursor: page.next ?? '' }) })}>
            {t('more')}
          </Button>
        )}
      </div>
    </>
  );
}

/** The client's name, which shows what else is recorded of it. */
function ClientOf({ record: { client, clientName } }: { record: BookRecord }) {
  if (client === null) return '–';
  return (
    <Link to="/registers" search={{ client }}>
      {clientName ?? client}
    </Link>
  );
}

/** What is long and for proof alone, or stands here under another name: it is in the export, not on the screen. */
const KEPT_ASIDE = new Set(['evidence', 'successor', 'former', 'sha256', 'type', 'change', 'campaign']);

/** What names the matter comes first, then when, then the rest as it is stored. */
const FIRST = ['code', 'name', 'person', 'item', 'court', 'destination', 'operation', 'text', 'facts', 'from', 'to'];
const place = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

function Details({ record }: { record: BookRecord }) {
  const any = useAnyText();
  const shown = useShownValue(record);
  const subject = useCampaignName();
  const mayOpen = mayOpenFile(useMe(), record.kind);
  const { words, ...data } = record.data;
  const rows = Object.entries({ ...data, ...(words as object | undefined) })
    .filter(([name, value]) => !KEPT_ASIDE.has(name) && value !== null)
    .sort(([a], [b]) => place(a) - place(b));
  return (
    <dl className="register-data">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{any.has(`registers.fields.${name}`) ? any(`registers.fields.${name}`) : name}</dt>
          <dd>
            {name === 'code' ? (
              subject({ code: value, change: record.data.change } as Pick<Campaign, 'code' | 'change'>)
            ) : name === 'file' && mayOpen ? (
              <a href={`/api/v1/records/${record.id}/file`}>{shown(value)}</a>
            ) : (
              shown(value)
            )}
          </dd>
        </div>
      ))}
      <div>
        <dt>{any('registers.fields.id')}</dt>
        <dd>
          <span className="mono quiet">{record.id}</span>
        </dd>
      </div>
    </dl>
  );
}

/** A value of a record in words: free words instead of their ids, days and instants as they are written here. */
function useShownValue({ texts }: BookRecord): (value: unknown) => string {
  const any = useAnyText();
  const { day, instant, list } = useWritten();
  const word = useWord();
  const shown = (value: unknown): string => {
    if (typeof value === 'boolean') return any(value ? 'registers.yes' : 'registers.no');
    if (Array.isArray(value)) return list(value.map(shown));
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (text in texts) return texts[text] || any('registers.erased');
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(text);
    return /^\d{4}-\d{2}-\d{2}T/.test(text) ? instant(text) : word('record', text);
  };
  return shown;
}

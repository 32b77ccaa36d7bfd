import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import FileText from 'lucide-react/icons/file-text';
import { useTranslations } from 'use-intl';
import { query } from '../api/client.ts';
import { accountQuery, clientQuery } from '../api/queries.ts';
import type { Account } from '../api/types.ts';
import { useWritten } from '../i18n/written.ts';
import { TextField } from '../parts/field.tsx';
import { type Column, Ledger } from '../parts/ledger.tsx';
import { Money } from '../parts/money.tsx';
import { Read } from '../parts/read.tsx';
import { Take } from '../parts/take.tsx';

type Line = Account['data'][number] & { place: number };
const FROM = '/inside/clients/$client/account';

/** The statement of a client's account: its documents and payments up to a day, and what it owes after each. */
export function AccountStatement() {
  const t = useTranslations('statement');
  const { client } = useParams({ from: FROM });
  const { on = '' } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/clients/$client/account' });
  const name = useQuery(clientQuery(client)).data?.legalName;
  const account = useQuery(accountQuery(client, on));
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
      </div>
      <p className="intro">{name ?? client}</p>
      <div className="filters">
        <TextField
          label={t('upTo')}
          type="date"
          value={on}
          onChange={(day) => void navigate({ search: day ? { on: day } : {}, replace: true })}
          optional
        />
        <Files client={client} on={on} />
      </div>
      <Read query={account}>{(read) => <Lines account={read} />}</Read>
    </>
  );
}

function Files({ client, on }: { client: string; on: string }) {
  const t = useTranslations('statement');
  const path = `/clients/${encodeURIComponent(client)}/account-statement`;
  const day = on ? { on } : {};
  return (
    <div className="book-files">
      <a href={`/api/v1${query(`${path}.pdf`, day)}`} target="_blank" rel="noreferrer" className="paper">
        <FileText size={15} aria-hidden /> {t('pdf')}
      </a>
      <Take path={query(path, { ...day, format: 'csv' })}>{t('csv')}</Take>
    </div>
  );
}

function Lines({ account: { data, on, balanceCents } }: { account: Account }) {
  const t = useTranslations('statement');
  const { day } = useWritten();
  const first = data[0]?.on;
  const columns: Column<Line>[] = [
    { key: 'on', head: t('on'), cell: (line) => <span className="day">{day(line.on)}</span> },
    { key: 'label', head: t('operation'), cell: (line) => line.label },
    { key: 'piece', head: t('reference'), cell: (line) => <span className="mono">{line.piece}</span> },
    { key: 'debit', head: t('debit'), figures: true, cell: ({ debitCents }) => (debitCents === 0 ? '—' : <Money cents={debitCents} />) },
    { key: 'credit', head: t('credit'), figures: true, cell: ({ creditCents }) => (creditCents === 0 ? '—' : <Money cents={creditCents} />) },
    { key: 'balance', head: t('balance'), figures: true, cell: (line) => <Money cents={line.balanceCents} /> },
  ];
  return (
    <>
      <p role="status" className="account-balance">
        {t(balanceCents < 0 ? 'favour' : 'owed')}{' '}
        <strong>
          <Money cents={Math.abs(balanceCents)} />
        </strong>{' '}
        <span className="quiet">{first ? t('period', { from: day(first), to: day(on) }) : t('until', { to: day(on) })}</span>
      </p>
      {data.length === 0 ? (
        <p className="nothing">{t('none')}</p>
      ) : (
        <Ledger caption={t('title')} columns={columns} rows={data.map((line, place) => ({ ...line, place }))} rowKey={(line) => String(line.place)} />
      )}
    </>
  );
}

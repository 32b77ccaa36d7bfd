import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { recipientsQuery } from '../../api/queries.ts';
import type { CampaignRecipient } from '../../api/types.ts';
import { useAnyText, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { SelectField } from '../../parts/field.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';

const STATES = ['PENDING', 'SENT', 'SKIPPED', 'FAILED'] as const;

/** What became of each recipient, a page at a time. The filter is the address. */
export function Recipients({ id }: { id: string }) {
  const t = useTranslations('campaigns');
  const filter = useSearch({ from: '/inside/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const query = useQuery(recipientsQuery(id, filter));
  const go = (search: { state?: string; cursor?: string }): void => void navigate({ search });
  const state = filter.state ? { state: filter.state } : {};
  return (
    <section>
      <h2>{t('recipients')}</h2>
      <div className="filters">
        <SelectField
          label={t('state')}
          empty={t('allStates')}
          options={STATES.map((one) => ({ value: one, label: t(`recipientStates.${one}`) }))}
          value={filter.state ?? ''}
          onChange={(value) => go(value ? { state: value } : {})}
        />
      </div>
      <Read query={query}>{({ data }) => <Rows rows={data} />}</Read>
      <div className="dialog-foot">
        {filter.cursor && (
          <Button variant="default" onClick={() => go(state)}>
            {t('first')}
          </Button>
        )}
        {query.data?.next && (
          <Button variant="default" onClick={() => go({ ...state, cursor: query.data?.next ?? '' })}>
            {t('more')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Rows({ rows }: { rows: CampaignRecipient[] }) {
  const t = useTranslations('campaigns');
  const any = useAnyText();
  const word = useWord();
  const { day } = useWritten();
  const reason = (text: string): string => (any.has(`campaigns.reasons.${text}`) ? any(`campaigns.reasons.${text}`) : text);
  const columns: Column<CampaignRecipient>[] = [
    { key: 'client', head: t('client'), cell: (one) => one.clientName },
    {
      key: 'subscription',
      head: t('subscription'),
      cell: ({ subscription }) =>
        subscription ? (
          <Link to="/subscriptions/$number" params={{ number: subscription }} search={{ tab: 'notices' }}>
            {subscription}
          </Link>
        ) : (
          '—'
        ),
    },
    {
      key: 'state',
      head: t('state'),
      cell: (one) => `${t(`recipientStates.${one.state}`)}${one.reason && one.state !== 'SENT' ? ` · ${reason(one.reason)}` : ''}`,
    },
    { key: 'channel', head: t('messages'), cell: (one) => (one.channel ? word('channel', one.channel) : '—') },
    { key: 'received', head: t('received'), cell: (one) => (one.deemedReceivedOn ? day(one.deemedReceivedOn) : '—') },
    { key: 'counting', head: t('counting'), cell: (one) => (one.effectiveOn ? day(one.effectiveOn) : '—') },
  ];
  return <Ledger caption={t('recipients')} columns={columns} rows={rows} rowKey={(one) => one.client} />;
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { campaignsQuery } from '../../api/queries.ts';
import type { Campaign } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';
import { subjectsOf } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import { CampaignState, useCampaignName } from './words.tsx';

/** What the company announced to its clients, the last first, with how far each has come. */
export function Campaigns() {
  const t = useTranslations('campaigns');
  const me = useMe();
  const query = useQuery(campaignsQuery);
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {subjectsOf(me).length > 0 && <Button renderRoot={(props) => <Link to="/campaigns/new" {...props} />}>{t('new')}</Button>}
      </div>
      <p className="intro">{t('intro')}</p>
      <Read query={query}>{(rows) => (rows.length === 0 ? <p className="nothing">{t('none')}</p> : <Rows rows={rows} />)}</Read>
    </>
  );
}

function Rows({ rows }: { rows: Campaign[] }) {
  const t = useTranslations('campaigns');
  const { day } = useWritten();
  const name = useCampaignName();
  const columns: Column<Campaign>[] = [
    {
      key: 'code',
      head: t('code'),
      cell: (one) => (
        <Link to="/campaigns/$id" params={{ id: one.id }} className="capital">
          {name(one)}
        </Link>
      ),
    },
    { key: 'article', head: 'Art.', cell: (one) => <ArticleLink article={one.article} /> },
    { key: 'published', head: t('publishedOn'), cell: (one) => day(one.publishedAt) },
    { key: 'state', head: t('state'), cell: (one) => <CampaignState state={one.state} /> },
    { key: 'told', head: t('told'), figures: true, cell: ({ counts }) => `${counts.sent} / ${counts.recipients}` },
  ];
  return <Ledger caption={t('title')} columns={columns} rows={rows} rowKey={(one) => one.id} />;
}

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { dataTagsQuery } from '../../api/queries.ts';
import type { DataTag } from '../../api/types.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Read } from '../../parts/read.tsx';

/** E11.8a: in what role each table and file is kept, and under which article it goes. */
export function DataTags() {
  const t = useTranslations('registers.tags');
  const query = useQuery(dataTagsQuery);
  const columns: Column<DataTag>[] = [
    { key: 'name', head: t('name'), cell: (row) => <span className="mono">{row.name}</span> },
    { key: 'kind', head: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
    { key: 'role', head: t('role'), cell: (row) => t(`roles.${row.role}`) },
    { key: 'article', head: t('article'), cell: (row) => (row.article ? <ArticleLink article={row.article} /> : '—') },
  ];
  return (
    <details>
      <summary>{t('title')}</summary>
      <Read query={query}>{(rows) => <Ledger caption={t('title')} columns={columns} rows={rows} rowKey={({ name }) => name} />}</Read>
    </details>
  );
}

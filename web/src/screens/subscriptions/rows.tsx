import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Subscription } from '../../api/types.ts';
import { dayOf, useFormula, useSentences } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { type Column, Ledger } from '../../parts/ledger.tsx';
import { Money } from '../../parts/money.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';

/** The subscriptions as a ruled table: who, in which state, until when, what comes next and under which article, and what is late. */
export function SubscriptionRows({ rows }: { rows: Subscription[] }) {
  const t = useTranslations('list');
  const formula = useFormula();
  const { step } = useSentences();
  const { day } = useWritten();
  const columns: Column<Subscription>[] = [
    { key: 'client', head: t('client'), cell: (row) => <Client row={row} /> },
    { key: 'state', head: t('state'), cell: (row) => <StateBadge state={row.state} /> },
    { key: 'formula', head: t('formula'), cell: (row) => <span className="capital">{formula(row.formula)}</span> },
    { key: 'term', head: t('termEnd'), cell: (row) => <span className="day">{day(row.term.endsOn)}</span> },
    {
      key: 'next',
      head: t('next'),
      cell: ({ next }) =>
        next ? (
          <>
            {step(next)} <ArticleLink article={next.article} />
          </>
        ) : (
          <span className="quiet">{t('nothing')}</span>
        ),
    },
    { key: 'due', head: t('due'), cell: ({ next }) => next && <span className="day">{day(dayOf(next))}</span> },
    {
      key: 'overdue',
      head: t('overdue'),
      figures: true,
      cell: (row) => (row.overdueCents > 0 ? <Money cents={row.overdueCents} late /> : <span className="quiet">—</span>),
    },
  ];
  return <Ledger caption={t('title')} columns={columns} rows={rows} rowKey={(row) => row.number} />;
}

function Client({ row }: { row: Subscription }) {
  return (
    <>
      <Link to="/subscriptions/$number" params={{ number: row.number }} search={{}} data-row className="row-link">
        {row.clientName}
      </Link>
      <span className="row-number">{row.number}</span>
    </>
  );
}

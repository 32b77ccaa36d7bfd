import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { Fact } from '../../api/types.ts';
import { pdfOf } from '../../api/queries.ts';
import type { Sentences } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { Proof } from './proof.tsx';

/** Facts that change what the client may do, or what it owes for good: the eye finds them first. */
const TURNS = new Set([
  'subscription.accepted',
  'subscription.taken-over',
  'subscription.started',
  'suspension.applied',
  'suspension.lifted',
  'denunciation.recorded',
  'subscription.ended',
  'subscription.restored',
  'subscription.deleted',
  'term.renewed',
]);
const BAD = new Set(['suspension.applied', 'payment.rejected', 'payment.reversed', 'subscription.deleted', 'subscription.ended']);

type Props = { fact: Fact; sentences: Sentences; number: string; newDay: boolean; future: boolean };

/** One step: its day, what happened in words, the article, and for the past its proof. */
export function Step({ fact, sentences, number, newDay, future }: Props) {
  const t = useTranslations('timeline');
  const { day } = useWritten();
  return (
    <li
      className="step"
      data-turn={TURNS.has(fact.type)}
      data-bad={BAD.has(fact.type)}
      data-minor={fact.type === 'message.sent' || fact.type === 'notice.decided'}
      data-new-day={newDay}
    >
      <time className="step-day" dateTime={fact.at}>
        {newDay ? day(fact.at) : <span className="visually-hidden">{day(fact.at)}</span>}
      </time>
      <div className="step-body">
        <p className="step-sentence">
          {sentences.fact(fact)}
          {future && <span className="visually-hidden"> ({t('forecast')})</span>}
        </p>
        <p className="step-proof">
          <ArticleLink article={fact.article} subscription={number} />
          {!future && <Evidence fact={fact} number={number} />}
          {!future && <Proof fact={fact} />}
        </p>
      </div>
    </li>
  );
}

const SERIES = { 'invoice.issued': 'F', 'credit-note.issued': 'A', 'debit-note.issued': 'D' } as const;

/** The paper that goes with a step: the document it issued, or the message it sent. */
function Evidence({ fact, number }: { fact: Fact; number: string }) {
  const t = useTranslations('timeline');
  const series = fact.type in SERIES ? SERIES[fact.type as keyof typeof SERIES] : undefined;
  const paper = String(fact.data.number);
  if (series)
    return (
      <a href={pdfOf({ series, number: paper })} target="_blank" rel="noreferrer">
        {t('openDocument', { number: paper })}
      </a>
    );
  if (fact.type === 'export.delivered')
    return (
      <Link to="/subscriptions/$number" params={{ number }} search={{ tab: 'data' }}>
        {t('downloadExport')}
      </Link>
    );
  if (fact.type !== 'notice.sent' && fact.type !== 'message.sent') return null;
  return (
    <Link to="/subscriptions/$number" params={{ number }} search={{ tab: 'notices', message: String(fact.data.notice) }}>
      {t('openNotice')}
    </Link>
  );
}

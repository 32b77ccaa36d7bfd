import Download from 'lucide-react/icons/download';
import ExternalLink from 'lucide-react/icons/external-link';
import { useTranslations } from 'use-intl';
import type { Subscription } from '../../api/types.ts';
import { useFormula, useSentences, useWord } from '../../i18n/sentences.tsx';
import { useWritten } from '../../i18n/written.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { mayTakeEvidence } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';

/** Who, in which state, and one sentence that says what comes next, when, and under which article. */
export function Heading({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('view');
  const formula = useFormula();
  const { next: sentence } = useSentences();
  const { next, number, links } = subscription;
  return (
    <header className="file-head">
      <div className="file-title">
        <h1>{subscription.clientName}</h1>
        <StateBadge state={subscription.state} />
      </div>
      <p className="quiet">
        {number} · <span className="capital">{formula(subscription.formula)}</span>
      </p>
      <p className="whats-next">
        {next ? (
          <>
            {sentence(next)} <ArticleLink article={next.article} subscription={number} />
          </>
        ) : (
          t('nothing')
        )}
      </p>
      <Standing subscription={subscription} />
      <p className="file-links">
        {links.console !== null && (
          <a href={links.console} target="_blank" rel="noreferrer" className="outward">
            {t('console')} <ExternalLink size={14} aria-hidden />
          </a>
        )}
        {mayTakeEvidence(useMe()) && (
          <a href={`/api/v1/subscriptions/${number}/dossier`} download className="outward" title={t('evidenceHint')}>
            {t('evidence')} <Download size={14} aria-hidden />
          </a>
        )}
      </p>
    </header>
  );
}

/** What lies over the state without changing it (A7). */
function Standing({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('view');
  const word = useWord();
  const formula = useFormula();
  const { day, list } = useWritten();
  const { state, suspensionReasons, denunciation, terminationNotice, formulaChoice } = subscription;
  const over = String(state === 'ENDED' || state === 'DELETED');
  const termination = ({ by, ground, cessationOn }: NonNullable<Subscription['terminationNotice']>) => {
    if (cessationOn === null) return t('contested');
    const unlessPaid = over === 'false' && by === 'COMPANY' && ground === 'NON_PAYMENT';
    return unlessPaid ? t('terminatingUnlessPaid', { day: day(cessationOn) }) : t('terminating', { over, day: day(cessationOn) });
  };
  const lines = [
    suspensionReasons.length > 0 && t('suspendedFor', { reasons: list(suspensionReasons.map((reason) => word('reason', reason))) }),
    suspensionReasons.includes('PAYMENT') && t('untilPaid'),
    denunciation && t('denounced', { by: denunciation.by, over, day: day(denunciation.endsOn) }),
    terminationNotice && termination(terminationNotice),
    formulaChoice && t('choice', { formula: formula(formulaChoice) }),
  ].filter((line) => typeof line === 'string');
  if (lines.length === 0) return null;
  return (
    <ul className="standing">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

import { Button } from '@mantine/core';
import Check from 'lucide-react/icons/check';
import { useTranslations } from 'use-intl';
import type { Outcome } from '../../api/types.ts';
import { useSentences } from '../../i18n/sentences.tsx';
import { ArticleLink } from '../../parts/article-link.tsx';

/** What a command led to, as the journal now says it; or that a second person must agree. */
export function OutcomeView({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const t = useTranslations('action');
  const { facts = [], task } = outcome;
  const { fact } = useSentences(facts);
  return (
    <div role="status" className="outcome">
      {task === undefined ? (
        <>
          <p className="outcome-title">
            <Check size={18} aria-hidden /> {facts.length > 0 ? t('recorded') : t('done')}
          </p>
          <ul>
            {facts.map((one) => (
              <li key={one.seq}>
                {fact(one)} <ArticleLink article={one.article} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('waits')}</p>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Check from 'lucide-react/icons/check';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'use-intl';
import { factsQuery } from '../../api/queries.ts';
import type { Outcome } from '../../api/types.ts';
import { useSentences } from '../../i18n/sentences.tsx';
import { ArticleLink } from '../../parts/article-link.tsx';

type Props = { outcome: Outcome; subscription: string; onClose: () => void };
/** What a command led to, as the journal now says it; or that a second person must agree. The facts before it give documents their numbers. */
export function OutcomeView({ outcome, subscription, onClose }: Props) {
  const t = useTranslations('action');
  const { facts = [], task } = outcome;
  const before = useQuery({ ...factsQuery(subscription), enabled: task === undefined });
  const { fact } = useSentences([...(before.data ?? []), ...facts]);
  const rejected = facts.some(({ type }) => type === 'payment.rejected');
  return (
    <div role="status" className="outcome">
      {task === undefined ? (
        <>
          <p className="outcome-title" data-bad={rejected}>
            {rejected ? <X size={18} aria-hidden /> : <Check size={18} aria-hidden />}{' '}
            {rejected ? t('rejected') : facts.length > 0 ? t('recorded') : t('done')}
          </p>
          <ul>
            {facts.map((one) => (
              <li key={one.seq}>
                {fact(one)} <ArticleLink article={one.article} subscription={subscription} />
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

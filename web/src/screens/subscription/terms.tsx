import { useQuery } from '@tanstack/react-query';
import FileText from 'lucide-react/icons/file-text';
import { useTranslations } from 'use-intl';
import { acceptedTermsQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { Read } from '../../parts/read.tsx';
import { TextOfTerms } from '../../parts/text-of-terms.tsx';

/** The version of the terms that binds this subscription: its text, whole, with its fingerprint (E11.9a). */
export function Terms({ subscription: { number, termsVersion, acceptedAt } }: { subscription: Subscription }) {
  const t = useTranslations('terms');
  const { instant } = useWritten();
  const query = useQuery(acceptedTermsQuery(number));
  return (
    <section className="terms">
      <h2>{t('version', { version: termsVersion })}</h2>
      <p className="quiet">{t('acceptedOn', { instant: instant(acceptedAt) })}</p>
      <Read query={query}>
        {({ hash, text, pdf }) => (
          <>
            <p className="quiet">
              {t('hash')}: <span className="mono">{hash}</span>
            </p>
            <p>
              <a href={pdf} target="_blank" rel="noreferrer" className="paper">
                <FileText size={15} aria-hidden /> {t('pdf')}
              </a>
            </p>
            <div className="letter">
              <TextOfTerms text={text} />
            </div>
          </>
        )}
      </Read>
    </section>
  );
}

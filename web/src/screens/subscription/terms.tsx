import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { currentTermsQuery, termsVersionsQuery } from '../../api/queries.ts';
import type { Subscription } from '../../api/types.ts';
import { useWritten } from '../../i18n/written.ts';
import { Read } from '../../parts/read.tsx';
import { TextOfTerms } from '../../parts/text-of-terms.tsx';

/** The version of the terms that binds this subscription: its text, whole, with its fingerprint (E11.9a). */
export function Terms({ subscription: { client, termsVersion, acceptedAt } }: { subscription: Subscription }) {
  const t = useTranslations('terms');
  const { instant } = useWritten();
  const versions = useQuery(termsVersionsQuery(client));
  const current = useQuery(currentTermsQuery({ client }));
  const accepted = versions.data?.find(({ version }) => version === termsVersion);
  return (
    <section className="terms">
      <h2>{t('version', { version: termsVersion })}</h2>
      <p className="quiet">{t('acceptedOn', { instant: instant(acceptedAt) })}</p>
      {accepted && (
        <p className="quiet">
          {t('hash')}: <span className="mono">{accepted.hash}</span>
        </p>
      )}
      <Read query={current}>
        {({ version, text }) =>
          version === termsVersion ? (
            <div className="letter">
              <TextOfTerms text={text} />
            </div>
          ) : (
            <p>{t('none')}</p>
          )
        }
      </Read>
    </section>
  );
}

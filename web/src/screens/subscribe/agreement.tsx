import { Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { TermsText } from '../../api/types.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { Read } from '../../parts/read.tsx';
import { TextOfTerms } from '../../parts/text-of-terms.tsx';
import { type Declaration, DECLARATIONS } from './draft.ts';
import type { PartProps } from './identity.tsx';

/** The terms in full, what is easily overlooked in them (E4.2), five statements made one by one (E11.2a), and the box, which nobody ticks in advance (E11.9a). */
export function Agreement({ draft, faults, set, terms }: PartProps & { terms: UseQueryResult<TermsText> }) {
  const t = useTranslations('subscribe');
  return (
    <fieldset>
      <legend>{t('terms')}</legend>
      <Read query={terms} lines={8}>
        {({ version, text }) => (
          <>
            <section className="letter scrolls" tabIndex={0} aria-label={t('termsTitle', { version })}>
              <TextOfTerms text={text} />
            </section>
            <p className="quiet">
              {t('noHealthData')} <ArticleLink article="E4.2" />
            </p>
            <Checkbox.Group
              label={t('declarations')}
              value={draft.declared}
              onChange={(declared) => set('declared', declared as Declaration[])}
              error={faults.declared}
              data-error={faults.declared !== undefined}
            >
              <div className="declarations">
                {DECLARATIONS.map((one) => (
                  <Checkbox key={one} value={one} label={t(`declaration.${one}`)} />
                ))}
              </div>
            </Checkbox.Group>
            <Checkbox
              className="box"
              label={t('box', { version })}
              checked={draft.boxTicked}
              error={faults.boxTicked}
              onChange={(event) => set('boxTicked', event.currentTarget.checked)}
            />
          </>
        )}
      </Read>
    </fieldset>
  );
}

import { Checkbox } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { TermsText } from '../../api/types.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import type { Drafting } from '../../parts/draft.ts';
import { Read } from '../../parts/read.tsx';
import { TextOfTerms } from '../../parts/text-of-terms.tsx';
import { type Declaration, DECLARATIONS, type Draft } from './draft.ts';

/** The terms in full, what is easily overlooked in them (E4.2), five statements made one by one (E11.2a), and the box, which nobody ticks in advance (E11.9a): where another version comes into force meanwhile, it is unticked again. */
export function Agreement({ draft, faults, set, terms }: Drafting<Draft> & { terms: UseQueryResult<TermsText> }) {
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
              checked={draft.accepted === version}
              error={faults.accepted}
              onChange={(event) => set('accepted', event.currentTarget.checked ? version : '')}
            />
          </>
        )}
      </Read>
    </fieldset>
  );
}

import { useTranslations } from 'use-intl';
import type { Preview } from '../../api/types.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useWord } from '../../i18n/sentences.tsx';

/** Who would be told, and the text as it would read, in the reader's language. */
export function PreviewOf({ preview }: { preview: Preview }) {
  const t = useTranslations('campaigns');
  const word = useWord();
  const { language } = useLanguage();
  const text = preview.texts.find((one) => one.language === language) ?? preview.texts[0];
  const skipped = Object.values(preview.skipped).reduce((sum, count) => sum + count, 0);
  const channels = Object.entries(preview.channels).map(([channel, count]) => `${count} ${word('channel', channel)}`);
  return (
    <section className="campaign-preview" aria-live="polite">
      <h2>{t('dryTitle')}</h2>
      <p>{t('dryCounts', { recipients: preview.recipients, skipped, channels: channels.join(', ') || '—' })}</p>
      {text && (
        <>
          <h3>{t('reads')}</h3>
          <article className="campaign-text">
            <h4>{text.subject}</h4>
            <pre>{text.text}</pre>
          </article>
        </>
      )}
    </section>
  );
}

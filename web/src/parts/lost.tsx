import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';

/** An address that leads nowhere. */
export function Lost() {
  const t = useTranslations('state');
  return (
    <main className="page lost" id="content">
      <h1>{t('lostTitle')}</h1>
      <p>{t('lost')}</p>
      <Link to="/subscriptions">{t('home')}</Link>
    </main>
  );
}

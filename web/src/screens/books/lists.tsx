import { useTranslations } from 'use-intl';
import { Take } from '../../parts/take.tsx';

const LISTS = [
  ...(['invoices', 'credit-notes', 'debit-notes', 'payments', 'ledger-entries', 'clients', 'subscriptions'] as const),
  ...(['notices', 'tasks', 'complaints', 'exports', 'content-items'] as const),
];

/** Every list, whole, as a file for a spreadsheet. */
export function Lists() {
  const t = useTranslations('books');
  return (
    <section aria-labelledby="lists" className="published">
      <h2 id="lists">{t('lists')}</h2>
      <p className="quiet">{t('listsHint')}</p>
      <div className="book-files">
        {LISTS.map((name) => (
          <Take key={name} path={`/${name}?format=csv`}>
            {t(`names.${name}`)}
          </Take>
        ))}
      </div>
    </section>
  );
}

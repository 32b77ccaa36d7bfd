import { useTranslations } from 'use-intl';
import type { Client } from '../../api/types.ts';

/** Who subscribes (E1.1), as it is on record: what it declares exact below. */
export function Organisation({ client }: { client: Client }) {
  const t = useTranslations();
  const { legalName, legalForm, registration, seat, country, representative, email, contacts } = client;
  const rows = [
    [t('newClient.legalName'), legalName],
    [t('newClient.legalForm'), legalForm],
    [t('newClient.registration'), registration],
    [t('newClient.seat'), `${seat}, ${country}`],
    [t('newClient.representativeName'), `${representative.name}, ${representative.capacity}`],
    [t('newClient.email'), email],
    [t('newClient.contacts'), String(contacts)],
  ] as const;
  return (
    <fieldset>
      <legend>{t('newClient.identity')}</legend>
      <p className="quiet">{t('subscribe.wrong')}</p>
      <dl className="particulars">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </fieldset>
  );
}

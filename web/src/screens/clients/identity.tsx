import { useTranslations } from 'use-intl';
import { bind, type Drafting } from '../../parts/draft.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { mayMoveClock } from '../../session/permissions.ts';
import { useMe } from '../../session/use-me.ts';
import type { Draft } from './draft.ts';

/** E1.1: a legal person, its representative, where it is written to, and the access it is given (E3.2a). */
export function Identity(props: Drafting<Draft>) {
  const t = useTranslations('newClient');
  const clocks = mayMoveClock(useMe());
  return (
    <>
      <fieldset>
        <legend>{t('identity')}</legend>
        <p className="quiet">{t('legalOnly')}</p>
        <div className="fields">
          <TextField {...bind(props, 'legalName')} label={t('legalName')} autoComplete="organization" />
          <TextField {...bind(props, 'legalForm')} label={t('legalForm')} />
          <TextField {...bind(props, 'registration')} label={t('registration')} description={t('registrationHint')} />
          <TextField {...bind(props, 'country')} label={t('country')} description={t('countryHint')} autoComplete="country" />
          <div className="wide">
            <TextField {...bind(props, 'seat')} label={t('seat')} autoComplete="street-address" />
          </div>
          <TextField {...bind(props, 'representativeName')} label={t('representativeName')} autoComplete="name" />
          <TextField {...bind(props, 'representativeCapacity')} label={t('representativeCapacity')} autoComplete="organization-title" />
          <TextField {...bind(props, 'email')} label={t('email')} type="email" description={t('emailHint')} autoComplete="email" />
          <SelectField
            {...bind(props, 'language')}
            label={t('language')}
            options={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
          />
          <TextField {...bind(props, 'contacts')} label={t('contacts')} type="number" inputMode="numeric" min="0" description={t('contactsHint')} />
          {clocks && <TextField {...bind(props, 'clockAt')} label={t('clockAt')} type="datetime-local" optional description={t('clockHint')} />}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('access')}</legend>
        <div className="fields">
          <TextField {...bind(props, 'userEmail')} label={t('userEmail')} type="email" autoComplete="off" />
          <TextField {...bind(props, 'password')} label={t('password')} type="password" description={t('passwordHint')} autoComplete="new-password" />
        </div>
      </fieldset>
    </>
  );
}

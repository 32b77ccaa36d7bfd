/** Account numbers of the SEPA area, checked before anything is kept of them. */
import { countrySpecs, electronicFormatIBAN, isSEPACountry, validateIBAN, ValidationErrorsIBAN } from 'ibantools';

export type Iban = { iban: string /** What a reader may see of it: country and last digits. */; account: string };
export type IbanFault = { refused: { en: string; fr: string }; field: 'iban' };

const refused = (en: string, fr: string): IbanFault => ({ refused: { en, fr }, field: 'iban' });
const FAULTS: [ValidationErrorsIBAN, IbanFault][] = [
  [
    ValidationErrorsIBAN.NoIBANCountry,
    refused('An IBAN begins with the two letters of its country, such as FR76…', 'Un IBAN commence par les deux lettres de son pays, comme FR76…'),
  ],
  [
    ValidationErrorsIBAN.WrongBBANLength,
    refused(
      'This IBAN has not the length of those of its country: copy it whole.',
      "Cet IBAN n'a pas la longueur de ceux de son pays : recopiez-le en entier.",
    ),
  ],
];
const WRONG = refused(
  'The check digits of this IBAN do not fit: a character is wrong or missing.',
  'La clé de cet IBAN ne convient pas : un caractère est faux ou manque.',
);
const NOT_SEPA = refused(
  'No direct debit can be taken in the country of this IBAN.',
  "Aucun prélèvement SEPA n'est possible dans le pays de cet IBAN.",
);

const NAMES = { en: new Intl.DisplayNames(['en'], { type: 'region' }), fr: new Intl.DisplayNames(['fr'], { type: 'region' }) };
/** The United States, Canada, Japan…: a bank of theirs gives a number of another kind. Null for the letters of no country. */
function withoutIban(country: string): IbanFault | null {
  if (!countrySpecs[country] || countrySpecs[country].chars) return null;
  return refused(
    `This country (${NAMES.en.of(country)}) has no IBAN, and no direct debit can be taken there: give an account of the SEPA area.`,
    `Ce pays (${NAMES.fr.of(country)}) n'a pas d'IBAN, et aucun prélèvement SEPA n'y est possible : indiquez un compte de la zone SEPA.`,
  );
}

/** Reads an IBAN as people write it, with spaces or without. */
export function readIban(text: string): Iban | IbanFault {
  const iban = electronicFormatIBAN(text.toUpperCase()) ?? '';
  const { valid, errorCodes } = validateIBAN(iban);
  const country = iban.slice(0, 2);
  if (!valid) return withoutIban(country) ?? FAULTS.find(([code]) => errorCodes.includes(code))?.[1] ?? WRONG;
  return isSEPACountry(country) ? { iban, account: `${country} •••• ${iban.slice(-4)}` } : NOT_SEPA;
}

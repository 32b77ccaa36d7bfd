/** Days, sums and article numbers as a reader of each language expects them. Days are civil: no time zone moves them. */
import type { Civil, Instant } from '../contract/facts.ts';
import { formulas as en } from '../words/en/names.ts';
import { formulas as fr } from '../words/fr/names.ts';

export type Language = 'fr' | 'en';

const LOCALE = { fr: 'fr-FR', en: 'en-GB' } as const;
const utc = (options: Intl.DateTimeFormatOptions) => ({
  fr: new Intl.DateTimeFormat(LOCALE.fr, { ...options, timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat(LOCALE.en, { ...options, timeZone: 'UTC' }),
});
const LONG = utc({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT = utc({ day: 'numeric', month: 'long', year: 'numeric' });
const MONEY = {
  fr: new Intl.NumberFormat(LOCALE.fr, { style: 'currency', currency: 'EUR' }),
  en: new Intl.NumberFormat(LOCALE.en, { style: 'currency', currency: 'EUR' }),
};
const NUMBER = {
  fr: new Intl.NumberFormat(LOCALE.fr, { maximumFractionDigits: 4 }),
  en: new Intl.NumberFormat(LOCALE.en, { maximumFractionDigits: 4 }),
};
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'Europe/Paris' } as const;
const PARIS_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** French says « 1er février », and no comma after an English weekday. */
const polish = (text: string, language: Language): string =>
  language === 'fr' ? text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ') : text.replace(',', '');
const dated = (formats: typeof LONG, day: Civil, language: Language): string =>
  polish(formats[language].format(new Date(`${day}T00:00:00Z`)), language);

/** jeudi 11 février 2027, Thursday 11 February 2027. */
export const longDay = (day: Civil, language: Language): string => dated(LONG, day, language);
/** 11 février 2027, 11 February 2027. */
export const shortDay = (day: Civil, language: Language): string => dated(SHORT, day, language);
/** 705,60 € and €705.60. */
export const money = (cents: number, language: Language): string => MONEY[language].format(cents / 100);
/** 5,5 % and 5.5%. */
export const percent = (rate: number, language: Language): string => `${NUMBER[language].format(rate)}${language === 'fr' ? '\u00a0' : ''}%`;

const FORMULAS: Record<Language, Record<string, string>> = { fr, en };
/** A formula of the schedule as people call it. */
export const formulaName = (code: string, language: Language): string => FORMULAS[language][code] ?? code;

const COUNTRIES = { fr: new Intl.DisplayNames([LOCALE.fr], { type: 'region' }), en: new Intl.DisplayNames([LOCALE.en], { type: 'region' }) };
/** A country by its name, where it is known by its code. */
export const countryName = (country: string, language: Language): string =>
  /^[A-Z]{2}$/.test(country) ? (COUNTRIES[language].of(country) ?? country) : country;

/** An instant by the Paris clock, to the second. */
export function parisTime(at: Instant, language: Language): string {
  const moment = new Date(at);
  const clock = new Intl.DateTimeFormat(LOCALE[language], CLOCK).format(moment);
  const day = longDay(PARIS_DAY.format(moment), language);
  return language === 'fr' ? `${day} à ${clock} (heure de Paris)` : `${day} at ${clock} (Paris time)`;
}

/** « a, b et c ». */
export const listed = (items: readonly string[], language: Language): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${items.at(-1)}`;

const NBSP = '\u00a0';
/** What stands between a label and its value. */
export const COLON = { fr: `${NBSP}:`, en: ':' };
const MONTHS = {
  fr: 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
};
/** Where a line must not end: before what follows a number, inside guillemets and references of the law. */
const UNBROKEN = { fr: unbroken('fr', 'mois|jours?|heures?|h'), en: unbroken('en', 'months?|days?|hours?') };
function unbroken(language: Language, units: string): RegExp {
  const counted = `(?<=\\d|1er) (?=(?:${MONTHS[language]}|${units})(?!\\p{L}))`;
  return new RegExp(`${counted}|(?<=\\d) (?=\\([a-z]+\\))|(?<=[Aa]rticles?) (?=[\\dLDR])|(?<=[LDR]\\.|n°) (?=\\d)|(?<=«) | (?=»)`, 'gu');
}

/** What belongs together stays on one line; in French also double signs, and apostrophes are curved. Addresses of pages are left alone. */
export function spaced(text: string, language: Language): string {
  const held = text.replace(UNBROKEN[language], NBSP);
  return language === 'fr' ? held.replace(/ ([:;!?€%])/g, `${NBSP}$1`).replace(/(\p{L})'(?=\p{L})/gu, '$1’') : held;
}

/** The type of the messages: the keys of the English ones, each a text. The ICU arguments of a key are checked on the English text. */
import type { en } from './en/index.ts';

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
export type Messages = Texts<typeof en>;
export type Language = 'fr' | 'en';
/** How each language writes days and amounts: in English as in Europe, the day before the month. */
export const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

declare module 'use-intl' {
  interface AppConfig {
    Locale: (typeof LOCALES)[Language];
    Messages: typeof en;
  }
}

import type { Language } from './messages.ts';

/** French punctuation is kept on its line by no-break spaces, and its apostrophes are curved. */
export const typeset = (text: string, language: Language): string =>
  language === 'fr'
    ? text
        .replace(/ ([:;?!»€%])/g, '\u00a0$1')
        .replace(/« /g, '«\u00a0')
        .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    : text;

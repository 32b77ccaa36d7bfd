import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { en } from './en/index.ts';
import { type Language, LOCALES, type Messages } from './messages.ts';
import { typeset } from './typeset.ts';

const KEY = 'tacite-language';
const LOADERS: Record<Language, () => Promise<Messages>> = {
  fr: () => import('./fr/index.ts').then((file) => file.fr),
  en: () => import('./en/index.ts').then((file) => file.en),
};

/** The language chosen before on this device, else the browser's: French, or English for everybody else. */
export function firstLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'fr' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** The texts of a language; French punctuation is kept on its line by no-break spaces. */
export async function loadMessages(language: Language): Promise<Messages> {
  const messages = await LOADERS[language]();
  return language === 'fr' ? (bound(messages) as Messages) : messages;
}
function bound(part: unknown): unknown {
  if (typeof part === 'string') return typeset(part, 'fr');
  return Object.fromEntries(Object.entries(part as object).map(([key, value]) => [key, bound(value)]));
}

const Choice = createContext<{ language: Language; choose: (language: Language) => void } | null>(null);

/** Texts, dates and amounts of the chosen language, in Paris time. The page changes once the new texts are there. */
export function LanguageProvider({ first, children }: { first: { language: Language; messages: Messages }; children: ReactNode }) {
  const [{ language, messages }, show] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        localStorage.setItem(KEY, next);
        void loadMessages(next).then((loaded) => show({ language: next, messages: loaded }));
      },
    }),
    [language],
  );
  return (
    <Choice value={choice}>
      <IntlProvider locale={LOCALES[language]} messages={messages as typeof en} timeZone="Europe/Paris">
        {children}
      </IntlProvider>
    </Choice>
  );
}

export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  const choice = useContext(Choice);
  if (!choice) throw new Error('LanguageProvider is missing');
  return choice;
}

/** How days, instants and money are written: one place, for every screen. */
import { useFormatter } from 'use-intl';

export type Written = {
  /** A civil day or an instant, as a day in Paris. */
  day: (text: string) => string;
  /** An instant, to the minute, Paris time. */
  instant: (text: string) => string;
  money: (cents: number) => string;
  list: (texts: string[]) => string;
};

/** Noon keeps a civil day on its date in every season. */
const dateOf = (text: string): Date => new Date(text.length === 10 ? `${text}T12:00:00Z` : text);

export function useWritten(): Written {
  const format = useFormatter();
  return {
    day: (text) => format.dateTime(dateOf(text), { day: 'numeric', month: 'short', year: 'numeric' }),
    instant: (text) => format.dateTime(dateOf(text), { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    money: (cents) => format.number(cents / 100, { style: 'currency', currency: 'EUR' }),
    list: (texts) => format.list(texts),
  };
}

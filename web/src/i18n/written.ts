/** How days, instants and money are written: one place, for every screen. */
import { useMemo } from 'react';
import { useFormatter } from 'use-intl';
import type { Written } from '../../../words/sentences.ts';

/** Noon keeps a civil day on its date in every season. */
const dateOf = (text: string): Date => new Date(text.length === 10 ? `${text}T12:00:00Z` : text);

export function useWritten(): Written {
  const format = useFormatter();
  return useMemo(
    () => ({
      day: (text) => format.dateTime(dateOf(text), { day: 'numeric', month: 'short', year: 'numeric' }),
      instant: (text) => format.dateTime(dateOf(text), { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
      money: (cents) => format.number(cents / 100, { style: 'currency', currency: 'EUR' }),
      list: (texts) => format.list(texts),
    }),
    [format],
  );
}

const PARIS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });
/** The civil day in Paris of an instant, `YYYY-MM-DD`. */
export const parisDay = (instant: string): string => PARIS.format(new Date(instant));
/** The instant of a wall time in Paris, `YYYY-MM-DDTHH:mm[:ss.sss]`; in the hour that comes twice in autumn, the first. */
export function instantOfParis(wall: string): string {
  const summer = new Date(`${wall}+02:00`);
  return (OFFSET.format(summer).includes('+2') ? summer : new Date(`${wall}+01:00`)).toISOString();
}
const OFFSET = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeZoneName: 'shortOffset' });
/** The last instant of a civil day in Paris: what is due that day is then done. */
export const endOfParisDay = (day: string): string => instantOfParis(`${day}T23:59:59.999`);
/** A day so many days later. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What the API says, in both languages. */
import type { Words } from './problem.ts';

export const words = (en: string, fr: string): Words => ({ en, fr });

/** Cents as people write them. */
export function money(cents: number): Words {
  const euros = (cents / 100).toFixed(2);
  return words(`${euros} EUR`, `${euros.replace('.', ',')} €`);
}

import { impossible } from './problem.ts';

const SHORT_REASON = { en: 'Give a reason of at least 10 characters.', fr: 'Donnez un motif d’au moins 10 caractères.' };

/** A10: a manual decision gives its reason. */
export function wantReason(reason: string): void {
  if (reason.length < 10) throw impossible(SHORT_REASON, 'A10');
}

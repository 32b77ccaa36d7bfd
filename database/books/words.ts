import type { Label } from './journals.ts';

type Both = { fr: string; en: string };
/** What each kind of transaction is called. */
const WORDS: { [L in Label]?: Both } = {
  'invoice.issued': { fr: 'Facture', en: 'Invoice' },
  'debit-note.issued': { fr: 'Note de débit', en: 'Debit note' },
  'credit-note.issued': { fr: 'Avoir', en: 'Credit note' },
  'payment.settled': { fr: 'Encaissement', en: 'Payment received' },
  'payment.recorded': { fr: 'Encaissement', en: 'Payment received' },
  'payment.reversed': { fr: 'Retour de paiement', en: 'Payment returned' },
  'refund.released': { fr: 'Remboursement', en: 'Refund' },
  'refund.set-off': { fr: 'Compensation', en: 'Set-off' },
  'debt.written-off': { fr: 'Créance irrécouvrable', en: 'Debt written off' },
  'task.decided': { fr: 'Remboursement de trop-perçu', en: 'Overpayment given back' },
  'subscription.taken-over': { fr: 'Reprise', en: 'Taken over' },
  'year.deferred': { fr: 'Produits constatés d’avance', en: 'Deferred income' },
  'year.reopened': { fr: 'Extourne des produits constatés d’avance', en: 'Deferred income reversed' },
};

export const entryWords = (label: Label): Both => WORDS[label] ?? { fr: label, en: label };

/** What an entry refers to: a document by its number, anything else by its subscription and its own reference. */
export const pieceOf = ({ subscription, reference }: { subscription: string; reference: string }, document: string | null): string =>
  reference === document || /^[FAD]\d{4}-\d{6}$/.test(reference) ? reference : `${subscription}/${reference}`;

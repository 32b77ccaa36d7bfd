/** CGUV 5.5 (b): why a bank says no, and what follows: whether the software presents again, whether the means still serves, whether the flat sum is due. */

/** REVOKE: the means no longer serves. SUSPEND: it does not until BILLING has decided. */
export type Mandate = 'KEEP' | 'SUSPEND' | 'REVOKE';
export type RejectionCode = {
  /** Once, after `collection.retryAfterDays` (E5.5b): for what may pass. */
  retry: boolean;
  mandate: Mandate;
  /** False for what is no rejection by the Client's bank: our own or the provider's fault, a death, money taken back (E5.5b). */
  feeDue: boolean;
  words: { en: string; fr: string };
};

const code = (retry: boolean, mandate: Mandate, feeDue: boolean, en: string, fr: string): RejectionCode => ({
  ...{ retry, mandate, feeDue, words: { en, fr } },
});

/** Codes of SEPA R-transactions, of cards (`card_…`), and of a provider that refuses the means or the sum. docs/payments.md has them as a table. */
export const REJECTION_CODES: Record<string, RejectionCode> = {
  AM04: code(true, 'KEEP', true, 'insufficient funds', 'provision insuffisante'),
  MS03: code(true, 'KEEP', true, 'no reason given by the bank', 'motif non précisé par la banque'),
  MS02: code(false, 'SUSPEND', true, 'refused by the debtor', 'refus du débiteur'),
  MD06: code(false, 'KEEP', false, 'refund asked of the bank', 'remboursement demandé à la banque'),
  MD01: code(false, 'REVOKE', false, 'no mandate for this debit', 'absence de mandat pour ce prélèvement'),
  AC01: code(false, 'REVOKE', false, 'the account number is wrong', 'numéro de compte erroné'),
  AC04: code(false, 'REVOKE', true, 'account closed', 'compte clôturé'),
  AC06: code(false, 'REVOKE', true, 'account blocked', 'compte bloqué'),
  MD07: code(false, 'REVOKE', false, 'the account holder has died', 'titulaire du compte décédé'),
  AG01: code(false, 'SUSPEND', true, 'this account takes no direct debit', "ce compte n'accepte pas les prélèvements"),
  SL01: code(false, 'SUSPEND', true, 'the debtor lets this creditor debit nothing', "le débiteur n'autorise pas ce créancier"),
  RR04: code(false, 'SUSPEND', true, 'refused for a regulatory reason', 'refus pour un motif réglementaire'),
  AM05: code(true, 'KEEP', false, 'presented twice', 'présenté deux fois'),
  DUPL: code(true, 'KEEP', false, 'presented twice', 'présenté deux fois'),
  FF01: code(true, 'KEEP', false, 'technical fault', 'incident technique'),
  FF05: code(true, 'KEEP', false, 'technical fault', 'incident technique'),
  RC01: code(true, 'KEEP', false, 'unknown bank code', 'code banque inconnu'),
  BE05: code(true, 'KEEP', false, 'unknown creditor identifier', 'identifiant du créancier inconnu'),
  MD02: code(true, 'KEEP', false, 'data of the mandate missing', 'données du mandat manquantes'),
  RR01: code(true, 'KEEP', false, "the debtor's account is missing", 'compte du débiteur manquant'),
  RR02: code(true, 'KEEP', false, "the debtor's name or address is missing", 'nom ou adresse du débiteur manquants'),
  RR03: code(true, 'KEEP', false, "the creditor's name or address is missing", 'nom ou adresse du créancier manquants'),

  card_declined: code(true, 'KEEP', true, 'card refused by the bank', 'carte refusée par la banque'),
  card_expired: code(true, 'KEEP', true, 'card expired', 'carte expirée'),
  card_insufficient_funds: code(true, 'KEEP', true, 'limit of the card reached', 'plafond de la carte atteint'),
  card_authentication_required: code(false, 'KEEP', true, 'the bank wants its holder to confirm', 'la banque demande la confirmation du titulaire'),
  card_lost_or_stolen: code(false, 'REVOKE', true, 'card stopped by its bank', 'carte bloquée par sa banque'),
  card_stopped: code(false, 'REVOKE', true, 'the holder has withdrawn its consent', 'le titulaire a retiré son accord'),
  card_technical: code(true, 'KEEP', false, 'technical fault', 'incident technique'),
  card_disputed: code(false, 'KEEP', false, 'contested with the bank of the card', 'contesté auprès de la banque de la carte'),

  means_unusable: code(false, 'REVOKE', false, 'the provider no longer takes this means', "le prestataire n'accepte plus ce moyen"),
  sum_refused: code(false, 'KEEP', false, 'beyond what the provider takes at once', 'au-delà de ce que le prestataire prélève en une fois'),
};

/** A code that is not listed is a rejection like any other. */
export const rejectionCode = (id: string): RejectionCode => REJECTION_CODES[id] ?? code(true, 'KEEP', true, id, id);

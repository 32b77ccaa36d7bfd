import { type Day, partsOf } from '../contract/calendar.ts';
import type { FactOf } from '../contract/facts.ts';
import type { OperationKind, StatementItem } from '../contract/fees.ts';
import type { Contract } from '../contract/state.ts';

type Language = 'fr' | 'en';
const two = (n: number): string => String(n).padStart(2, '0');

/** A day as people write it: 04/01/2027. */
export function written(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${two(dayOfMonth)}/${two(month)}/${year}`;
}

/** The instalment that an invoice key names: 2 in `T3/2`. */
const instalmentOf = (invoice: string): string => invoice.split('/')[1] ?? '1';

/** Which instalments an invoice is for, where the price is paid in several. */
function partOf(issued: FactOf<'invoice.issued'>, { price, acceleration }: Contract, language: Language): string {
  const of = price?.instalments ?? 1;
  if (issued.kind === 'INSTALMENT')
    return language === 'fr' ? `, échéance ${instalmentOf(issued.invoice)} sur ${of}` : `, instalment ${instalmentOf(issued.invoice)} of ${of}`;
  const { issuedBefore = 0, to } = acceleration?.done ?? {};
  if (issued.kind !== 'ACCELERATED' || to === undefined) return '';
  return language === 'fr'
    ? `, échéances ${issuedBefore + 1} à ${to} sur ${of}, exigibles immédiatement (article 8.3 (b))`
    : `, instalments ${issuedBefore + 1} to ${to} of ${of}, immediately payable (article 8.3 (b))`;
}

/** What an invoice sells, in the client's language (E5.3a, E5.5b, E8.3b). The term's days are known while it is the running one. */
export function invoiceLabel(issued: FactOf<'invoice.issued'>, contract: Contract, language: Language): string {
  if (issued.kind === 'REJECTION_FEE') return language === 'fr' ? 'Frais forfaitaires de rejet de paiement' : 'Fixed fee for a rejected payment';
  if (issued.kind === 'ASSISTANCE') {
    const hours = (contract.quotes ?? []).find((one) => `Q/${one.id}` === issued.invoice)?.hours ?? 0;
    const worded = hours.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');
    return language === 'fr' ? `Assistance après la fin de l'abonnement : ${worded} h` : `Assistance after the end of the subscription: ${worded} h`;
  }
  const { term, formula } = contract;
  const [from, to] = [written(term.startsOn), written(term.endsOn)];
  const part = partOf(issued, contract, language);
  const running = issued.term === term.number;
  if (language === 'fr') return `Abonnement, formule de ${formula.months} mois${running ? `, du ${from} au ${to}` : ''}${part}`;
  return `Subscription, ${formula.months}-month formula${running ? `, ${from} to ${to}` : ''}${part}`;
}

const OPERATIONS: Record<Language, Record<OperationKind, string>> = {
  fr: { CARD: 'paiements par carte', TRANSFER: 'paiements par virement', DEBIT: 'paiements par prélèvement' },
  en: { CARD: 'card payments', TRANSFER: 'bank transfers', DEBIT: 'direct debits' },
};

/** The fees on one kind of payment by Contacts at one rate (E5.1c). */
export function operationsLabel({ item, count, volumeCents, percent = 0, fixedCents = 0 }: StatementItem, language: Language): string {
  const what = OPERATIONS[language][item as OperationKind];
  const number = (value: number, digits: number): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { minimumFractionDigits: digits, maximumFractionDigits: 4 });
  const eur = (cents: number): string => `${number(cents / 100, 2)}\u00a0€`;
  const space = language === 'fr' ? '\u00a0' : '';
  const rate = [...(percent > 0 ? [`${number(percent, 0)}${space}%`] : []), ...(fixedCents > 0 ? [eur(fixedCents)] : [])].join(' + ');
  return language === 'fr'
    ? `Frais sur ${what} : ${count} pour ${eur(volumeCents)}, à ${rate}`
    : `Fees on ${what}: ${count} for ${eur(volumeCents)}, at ${rate}`;
}

/** A Contact's payment that its bank rejected, on a day (E5.2c). */
export function contactRejectionLabel(day: Day | undefined, language: Language): string {
  const on = day === undefined ? '' : language === 'fr' ? ` le ${written(day)}` : ` on ${written(day)}`;
  return language === 'fr'
    ? `Paiement d'un Contact rejeté par sa banque${on} : frais forfaitaires`
    : `Payment of a Contact rejected by its bank${on}: flat fee`;
}

/** The two kinds of line of a debit note, each for one invoice (E5.3d, E5.3e). */
export const penaltyLabel = (number: string, language: Language): string =>
  language === 'fr' ? `Pénalités de retard sur la facture ${number}` : `Late penalties on invoice ${number}`;
export const indemnityLabel = (number: string, language: Language): string =>
  language === 'fr' ? `Indemnité forfaitaire de recouvrement, facture ${number}` : `Fixed recovery indemnity, invoice ${number}`;

/** The line of a credit note: days that are not used (E8.2b), what was waived on a document (E5.3c), a declaration that fell (E8.3b). */
export function creditLabel(cause: FactOf<'credit-note.issued'>['cause'], numbers: string[], language: Language): string {
  const on = numbers.join(', ');
  if (cause === 'CORRECTED') return language === 'fr' ? `Rectification de ${on}` : `Correction of ${on}`;
  if (cause === 'WAIVED') return language === 'fr' ? `Remise accordée sur ${on}` : `Waived on ${on}`;
  if (cause === 'RENEWAL_UNDONE') return language === 'fr' ? `Reconduction annulée, facture ${on}` : `Renewal undone, invoice ${on}`;
  if (cause === 'ACCELERATION_UNDONE')
    return language === 'fr' ? `Annulation de l'exigibilité immédiate, facture ${on}` : `Immediate payability undone, invoice ${on}`;
  if (cause === 'DISPROVED')
    return language === 'fr'
      ? `Pénalités et indemnité réduites, sur ${on} : paiement ordonné plus tôt qu'enregistré`
      : `Penalties and indemnity reduced, on ${on}: the payment was ordered before it was recorded`;
  return language === 'fr' ? `Jours non utilisés, sur facture ${on}` : `Unused days, on invoice ${on}`;
}

/** The line of an invoice that another system issued. */
export const takenOverLabel = (number: string, language: Language): string =>
  language === 'fr' ? `Solde repris de la facture ${number}` : `Balance of invoice ${number}, taken over`;

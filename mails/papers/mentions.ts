/** The mentions that the law and the contract ask of each kind of document (E5.3c; Commercial Code L.441-9; CGI annex II, 242 nonies A). */
import { isSuccessor } from '../company.ts';
import { type Language, listed, longDay, money, percent, shortDay } from '../format.ts';
import type { DocumentPaper } from './document-words.ts';

/** What every French e-invoice says, by its code: late penalties, recovery indemnity, discount (AFNOR XP Z12-012, BR-FR-05). */
export type PaymentTerms = Record<'PMD' | 'PMT' | 'AAB', string>;

const SAYS = {
  fr: {
    due: (day: string) => `À payer au plus tard le ${day}.`,
    penalty: (rate: string) =>
      `Toute somme impayée à l'échéance porte de plein droit, dès le lendemain, des pénalités de retard de ${rate} par mois, ou au taux maximal permis par la loi s'il est inférieur (article 5.3).`,
    indemnity: (sum: string) =>
      `Indemnité forfaitaire pour frais de recouvrement en cas de retard : ${sum} (articles L. 441-10 et D. 441-5 du code de commerce).`,
    noIndemnity: "Pas d'indemnité forfaitaire de recouvrement sur cette somme.",
    debit: (rate: string) =>
      `Pénalités de retard de ${rate} par mois sur les sommes impayées à leur échéance, ou au taux maximal permis par la loi s'il est inférieur, et indemnité forfaitaire de recouvrement (article 5.3 ; articles L. 441-10 et D. 441-5 du code de commerce) : sommes hors du champ d'application de la TVA. Elles ne portent pas elles-mêmes de pénalités.`,
    noPenalty: 'Cette somme ne porte pas de pénalités de retard.',
    fee: "Frais forfaitaires de paiement rejeté (article 5.5) : somme à caractère indemnitaire, hors du champ d'application de la TVA.",
    recharges: "Paiements de Contacts rejetés (article 5.2) : frais forfaitaires à caractère indemnitaire, hors du champ d'application de la TVA.",
    discount: "Pas d'escompte pour paiement anticipé.",
    corrects: (numbers: string) => `Cet avoir corrige : ${numbers}.`,
    services: "Catégorie d'opération : prestation de services.",
    debits: "Option pour le paiement de la taxe d'après les débits.",
    outside: "Sommes hors du champ d'application de la TVA.",
  },
  en: {
    due: (day: string) => `To be paid by ${day}.`,
    penalty: (rate: string) =>
      `Any sum unpaid when due bears, as of right and from the next day, late penalties of ${rate} per month, or of the highest rate allowed by law if that is lower (article 5.3).`,
    indemnity: (sum: string) =>
      `Flat indemnity for recovery costs in case of late payment: ${sum} (articles L. 441-10 and D. 441-5 of the French Commercial Code).`,
    noIndemnity: 'No flat recovery indemnity on this sum.',
    debit: (rate: string) =>
      `Late penalties of ${rate} per month on sums unpaid when due, or at the highest rate allowed by law if that is lower, and flat recovery indemnity (article 5.3; articles L. 441-10 and D. 441-5 of the French Commercial Code): sums outside the scope of VAT. They bear no penalties themselves.`,
    noPenalty: 'This sum bears no late penalties.',
    fee: 'Flat fee for a rejected payment (article 5.5): a compensation, outside the scope of VAT.',
    recharges: 'Rejected payments of Contacts (article 5.2): flat fees, a compensation, outside the scope of VAT.',
    discount: 'No discount for early payment.',
    corrects: (numbers: string) => `This credit note corrects: ${numbers}.`,
    services: 'Category of operation: supply of services.',
    debits: 'Option for payment of VAT on the basis of debits (option pour les débits).',
    outside: 'Sums outside the scope of VAT.',
  },
} satisfies Record<Language, Record<string, unknown>>;

/** Whether lines without VAT stand beside taxed ones, or make up a statement (E5.2c). */
const recharges = ({ document, lines }: DocumentPaper): boolean => document.kind === 'STATEMENT' && lines.some((line) => line.vatRate === 0);

/** Penalties, indemnity and discount: a debit note, a credit note and a fee bear less than an invoice of services. */
export function paymentTermsOf({ document: { series, kind }, language, penaltyMonthlyRate = 3, indemnityCents = 4000 }: DocumentPaper): PaymentTerms {
  const says = SAYS[language];
  const bears = series === 'F';
  return {
    PMD: bears ? says.penalty(percent(penaltyMonthlyRate, language)) : says.noPenalty,
    PMT: bears && kind !== 'REJECTION_FEE' ? says.indemnity(money(indemnityCents, language)) : says.noIndemnity,
    AAB: says.discount,
  };
}

/** Why a sum bears no VAT: the words of the XML beside it, and of the paper. */
export const outsideVat = ({ document: { kind, series }, language }: DocumentPaper): string =>
  series === 'F' && kind === 'STATEMENT' ? SAYS[language].recharges : kind === 'REJECTION_FEE' ? SAYS[language].fee : SAYS[language].outside;

/** CGI 272-1, 289: the documents that a credit note corrects, each with its day where that is known. */
const correctedBy = ({ document: { corrects, correctedOn = {} }, language }: DocumentPaper): string[] =>
  corrects.map((number) => {
    const day = correctedOn[number];
    return day ? `${number} (${shortDay(day, language)})` : number;
  });

/** The mentions at the foot of a document, one paragraph each. */
export function mentionsOf(input: DocumentPaper): string[] {
  const { document, lines, language, company, penaltyMonthlyRate = 3 } = input;
  const says = SAYS[language];
  const taxed = lines.some((line) => line.vatRate > 0);
  const onDebits = company && !isSuccessor(company) && company.vatOnDebits ? [says.debits] : [];
  const vat = taxed ? [says.services, ...onDebits] : [];
  if (document.series === 'A') return [says.corrects(listed(correctedBy(input), language)), ...(taxed ? vat : [says.outside])];
  const due = document.dueOn ? [says.due(longDay(document.dueOn, language))] : [];
  if (document.series === 'D') return [...due, says.debit(percent(penaltyMonthlyRate, language)), says.discount];
  const { PMD, PMT, AAB } = paymentTermsOf(input);
  const isFee = document.kind === 'REJECTION_FEE';
  const untaxed = recharges(input) || (isFee && !taxed) ? [outsideVat(input)] : [];
  return [...due, PMD, ...(isFee ? [] : [PMT]), ...untaxed, AAB, ...vat];
}

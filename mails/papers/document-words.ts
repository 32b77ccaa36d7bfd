/** What a document says, and the mentions that the law and the contract ask of each kind (E5.3c, L.441-9 of the Commercial Code). */
import type { Civil, InvoiceKind } from '../../contract/facts.ts';
import type { Company } from '../company.ts';
import { type Language, listed, longDay, money, percent } from '../format.ts';

export type DocumentData = {
  number: string;
  series: 'F' | 'A' | 'D';
  kind: InvoiceKind | 'CREDIT' | 'PENALTIES';
  subscription: string;
  term: number | null;
  issuedOn: Civil;
  dueOn: Civil | null;
  netCents: number;
  vatRate: number;
  vatCents: number;
  grossCents: number;
  /** Numbers of the invoices that a credit note corrects. */
  corrects: string[];
  /** First and last day of what the document is for. */
  period?: { from: Civil; to: Civil };
};
export type DocumentLine = { label: string; netCents: number; vatRate: number; vatCents: number };
export type ClientIdentity = { legalName: string; legalForm: string; registration: string; seat: string; country: string; vatNumber?: string };
export type DocumentPaper = {
  document: DocumentData;
  lines: DocumentLine[];
  company?: Company;
  client: ClientIdentity;
  language: Language;
  /** The day and means of the collection that the document announces (E5.5a). */
  collection?: { on: Civil; means: string };
  /** As accepted by the client (A13): percent per month, cents. */
  penaltyMonthlyRate?: number;
  indemnityCents?: number;
};

export const TITLE = { fr: { F: 'Facture', A: 'Avoir', D: 'Note de débit' }, en: { F: 'Invoice', A: 'Credit note', D: 'Debit note' } };
export const WORDS = {
  fr: {
    seller: 'Vendeur',
    client: 'Client',
    issued: 'Date d’émission',
    due: 'Échéance',
    subscription: 'Abonnement',
    period: 'Période',
    term: (n: number) => `n° ${n}`,
    label: 'Désignation',
    quantity: 'Qté',
    net: 'Prix unitaire HT',
    rate: 'TVA',
    amount: 'Montant HT',
    sum: 'Montant',
    netTotal: 'Total hors taxes',
    vat: (rate: string) => `TVA ${rate}`,
    ofBase: (base: string) => `sur ${base}`,
    total: { F: 'Total TTC', A: 'Montant de l’avoir TTC', D: 'Total TTC' },
    untaxed: { F: 'Total à payer, sans TVA', A: 'Montant de l’avoir, sans TVA', D: 'Total à payer, sans TVA' },
    corrects: (numbers: string) => `Cet avoir corrige : ${numbers}.`,
    collected: 'Montant qui sera prélevé',
    on: 'Le',
    by: (means: string) => `Par le moyen de paiement enregistré : ${means}.`,
    registration: 'Immatriculation',
    vatNumber: 'TVA intracommunautaire',
    services: "Catégorie d'opération : prestation de services.",
    outside: "Sommes hors du champ d'application de la TVA.",
  },
  en: {
    seller: 'Seller',
    client: 'Client',
    issued: 'Issued on',
    due: 'Due on',
    subscription: 'Subscription',
    period: 'Term',
    term: (n: number) => `no. ${n}`,
    label: 'Description',
    quantity: 'Qty',
    net: 'Unit price excl. VAT',
    rate: 'VAT',
    amount: 'Amount excl. VAT',
    sum: 'Amount',
    netTotal: 'Total excluding VAT',
    vat: (rate: string) => `VAT ${rate}`,
    ofBase: (base: string) => `on ${base}`,
    total: { F: 'Total including VAT', A: 'Credit including VAT', D: 'Total including VAT' },
    untaxed: { F: 'Total to be paid, no VAT', A: 'Credit, no VAT', D: 'Total to be paid, no VAT' },
    corrects: (numbers: string) => `This credit note corrects: ${numbers}.`,
    collected: 'Amount to be collected',
    on: 'On',
    by: (means: string) => `By the stored means of payment: ${means}.`,
    registration: 'Registration',
    vatNumber: 'VAT number',
    services: 'Category of operation: supply of services.',
    outside: 'Sums outside the scope of VAT.',
  },
};

/** Whether a statement has lines without VAT (E5.2c). */
const recharges = (kind: DocumentData['kind'], lines: readonly DocumentLine[]): boolean =>
  kind === 'STATEMENT' && lines.some((line) => line.vatRate === 0);

/** The mentions at the foot of a document, one paragraph each. */
export const mentionsOf = (input: DocumentPaper): string[] => (input.language === 'fr' ? mentionsFr(input) : mentionsEn(input));

function mentionsFr({ document, lines, penaltyMonthlyRate = 3, indemnityCents = 4000 }: DocumentPaper): string[] {
  const { series, kind, dueOn, vatRate, corrects } = document;
  if (series === 'A') return [WORDS.fr.corrects(listed(corrects, 'fr')), vatRate > 0 ? WORDS.fr.services : WORDS.fr.outside];
  const due = dueOn ? [`À payer au plus tard le ${longDay(dueOn, 'fr')}.`] : [];
  if (series === 'D')
    return [
      ...due,
      "Pénalités de retard et indemnité forfaitaire de recouvrement (article 5.3 ; article L. 441-10 du code de commerce) : sommes hors du champ d'application de la TVA. Elles ne portent pas elles-mêmes de pénalités.",
    ];
  const penalty = `Toute somme impayée à l'échéance porte de plein droit, dès le lendemain, des pénalités de retard de ${percent(penaltyMonthlyRate, 'fr')} par mois, ou au taux maximal permis par la loi s'il est inférieur (article 5.3).`;
  const indemnity = `Indemnité forfaitaire pour frais de recouvrement en cas de retard : ${money(indemnityCents, 'fr')} (articles L. 441-10 et D. 441-5 du code de commerce).`;
  return [
    ...due,
    penalty,
    ...(kind === 'REJECTION_FEE'
      ? ["Frais forfaitaires de paiement rejeté (article 5.5) : somme à caractère indemnitaire, hors du champ d'application de la TVA."]
      : [indemnity]),
    ...(recharges(kind, lines)
      ? ["Paiements de Contacts rejetés (article 5.2) : frais forfaitaires à caractère indemnitaire, hors du champ d'application de la TVA."]
      : []),
    "Pas d'escompte pour paiement anticipé.",
    ...(vatRate > 0 ? [WORDS.fr.services] : []),
  ];
}

function mentionsEn({ document, lines, penaltyMonthlyRate = 3, indemnityCents = 4000 }: DocumentPaper): string[] {
  const { series, kind, dueOn, vatRate, corrects } = document;
  if (series === 'A') return [WORDS.en.corrects(listed(corrects, 'en')), vatRate > 0 ? WORDS.en.services : WORDS.en.outside];
  const due = dueOn ? [`To be paid by ${longDay(dueOn, 'en')}.`] : [];
  if (series === 'D')
    return [
      ...due,
      'Late penalties and flat recovery indemnity (article 5.3; article L. 441-10 of the French Commercial Code): sums outside the scope of VAT. They bear no penalties themselves.',
    ];
  const penalty = `Any sum unpaid when due bears, as of right and from the next day, late penalties of ${percent(penaltyMonthlyRate, 'en')} per month, or of the highest rate allowed by law if that is lower (article 5.3).`;
  const indemnity = `Flat indemnity for recovery costs in case of late payment: ${money(indemnityCents, 'en')} (articles L. 441-10 and D. 441-5 of the French Commercial Code).`;
  return [
    ...due,
    penalty,
    ...(kind === 'REJECTION_FEE' ? ['Flat fee for a rejected payment (article 5.5): a compensation, outside the scope of VAT.'] : [indemnity]),
    ...(recharges(kind, lines) ? ['Rejected payments of Contacts (article 5.2): flat fees, a compensation, outside the scope of VAT.'] : []),
    'No discount for early payment.',
    ...(vatRate > 0 ? [WORDS.en.services] : []),
  ];
}

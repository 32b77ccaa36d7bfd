/** What a document says (E5.3c), and its words. */
import type { Civil, InvoiceKind, MeansKind, PenaltyComputation } from '../../contract/facts.ts';
import type { Company } from '../company.ts';
import type { Language } from '../format.ts';

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
  /** Numbers of the documents that a credit note corrects. */
  corrects: string[];
  /** The days on which they were issued, by number. */
  correctedOn?: Record<string, Civil>;
  /** First and last day of what the document is for. */
  period?: { from: Civil; to: Civil };
};
export type DocumentLine = {
  label: string;
  netCents: number;
  vatRate: number;
  vatCents: number;
  /** How the penalty on the document of this number was computed (E5.3d). */
  penalty?: PenaltyComputation & { number: string };
};
export type ClientIdentity = {
  id?: string;
  legalName: string;
  legalForm: string;
  registration: string;
  seat: string;
  country: string;
  email?: string;
  vatNumber?: string;
};
/** The mandate of a direct debit (RUM) and the identifier of who collects (ICS): with day and sum, the document is the notice that goes before the debit. */
export type Mandate = { reference: string; ics: string };
export type DocumentPaper = {
  document: DocumentData;
  lines: DocumentLine[];
  company?: Company;
  client: ClientIdentity;
  language: Language;
  /** The day and means of the collection that the document announces (E5.5a). */
  collection?: { on: Civil; means: string; kind: MeansKind; mandate?: Mandate };
  /** The picture at the head of the paper. */
  logo?: Buffer;
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
    collected: 'Montant qui sera prélevé',
    mandate: 'Référence du mandat (RUM)',
    ics: 'Identifiant créancier (ICS)',
    on: 'Le',
    by: (means: string) => `Par le moyen de paiement enregistré : ${means}.`,
    registration: 'Immatriculation',
    vatNumber: 'TVA intracommunautaire',
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
    collected: 'Amount to be collected',
    mandate: 'Mandate reference (RUM)',
    ics: 'Creditor identifier (ICS)',
    on: 'On',
    by: (means: string) => `By the stored means of payment: ${means}.`,
    registration: 'Registration',
    vatNumber: 'VAT number',
  },
};

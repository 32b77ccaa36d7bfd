import type { DocumentPaper } from '../../mails/papers/document-words.ts';

const client = {
  ...{ legalName: 'Association de démonstration « Les Exemples & Cie »', legalForm: 'Association loi 1901', registration: 'RNA W000000000' },
  ...{ seat: '1 rue des Exemples\n75000 Paris', country: 'FR', email: 'bureau@exemples.example' },
};
const period = { from: '2027-01-04', to: '2028-01-03' };
const common = { subscription: 'SUB-2027-0042', term: 1, corrects: [] };

export const INVOICE: DocumentPaper = {
  ...{ client, language: 'fr', collection: { on: '2027-02-03', means: 'Visa •••• 4242', kind: 'CARD' } },
  document: {
    ...{ ...common, number: 'F2027-000017', series: 'F', kind: 'PRICE', issuedOn: '2027-01-04', dueOn: '2027-02-03', period },
    ...{ netCents: 58_800, vatRate: 20, vatCents: 11_760, grossCents: 70_560 },
  },
  lines: [{ label: 'Abonnement AssoConnect, formule Association, 12 mois', netCents: 58_800, vatRate: 20, vatCents: 11_760 }],
};
export const FEE: DocumentPaper = {
  ...{ client, language: 'fr' },
  document: {
    ...{ ...common, number: 'F2027-000021', series: 'F', kind: 'REJECTION_FEE', issuedOn: '2027-02-03', dueOn: '2027-03-05' },
    ...{ netCents: 4000, vatRate: 0, vatCents: 0, grossCents: 4000 },
  },
  lines: [{ label: 'Frais de rejet du paiement T1/1', netCents: 4000, vatRate: 0, vatCents: 0 }],
};
export const CREDIT: DocumentPaper = {
  ...{ client, language: 'en' },
  document: {
    ...{
      ...common,
      number: 'A2027-000001',
      series: 'A',
      kind: 'CREDIT',
      issuedOn: '2027-07-03',
      dueOn: null,
      period,
      corrects: ['F2027-000017'],
      correctedOn: { 'F2027-000017': '2027-01-04' },
    },
    ...{ netCents: 29_642, vatRate: 20, vatCents: 5928, grossCents: 35_570 },
  },
  lines: [{ label: '184 of 365 days of the term, after the end of the subscription', netCents: 29_642, vatRate: 20, vatCents: 5928 }],
};
export const DEBIT: DocumentPaper = {
  ...{ client, language: 'fr', collection: { on: '2027-04-15', means: 'IBAN FR76 •••• 1152', kind: 'SEPA' } },
  document: {
    ...{ ...common, number: 'D2027-000003', series: 'D', kind: 'PENALTIES', issuedOn: '2027-03-15', dueOn: '2027-04-14' },
    ...{ netCents: 6974, vatRate: 0, vatCents: 0, grossCents: 6974 },
  },
  lines: [
    {
      ...{ label: 'Facture F2027-000017 : pénalités de retard', netCents: 2936, vatRate: 0, vatCents: 0 },
      penalty: {
        number: 'F2027-000017',
        rounding: 'DOWN',
        periods: [
          { from: '2027-02-04', to: '2027-03-03', baseCents: 70_560, monthlyRate: 3, months: 1, cents: 2116 },
          { from: '2027-03-04', to: '2027-03-15', baseCents: 70_560, monthlyRate: 3, days: 12, monthDays: 31, cents: 820 },
        ],
      },
    },
    { label: 'Facture F2027-000017 : indemnité forfaitaire de recouvrement', netCents: 4000, vatRate: 0, vatCents: 0 },
    {
      ...{ label: 'Facture F2027-000021 : pénalités de retard', netCents: 38, vatRate: 0, vatCents: 0 },
      penalty: {
        number: 'F2027-000021',
        rounding: 'DOWN',
        periods: [{ from: '2027-03-06', to: '2027-03-15', baseCents: 4000, monthlyRate: 3, days: 10, monthDays: 31, cents: 38 }],
      },
    },
  ],
};
export const TERMS_TEXT = [
  '# 1. Objet',
  '',
  'Texte d’exemple, écrit pour la démonstration : il ne reprend aucun contrat. Les « délais » se comptent en jours civils.',
  '',
  '## 1.1 Détail',
  '- un premier point ;',
  '- un second point.',
  '',
  ...Array.from({ length: 60 }, (_, index) => `Paragraphe ${index + 1}. ${'Une phrase assez longue pour remplir la page. '.repeat(3)}`),
].join('\n');

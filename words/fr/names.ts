/** Comment un document sans numéro et une formule se disent. */
export const papers = {
  formula: '{code}, {months, plural, one {# mois} other {# mois}}',
  term: 'la facture de la période {term}',
  instalment: 'le versement {instalment} de la période {term}',
  fee: 'les frais de rejet',
  debit: 'la note de débit',
};
export const formulas = {
  yearly: 'annuelle',
  monthly: 'mensuelle',
  'yearly-12': 'annuelle en 12 versements',
};

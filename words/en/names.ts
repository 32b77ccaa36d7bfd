/** How a document without a number, and a formula, are said. */
export const papers = {
  formula: '{code}, {months, plural, one {# month} other {# months}}',
  term: 'the invoice of term {term}',
  instalment: 'instalment {instalment} of term {term}',
  fee: 'the rejection fee',
  debit: 'the debit note',
};
export const formulas = {
  yearly: 'yearly',
  monthly: 'monthly',
  'yearly-12': 'yearly in 12 instalments',
};

/** CGUV 5.3, 5.5: invoices, due dates, what being late costs, presentations. */
import { dayOf } from '../../contract/calendar.ts';
import { indemnityCents } from '../../contract/arrears.ts';
import { penaltyCents } from '../../contract/penalties.ts';
import type { Receivable } from '../../contract/state.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { MONTHLY, YEARLY } from '../scenarios/scenario.ts';
import { boundary } from './boundary.ts';

const priceInvoices = async (at: string, lines = [YEARLY, MONTHLY]): Promise<string[]> => {
  const { given, when, see } = story();
  await given.baselineA({}, lines);
  await when.itIs(at);
  return (await see.documents()).filter((one) => one.series === 'F').map((one) => one.issuedOn);
};
boundary('E5.3a', 'the first day of a term', { before: ['2028-01-03 23:59', 1], after: ['2028-01-04 00:00', 2] }, async (at) => {
  return (await priceInvoices(at)).length;
});
boundary('E5.3a', 'the day of an instalment', { before: ['2027-02-03 23:59', 1], after: ['2027-02-04 00:00', 2] }, async (at) => {
  return (await priceInvoices(at, [{ ...YEARLY, instalments: 12 }])).length;
});

const stateOfInvoice = async (at: string): Promise<string | undefined> => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs(at);
  return (await see.documents()).find((one) => one.kind === 'PRICE')?.state;
};
boundary('E5.3b', 'payment.termDays', { before: ['2027-02-03 23:59', 'OPEN'], after: ['2027-02-04 00:00', 'OVERDUE'] }, stateOfInvoice);
boundary('E5.3b', 'dunning.preDueDays', { before: ['2027-01-27 07:59', 0], after: ['2027-01-27 08:00', 1] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await when.itIs(at);
  return (await see.messages()).filter((one) => one.code === 'PRE_DUE_REMINDER').length;
});

/** The invoice of baseline A, unpaid. */
const unpaid = {
  ...{ id: 'T1', number: 'F2027-000001', kind: 'PRICE', term: 1, issuedOn: dayOf('2027-01-04'), dueOn: dayOf('2027-02-03') },
  ...{ gross: 70_560, vat: 11_760, paid: [], tries: 2 },
} as unknown as Receivable;
boundary('E5.3d', 'the first day late', { before: ['2027-02-03', 0], after: ['2027-02-04', 75] }, (day) =>
  penaltyCents(contractOf(), unpaid, dayOf(day)),
);
boundary('E5.3d', 'a month late', { before: ['2027-03-03', 2_116], after: ['2027-03-04', 2_185] }, (day) =>
  penaltyCents(contractOf(), unpaid, dayOf(day)),
);
boundary('E5.3e', 'the first day late', { before: ['2027-02-03', 0], after: ['2027-02-04', 4_000] }, (day) =>
  indemnityCents(contractOf(), unpaid, dayOf(day)),
);
boundary('E5.3e', 'the first day late', { before: ['2027-02-03 23:59', 0], after: ['2027-02-04 00:01', 1] }, async (paid) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.pays(70_560, paid);
  await when.itIs('2027-02-10');
  return (await see.documents()).filter((one) => one.series === 'D').length;
});

/** The day on which a debit due on the third day before is presented. */
const presented = async (accepted: string): Promise<string | undefined> => {
  const { given, when, see } = story();
  await given.subscription({ formula: 'yearly', at: accepted, means: 'sepa_ok' });
  await when.itIs('2027-05-01');
  return (await see.facts()).flatMap((one) => (one.type === 'payment.presented' ? [one.presentedOn] : []))[0];
};
// due on Holy Thursday 2027-03-25, Good Friday, and the Saturday before Easter; and on the Tuesday after
boundary('E5.5a', 'a bank closing day', { before: ['2027-02-23', '2027-03-25'], after: ['2027-02-24', '2027-03-30'] }, presented);
boundary('E5.5a', 'a bank closing day', { before: ['2027-02-28', '2027-03-30'], after: ['2027-03-01', '2027-03-31'] }, presented);

boundary('E5.5b', 'collection.retryAfterDays', { before: ['2027-02-08 07:59', 1], after: ['2027-02-08 08:00', 2] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs(at);
  return (await see.facts()).filter((one) => one.type === 'payment.presented').length;
});

/** CGUV 8.1: start, duration, denunciation, change of formula, renewal and its reminder. */
import { dayOf, civilOf } from '../../contract/calendar.ts';
import { lastSendingDay } from '../../contract/denunciation.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { boundary, outcome } from './boundary.ts';

const offered = async (months: number) => {
  const { given } = story();
  return outcome(await given.subscription({ formula: 'any', at: '2027-01-04' }, [{ formula: 'any', months, netCents: 5_900 }]));
};
boundary('E8.1a', 'term.minMonths', { before: [0, 'E8.1a'], after: [1, 'done'] }, offered);
boundary('E8.1a', 'term.maxMonths', { before: [60, 'done'], after: [61, 'E8.1a'] }, offered);
boundary('E8.1a', 'the chosen start', { before: ['2027-01-31 23:59', 'PENDING'], after: ['2027-02-01 00:00', 'ACTIVE'] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA({ startsOn: '2027-02-01' });
  await when.itIs(at);
  return (await see.view()).state;
});

boundary('E8.1b', 'the renewal date', { before: ['2028-01-03 23:59', 1], after: ['2028-01-04 00:00', 2] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await when.itIs(at);
  return (await see.view()).term.number;
});
boundary('E8.1b', 'renewal.suspendedReviewDays', { before: ['2027-09-19 07:59', 0], after: ['2027-09-19 08:00', 1] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs(at);
  return (await see.tasks()).filter((one) => one.kind === 'RENEWAL_REVIEW').length;
});

/** The end of the subscription that the client denounces at an instant, as it stands then. */
const denounced = (formula: 'A' | 'M') => async (at: string) => {
  const { given, when, see } = story();
  await (formula === 'A' ? given.baselineA() : given.baselineM());
  await when.itIs(at);
  await when.client.asks('denounce', {});
  return (await see.view()).denunciation?.endsOn;
};
boundary(
  'E8.1c',
  'denunciation.shortTermWeeks',
  { before: ['2027-03-17 23:59', '2027-03-31'], after: ['2027-03-18 00:00', '2027-04-30'] },
  denounced('M'),
);
boundary(
  'E8.1d',
  'denunciation.longTermMonths',
  { before: ['2027-10-03 23:59', '2028-01-03'], after: ['2027-10-04 00:00', '2029-01-03'] },
  denounced('A'),
);
boundary('E8.1d', 'denunciation.longTermMonths', { before: ['2027-10-03 23:59', 'done'], after: ['2027-10-04 00:00', 'E8.1d'] }, async (at) => {
  const { given, when } = story();
  await given.baselineA();
  await when.itIs(at);
  return outcome(await when.legal.asks('denounce', {}));
});
boundary('E8.1d', 'denunciation.longFromMonths', { before: [11, '2027-12-20'], after: [12, '2027-10-03'] }, (months) =>
  civilOf(lastSendingDay(contractOf({ formula: { code: 'any', months } }), dayOf('2028-01-03'))),
);
boundary(
  'E8.1d',
  'the withdrawal of a denunciation',
  { before: ['2027-10-03 23:59', null], after: ['2027-10-04 00:00', '2028-01-03'] },
  async (at) => {
    const { given, when, see } = story();
    await given.baselineA();
    await when.itIs('2027-09-01');
    await when.client.asks('denounce', {});
    await when.itIs(at);
    await when.client.asks('withdraw-denunciation', {});
    return (await see.view()).cessationOn;
  },
);

const monthly = { formula: { code: 'monthly', months: 1 } };
boundary('E8.1e', 'formulaChange.minDaysBefore', { before: ['2028-01-02 23:59', 1], after: ['2028-01-03 00:00', 12] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineA();
  await when.itIs(at);
  await when.client.asks('choose-formula', monthly);
  await when.itIs('2028-01-04 00:00');
  return (await see.view()).formula.months;
});
boundary('E8.1e', 'formulaChange.minDaysBefore', { before: ['2028-01-02 23:59', 'done'], after: ['2028-01-03 00:00', 'E8.1e'] }, async (at) => {
  const { given, when } = story();
  await given.baselineA();
  await when.itIs('2027-12-01');
  await when.client.asks('choose-formula', monthly);
  await when.itIs(at);
  return outcome(await when.client.asks('cancel-formula-choice', {}));
});

const announced = async (at: string, denouncedAt?: string) => {
  const { given, when, see } = story();
  await given.baselineA();
  if (denouncedAt) {
    await when.itIs(denouncedAt);
    await when.client.asks('denounce', {});
  }
  await when.itIs(at);
  return (await see.messages()).filter((one) => one.code === 'RENEWAL_REMINDER').length;
};
boundary('E8.1g', 'renewal.reminderLeadMonths', { before: ['2027-08-03 07:59', 0], after: ['2027-08-03 08:00', 1] }, (at) => announced(at));
boundary('E8.1g', 'denounced before the reminder', { before: ['2027-08-03 07:59', 0], after: ['2027-08-03 08:01', 1] }, (at) =>
  announced('2027-09-01', at),
);
const exits = async (at: string) => {
  const { given, when } = story();
  await given.baselineM();
  await when.itIs(at);
  return outcome(await when.client.asks('free-exit', {}));
};
boundary('E8.1g', 'the first day of a free exit', { before: ['2027-03-31 23:59', 'E8.1g'], after: ['2027-04-01 00:00', 'done'] }, exits);
boundary('E8.1g', 'the last day of a free exit', { before: ['2027-04-30 23:59', 'done'], after: ['2027-05-01 00:00', 'E8.1g'] }, exits);

/** A1, A2, A3, A12, and 11.1: the conventions that every period rests on. */
import { addMonths, addWorkingDays, civilOf, dayOf, parisDay } from '../../contract/calendar.ts';
import { lastDayOf } from '../../contract/clause.ts';
import { deemedDay } from '../../contract/notices.ts';
import { contractOf, story } from '../contract/clauses/story.ts';
import { boundary } from './boundary.ts';

boundary('A1', 'midnight in Paris', { before: ['2027-10-03T21:59:59.999Z', '2027-10-03'], after: ['2027-10-03T22:00:00.000Z', '2027-10-04'] }, (at) =>
  civilOf(parisDay(Date.parse(at))),
);
boundary('A1', 'midnight in Paris', { before: ['2027-01-03T22:59:59.999Z', '2027-01-03'], after: ['2027-01-03T23:00:00.000Z', '2027-01-04'] }, (at) =>
  civilOf(parisDay(Date.parse(at))),
);

/** The first working day after a day. */
const next = (day: string): string => civilOf(addWorkingDays(dayOf(day), 1));
boundary('A1', 'a holiday is no working day', { before: ['2027-07-12', '2027-07-13'], after: ['2027-07-13', '2027-07-15'] }, next);
boundary('A1', 'Saturday is a working day', { before: ['2027-02-12', '2027-02-13'], after: ['2027-02-13', '2027-02-15'] }, next);

/** Whether ten days from an event are over. */
const over = (event: string) => (day: string) => dayOf(day.slice(0, 10)) > lastDayOf(contractOf(), dayOf(event), 10);
boundary('A2', 'the last day is usable until 24:00', { before: ['2027-02-25 23:59', false], after: ['2027-02-26 00:00', true] }, over('2027-02-15'));
boundary('A2', 'a last day on a Sunday is not moved', { before: ['2027-02-28', false], after: ['2027-03-01', true] }, over('2027-02-18'));
boundary('A3', 'a month that lacks the day number', { before: ['2027-01-31', '2027-02-28'], after: ['2027-02-01', '2027-03-01'] }, (day) =>
  civilOf(addMonths(dayOf(day), 1)),
);
boundary('A3', 'a month that lacks the day number', { before: ['2027-01-27', '2027-02-27'], after: ['2027-01-28', '2027-02-28'] }, (day) =>
  civilOf(addMonths(dayOf(day), 1)),
);

boundary(
  'E11.1b',
  'notice.deemedWorkingDays',
  { before: ['2027-02-14', false], after: ['2027-02-15', true] },
  (day) => dayOf(day) >= deemedDay(contractOf(), 'EMAIL', dayOf('2027-02-11')),
);
boundary('E11.1b', 'notice.deemedWorkingDays', { before: ['2027-05-12', '2027-05-15'], after: ['2027-05-13', '2027-05-18'] }, (sent) =>
  civilOf(deemedDay(contractOf(), 'EMAIL', dayOf(sent))),
);

boundary('A12', 'message.sendHour', { before: ['2027-02-04 07:59', 0], after: ['2027-02-04 08:00', 1] }, async (at) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs(at);
  return (await see.messages()).filter((one) => one.code === 'COURTESY_REMINDER').length;
});
boundary('A12', 'the day a payment was ordered', { before: ['2027-02-25', 'DISPROVED'], after: ['2027-02-26', 'SILENCE'] }, async (orderedOn) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs('2027-03-02');
  await when.billing.asks('record-payment', { amountCents: 70_560, orderedOn, means: 'TRANSFER' });
  await when.itIs('2027-03-12');
  return (await see.facts()).flatMap((one) => (one.type === 'suspension.lifted' ? [one.because] : []))[0];
});

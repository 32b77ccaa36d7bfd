/** CGUV 8.3: reminders, notice, suspension, reinstatement. */
import { story } from '../contract/clauses/story.ts';
import { boundary } from './boundary.ts';

/** What a default with a card that is refused has led to at an instant. */
const at = async (instant: string) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.itIs(instant);
  return see;
};
const sent = async (code: string, instant: string): Promise<number> =>
  (await (await at(instant)).messages()).filter((one) => one.code === code).length;

boundary(
  'E8.3a',
  'the first day overdue',
  { before: ['2027-02-03 23:59', 'OPEN'], after: ['2027-02-04 00:00', 'OVERDUE'] },
  async (instant) => (await (await at(instant)).documents()).find((one) => one.kind === 'PRICE')?.state,
);
boundary('E8.3a', 'dunning.courtesyDays', { before: ['2027-02-03 23:59', 0], after: ['2027-02-04 08:00', 1] }, (instant) =>
  sent('COURTESY_REMINDER', instant),
);
boundary('E8.3a', 'dunning.defaultNoticeDays', { before: ['2027-02-10 23:59', 0], after: ['2027-02-11 08:00', 1] }, (instant) =>
  sent('DEFAULT_NOTICE', instant),
);
boundary(
  'E8.3a',
  'default.cureDays',
  { before: ['2027-02-25 23:59', 'ACTIVE'], after: ['2027-02-26 00:00', 'SUSPENDED'] },
  async (instant) => (await (await at(instant)).view()).state,
);
boundary('E8.3a', 'default.cureDays', { before: ['2027-02-25 23:59', 'ACTIVE'], after: ['2027-02-26 00:01', 'SUSPENDED'] }, async (paid) => {
  const { given, when, see } = story();
  await given.baselineD();
  await when.pays(70_560, paid);
  await when.itIs('2027-02-26 12:00');
  return (await see.view()).state;
});

/** CGUV 8.3: reminders, notice, suspension, reinstatement. */
import { story } from '../contract/clauses/story.ts';
import { secondInstalmentRefused, theyAccelerate } from '../scenarios/lives/7-debts.ts';
import { boundary, outcome } from './boundary.ts';

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

/** When a default is suspended, if it is, after what is done at an instant. */
const suspendedAfter = async (instant: string, act: (actors: ReturnType<typeof story>) => Promise<unknown>): Promise<string | undefined> => {
  const actors = story();
  await actors.given.baselineD();
  await actors.when.itIs(instant);
  await act(actors);
  await actors.when.itIs('2027-05-01');
  return (await actors.see.facts()).flatMap((one) => (one.type === 'suspension.applied' ? [one.at] : []))[0];
};
const complain = (actors: ReturnType<typeof story>) =>
  actors.when.client.asks('open-complaint', { complaint: 'cpl_1', invoice: 'T1', text: 'text', documented: true });

boundary(
  'E8.3a',
  'a dispute opened by the last cure day',
  { before: ['2027-02-25 23:59', undefined], after: ['2027-02-26 00:00', '2027-02-25T23:00:00.000Z'] },
  (instant) => suspendedAfter(instant, complain),
);
boundary(
  'E8.3a',
  'the day after a rejected dispute',
  { before: ['2027-03-02 23:59', '2027-03-02T23:00:00.000Z'], after: ['2027-03-03 00:00', '2027-03-03T23:00:00.000Z'] },
  (rejected) =>
    suspendedAfter('2027-02-24', async (actors) => {
      await complain(actors);
      await actors.when.itIs(rejected);
      await actors.when.legal.asks('decide-dispute', { accepted: false, reason: 'text' });
    }),
);
boundary(
  'E8.3a',
  'the day a hold ends',
  { before: ['2027-02-25', '2027-02-25T23:00:00.000Z'], after: ['2027-02-26', '2027-02-26T23:00:00.000Z'] },
  (until) => suspendedAfter('2027-02-20', ({ when }) => when.billing.asks('hold-suspension', { until, reason: 'text' })),
);

boundary(
  'E8.3a-r',
  'reinstatement.silenceDays',
  { before: ['2027-03-08 23:59', 'SUSPENDED'], after: ['2027-03-09 00:00', 'ACTIVE'] },
  async (instant) => {
    const { given, when, see } = story();
    await given.baselineD();
    await when.pays(70_560, '2027-03-05 09:00'); // Friday: Saturday and Monday are working days
    await when.itIs(instant);
    return (await see.view()).state;
  },
);

boundary('E8.3b', 'default.cureDays', { before: ['2027-03-27 23:59', 'E8.3b'], after: ['2027-03-28 00:00', 'done'] }, async (instant) => {
  const actors = story();
  await secondInstalmentRefused(actors);
  await actors.when.itIs(instant);
  return outcome(await theyAccelerate(actors));
});

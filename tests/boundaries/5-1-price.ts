/** CGUV 5.1, 5.2: the schedules and rates that are dated, and the statements of the month. */
import { story } from '../contract/clauses/story.ts';
import { realStage } from '../scenarios/real.ts';
import { YEARLY, actors } from '../scenarios/scenario.ts';
import type { OutsideSeen } from '../scenarios/stage.ts';
import { boundary, boundaryAtTheDoors } from './boundary.ts';

const DEARER = { ...YEARLY, netCents: 62_400 };

boundaryAtTheDoors(
  'E5.1a',
  'the publication of a schedule',
  { before: ['2027-01-04 10:29', 58_800], after: ['2027-01-04 10:30', 62_400] },
  async (at, engine) => {
    const { given, see } = actors(await realStage(engine));
    await given.schedule('2027-01-04 10:30', [DEARER]);
    await given.subscription({ formula: 'yearly', at });
    return (await see.documents())[0]?.netCents;
  },
);
boundaryAtTheDoors(
  'E5.1b',
  'price.renewalInstant',
  { before: ['2028-01-04 00:00', 62_400], after: ['2028-01-04 00:01', 58_800] },
  async (published, engine) => {
    const { given, when, see } = actors(await realStage(engine));
    await given.schedule(published, [DEARER]);
    await given.baselineA();
    await when.itIs('2028-01-04 12:00');
    return (await see.documents()).filter((one) => one.series === 'F')[1]?.netCents;
  },
);

/** What the statement of 2027-06-01 bills, after one operation at an instant. */
const statement = (type: 'contact-payment' | 'contact-rejection') => async (at: string) => {
  const { given, when, see } = story();
  await given.baselineA();
  for (const [published, percent] of [
    ['2026-12-01 00:00', 1.5],
    ['2027-05-15 00:00', 1.8],
  ] as const)
    await given.fees(published, [{ operation: 'CARD', percent }]);
  await given.outside({ type, at, data: { operation: 'CARD', cents: 10_000, id: 'op-1' } } as OutsideSeen);
  await when.itIs('2027-06-01 00:00');
  return (await see.documents()).find((one) => one.kind === 'STATEMENT')?.netCents;
};
boundary(
  'E5.1c',
  'the rate in force at the operation',
  { before: ['2027-05-14 23:59', 150], after: ['2027-05-15 00:00', 180] },
  statement('contact-payment'),
);
boundary(
  'E5.1c',
  'the statement of the month',
  { before: ['2027-05-31 23:59', 180], after: ['2027-06-01 00:00', undefined] },
  statement('contact-payment'),
);
boundary(
  'E5.2c',
  'the statement of the month',
  { before: ['2027-05-31 23:59', 4_000], after: ['2027-06-01 00:00', undefined] },
  statement('contact-rejection'),
);

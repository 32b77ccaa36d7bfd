/** CGUV 5.1: the schedules and rates that are dated. */
import { realStage } from '../scenarios/real.ts';
import { YEARLY, actors } from '../scenarios/scenario.ts';
import { boundaryAtTheDoors } from './boundary.ts';

boundaryAtTheDoors(
  'E5.1a',
  'the publication of a schedule',
  { before: ['2027-01-04 10:29', 58_800], after: ['2027-01-04 10:30', 62_400] },
  async (at, engine) => {
    const { given, see } = actors(await realStage(engine));
    await given.schedule('2027-01-04 10:30', [{ ...YEARLY, netCents: 62_400 }]);
    await given.subscription({ formula: 'yearly', at });
    return (await see.documents())[0]?.netCents;
  },
);

/** What is entered in the Company's registers: evidence that nothing is timed by. Dues and deadlines do not move (E1.6, E4.3). */
import { z } from 'zod';
import { impossible } from '../problem.ts';
import { Day, Id, Instant, Text } from '../schemas/common.ts';
import { companyCommand, known, register } from '../wide-command.ts';

const NEVER_ENDS = { en: 'It ends after it begins.', fr: 'La fin vient après le début.' };
const Period = z.object({ from: Instant, to: Instant.optional(), text: Text(10_000), testClock: Id.optional() });
const inOrder = async ({ body }: { body: z.infer<typeof Period> }): Promise<void> => {
  if (body.to !== undefined && Date.parse(body.to) <= Date.parse(body.from)) throw impossible(NEVER_ENDS);
};
const period = { words: ['text'], body: Period, check: inOrder } as const;

/** E4.3: a window of necessary maintenance, told beforehand. */
export const recordMaintenance = companyCommand(
  register({
    ...{ ...period, kind: 'MAINTENANCE', article: 'E4.3', roles: ['ADMIN'] },
    example: { from: '2027-06-12T20:00:00Z', to: '2027-06-12T22:00:00Z', text: 'Mise à jour de la base de données' },
  }),
);

/** E4.3: an incident of the service. */
export const recordIncident = companyCommand(
  register({
    ...{ ...period, kind: 'INCIDENT', article: 'E4.3', roles: ['ADMIN'] },
    example: { from: '2027-06-14T08:10:00Z', to: '2027-06-14T09:00:00Z', text: 'Envoi des e-mails interrompu' },
  }),
);

/** E1.6: an event of force majeure, as French courts accept it. LEGAL puts holds by hand; no timer hangs on it. */
export const recordForceMajeure = companyCommand(
  register({
    ...{ ...period, kind: 'FORCE_MAJEURE', article: 'E1.6', roles: ['LEGAL'] },
    example: { from: '2027-06-01T00:00:00Z', text: 'Inondation du centre de données' },
  }),
);

const Dated = z.object({ on: Day, text: Text(10_000), testClock: Id.optional() });

/** E11.8c: a technical or organisational measure. */
export const recordMeasure = companyCommand(
  register({
    ...{ kind: 'MEASURE', article: 'E11.8c', roles: ['DPO'], words: ['text'], body: Dated },
    example: { on: '2027-03-01', text: 'Chiffrement des sauvegardes' },
  }),
);

/** E11.8c: staff trained in the protection of personal data. */
export const recordTraining = companyCommand(
  register({
    ...{ kind: 'TRAINING', article: 'E11.8c', roles: ['DPO'], words: ['text'] },
    body: Dated.extend({ people: z.int().min(1).max(100_000).optional() }),
    example: { on: '2027-03-15', text: 'Formation annuelle au RGPD', people: 12 },
  }),
);

const NO_SUBPROCESSOR = { en: 'This is not a sub-processor of the register.', fr: "Ce n'est pas un sous-traitant du registre." };

/** E11.8e: a sub-processor of the public register works no more for the Company. */
export const endSubprocessor = companyCommand(
  register({
    ...{ kind: 'SUBPROCESSOR_ENDED', article: 'E11.8e', roles: ['DPO'], words: [] },
    body: z.object({ subprocessor: Id, endsOn: Day, testClock: Id.optional() }),
    example: { subprocessor: 'rec_0123456789abcdef', endsOn: '2028-03-31' },
    check: async (asked) => {
      const { subprocessor, endsOn } = asked.body;
      const registered = (await known(asked, 'SUBPROCESSOR')).find((one) => one.id === subprocessor);
      if (!registered || endsOn < String(registered.data['startsOn'])) throw impossible(NO_SUBPROCESSOR, 'E11.8e');
    },
  }),
);

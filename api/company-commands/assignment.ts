import { z } from 'zod';
import { ANNOUNCERS, contractsMayBeAssigned } from '../../contract/announcing.ts';
import { dayOf } from '../../contract/calendar.ts';
import { announcing, published } from '../announcing.ts';
import { Day, Text } from '../schemas/common.ts';

/** E11.4b: the Company assigns its contracts, to anyone, after prior information; the terms list it, so that two persons of LEGAL agree (A10). */
export const assignContracts = announcing({
  article: 'E11.4b',
  roles: ANNOUNCERS['assign-contracts'],
  body: z.object({
    assignee: Text(2_000).describe('Who succeeds the Company: name, form, registration, seat'),
    effectiveOn: Day.describe('The day announced; for each client the assignment counts from it, or from deemed receipt if that is later'),
    ...published,
  }),
  example: { assignee: 'Exemple Services SAS, RCS Paris 000 000 000, 1 rue des Essais, 75001 Paris', effectiveOn: '2027-10-01' },
  draft: async ({ body: { assignee, effectiveOn }, publishedOn }) =>
    contractsMayBeAssigned(publishedOn, dayOf(effectiveOn)) ?? { code: 'ASSIGNMENT_NOTICE', words: { assignee }, on: effectiveOn },
});

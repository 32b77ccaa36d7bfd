import { z } from 'zod';
import { ANNOUNCERS, subprocessorMayStart } from '../../contract/announcing.ts';
import { dayOf } from '../../contract/calendar.ts';
import { announcing, published } from '../announcing.ts';
import { Day, Text } from '../schemas/common.ts';
import { keepRecord, keepWords } from '../wide-command.ts';

/** E11.8e: a sub-processor enters the public register, and every client is told so many days before it starts. */
export const registerSubprocessor = announcing({
  article: 'E11.8e',
  roles: ANNOUNCERS['register-subprocessor'],
  body: z.object({
    name: Text(500),
    country: Text(60),
    purpose: Text(2_000).describe('What it processes, and for what'),
    startsOn: Day,
    replaces: Text(500).optional(),
    ...published,
  }),
  example: { name: 'Exemple Hébergement SAS', country: 'FR', purpose: 'Hébergement des données', startsOn: '2027-09-01' },
  draft: async ({ body: { name, country, purpose, startsOn, replaces }, terms, publishedOn, publishedAt }) => {
    const refusal = subprocessorMayStart(terms, publishedOn, dayOf(startsOn));
    if (refusal) return refusal;
    const words = { ...(replaces ? { before: replaces } : {}), after: `${name} (${country})`, note: purpose };
    return {
      ...{ code: 'SERVICE_CHANGE', change: 'SUBPROCESSOR', words, on: startsOn },
      also: async (asked) => {
        const kept = { name: await keepWords(asked, name), purpose: await keepWords(asked, purpose) };
        const gone = replaces ? { replaces: await keepWords(asked, replaces) } : {};
        await keepRecord(asked, 'SUBPROCESSOR', { ...kept, ...gone, country, startsOn, publishedAt }, { part: '-subprocessor' });
      },
    };
  },
});

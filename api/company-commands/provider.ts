import { ANNOUNCERS } from '../../contract/announcing.ts';
import { z } from 'zod';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { insertProviderTerms } from '../../database/queries/company-terms.ts';
import { announcing, published } from '../announcing.ts';
import { impossible } from '../problem.ts';
import { Text } from '../schemas/common.ts';

const SAME_VERSION = {
  en: "A published version of a provider's terms never changes: give the new one another name.",
  fr: "Une version publiée des conditions d'un prestataire ne change jamais : donnez un autre nom à la nouvelle.",
};

/** E5.2b: another payment provider; its terms bind from their publication, and the clients are asked to acknowledge. */
export const changePsp = announcing({
  article: 'E5.2b',
  roles: ANNOUNCERS['change-psp'],
  body: z.object({
    provider: Text(200),
    version: Text(60).optional().describe('The name of its terms; the day of publication by default'),
    terms: Text(500_000).optional().describe('The terms of the provider, in full, as they are published on the site'),
    ...published,
  }),
  example: { provider: 'Exemple Paiements', version: '2027-06', terms: 'Conditions du prestataire…', publishedAt: '2027-06-15' },
  draft: async ({ body, publishedAt, testClock, deps: { knex } }) => {
    const on = civilOf(parisDay(momentOf(publishedAt)));
    const { provider, version = on, terms: text = provider } = body;
    return {
      ...{ code: 'PSP_CHANGE', words: { provider, terms: version }, on },
      also: async () => {
        const inserted = await insertProviderTerms(knex, { provider, version, text, publishedAt, testClock });
        if (!inserted) throw impossible(SAME_VERSION, 'E5.2b');
      },
    };
  },
});

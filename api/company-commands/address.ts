import { ANNOUNCERS } from '../../contract/announcing.ts';
import { z } from 'zod';
import { announcing, published } from '../announcing.ts';
import { Text } from '../schemas/common.ts';
import { keepRecord, keepWords } from '../wide-command.ts';

/** E11.1c: new addresses at which the Company is given notice; the former ones stay valid for each client until the day after its deemed receipt. */
export const changeCompanyAddress = announcing({
  article: 'E11.1c',
  roles: ANNOUNCERS['change-company-address'],
  body: z.object({ postal: Text(500), email: z.email().max(200), ...published }),
  example: { postal: '1 rue des Essais\n75001 Paris', email: 'notifications@nouvelle-adresse.example' },
  draft: async ({ body: { postal, email }, publishedAt }) => ({
    ...{ code: 'ADDRESS_CHANGE', words: { postal, email }, on: null },
    also: async (asked) => {
      const addresses = { postal: await keepWords(asked, postal), email: await keepWords(asked, email) };
      await keepRecord(asked, 'COMPANY_ADDRESS', { ...addresses, publishedAt }, { part: '-address' });
    },
  }),
});

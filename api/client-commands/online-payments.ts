import { z } from 'zod';
import { momentOf } from '../../contract/calendar.ts';
import { providerTermsAt } from '../../database/queries/company-terms.ts';
import { recordsOf } from '../../database/records.ts';
import { clientCommand, keepRecord, recorded, refuseWide } from '../wide-command.ts';

/** E5.2a: before its Contacts can pay online, the client accepts the provider's terms in force: their version and hash, the person and the time are kept. */
export const enableOnlinePayments = clientCommand({
  article: 'E5.2a',
  roles: ['CLIENT_ADMIN'],
  body: z.object({
    termsVersion: z
      .string()
      .max(60)
      .optional()
      .describe('The version read in GET /provider-terms/current; naming it accepts it, unless `accepted` is false'),
    accepted: z.boolean().optional().describe("True: the provider's terms in force are accepted"),
  }),
  example: { termsVersion: '2020-01', accepted: true },
  run: async (asked) => {
    const { deps, at, client, testClock, body } = asked;
    const terms = await providerTermsAt(deps.knex, { at: momentOf(at), testClock });
    if (!terms) return refuseWide(asked, 'no-provider');
    const values = { provider: terms.provider, version: terms.version };
    if (!(body.accepted ?? body.termsVersion !== undefined)) return refuseWide(asked, 'provider-terms-not-accepted', { values });
    if (body.termsVersion !== undefined && body.termsVersion !== terms.version) return refuseWide(asked, 'provider-terms-not-current', { values });
    const known = await recordsOf(deps.knex, { book: client.id, kind: 'ONLINE_PAYMENTS' });
    if (known.some((one) => one.data['terms'] === terms.id)) return refuseWide(asked, 'online-payments-enabled', { values });
    return recorded(await keepRecord(asked, 'ONLINE_PAYMENTS', { ...values, terms: terms.id, hash: terms.hash }));
  },
});

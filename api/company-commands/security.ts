import { z } from 'zod';
import { dayOf } from '../../contract/calendar.ts';
import { ANNOUNCERS, standardMayBind } from '../../contract/announcing.ts';
import { announcing, published } from '../announcing.ts';
import { Day, Text } from '../schemas/common.ts';

/** E3.2c: a new security standard, told to every client three months ahead. */
export const publishSecurityStandard = announcing({
  article: 'E3.2c',
  roles: ANNOUNCERS['publish-security-standard'],
  body: z.object({
    standard: Text(10_000).describe('The standard, in full'),
    effectiveOn: Day.optional().describe('A day announced; for each client it binds at the earliest after its notice period'),
    ...published,
  }),
  example: { standard: 'TLS 1.3 seulement, certificats de 3072 bits au moins', effectiveOn: '2027-07-01' },
  draft: async ({ body, terms, publishedOn }) => {
    const on = body.effectiveOn ?? null;
    const refusal = standardMayBind(terms, publishedOn, on === null ? null : dayOf(on));
    return refusal ?? { code: 'SECURITY_STANDARD_CHANGE', words: { standard: body.standard }, on };
  },
});

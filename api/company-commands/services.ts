import { z } from 'zod';
import { ANNOUNCERS, serviceMayChange } from '../../contract/announcing.ts';
import { refuse } from '../../contract/clause.ts';
import { civilOf } from '../../contract/calendar.ts';
import { clientById } from '../../database/queries/clients.ts';
import { announcing, published } from '../announcing.ts';
import { wantReason } from '../reason.ts';
import { ownerOf, registerName } from '../domains.ts';
import { impossible } from '../problem.ts';
import { Day, Id, Text } from '../schemas/common.ts';

/** E4.4: a service is renamed, reached otherwise, or replaced by one of equal or greater function; price and term are untouched. */
export const recordServiceChange = announcing({
  article: 'E4.4',
  roles: ANNOUNCERS['record-service-change'],
  body: z.object({
    before: Text(2_000).describe('The service as it was'),
    after: Text(2_000).describe('What it becomes'),
    equalOrGreater: z.boolean().default(false).describe('That the function is equal or greater is confirmed'),
    reason: z.string().trim().max(4_000).default('').describe('Why it is: at least 10 characters (A10)'),
    effectiveOn: Day.optional(),
    ...published,
  }),
  example: { before: 'Billetterie', after: 'Billetterie et adhésions', equalOrGreater: true, reason: 'Toutes les fonctions sont reprises' },
  draft: async ({ body: { before, after, equalOrGreater, reason, effectiveOn } }) => {
    const refusal = serviceMayChange(equalOrGreater);
    if (refusal) return refusal;
    wantReason(reason);
    return { code: 'SERVICE_CHANGE', change: 'SERVICE', words: { before, after, note: reason }, on: effectiveOn ?? null };
  },
});

/** A host name, as people write it. */
const Name = Text(253).regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i, 'write a domain name such as asso.example.org');
const NO_CLIENT = { en: 'There is no such client on this clock.', fr: "Ce client n'existe pas sur cette horloge." };

/** E3.3: a name that is the Company's is changed at any time; one that is the Client's never. */
export const renameCompanyDomain = announcing({
  article: 'E3.3',
  roles: ANNOUNCERS['rename-company-domain'],
  body: z.object({ client: Id, before: Name, after: Name, ...published }),
  example: { client: 'cli_0mc1k2j9x00', before: 'asso.assoconnect.com', after: 'jardins.assoconnect.com' },
  draft: async ({ body: { client, before, after }, deps: { knex }, testClock, publishedAt, publishedOn }) => {
    const row = await clientById(knex, client);
    if (!row || row.test_clock !== testClock) throw impossible(NO_CLIENT, 'E3.3');
    if ((await ownerOf(knex, client, before)) !== 'COMPANY') return refuse('E3.3', 'name-of-the-client', [], { name: before });
    return {
      ...{ code: 'SERVICE_CHANGE', change: 'DOMAIN', words: { before, after }, on: civilOf(publishedOn), clients: [client] },
      also: (asked) => registerName({ ...asked, client: row }, { name: after, owner: 'COMPANY', replaces: before, from: publishedAt }),
    };
  },
});

import { z } from 'zod';
import { platformAccounts } from '../../database/queries/accounts.ts';
import { audit } from '../../database/queries/audit.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { insertText } from '../../database/queries/texts.ts';
import { appendRecord } from '../../database/records.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible } from '../problem.ts';
import { seenClient } from './seen.ts';

const ROLES = ['SUPPORT', 'DPO', 'LEGAL'] as const;
const PURPOSE = {
  en: 'State for what purpose you look at these people, in at least 10 characters: it is recorded, and the client reads it.',
  fr: 'Indiquez dans quel but vous consultez ces personnes, en au moins 10 caractères : c’est enregistré, et le client le lit.',
};
const ContactBody = z.object({ number: z.int(), name: z.string(), email: z.string(), role: z.string(), joinedOn: z.string() });

/** E7.2: staff whose duties require it see the Contacts of a client for a purpose that they state; each view is on record. AUDITOR sees the log, not the people. */
export function contactRoutes(app: App, { knex, platform }: Deps): void {
  app.get(
    '/clients/:id/contacts',
    {
      config: { roles: ROLES, article: 'E7.2' },
      schema: {
        tags: ['clients'],
        summary: 'The Contacts of a client, for a stated purpose (E7.2)',
        params: z.object({ id: z.string() }),
        querystring: z.object({
          purpose: z.string().trim().max(500).default('').describe('At least 10 characters'),
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z.coerce.number().int().min(0).default(0),
        }),
        response: { 200: z.object({ data: z.array(ContactBody), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      const { purpose, limit, cursor } = request.query;
      if (purpose.length < 10) throw impossible(PURPOSE, 'E7.2');
      const at = new Date(await contractNow(knex, client.test_clock)).toISOString();
      const accounts = await platformAccounts(knex, client.id, Date.parse(at));
      const data = (await Promise.all(accounts.map((account) => platform.listContacts({ account, at, after: cursor, limit })))).flat();
      await viewed({ client: client.id, purpose, seen: data.length, at }, request);
      const last = data.at(-1);
      return { data, next: data.length >= limit && last ? String(last.number) : null };
    },
  );

  /** Who saw how many people, and why: before the answer leaves. */
  async function viewed(
    { client, purpose, seen, at }: { client: string; purpose: string; seen: number; at: string },
    request: Parameters<typeof personOf>[0],
  ): Promise<void> {
    const { id: person, roles } = personOf(request);
    const role = roles.find((one) => (ROLES as readonly string[]).includes(one)) ?? 'SUPPORT';
    const text = await insertText(knex, { client, content: purpose });
    await knex.transaction(async (trx) => {
      const data = { purpose: text, contacts: seen };
      const record = await appendRecord(trx, { book: client, kind: 'CONTACT_VIEW', article: 'E7.2', at, by: { person, role }, data, client });
      const note = { person, role, client, contract_at: at, detail: { record: record.id, contacts: seen } };
      await audit(trx, { ...note, action: 'view-contacts', outcome: 'done', article: 'E7.2' });
    });
  }
}

import { z } from 'zod';
import { audit } from '../../database/queries/audit.ts';
import { platformAccount, platformAccounts } from '../../database/queries/accounts.ts';
import { clientById, type ClientRow } from '../../database/queries/clients.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { contentOf, contentPage, type ContentRow } from '../../database/queries/content.ts';
import { textsOf } from '../../database/queries/texts.ts';
import type { Person } from '../../database/queries/users.ts';
import type { ContentItem } from '../../providers/platform/port.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { ListQuery, Page } from '../schemas/common.ts';
import { ContentItemBody } from '../schemas/documents.ts';
import { ownOnly, READERS } from './seen.ts';
import { seenSubscription } from './subscriptions.ts';

type Shown = z.infer<typeof ContentItemBody>;

/** An item as the platform has it, with what LEGAL did to it; of a removed one, what is kept. */
function shown(client: string, item: ContentItem | undefined, row: ContentRow | undefined, words: Map<string, string>): Shown {
  return {
    ...{ id: item?.id ?? row?.item ?? '', client, subscription: row?.subscription ?? null, title: item?.title ?? null },
    ...{ state: item?.state ?? row?.state ?? 'ONLINE', ground: row ? (words.get(row.ground) ?? null) : null },
    ...{ heldAt: row?.held_at ?? null, deletedAt: row?.deleted_at ?? null },
    publishedOn: item?.publishedOn ?? row?.published_on ?? null,
    ...{ sha256: item?.sha256 ?? row?.sha256 ?? null, bytes: item?.bytes ?? row?.bytes ?? null },
  };
}

/** E6.2a: Content stays the Client's, and the Company uses it only to perform: who of its staff looks at it is on record. */
async function noteView({ knex }: Deps, person: Person, client: ClientRow): Promise<void> {
  if (person.client !== null) return;
  const who = { person: person.id, role: person.roles.join(','), client: client.id };
  await audit(knex, { ...who, action: 'view-content', outcome: 'done', article: 'E6.2a' });
}

/** E6.2b: a client's content, item by item; over all clients, what was ever hidden or removed. */
export function contentRoutes(app: App, deps: Deps): void {
  const { knex, platform } = deps;
  const wordsOf = (rows: ContentRow[]) =>
    textsOf(
      knex,
      rows.map((row) => row.ground),
    );

  /** The spaces of a client, or that of one subscription, with what LEGAL did there. */
  async function itemsOf(client: ClientRow, number: string | undefined): Promise<Shown[]> {
    const at = await contractNow(knex, client.test_clock);
    const accounts = number ? [await platformAccount(knex, number, at)] : await platformAccounts(knex, client.id, at);
    const items = (await Promise.all(accounts.map((account) => platform.listContent(account, new Date(at).toISOString())))).flat();
    const rows = (await contentOf(knex, client.id)).filter(
      (row) => !number || row.subscription === number || items.some((item) => item.id === row.item),
    );
    const words = await wordsOf(rows);
    const rowOf = new Map(rows.map((row) => [row.item, row]));
    const gone = rows.filter((row) => !items.some((item) => item.id === row.item));
    return [...items.map((item) => shown(client.id, item, rowOf.get(item.id), words)), ...gone.map((row) => shown(client.id, undefined, row, words))];
  }

  app.get(
    '/content-items',
    {
      config: { roles: READERS },
      schema: {
        tags: ['content'],
        summary: 'Content of a client, item by item (E6.2b); without a client, all that was ever hidden or removed',
        querystring: ListQuery,
        response: { 200: Page(ContentItemBody) },
      },
    },
    async (request) => {
      const { query } = request;
      const on = query.subscription ? await seenSubscription(deps, request, query.subscription) : undefined;
      const filters = ownOnly(request, on ? { ...query, client: on.client } : query);
      const client = filters.client ? await clientById(knex, filters.client) : undefined;
      if (client) await noteView(deps, personOf(request), client);
      if (client) return { data: (await itemsOf(client, on?.number)).filter((one) => !query.state || one.state === query.state), next: null };
      const { rows, next } = await contentPage(knex, filters, query);
      const words = await wordsOf(rows);
      return { data: rows.map((row) => shown(row.client, undefined, row, words)), next };
    },
  );
}

import type { Knex } from 'knex';
import { OWN_KINDS, PUBLIC_KINDS } from '../../contract/records.ts';
import { type BookRecord, COMPANY_BOOK, recordOf, type RecordFilter, recordRows } from '../records.ts';
import { type Page, type Paging, page } from './pages.ts';
import { textsOf } from './texts.ts';

/** `reader`: a client, who sees what concerns it, or null for the Company. */
type Asked = RecordFilter & { article?: string | undefined; reader: { id: string; testClock: string | null } | null };

type Shown = BookRecord & { texts: Record<string, string>; clientName: string | null };

/** Records with their words and the name of their client, the last first. */
export async function recordsPage(knex: Knex, { article, reader, ...filter }: Asked, paging: Paging): Promise<Page<Shown>> {
  const query = recordRows(knex, { ...filter, ...(reader ? { testClock: reader.testClock } : {}) }).select(
    '*',
    knex('clients').select('legal_name').whereRaw('clients.id = records.client').as('client_name'),
  );
  if (article) query.where({ article });
  if (reader)
    query.where((seen) =>
      seen
        .where((own) => own.where({ client: reader.id }).whereIn('kind', OWN_KINDS))
        .orWhere((shared) => shared.where({ book: COMPANY_BOOK }).whereNull('client').whereIn('kind', PUBLIC_KINDS)),
    );
  const { rows, next } = await page<Parameters<typeof recordOf>[0] & { client_name: string | null }>(
    knex,
    query,
    [
      ['at', 'timestamptz'],
      ['id', 'text'],
    ],
    'desc',
    paging,
  );
  const words = await textsOf(
    knex,
    rows.flatMap(({ data }) => textIdsIn(data)),
  );
  return {
    rows: rows.map((row) => ({
      ...recordOf(row),
      clientName: row.client_name,
      texts: Object.fromEntries(textIdsIn(row.data).map((id) => [id, words.get(id) ?? ''])),
    })),
    next,
  };
}

/** The ids of the free words that a record speaks of. */
function textIdsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('txt_') ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textIdsIn) : [];
}

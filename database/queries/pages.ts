import type { Knex } from 'knex';

export type Order = 'asc' | 'desc';
export type Paging = { limit: number; cursor?: string | undefined; order?: Order | undefined };
export type Page<T> = { rows: T[]; next: string | null };
/** A column of the order with its type; together they must be unique. */
export type Key = readonly [column: string, type: 'text' | 'timestamptz' | 'integer' | 'bigint'];

/** The cursor is not one that this list gave out. */
export class BadCursor extends Error {}

/** One page in keyset order, `usual` unless another is asked for: the next one begins after the last row of this one, whatever was added meanwhile. */
export async function page<T>(knex: Knex, query: Knex.QueryBuilder, keys: readonly Key[], usual: Order, paging: Paging): Promise<Page<T>> {
  const columns = keys.map(([column]) => column);
  const order = paging.order ?? usual;
  if (paging.cursor !== undefined) {
    const after = decode(paging.cursor, keys.length);
    const types = keys.map(([, type]) => `?::${type}`).join(', ');
    query.whereRaw(`(${columns.map(() => '??').join(', ')}) ${order === 'desc' ? '<' : '>'} (${types})`, [...columns, ...after]);
  }
  query
    .select(knex.raw(`array[${columns.map(() => '??::text').join(', ')}] as page_key`, columns))
    .orderBy(columns.map((column) => ({ column, order })))
    .limit(paging.limit + 1);
  const found: (T & { page_key: string[] })[] = await query;
  const rows = found.slice(0, paging.limit);
  const last = rows.at(-1);
  return { rows, next: found.length > paging.limit && last ? Buffer.from(JSON.stringify(last.page_key)).toString('base64url') : null };
}

function decode(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string')) return values;
  } catch {
    // not JSON: said below
  }
  throw new BadCursor('unknown cursor');
}

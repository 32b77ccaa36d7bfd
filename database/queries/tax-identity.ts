import type { Knex } from 'knex';
import type { Civil } from '../../contract/facts.ts';
import { recordsOf } from '../records.ts';

export type TaxIdentity = { vatNumber: string | null; territory: string | null };

/** E5.4: the client's VAT number and territory on a day: of what began by then, what began last; of one day, what was recorded last. */
export async function taxIdentityOn(knex: Knex, client: string, on: Civil): Promise<TaxIdentity> {
  const begun = (await recordsOf(knex, { book: client, kind: 'TAX_IDENTITY' })).filter((one) => String(one.data['from']) <= on);
  const last = begun.toSorted((a, b) => (String(a.data['from']) < String(b.data['from']) ? -1 : 1)).at(-1);
  return { vatNumber: null, territory: null, ...(last?.data as Partial<TaxIdentity> | undefined) };
}

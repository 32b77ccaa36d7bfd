import type { ContentAct, FactOf } from '../../contract/facts.ts';
import { ContentItem } from '../models/content-item.ts';
import type { Writers, Writing } from './context.ts';

const STATE: Record<ContentAct, ContentItem['state']> = { HOLD: 'HELD', RELEASE: 'ONLINE', DELETE: 'DELETED' };

/** E6.2b: each item that an order names, with the words of the last one. */
async function order({ trx, client, number }: Writing, fact: FactOf<'content.ordered'>): Promise<void> {
  const { act, items, listing, ground, evidence, at } = fact;
  for (const item of items) {
    const change = {
      ...{ subscription: number, state: STATE[act], listing, ground, evidence: evidence ?? null, changedAt: at },
      ...(act === 'HOLD' ? { heldAt: at } : {}),
      ...(act === 'DELETE' ? { deletedAt: at } : {}),
    };
    await ContentItem.query(trx)
      .insert({ client, item, ...change })
      .onConflict(['client', 'item'])
      .merge(Object.keys(change).map((name) => ContentItem.propertyNameToColumnName(name)));
  }
}

export const contentWriters: Writers = {
  'content.ordered': order,
  'content.carried-out': async ({ trx, client }, { items }) => {
    for (const { id, ...measured } of items) await ContentItem.query(trx).findById([client, id]).patch(measured);
  },
};

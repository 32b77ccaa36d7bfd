/** On a test clock: what provider, post and platform have in store for a subscription, so that the loop stops there first. */
import { isoOf, momentOf } from '../contract/calendar.ts';
import type { OutsideEvent } from '../contract/events.ts';
import { isOperation, takeOperations, untoldActivity } from '../database/contact-operations.ts';
import { announcementInStore } from '../database/queries/campaign-store.ts';
import { outsideEvent } from '../database/queries/provider-events.ts';
import type { TrackingNews } from '../providers/letters/port.ts';
import type { OutsideNews } from '../providers/payments/port.ts';
import { report } from '../providers/sandbox/reports.ts';
import type { Deps } from './deps.ts';
import { einvoicesUntil } from './einvoices.ts';
import { collectExport } from './exports.ts';
import { deliverDue } from './outbox.ts';

/** The earliest outside event up to an instant (epoch milliseconds), or null: what the world tells, or what the Company announces. */
export async function lookAhead(deps: Deps, { subscription, until }: { subscription: string; until: number }): Promise<OutsideEvent | null> {
  const { client } = await deps.knex('subscriptions').where({ number: subscription }).first('client');
  const whose = { subscription, client, until: isoOf(until) };
  const news = await worldNews(deps, whose);
  const announced = await announcementInStore(deps.knex, whose);
  if (!news || !announced) return news ?? announced ?? null;
  return momentOf(announced.at) < momentOf(news.at) ? announced : news;
}

type Whose = { subscription: string; client: string; until: string };
/** What provider, post and platform tell first. Operations of Contacts are kept, and told by month. News of nothing that we know is marked as delivered. */
async function worldNews(deps: Deps, { subscription, client, until }: Whose): Promise<OutsideEvent | null> {
  const news: (OutsideNews | TrackingNews)[] = await deps.payments.events({ subscription, client, until });
  const { ids } = await takeOperations(deps.knex, news.filter(isOperation), subscription);
  if (ids.length > 0) await deps.payments.delivered(ids);
  const activity = await untoldActivity(deps.knex, subscription, until);
  for (const one of news) {
    if (isOperation(one)) continue;
    if (activity && activity.at <= one.at) break;
    const found = one.type === 'export-ready' ? await taken(deps, subscription, one) : await outsideEvent(deps.knex, one, report);
    if (found?.event && found.subscription === subscription) return found.event;
    if (!found?.event) await deps.payments.delivered([one.id]);
  }
  return activity;
}

/** E8.6a: an export that is ready is taken in before it is told. */
async function taken(
  deps: Deps,
  subscription: string,
  news: OutsideNews & { type: 'export-ready' },
): Promise<{ subscription: string; event: OutsideEvent } | null> {
  const answer = await collectExport(deps, { export: news.export, at: momentOf(news.at) });
  if (answer.outcome !== 'READY') return null;
  const { sha256, counts } = answer;
  return { subscription, event: { key: news.id, at: news.at, type: 'export-ready', export: news.export, sha256, counts } };
}

/** The clock stands still here: what was due up to now has left, and reads show it. */
export async function standStill(deps: Deps, { subscription, at }: { subscription: string; at: number }): Promise<void> {
  await deliverDue(deps, subscription, isoOf(at));
  await einvoicesUntil(deps, subscription, isoOf(at));
  await deps
    .knex('subscriptions')
    .where({ number: subscription })
    .update({ clock_at: isoOf(at) });
}

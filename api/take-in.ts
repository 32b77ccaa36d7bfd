import { createHash } from 'node:crypto';
import type { OutsideEvent } from '../contract/events.ts';
import { type OperationNews, isOperation, takeOperations, untoldActivity } from '../database/contact-operations.ts';
import { audit } from '../database/queries/audit.ts';
import { clientById, liveSubscriptions, methodByReference } from '../database/queries/clients.ts';
import { claimKey, releaseKey, storeAnswer } from '../database/queries/idempotency.ts';
import { outsideEvent } from '../database/queries/provider-events.ts';
import type { TrackingNews } from '../providers/letters/port.ts';
import type { OutsideNews } from '../providers/payments/port.ts';
import { report } from '../providers/sandbox/reports.ts';
import { collectLater } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';
import { Problem } from './problem.ts';
import { storeMethod } from './store-method.ts';
import { tellOutside, told } from './tell.ts';

const IN_FLIGHT = { en: 'This event is being taken in.', fr: 'Cet événement est en cours de réception.' };

/** An operation of a Contact is kept; its subscription is told once of the month (E5.1c). */
async function activityOf(knex: Deps['knex'], news: OperationNews): Promise<{ subscription: string; event: OutsideEvent | null } | null> {
  const [subscription] = (await takeOperations(knex, [news])).bearers;
  return subscription === undefined ? null : { subscription, event: await untoldActivity(knex, subscription, news.at) };
}

/** A means that was given on the provider's page: stored also when the client never comes back from there. */
async function storeEntered(deps: Deps, { client, token }: OutsideNews & { type: 'method-entered' }): Promise<boolean> {
  const row = client ? await clientById(deps.knex, client) : undefined;
  if (!row) return false;
  const id = `pm_${createHash('sha256').update(token).digest('hex').slice(0, 32)}`;
  return !('refused' in (await storeMethod(deps, row, { token, id })));
}

/** A method that the provider takes no more is told to every subscription of its client: those that pay by it present it no more (E5.5a). */
async function tellEnded(
  knex: Deps['knex'],
  temporal: Deps['temporal'],
  provider: string,
  { id: key, at, reference, code }: OutsideNews & { type: 'method-ended' },
): Promise<boolean> {
  const method = await methodByReference(knex, provider, reference);
  if (!method) return false;
  await tellOutside(temporal, await liveSubscriptions(knex, method.client), { key, at, type: 'method-ended', method: method.id, code });
  return true;
}

/** Tells the news of a provider once. What has no running subscription is kept in the audit log; it never starts one. */
export async function takeIn(deps: Deps, teller: string, news: OutsideNews | TrackingNews): Promise<'told' | 'kept' | 'known'> {
  const { knex, temporal } = deps;
  const keyed = { scope: `webhook ${teller}`, key: news.id, progress: null };
  const claim = await claimKey(knex, { ...keyed, bodyHash: news.id });
  if (claim.kind === 'answered') return 'known';
  if (claim.kind !== 'claimed') throw new Problem(409, IN_FLIGHT, {}, { 'retry-after': '1' });
  try {
    if (news.type === 'method-entered') {
      const heard = await storeEntered(deps, news);
      await storeAnswer(knex, keyed, 200, '');
      return heard ? 'told' : 'kept';
    }
    if (news.type === 'method-ended') {
      const heard = await tellEnded(knex, temporal, teller, news);
      await storeAnswer(knex, keyed, 200, '');
      return heard ? 'told' : 'kept';
    }
    if (news.type === 'export-ready') {
      await collectLater(temporal, { export: news.export, subscription: news.subscription ?? '' });
      await storeAnswer(knex, keyed, 200, '');
      return 'told';
    }
    const mapped = isOperation(news) ? await activityOf(knex, news) : await outsideEvent(knex, news, report);
    const heard = mapped !== null && (mapped.event === null || (await told(temporal, mapped.subscription, mapped.event)));
    if (!heard)
      await audit(knex, {
        action: `webhook ${news.type}`,
        subscription: mapped?.subscription ?? news.subscription,
        outcome: 'kept',
        detail: { id: news.id },
      });
    await storeAnswer(knex, keyed, 200, '');
    return heard ? 'told' : 'kept';
  } catch (error) {
    await releaseKey(knex, keyed);
    throw error;
  }
}

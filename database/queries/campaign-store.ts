/** On a test clock a campaign that is still to come lies in store: each bearer stops at its instant. */
import type { Knex } from 'knex';
import { momentOf, parisDay } from '../../contract/calendar.ts';
import { cessation } from '../../contract/cessation.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Contract } from '../../contract/state.ts';
import { actOf, announcementOf, type CampaignRow } from '../campaigns.ts';

type Sibling = { number: string; contract: Contract };

/** Whether this subscription will run on that day, as far as its contract knows. */
function runs({ contract }: Sibling, day: number): boolean {
  const end = cessation(contract);
  return contract.state !== 'DELETED' && contract.term.startsOn <= day && (end === undefined || end.on >= day);
}

/** The earliest announcement that this subscription bears up to an instant, and that its client has not had. */
export async function announcementInStore(
  knex: Knex,
  { subscription, client, until }: { subscription: string; client: string; until: string },
): Promise<OutsideEvent | undefined> {
  const waiting: CampaignRow[] = await knex('campaigns as k')
    .join('clients as c', 'c.test_clock', 'k.test_clock')
    .where('c.id', client)
    .where('k.state', 'SCHEDULED')
    .where('k.published_at', '<=', until)
    .where((query) => query.whereNull('k.clients').orWhereRaw('? = any(k.clients)', [client]))
    .orderBy(['k.published_at', 'k.id'])
    .select('k.*');
  if (waiting.length === 0) return undefined;
  const siblings: (Sibling & { accepted_at: string })[] = await knex('subscriptions')
    .where({ client })
    .orderBy(['accepted_at', 'number'])
    .select('number', 'contract', 'accepted_at');
  for (const campaign of waiting) {
    const day = parisDay(momentOf(campaign.published_at));
    const there = siblings.filter((one) => one.accepted_at <= campaign.published_at);
    const bearer = there.find((one) => runs(one, day)) ?? there.find((one) => one.contract.state !== 'DELETED');
    if (bearer?.number === subscription && !(await wasTold(knex, client, campaign.id))) return announcementOf(campaign);
  }
  return undefined;
}

const wasTold = async (knex: Knex, client: string, campaign: string): Promise<boolean> =>
  (await knex('journal as j')
    .join('subscriptions as s', 's.number', 'j.subscription')
    .where('s.client', client)
    .where({ 'j.act': actOf(campaign), 'j.part': 0 })
    .first('j.seq')) !== undefined;

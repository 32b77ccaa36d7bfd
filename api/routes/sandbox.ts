import type { z } from 'zod';
import { isOperation, takeOperations, untoldActivity } from '../../database/contact-operations.ts';
import { clientById } from '../../database/queries/clients.ts';
import { outsideEvent } from '../../database/queries/provider-events.ts';
import { subscriptionByNumber, subscriptionsOf } from '../../database/queries/subscriptions.ts';
import type { TrackingNews } from '../../providers/letters/port.ts';
import type { OutsideNews } from '../../providers/payments/port.ts';
import { report } from '../../providers/sandbox/reports.ts';
import type { App, Deps } from '../deps.ts';
import { impossible, Problem } from '../problem.ts';
import { NewEvent, StoredEvent } from '../schemas/sandbox.ts';
import { tellAndWait } from '../tell.ts';

const UNKNOWN = { en: 'The client or the subscription of this event is unknown.', fr: "Le client ou l'abonnement de cet événement est inconnu." };

type Asked = z.infer<typeof NewEvent>;
type Whose = { client?: string; subscription?: string; clocked: boolean };

/** Outside events that a test stores beforehand; of embedded instances only. */
export function sandboxRoutes(app: App, deps: Deps): void {
  const { sandboxUrl } = deps;
  if (!sandboxUrl) return;
  app.post(
    '/sandbox/events',
    {
      config: { roles: ['ADMIN', 'BILLING', 'SUPPORT'] },
      schema: { tags: ['sandbox'], summary: 'Store an outside event, dated', body: NewEvent, response: { 201: StoredEvent } },
    },
    async (request, reply) => {
      const { type, at, data, payment, notice } = request.body;
      const whose = await whoseIs(deps, request.body);
      const own = (id: string): string =>
        whose.subscription && id.startsWith(`${whose.subscription}/`) ? id.slice(whose.subscription.length + 1) : id;
      const event = {
        ...{ type, at: new Date(at).toISOString(), data, ...whose },
        ...(payment ? { payment: own(payment) } : {}),
        ...(notice ? { notice: own(notice) } : {}),
      };
      const stored = await store(sandboxUrl, event);
      if (whose.clocked) await tellWhatIsPast(deps, whose, event.at);
      return reply.code(201).send(stored);
    },
  );
}

/** A test clock stops at what is ahead of it; what is dated where it stands, or before, happens at once. */
async function tellWhatIsPast({ knex, temporal, payments }: Deps, { client, subscription }: Whose, at: string): Promise<void> {
  const own = client ? await subscriptionsOf(knex, client) : [];
  for (const { number, clock_at } of own) {
    if ((subscription && number !== subscription) || !clock_at || at > clock_at) continue;
    const news: (OutsideNews | TrackingNews)[] = await payments.events({ subscription: number, ...(client ? { client } : {}), until: clock_at });
    const { ids } = await takeOperations(knex, news.filter(isOperation), number);
    if (ids.length > 0) await payments.delivered(ids);
    const activity = await untoldActivity(knex, number, clock_at);
    if (activity) await tellAndWait(temporal, [number], activity);
    for (const one of news) {
      const found = isOperation(one) || one.type === 'export-ready' ? null : await outsideEvent(knex, one, report); // an export is taken in when the clock passes
      if (found?.subscription !== number) continue;
      if (found.event) await tellAndWait(temporal, [number], found.event);
      await payments.delivered([one.id]);
    }
  }
}

/** Whom an event concerns: named, or read from the payment's or the notice's id; a client with one subscription means that one. */
async function whoseIs({ knex }: Deps, { client, subscription, payment, notice, testClock }: Asked): Promise<Whose> {
  const number = subscription ?? (payment ?? notice)?.split('/')[0];
  if (number !== undefined) {
    const row = await subscriptionByNumber(knex, number);
    if (!row || (client !== undefined && client !== row.client)) throw impossible(UNKNOWN);
    return { client: row.client, subscription: row.number, clocked: row.test_clock !== null };
  }
  if (client === undefined) return { clocked: testClock !== undefined };
  const row = await clientById(knex, client);
  if (!row) throw impossible(UNKNOWN);
  const [only, ...others] = await subscriptionsOf(knex, client);
  return { client, clocked: row.test_clock !== null, ...(only && others.length === 0 ? { subscription: only.number } : {}) };
}

async function store(sandboxUrl: string, event: Record<string, unknown>): Promise<{ id: string }> {
  const response = await fetch(`${sandboxUrl}/sandbox-events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(5_000),
  });
  const body = (await response.json()) as { id: string; reason?: string };
  if (response.ok) return { id: body.id };
  const { reason = 'the sandbox did not take it' } = body;
  throw new Problem(response.status < 500 ? 422 : 503, { en: reason, fr: `Le bac à sable refuse cet événement : ${reason}` });
}

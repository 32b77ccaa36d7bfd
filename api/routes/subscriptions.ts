import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf, instantOf } from '../../contract/calendar.ts';
import { forecast } from '../../contract/forecast.ts';
import type { FactType } from '../../contract/facts.ts';
import { readJournal } from '../../database/journal.ts';
import { documentsPage } from '../../database/queries/documents.ts';
import { subscriptionByNumber, type SubscriptionRow, subscriptionsPage } from '../../database/queries/subscriptions.ts';
import type { Person } from '../../database/queries/users.ts';
import { foreseen, shownFact } from '../answer.ts';
import type { App, Deps } from '../deps.ts';
import { personOf } from '../plugins/identity.ts';
import { impossible, notFound } from '../problem.ts';
import { NewSubscription, SubscriptionQuery, TimelineQuery } from '../schemas/subscriptions.ts';
import { NewlySubscribed, SubscriptionBody, SubscriptionPage, Timeline } from '../schemas/views.ts';
import { shownDocument } from '../shown-document.ts';
import { createFor, startWorkflow } from '../subscribe.ts';
import { readAt, shownPage, shownSubscription } from '../subscription-view.ts';
import { maySee, ownOnly, READERS, seenClient } from './seen.ts';

const NO_SUBSCRIPTION = { en: 'There is no such subscription.', fr: "Cet abonnement n'existe pas." };
const BOTH = { en: 'Give `until` and `assuming` together.', fr: 'Donnez `until` et `assuming` ensemble.' };
const FAR = { en: 'A forecast reaches 70 years at most.', fr: 'Une prévision porte sur 70 ans au plus.' };
const SEVENTY_YEARS_MS = 70 * 366 * 86_400_000;

/** A subscription that this person may see. */
export async function seenSubscription({ knex }: Pick<Deps, 'knex'>, request: FastifyRequest, number: string): Promise<SubscriptionRow> {
  const row = await subscriptionByNumber(knex, number);
  if (!row || !maySee(personOf(request), row.client)) throw notFound(NO_SUBSCRIPTION);
  return row;
}

const INSIDE: readonly FactType[] = ['task.opened', 'task.reminded', 'task.decided', 'duty.deferred', 'acceleration.declined', 'debt.written-off'];
/** What the Company decides inside, such as a termination that waits for its second person, is not told to the client before its notice (A10). */
const concerns =
  ({ client }: Person) =>
  (one: { type: string }): boolean =>
    client === null || !INSIDE.some((type) => type === one.type);

/** Subscriptions: acceptance (E11.9a), state, and one line of past and future. */
export function subscriptionRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const params = z.object({ number: z.string() });

  app.post(
    '/subscriptions',
    {
      config: { roles: ['CLIENT_ADMIN', 'ADMIN'] },
      schema: { tags: ['subscriptions'], summary: 'Subscribe (E8.1a, E11.9a)', body: NewSubscription, response: { 201: NewlySubscribed } },
    },
    async (request, reply) => {
      const client = await seenClient(knex, request, request.body.client);
      const number = request.keyed?.progress?.['number'] ?? (await createFor(deps, request, client, request.body));
      await startWorkflow(deps, number);
      const row = await seenSubscription(deps, request, number);
      const { rows } = await documentsPage(knex, { subscription: number }, { limit: 100 });
      return reply
        .code(201)
        .header('location', `/api/v1/subscriptions/${number}`)
        .send({ ...shownSubscription(row, deps, personOf(request)), invoices: rows.map(shownDocument) });
    },
  );

  app.get(
    '/subscriptions',
    {
      config: { roles: READERS },
      schema: { tags: ['subscriptions'], summary: 'Subscriptions', querystring: SubscriptionQuery, response: { 200: SubscriptionPage } },
    },
    async (request) => {
      const { rows, next } = await subscriptionsPage(knex, ownOnly(request, request.query), request.query);
      return { ...shownPage(rows, deps, personOf(request)), next };
    },
  );

  app.get(
    '/subscriptions/:number',
    { config: { roles: READERS }, schema: { tags: ['subscriptions'], summary: 'A subscription', params, response: { 200: SubscriptionBody } } },
    async (request) => shownSubscription(await seenSubscription(deps, request, request.params.number), deps, personOf(request)),
  );

  app.get(
    '/subscriptions/:number/timeline',
    {
      config: { roles: READERS },
      schema: { tags: ['subscriptions'], summary: 'What happened, and what will', params, querystring: TimelineQuery, response: { 200: Timeline } },
    },
    async (request) => {
      const { limit, cursor = 0, until, assuming } = request.query;
      if ((until === undefined) !== (assuming === undefined)) throw impossible(BOTH);
      const row = await seenSubscription(deps, request, request.params.number);
      const rows = await readJournal(knex, row.number, { after: cursor, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const mine = concerns(personOf(request));
      const page = { data: shown.filter(mine).map(shownFact), next: rows.length > limit ? String(shown.at(-1)?.seq) : null };
      if (until === undefined || assuming === undefined) return page;
      const at = readAt(row);
      const end = instantOf(dayOf(until) + 1) - 1;
      if (end - at > SEVENTY_YEARS_MS) throw impossible(FAR);
      return { ...page, forecast: forecast(row.contract, end, assuming, at).filter(mine).map(foreseen) };
    },
  );
}

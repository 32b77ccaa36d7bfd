import { contractNow } from '../../database/queries/clocks.ts';
import { feeSchedules, insertFeeSchedule, insertTariff, providerTermsAt, tariffs } from '../../database/queries/company-terms.ts';
import type { App, Deps } from '../deps.ts';
import { impossible, notFound } from '../problem.ts';
import { FeeScheduleBody, FeeSchedules, NewFeeSchedule, NewTariff, ProviderTermsBody, TariffBody, Tariffs } from '../schemas/company-fees.ts';
import { WhoseClock, clockOf, iso, knownClock } from '../whose-clock.ts';
import { READERS } from './seen.ts';

const TWO_RATES = {
  en: 'A kind of operation has one line: percent and fixed sum go together.',
  fr: "Une sorte d'opération a une seule ligne : pourcentage et somme fixe vont ensemble.",
};
const NO_PROVIDER = {
  en: "No payment provider's terms are published yet.",
  fr: "Les conditions d'aucun prestataire de paiement ne sont publiées.",
};

/** What the Company publishes beside its prices: fees on online payments, the hour of assistance, the provider's terms (E5.1c, E5.2a, E8.6d). */
export function companyFeeRoutes(app: App, { knex }: Deps): void {
  app.post(
    '/fee-schedules',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: {
        tags: ['company'],
        summary: 'Publish the fees on the payments of Contacts (E5.1c)',
        body: NewFeeSchedule,
        response: { 201: FeeScheduleBody },
      },
    },
    async (request, reply) => {
      const { publishedAt, testClock, lines } = request.body;
      if (new Set(lines.map((line) => line.operation)).size < lines.length) throw impossible(TWO_RATES, 'E5.1c');
      const dated = { publishedAt: iso(publishedAt), testClock: await knownClock(knex, testClock) };
      return reply.code(201).send(await insertFeeSchedule(knex, dated, lines));
    },
  );
  app.get(
    '/fee-schedules',
    {
      config: { roles: READERS },
      schema: { tags: ['company'], summary: 'The fee schedules, the last first (E5.1c)', querystring: WhoseClock, response: { 200: FeeSchedules } },
    },
    async (request) => ({ data: await feeSchedules(knex, await clockOf(knex, request)), next: null }),
  );
  app.post(
    '/assistance-tariffs',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: { tags: ['company'], summary: 'Publish the price of an hour of assistance (E8.6d)', body: NewTariff, response: { 201: TariffBody } },
    },
    async (request, reply) => {
      const { publishedAt, testClock, hourlyCents } = request.body;
      const dated = { publishedAt: iso(publishedAt), testClock: await knownClock(knex, testClock) };
      return reply.code(201).send(await insertTariff(knex, dated, hourlyCents));
    },
  );
  app.get(
    '/assistance-tariffs',
    {
      config: { roles: READERS },
      schema: { tags: ['company'], summary: 'The assistance tariffs, the last first (E8.6d)', querystring: WhoseClock, response: { 200: Tariffs } },
    },
    async (request) => ({ data: await tariffs(knex, await clockOf(knex, request)), next: null }),
  );
  app.get(
    '/provider-terms/current',
    {
      config: { roles: READERS },
      schema: {
        tags: ['company'],
        summary: "The payment provider's terms in force, in full (E5.2a)",
        querystring: WhoseClock,
        response: { 200: ProviderTermsBody },
      },
    },
    async (request) => {
      const testClock = await clockOf(knex, request);
      const terms = await providerTermsAt(knex, { at: await contractNow(knex, testClock), testClock });
      if (!terms) throw notFound(NO_PROVIDER);
      return terms;
    },
  );
}

import { z } from 'zod';
import { faultsOf } from '../../contract/parameters.ts';
import { contractNow } from '../../database/queries/clocks.ts';
import { currentTerms, formulasAt, visible } from '../../database/queries/dated.ts';
import { concerned, insertLegalRate, insertSchedule, insertTerms, insertVatRate } from '../../database/queries/publish.ts';
import { lateIncreases } from '../../database/queries/late-increases.ts';
import type { App, Deps } from '../deps.ts';
import { impossible, notFound } from '../problem.ts';
import {
  Formulas,
  LegalRateBody,
  NewLegalRate,
  NewSchedule,
  NewTerms,
  NewVatRate,
  ScheduleBody,
  TermsBody,
  TermsText,
  VatRateBody,
} from '../schemas/company.ts';
import { tellOutside } from '../tell.ts';
import { WhoseClock, clockOf, iso, knownClock } from '../whose-clock.ts';
import { READERS } from './seen.ts';

const NO_TERMS = { en: 'No version of the terms is published yet.', fr: "Aucune version des conditions n'est publiée." };
const SAME_VERSION = {
  en: 'A published version of the terms never changes: give the new one another name.',
  fr: 'Une version publiée des conditions ne change jamais : donnez un autre nom à la nouvelle.',
};
/** E5.1a, E5.3a: a formula has one duration, one price for a number of Contacts, and at most one instalment a month. */
export function checkLines(lines: Pick<z.infer<typeof NewSchedule>['lines'][number], 'formula' | 'months' | 'contactsFrom' | 'instalments'>[]): void {
  const months = new Map<string, number>();
  const brackets = new Set<string>();
  for (const { formula, months: its, contactsFrom, instalments = 1 } of lines) {
    if (instalments > 1 && instalments > its)
      throw impossible(
        {
          en: `${formula} has ${instalments} instalments in ${its} months: give at most one a month.`,
          fr: `${formula} a ${instalments} échéances en ${its} mois : donnez-en une par mois au plus.`,
        },
        'E5.3a',
      );
    const bracket = JSON.stringify([formula, contactsFrom]);
    if (brackets.has(bracket))
      throw impossible(
        {
          en: `${formula} has two prices from ${contactsFrom} Contacts: keep one line.`,
          fr: `${formula} a deux prix à partir de ${contactsFrom} Contacts : gardez une seule ligne.`,
        },
        'E5.1a',
      );
    if ((months.get(formula) ?? its) !== its)
      throw impossible(
        {
          en: `${formula} has two durations: give each duration a formula of its own.`,
          fr: `${formula} a deux durées : donnez à chaque durée sa propre formule.`,
        },
        'E5.1a',
      );
    brackets.add(bracket);
    months.set(formula, its);
  }
}

/** Everything Company-wide and dated: schedules, rates and terms (E1.10, E5.1, E5.1d, E5.3d, E11.9a). */
export function companyRoutes(app: App, { knex, temporal }: Deps): void {
  app.post(
    '/price-schedules',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: { tags: ['company'], summary: 'Publish a price schedule (E1.10)', body: NewSchedule, response: { 201: ScheduleBody } },
    },
    async (request, reply) => {
      const { lines, testClock, publishedAt } = request.body;
      checkLines(lines);
      const filled = lines.map((line) => ({ ...line, instalments: line.instalments ?? 1, termDays: line.termDays ?? null }));
      const schedule = await insertSchedule(knex, iso(publishedAt), await knownClock(knex, testClock), filled);
      return reply.code(201).send({ ...schedule, lateFor: await lateIncreases(knex, schedule, filled) });
    },
  );

  app.get(
    '/formulas',
    {
      config: { roles: READERS },
      schema: { tags: ['company'], summary: 'What the schedule in force sells', querystring: WhoseClock, response: { 200: Formulas } },
    },
    async (request) => {
      const clock = await clockOf(knex, request);
      const { publishedAt, lines } = await formulasAt(knex, await contractNow(knex, clock), clock);
      const data = lines.map((line) => ({
        formula: line.formula,
        months: line.months,
        contactsFrom: line.contacts_from,
        netCents: line.net_cents,
        instalments: line.instalments,
        termDays: line.term_days,
      }));
      return { data, next: null, publishedAt };
    },
  );

  app.post(
    '/vat-rates',
    {
      config: { roles: ['BILLING', 'ADMIN'] },
      schema: { tags: ['company'], summary: 'Record a VAT rate (E5.1d)', body: NewVatRate, response: { 201: VatRateBody } },
    },
    async (request, reply) => {
      const { rate, effectiveOn } = request.body;
      const testClock = await knownClock(knex, request.body.testClock);
      const { id } = await insertVatRate(knex, rate, effectiveOn, testClock);
      return reply.code(201).send({ id, rate, effectiveOn, testClock });
    },
  );

  app.post(
    '/legal-rates',
    {
      config: { roles: ['BILLING', 'LEGAL', 'ADMIN'] },
      schema: {
        tags: ['company'],
        summary: 'Record the legal maximum of the late penalty (E5.3d)',
        body: NewLegalRate,
        response: { 201: LegalRateBody },
      },
    },
    async (request, reply) => {
      const { latePenaltyMaxMonthlyRate, effectiveOn, source } = request.body;
      const testClock = await knownClock(knex, request.body.testClock);
      const { id } = await insertLegalRate(knex, { monthlyRate: latePenaltyMaxMonthlyRate, effectiveOn, source, testClock });
      const at = new Date(await contractNow(knex, testClock)).toISOString();
      const numbers = (await concerned(knex, testClock)).map((row) => row.number);
      await tellOutside(temporal, numbers, { type: 'legal-rate', key: `legal-rate/${id}`, at, effectiveOn, monthlyRate: latePenaltyMaxMonthlyRate });
      return reply.code(201).send({ id, latePenaltyMaxMonthlyRate, effectiveOn, source, testClock });
    },
  );

  app.post(
    '/terms-versions',
    {
      config: { roles: ['LEGAL', 'ADMIN'] },
      schema: { tags: ['company'], summary: 'Publish a version of the terms (E2, E11.9a)', body: NewTerms, response: { 201: TermsBody } },
    },
    async (request, reply) => {
      const { version, text, parameters } = request.body;
      const faults = faultsOf(parameters);
      if (faults.length > 0) throw impossible({ en: `${faults.join('; ')}.`, fr: `Paramètres refusés : ${faults.join(' ; ')}.` }, 'A13');
      const testClock = await knownClock(knex, request.body.testClock);
      const publishedAt = iso(request.body.publishedAt);
      const inserted = await insertTerms(knex, { version, text, parameters, publishedAt, testClock });
      if (!inserted) throw impossible(SAME_VERSION, 'A13');
      return reply.code(201).send({ ...inserted, version, parameters, publishedAt, testClock });
    },
  );

  app.get(
    '/terms-versions',
    {
      config: { roles: READERS },
      schema: {
        tags: ['company'],
        summary: 'The versions that this client can see, the last first',
        querystring: WhoseClock,
        response: { 200: z.object({ data: z.array(TermsBody), next: z.null() }) },
      },
    },
    async (request) => {
      const rows = await visible(knex, 'terms_versions', await clockOf(knex, request)).orderBy('published_at', 'desc');
      return { data: rows.map(shownTerms), next: null };
    },
  );

  app.get(
    '/terms-versions/current',
    {
      config: { roles: READERS },
      schema: { tags: ['company'], summary: 'The terms to accept now, in full (E2)', querystring: WhoseClock, response: { 200: TermsText } },
    },
    async (request) => {
      const testClock = await clockOf(knex, request);
      const terms = await currentTerms(knex, { at: await contractNow(knex, testClock), testClock });
      if (!terms) throw notFound(NO_TERMS);
      return { ...shownTerms({ ...terms, test_clock: testClock }), text: terms.text };
    },
  );
}

type TermsRow = { id: string; version: string; hash: string; parameters: Record<string, unknown>; published_at: string; test_clock: string | null };
const shownTerms = (row: TermsRow): z.infer<typeof TermsBody> => ({
  id: row.id,
  version: row.version,
  hash: row.hash,
  parameters: row.parameters,
  publishedAt: row.published_at,
  testClock: row.test_clock,
});

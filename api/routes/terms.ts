import { z } from 'zod';
import { acceptedTerms } from '../../database/queries/dated.ts';
import { printTerms } from '../../mails/papers/print.ts';
import type { App, Deps } from '../deps.ts';
import { notFound } from '../problem.ts';
import { FileOf } from '../schemas/common.ts';
import { READERS } from './seen.ts';
import { seenSubscription } from './subscriptions.ts';

const NO_TERMS = { en: 'The terms accepted are no longer kept.', fr: 'Les conditions acceptées ne sont plus conservées.' };
const TermsAccepted = z.object({ version: z.string(), hash: z.string(), text: z.string(), publishedAt: z.string(), pdf: z.string() });

/** The text that a client accepted, whole, with its hash (E2, E11.9a). */
export function termsRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  const params = z.object({ number: z.string() });
  const accepted = async (request: Parameters<typeof seenSubscription>[1], number: string) => {
    const row = await seenSubscription(deps, request, number);
    const terms = await acceptedTerms(knex, row.contract.terms, row.test_clock);
    if (!terms) throw notFound(NO_TERMS);
    return terms;
  };

  app.get(
    '/subscriptions/:number/terms',
    {
      config: { roles: READERS },
      schema: { tags: ['subscriptions'], summary: 'The terms accepted, in full (E11.9a)', params, response: { 200: TermsAccepted } },
    },
    async (request) => {
      const { version, hash, text, published_at } = await accepted(request, request.params.number);
      return { version, hash, text, publishedAt: published_at, pdf: `/api/v1/subscriptions/${request.params.number}/terms.pdf` };
    },
  );
  app.get(
    '/subscriptions/:number/terms.pdf',
    {
      config: { roles: READERS },
      schema: { tags: ['subscriptions'], summary: 'The terms accepted, as PDF (E11.9a)', params, response: FileOf('application/pdf') },
    },
    async (request, reply) => {
      const { version, test_clock: testClock } = await accepted(request, request.params.number);
      const pdf = await printTerms(knex, { version, testClock, language: 'fr' });
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="terms-${encodeURIComponent(version)}.pdf"`)
        .send(pdf);
    },
  );
}

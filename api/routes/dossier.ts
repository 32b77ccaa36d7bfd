import { z } from 'zod';
import { audit } from '../../database/queries/audit.ts';
import { ProviderUnavailable } from '../../providers/request.ts';
import { TimestampFaulty } from '../../providers/timestamps/port.ts';
import type { App, Deps } from '../deps.ts';
import { dossierOf } from '../dossier/archive.ts';
import { personOf } from '../plugins/identity.ts';
import { Problem } from '../problem.ts';
import { FileOf } from '../schemas/common.ts';
import { seenSubscription } from './subscriptions.ts';

const NO_STAMP = {
  en: 'The timestamping authority does not answer: ask for the evidence file again in a few minutes.',
  fr: 'L’autorité d’horodatage ne répond pas : redemandez le dossier de preuve dans quelques minutes.',
};

/** The evidence file of a subscription (A11, E11.9b). */
export function dossierRoutes(app: App, deps: Deps): void {
  const { knex, timestamps } = deps;
  app.get(
    '/subscriptions/:number/dossier',
    {
      config: { roles: ['LEGAL', 'DPO', 'AUDITOR'] },
      schema: {
        tags: ['subscriptions'],
        summary: 'The evidence file: journal, messages as sent, documents, terms, timestamps, and how to verify them offline (A11)',
        params: z.object({ number: z.string() }),
        response: FileOf('application/zip'),
      },
    },
    async (request, reply) => {
      const { number, client, test_clock: testClock } = await seenSubscription(deps, request, request.params.number);
      const { zip, manifest } = await dossierOf(knex, { number, client, testClock }, timestamps).catch(whereUnstamped);
      const { id: person, roles } = personOf(request);
      const note = { person, role: roles.join(','), subscription: number, client, article: 'A11' };
      await audit(knex, { ...note, action: 'make-dossier', outcome: 'done', detail: manifest });
      return reply
        .type('application/zip')
        .headers({ 'cache-control': 'private, no-store', 'content-disposition': `attachment; filename="${number}-dossier.zip"` })
        .send(zip);
    },
  );
}

function whereUnstamped(error: Error): never {
  if (error instanceof ProviderUnavailable || error instanceof TimestampFaulty) throw new Problem(503, NO_STAMP, {}, { 'retry-after': '120' });
  throw error;
}

import { z } from 'zod';
import { reportOf, takeStatus } from '../../database/einvoices.ts';
import { InvalidSignature } from '../../providers/webhook-signature.ts';
import { confidentialCsv } from '../confidential.ts';
import type { App, Deps } from '../deps.ts';
import { keepSignedBody } from '../plugins/signed-body.ts';
import { notFound, Problem } from '../problem.ts';
import { FileOf } from '../schemas/common.ts';

const NO_PLATFORM = { en: 'There is no such e-invoicing platform.', fr: "Cette plateforme de facturation électronique n'existe pas." };
const NO_SIGNATURE_FR = 'La signature de cet événement ne convient pas.';

/** E5.3c: what the e-invoicing platform tells, signed; and the totals of what is reported instead. */
export function einvoiceRoutes(app: App, deps: Deps): void {
  const { knex } = deps;
  statusWebhook(app, deps);
  app.get(
    '/e-reporting/:month.csv',
    {
      config: { roles: ['BILLING', 'LEGAL', 'ADMIN', 'AUDITOR'], article: 'E5.3c' },
      schema: {
        tags: ['documents'],
        summary: 'What was issued in a month outside e-invoicing, by rate of VAT: what is reported to the tax office (E5.3c)',
        params: z.object({ month: z.string() }),
        response: FileOf('text/csv'),
      },
    },
    async (request, reply) => {
      const { month } = request.params;
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        throw new Problem(422, { en: 'Write the month as 2027-03.', fr: 'Écrivez le mois sous la forme 2027-03.' });
      const file = `attachment; filename="e-reporting-${month}.csv"`;
      const csv = confidentialCsv((await reportOf(knex, month)).map((line) => ({ month, ...line })));
      return reply.type('text/csv; charset=utf-8').header('content-disposition', file).send(csv);
    },
  );
}

function statusWebhook(app: App, { knex, einvoices }: Deps): void {
  void app.register(async (hooks) => {
    keepSignedBody(hooks);
    hooks.post(
      '/webhooks/einvoices/:platform',
      {
        config: { roles: 'everybody' },
        schema: {
          tags: ['webhooks'],
          summary: 'Signed statuses of the e-invoicing platform',
          params: z.object({ platform: z.string() }),
          response: { 200: z.object({ taken: z.enum(['kept', 'known']) }) },
        },
      },
      async (request) => {
        if (!einvoices || (request.params as { platform: string }).platform !== einvoices.name) throw notFound(NO_PLATFORM);
        try {
          const news = einvoices.verifyWebhook(String(request.body), request.headers);
          return { taken: (await takeStatus(knex, news)) ? 'kept' : 'known' };
        } catch (error) {
          if (!(error instanceof InvalidSignature)) throw error;
          throw new Problem(401, { en: error.message, fr: NO_SIGNATURE_FR });
        }
      },
    );
  });
}

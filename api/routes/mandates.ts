import { z } from 'zod';
import { type MandateRow, mandatesOf, mandateWords } from '../../providers/bank/mandates.ts';
import type { App, Deps } from '../deps.ts';
import { languageOf } from '../plugins/errors.ts';
import { personOf } from '../plugins/identity.ts';
import { requestId } from '../plugins/idempotency.ts';
import { impossible } from '../problem.ts';
import { MandateBody, Mandates, NewMandate } from '../schemas/bank.ts';
import { READERS, seenClient } from './seen.ts';

const NO_BANK = {
  en: 'No bank of the Company collects here: give a means of payment to the provider.',
  fr: 'Aucune banque de la Société ne prélève ici : donnez un moyen de paiement au prestataire.',
};
const shown = ({ reference, holder, account, words, signed_at: signedAt }: MandateRow): z.infer<typeof MandateBody> => ({
  ...{ reference, holder, account, words: words.split('\n'), signedAt },
});

/** E5.5a: mandates of direct debit, where the Company collects by its own bank. The account number is taken in here and shown nowhere. */
export function mandateRoutes(app: App, { knex, bank }: Deps): void {
  const params = z.object({ id: z.string() });
  app.get(
    '/clients/:id/mandates',
    {
      config: { roles: READERS },
      schema: { tags: ['clients'], summary: 'Mandates of direct debit, and the words of a new one (E5.5a)', params, response: { 200: Mandates } },
    },
    async (request) => {
      const client = await seenClient(knex, request, request.params.id);
      const offered = bank ? mandateWords(bank.creditor, languageOf(request)) : [];
      return { data: (await mandatesOf(knex, client.id)).map(shown), next: null, offered };
    },
  );

  app.post(
    '/clients/:id/mandates',
    {
      config: { roles: ['CLIENT_ADMIN'] },
      schema: { tags: ['clients'], summary: 'Sign a mandate of direct debit (E5.5a)', params, body: NewMandate, response: { 201: MandateBody } },
    },
    async (request, reply) => {
      const client = await seenClient(knex, request, request.params.id);
      if (!bank) throw impossible(NO_BANK, 'E5.5a');
      const { iban, holder } = request.body;
      const signed = {
        client: client.id,
        clocked: client.test_clock !== null,
        request: requestId(request),
        holder,
        iban,
        language: languageOf(request),
      };
      const mandate = await bank.sign({ ...signed, by: personOf(request).id, at: new Date().toISOString() });
      if ('refused' in mandate) throw impossible(mandate.refused, 'E5.5a');
      return reply.code(201).send(shown(mandate));
    },
  );
}

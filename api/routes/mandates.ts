import type { Knex } from 'knex';
import { z } from 'zod';
import { audit } from '../../database/queries/audit.ts';
import { insertText } from '../../database/queries/texts.ts';
import { appendRecord } from '../../database/records.ts';
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
      if ('refused' in mandate) throw impossible(mandate.refused, 'E5.5a', 'field' in mandate ? mandate.field : undefined);
      await keepSignature(knex, mandate);
      return reply.code(201).send(shown(mandate));
    },
  );
}

/** What was signed goes into the client's register, and with it into its evidence file (A11); a second try of the same request adds nothing. */
async function keepSignature(knex: Knex, { reference, client, holder, account, words, signed_by: person, signed_at: at }: MandateRow): Promise<void> {
  const id = `rec_${reference}`;
  await knex.transaction(async (trx) => {
    if (await trx('records').where({ id }).first('id')) return;
    const text = await insertText(trx, { client, content: [reference, holder, account, words].join('\n') });
    const by = { person, role: 'CLIENT_ADMIN' as const };
    await appendRecord(trx, { id, book: client, kind: 'MANDATE_SIGNED', article: 'E5.5a', at, by, data: { reference, text }, client });
    await audit(trx, { ...by, action: 'sign-mandate', client, contract_at: at, outcome: 'done', article: 'E5.5a', detail: { record: id } });
  });
}

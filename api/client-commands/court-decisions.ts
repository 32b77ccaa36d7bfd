import { createHash } from 'node:crypto';
import { z } from 'zod';
import { subscriptionByNumber } from '../../database/queries/subscriptions.ts';
import { insertAttachment } from '../../database/queries/attachments.ts';
import { impossible } from '../problem.ts';
import { Day, Id, Text } from '../schemas/common.ts';
import { clientCommand, keepRecord, keepWords, recorded } from '../wide-command.ts';

const NOT_ITS_OWN = { en: 'This is not a subscription of the client.', fr: "Ce n'est pas un abonnement du client." };
const NO_FILE = { en: 'The file is empty or is not base64.', fr: "Le fichier est vide ou n'est pas en base64." };

/** E7.3: LEGAL attaches a court decision to the file of a client, and of one of its subscriptions where it is about that. */
export const attachCourtDecision = clientCommand({
  article: 'E7.3',
  roles: ['LEGAL'],
  body: z.object({
    ...{ court: Text(200), decidedOn: Day, reference: Text(100), text: Text(10_000).optional(), subscription: Id.optional() },
    file: z
      .object({ name: Text(200), type: z.enum(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']), contentBase64: z.base64().max(950_000) })
      .optional(),
  }),
  example: { court: 'Tribunal de commerce de Paris', decidedOn: '2027-09-10', reference: 'RG 2027/01234', text: 'Ordonnance de référé' },
  run: async (asked) => {
    const { court, decidedOn, reference, text, subscription, file } = asked.body;
    const { deps, client } = asked;
    if (subscription && (await subscriptionByNumber(deps.knex, subscription))?.client !== client.id) throw impossible(NOT_ITS_OWN, 'E7.3');
    const content = file && Buffer.from(file.contentBase64, 'base64');
    if (file && !content?.length) throw impossible(NO_FILE, 'E7.3');
    const sha256 = content && createHash('sha256').update(content).digest('hex');
    const words = text ? { text: await keepWords(asked, 'text', text) } : {};
    const named = file ? { file: await keepWords(asked, 'file', file.name), type: file.type, sha256 } : {};
    const data = { court, decidedOn, reference, ...words, ...named };
    const record = await keepRecord(asked, 'COURT_DECISION', data, subscription ? { subscription } : {});
    if (file && content && sha256)
      await insertAttachment(deps.knex, { record: record.id, client: client.id, name: file.name, type: file.type, content, sha256 });
    return recorded(record);
  },
});

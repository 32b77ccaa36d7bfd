import { z } from 'zod';
import { fileOf, keepFile } from '../attached-file.ts';
import { Day, Id, Text } from '../schemas/common.ts';
import { clientCommand, keepRecord, keepWords, ownSubscription, recorded } from '../wide-command.ts';

/** E7.3: LEGAL attaches a court decision to the file of a client, and of one of its subscriptions where it is about that. Its docket number is words, which are purged. */
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
    const { court, decidedOn, reference, text, subscription } = asked.body;
    await ownSubscription(asked, subscription);
    const file = asked.body.file && fileOf(asked, asked.body.file);
    const words = { court: await keepWords(asked, court), reference: await keepWords(asked, reference) };
    const more = text ? { text: await keepWords(asked, text) } : {};
    const named = file ? { file: await keepWords(asked, file.name), type: file.type, sha256: file.sha256 } : {};
    const record = await keepRecord(asked, 'COURT_DECISION', { decidedOn, ...words, ...more, ...named }, subscription ? { subscription } : {});
    if (file) await keepFile(asked, record, file);
    return recorded(record);
  },
});

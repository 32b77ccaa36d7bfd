import { z } from 'zod';
import { Text } from '../schemas/common.ts';
import { clientCommand, keepRecord, keepWords, recorded } from '../wide-command.ts';

/** E11.8c: the Company processes only on documented instructions of the Client; one that it finds unlawful is flagged to the Client without delay. */
export const recordInstruction = clientCommand({
  article: 'E11.8c',
  roles: ['DPO'],
  body: z.object({ text: Text(10_000) }),
  example: { text: 'Supprimer les champs libres des fiches des membres' },
  run: async (asked) => recorded(await keepRecord(asked, 'INSTRUCTION', { text: await keepWords(asked, 'text', asked.body.text) })),
});

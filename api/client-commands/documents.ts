/** E11.2c: supporting documents, due on first demand. */
import { z } from 'zod';
import { FormalChannel } from '../schemas/commands.ts';
import { Id, Text } from '../schemas/common.ts';
import { clientCommand, giveToBearer, keepWords } from '../wide-command.ts';

export const requestDocuments = clientCommand({
  article: 'E11.2c',
  roles: ['SUPPORT'],
  body: z.object({ documents: Text(10_000), channel: FormalChannel.optional() }),
  example: { documents: 'Statuts à jour et dernier procès-verbal', channel: 'EMAIL' },
  run: async (asked) => {
    const { documents, channel } = asked.body;
    return giveToBearer(asked, 'request-documents', { documents: await keepWords(asked, documents), ...(channel ? { channel } : {}) });
  },
});

/** The answer: what was given, by the client in its space, or to SUPPORT in another way. */
export const provideDocuments = clientCommand({
  article: 'E11.2c',
  roles: ['CLIENT_ADMIN', 'SUPPORT'],
  body: z.object({ request: Id.optional(), text: Text(10_000), documents: z.array(z.string().max(500)).max(50).optional() }),
  example: { text: 'Statuts du 12 mars 2026', documents: ['statuts.pdf'] },
  run: async (asked) => {
    const { request, text, documents = [] } = asked.body;
    const words = await keepWords(asked, [text, ...documents].join('\n'));
    return giveToBearer(asked, 'provide-documents', { text: words, ...(request ? { request } : {}) });
  },
});

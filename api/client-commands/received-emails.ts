import { z } from 'zod';
import { fileOf, keepFile } from '../attached-file.ts';
import { impossible } from '../problem.ts';
import { Id, Text } from '../schemas/common.ts';
import { clientCommand, keepRecord, keepWords, known, ownSubscription, recorded } from '../wide-command.ts';

const NO_EMAIL = {
  en: 'This is not an e-mail as it came: give the whole message (.eml), its headers first, with From and Date.',
  fr: 'Ce n’est pas un e-mail tel que reçu : donnez le message entier (.eml), en-têtes d’abord, avec From et Date.',
};

const EXAMPLE = 'From: bureau@jardins.example\r\nDate: Wed, 9 Jun 2027 10:00:00 +0200\r\nSubject: Facture\r\n\r\nBonjour';

/** The headers of a message: the lines before its first empty one. */
const headersOf = (message: string): string => message.split(/\r?\n\r?\n/, 1)[0] ?? '';
const has = (headers: string, name: string): boolean => new RegExp(`^${name}:`, 'im').test(headers);

/** E11.9b: an e-mail received from a client is archived as it came: its bytes with their hash, its headers beside them. The same one twice is one record. */
export const archiveEmail = clientCommand({
  article: 'E11.9b',
  roles: ['SUPPORT', 'BILLING', 'LEGAL', 'DPO'],
  body: z.object({
    file: z.object({ name: Text(200), contentBase64: z.base64().max(950_000) }).describe('The message as it was received (.eml), headers first'),
    subscription: Id.optional(),
  }),
  example: { file: { name: 'message.eml', contentBase64: Buffer.from(EXAMPLE).toString('base64') } },
  run: async (asked) => {
    const { subscription } = asked.body;
    await ownSubscription(asked, subscription);
    const file = fileOf(asked, { ...asked.body.file, type: 'message/rfc822' });
    const headers = headersOf(file.content.toString('utf8'));
    if (!has(headers, 'From') || !has(headers, 'Date')) throw impossible(NO_EMAIL, 'E11.9b');
    const archived = (await known(asked, 'EMAIL_RECEIVED')).find((one) => one.data['sha256'] === file.sha256);
    if (archived) return recorded(archived);
    const data = { file: await keepWords(asked, file.name), headers: await keepWords(asked, headers), sha256: file.sha256 };
    const record = await keepRecord(asked, 'EMAIL_RECEIVED', data, subscription ? { subscription } : {});
    await keepFile(asked, record, file);
    return recorded(record);
  },
});

/** E11.8c: the Company processes only as the Client instructs, and lets itself be audited. */
import { z } from 'zod';
import { bearerOf } from '../../database/queries/bearer.ts';
import { impossible } from '../problem.ts';
import { Text } from '../schemas/common.ts';
import { clientCommand, giveTo, giveToBearer, keepRecord, keepWords, recorded, refuseWide } from '../wide-command.ts';

const WHY = {
  en: 'Say why the instruction is unlawful: the Client is told so.',
  fr: 'Dites en quoi l’instruction est illicite : le Client en est informé.',
};

/** A documented instruction of the Client; one that is found unlawful is flagged to it without delay. */
export const recordInstruction = clientCommand({
  article: 'E11.8c',
  roles: ['DPO'],
  body: z.object({ text: Text(10_000), unlawful: z.boolean().default(false), why: Text(4000).optional() }),
  example: { text: 'Conserver les appels des membres dix ans', unlawful: true, why: 'Durée contraire à l’article 5 du RGPD' },
  run: async (asked) => {
    const { text, unlawful, why } = asked.body;
    if (unlawful && !why) throw impossible(WHY, 'E11.8c');
    const words = { text: await keepWords(asked, text), ...(why ? { why: await keepWords(asked, why) } : {}) };
    const record = await keepRecord(asked, 'INSTRUCTION', { ...words, unlawful });
    const bearer = unlawful ? await bearerOf(asked.deps.knex, asked.client.id) : undefined;
    if (bearer && words.why) await giveTo(asked, bearer, 'flag-instruction', { instruction: record.id, text: words.text, why: words.why });
    return recorded(record);
  },
});

/** The Client, or an independent auditor who is no competitor, audits its processor. */
export const openAudit = clientCommand({
  article: 'E11.8c',
  roles: ['CLIENT_ADMIN'],
  body: z.object({
    auditor: Text(300).describe('Who audits: the client itself, or its auditor'),
    competitor: z.boolean().default(false),
    scope: Text(4000),
  }),
  example: { auditor: 'Cabinet d’audit indépendant', competitor: false, scope: 'Mesures de sécurité des sauvegardes' },
  run: async (asked) => {
    const { auditor, competitor, scope } = asked.body;
    if (competitor) return refuseWide(asked, 'auditor-competes');
    const words = { auditor: await keepWords(asked, auditor), scope: await keepWords(asked, scope) };
    const record = await keepRecord(asked, 'AUDIT', words);
    await giveToBearer(asked, 'open-audit', { about: record.id });
    return recorded(record);
  },
});

/** E11.8c: the Company processes only as the Client instructs, and lets itself be audited. */
import { z } from 'zod';
import { impossible } from '../problem.ts';
import { Text } from '../schemas/common.ts';
import { clientCommand, giveToBearer, keepRecord, keepWords, recorded, refuseWide, register } from '../wide-command.ts';

const WHY = {
  en: 'Say why the instruction is unlawful: the Client is told so.',
  fr: 'Dites en quoi l’instruction est illicite : le Client en est informé.',
};

/** A documented instruction of the Client; one that is found unlawful is flagged to it without delay. */
export const recordInstruction = clientCommand(
  register({
    ...{ kind: 'INSTRUCTION', article: 'E11.8c', roles: ['DPO'], words: ['text', 'why'] },
    body: z.object({ text: Text(10_000), unlawful: z.boolean().default(false), why: Text(4000).optional() }),
    example: { text: 'Conserver les appels des membres dix ans', unlawful: true, why: 'Durée contraire à l’article 5 du RGPD' },
    check: async ({ body }) => {
      if (body.unlawful && !body.why) throw impossible(WHY, 'E11.8c');
    },
  }),
);

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
    const words = { auditor: await keepWords(asked, 'auditor', auditor), scope: await keepWords(asked, 'scope', scope) };
    const record = await keepRecord(asked, 'AUDIT', words);
    await giveToBearer(asked, 'open-audit', { about: record.id });
    return recorded(record);
  },
});

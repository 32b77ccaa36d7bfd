import { verify } from '@node-rs/argon2';
import { z } from 'zod';
import { bearerOf } from '../../database/queries/bearer.ts';
import { changePassword, userOfClient, voidPassword } from '../../database/queries/users.ts';
import { hashPassword } from '../password.ts';
import { forbidden } from '../plugins/identity.ts';
import { impossible, notFound } from '../problem.ts';
import { Id, Text } from '../schemas/common.ts';
import { clientCommand, giveTo, keepRecord, keepWords, recorded } from '../wide-command.ts';

const NO_USER = { en: 'The client has no such user.', fr: "Le client n'a pas cet utilisateur." };
const SAME = {
  en: 'Choose another password than the one that others know.',
  fr: 'Choisissez un autre mot de passe que celui que d’autres connaissent.',
};

/**
 * E3.2b: others use the account of a user. All its sessions close, its password opens nothing any more, and SUPPORT is alerted. A new one is
 * chosen at once in the same report, or given by an administrator.
 */
export const reportUnauthorisedUse = clientCommand({
  article: 'E3.2b',
  roles: ['CLIENT_ADMIN', 'CLIENT_MEMBER'],
  body: z.object({
    user: Id.optional().describe('Whose account, by id; the reporter’s own unless told'),
    text: Text(4000).optional(),
    newPassword: z.string().min(8).max(200).optional(),
  }),
  example: { text: 'Connexion inconnue le 3 mai au soir', newPassword: 'une autre phrase secrète' },
  run: async (asked) => {
    const { deps, request, client, by, body } = asked;
    const id = body.user ?? by.person;
    if (id !== by.person && by.role !== 'CLIENT_ADMIN') throw await forbidden(request, deps.knex, 'E3.2b');
    const user = await userOfClient(deps.knex, client.id, id);
    if (!user) throw notFound(NO_USER);
    if (body.newPassword && (await verify(user.password_hash, body.newPassword).catch(() => false))) throw impossible(SAME, 'E3.2b');
    const words = body.text ? { text: await keepWords(asked, body.text) } : {};
    if (body.newPassword) await changePassword(deps.knex, id, await hashPassword(body.newPassword));
    else await voidPassword(deps.knex, id);
    const record = await keepRecord(asked, 'UNAUTHORISED_USE', { user: id, ...words, newPassword: body.newPassword !== undefined });
    const bearer = await bearerOf(deps.knex, client.id);
    if (bearer) await giveTo(asked, bearer, 'report-unauthorised-use', { about: record.id });
    return recorded(record);
  },
});

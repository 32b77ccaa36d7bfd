import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Instant, Role } from '../../contract/facts.ts';
import { newId } from './new-id.ts';

/** Who asks: a user with its roles, and its client if it is one of a client's. */
export type Person = { id: string; email: string; roles: Role[]; client: string | null };
type UserRow = Person & { password_hash: string; password_void_since: Instant | null };

const PERSON = ['id', 'email', 'roles', 'client'];

/** The hex SHA-256 under which a session is stored: the token itself is kept nowhere. */
const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The user of a running session, if any. */
export async function personOfToken(knex: Knex, token: string): Promise<Person | undefined> {
  return knex('sessions')
    .join('users', 'users.id', 'sessions.user')
    .where({ token_hash: tokenHash(token) })
    .where('expires_at', '>', knex.fn.now())
    .whereNull('disabled_at')
    .first(PERSON.map((column) => `users.${column}`));
}

/** The user who may sign in with this e-mail, with the hash of its password. */
export async function userByEmail(knex: Knex, email: string): Promise<UserRow | undefined> {
  return knex('users')
    .where({ email: email.toLowerCase() })
    .whereNull('disabled_at')
    .first([...PERSON, 'password_hash', 'password_void_since']);
}

/** Stores a user. `undefined` when the e-mail is already taken. */
export async function insertUser(
  knex: Knex,
  user: { email: string; passwordHash: string; roles: Role[]; client: string | null },
): Promise<Person | undefined> {
  const [row] = await knex('users')
    .insert({ id: newId('usr'), email: user.email.toLowerCase(), password_hash: user.passwordHash, roles: user.roles, client: user.client })
    .onConflict('email')
    .ignore()
    .returning(PERSON);
  return row;
}

/** A user of a client, with the hash of its password. */
export const userOfClient = async (knex: Knex, client: string, id: string): Promise<UserRow | undefined> =>
  knex('users')
    .where({ id, client })
    .whereNull('disabled_at')
    .first([...PERSON, 'password_hash', 'password_void_since']);

/** E3.2b: the password opens nothing any more, and every session of the user is closed. */
export async function voidPassword(knex: Knex, user: string): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx('users').where({ id: user }).update({ password_void_since: trx.fn.now() });
    await trx('sessions').where({ user }).delete();
  });
}

/** A new password, which alone opens sessions from now on. */
export async function changePassword(knex: Knex, user: string, passwordHash: string): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx('users').where({ id: user }).update({ password_hash: passwordHash, password_void_since: null });
    await trx('sessions').where({ user }).delete();
  });
}

/** Opens a session of so many days; the same token twice is the same session. */
export async function openSession(knex: Knex, token: string, user: string, days: number): Promise<void> {
  await knex('sessions')
    .insert({ token_hash: tokenHash(token), user, expires_at: knex.raw(`now() + ? * interval '1 day'`, [days]) })
    .onConflict('token_hash')
    .ignore();
}

export async function closeSession(knex: Knex, token: string): Promise<void> {
  await knex('sessions')
    .where({ token_hash: tokenHash(token) })
    .delete();
}

/** The users of a client that may sign in. */
export const usersOf = async (knex: Knex, client: string): Promise<Person[]> =>
  knex('users').where({ client }).whereNull('disabled_at').orderBy('email').select(PERSON);

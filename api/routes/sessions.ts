import { createHmac, randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { z } from 'zod';
import { closeSession, openSession, userByEmail } from '../../database/queries/users.ts';
import type { App, Deps } from '../deps.ts';
import { clearSessionCookie, personOf, setSessionCookie } from '../plugins/identity.ts';
import { hashPassword } from '../password.ts';
import { Problem } from '../problem.ts';
import { Me, SessionBody, SignIn } from '../schemas/sessions.ts';
import { READERS } from './seen.ts';

const DAYS = 30;
const WRONG = { en: 'E-mail or password is wrong.', fr: "L'e-mail ou le mot de passe est faux." };
const NEW_PASSWORD = {
  en: 'This password was reported as known to others. Ask an administrator of your organisation, or our support, for a new one.',
  fr: 'Ce mot de passe a été signalé comme connu de tiers. Demandez-en un nouveau à un administrateur de votre organisation ou à notre support.',
};

/** E3.2a: sign in and out. */
export function sessionRoutes(app: App, { knex, secret }: Deps): void {
  const nobody = hashPassword(randomBytes(16).toString('hex'));

  app.post(
    '/sessions',
    {
      config: { roles: 'everybody', secretAnswer: true, rateLimit: { max: 120, timeWindow: '1 minute', hook: 'preHandler', keyGenerator: whoTries } },
      schema: { tags: ['sessions'], summary: 'Sign in', body: SignIn, response: { 201: SessionBody } },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const user = await userByEmail(knex, email);
      const right = await verify(user?.password_hash ?? (await nobody), password); // the same time for an unknown e-mail
      if (!user || !right) throw new Problem(401, WRONG);
      if (user.password_void_since) throw new Problem(403, NEW_PASSWORD, { article: 'E3.2b' });
      const { keyed } = request;
      // with an Idempotency-Key, the same key opens the same session; no token is ever stored
      const token = keyed
        ? createHmac('sha256', secret).update(`session\n${keyed.key}\n${user.id}\n${user.password_hash}`).digest('base64url')
        : randomBytes(32).toString('base64url');
      await openSession(knex, token, user.id, DAYS);
      setSessionCookie(reply, token, DAYS);
      const { id, roles, client } = user;
      return reply.code(201).send({ token, user: { id, email: user.email, roles, client } });
    },
  );

  app.get(
    '/sessions/current',
    { config: { roles: READERS }, schema: { tags: ['sessions'], summary: 'Who I am', response: { 200: Me } } },
    async (request) => personOf(request),
  );

  app.delete(
    '/sessions/current',
    { config: { roles: READERS }, schema: { tags: ['sessions'], summary: 'Sign out', response: { 204: z.null().describe('Signed out') } } },
    async (request, reply) => {
      if (request.token) await closeSession(knex, request.token);
      return clearSessionCookie(reply).code(204).send();
    },
  );
}

const whoTries = (request: { ip: string; body?: unknown }): string =>
  `${request.ip} ${(request.body as { email?: string } | undefined)?.email ?? ''}`;

import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../../contract/facts.ts';
import { audit } from '../../database/queries/audit.ts';
import { type Person, personOfToken } from '../../database/queries/users.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes without a session. */
    person: Person | null;
    /** The token by which it is known. */
    token: string | null;
  }
  interface FastifyContextConfig {
    /** Who may come in: everybody, or these roles (A9). */
    roles?: 'everybody' | readonly Role[];
    /** The entry that gives the right, for the refusal. */
    article?: string;
  }
}

const COOKIE = 'tacite_session';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const NOT_SIGNED_IN = {
  en: 'Sign in, or give a valid token in the Authorization header.',
  fr: "Connectez-vous, ou donnez un jeton valide dans l'en-tête Authorization.",
};
const FOREIGN = { en: 'This request comes from another site.', fr: "Cette requête vient d'un autre site." };
const WRONG_ROLE = { en: 'None of your roles may do this.', fr: 'Aucun de vos rôles ne permet ceci.' };

/** Knows who asks by Bearer token or session cookie, and holds each route to the roles that it declares. */
export function addIdentity(app: FastifyInstance, { knex }: Deps): void {
  app.decorateRequest('person', null);
  app.decorateRequest('token', null);
  app.addHook('onRoute', ({ url, method, config }) => {
    if (url.startsWith('/api/') && !config?.roles) throw new Error(`${method} ${url} does not say who may come in`);
  });
  app.addHook('onRequest', async (request) => {
    const { roles } = request.routeOptions.config;
    if (!roles) return; // static files and unknown addresses
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!bearer) refuseForeignSites(request);
    request.token = bearer ?? request.cookies[COOKIE] ?? null;
    if (request.token) request.person = (await personOfToken(knex, request.token)) ?? null;
    if (roles === 'everybody') return;
    if (!request.person) throw new Problem(401, NOT_SIGNED_IN, {}, { 'www-authenticate': 'Bearer' });
    if (!request.person.roles.some((role) => roles.includes(role))) throw await forbidden(request, knex, request.routeOptions.config.article);
  });
}

/** CSRF: a browser says where an unsafe request comes from; only our own pages and programs may send one. */
function refuseForeignSites(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const foreign = site ? site !== 'same-origin' && site !== 'none' : origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
  if (foreign) throw new Problem(403, FOREIGN);
}

/** 403, with its line in the audit log (A9, S75). */
export async function forbidden(request: FastifyRequest, knex: Deps['knex'], article?: string): Promise<Problem> {
  const params = request.params as { number?: string; id?: string };
  await audit(knex, {
    person: request.person?.id ?? null,
    role: request.person?.roles.join(',') ?? null,
    action: `${request.method} ${request.routeOptions.url}`,
    ...concerned(request),
    outcome: 'forbidden',
    article: article ?? 'A9',
    detail: { params, reference: randomUUID() },
  });
  return new Problem(403, WRONG_ROLE, article ? { article } : {});
}

/** Whose door was tried, so that the log of a subscription or a client shows it. */
function concerned({ params, routeOptions }: FastifyRequest): { subscription?: string; client?: string } {
  const { number, id, client } = params as { number?: string; id?: string; client?: string };
  const url = routeOptions.url ?? '';
  if (url.includes('/subscriptions/') && number) return { subscription: number };
  const of = url.includes('/clients/') ? id : client;
  return of ? { client: of } : {};
}

/** Who asks, on a route that is not for everybody. */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new Error(`${request.routeOptions.url} has no person: its roles are missing`);
  return request.person;
}

export function setSessionCookie(reply: FastifyReply, token: string, days: number): void {
  reply.setCookie(COOKIE, token, { path: '/', httpOnly: true, sameSite: 'lax', secure: reply.request.protocol === 'https', maxAge: days * 86_400 });
}
export const clearSessionCookie = (reply: FastifyReply): FastifyReply => reply.clearCookie(COOKIE, { path: '/' });

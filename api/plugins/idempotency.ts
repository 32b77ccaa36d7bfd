import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { claimKey, type KeyedRequest, releaseKey, storeAnswer } from '../../database/queries/idempotency.ts';
import { type Deps, PATIENCE_MS } from '../deps.ts';
import { Problem } from '../problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The Idempotency-Key of this POST, with what an earlier try that broke off had already made. */
    keyed: KeyedRequest | null;
    /** The hash of the body as it was sent, before its schema fills it or leaves anything out. */
    bodyHash: string;
  }
  interface FastifyContextConfig {
    /** The answer is a secret: it is not stored, since the route gives the same one to the same key by itself. */
    secretAnswer?: boolean;
  }
}

const OTHER_BODY = {
  en: 'This Idempotency-Key was used with another body. Use a new key for a new request.',
  fr: 'Cette Idempotency-Key a servi avec un autre contenu. Prenez une nouvelle clé pour une nouvelle requête.',
};
const IN_FLIGHT = {
  en: 'The same request is being answered. Ask again in a second.',
  fr: 'La même requête est en cours. Redemandez dans une seconde.',
};
const TWIN_POLL_MS = 100;
const LONG_KEY = { en: 'An Idempotency-Key has 1 to 255 characters.', fr: 'Une Idempotency-Key compte de 1 à 255 caractères.' };

/** Gives the same answer to the same key and body, also while the first is still at work; a failure on our side frees the key for another try. */
export function addIdempotency(app: FastifyInstance, deps: Deps): void {
  const { knex, secret } = deps;
  app.decorateRequest('keyed', null);
  app.decorateRequest('bodyHash', '');
  app.addHook('preValidation', async (request) => {
    if (request.headers['idempotency-key'] === undefined) return;
    // keyed with a secret, since a body may hold a password
    request.bodyHash = createHmac('sha256', secret)
      .update(JSON.stringify(request.body ?? null))
      .digest('hex');
  });
  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.routeOptions.config.roles) return;
    if (typeof key !== 'string' || key.length === 0 || key.length > 255) throw new Problem(400, LONG_KEY);
    const scope = `${request.person?.id ?? 'anonymous'} ${request.url}`;
    const claim = await claimed(deps, { scope, key, bodyHash: request.bodyHash });
    if (claim.kind === 'other-body') throw new Problem(422, OTHER_BODY);
    if (claim.kind === 'in-flight') throw new Problem(409, IN_FLIGHT, {}, { 'retry-after': '1' });
    if (claim.kind === 'answered' && !request.routeOptions.config.secretAnswer) return replay(reply, claim.status, claim.body);
    request.keyed = { scope, key, progress: claim.kind === 'claimed' ? claim.progress : null };
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { keyed } = request;
    if (keyed) {
      if (reply.statusCode >= 500 || reply.statusCode === 429) await releaseKey(knex, keyed);
      else await storeAnswer(knex, keyed, reply.statusCode, request.routeOptions.config.secretAnswer ? '' : String(payload ?? ''));
    }
    return payload;
  });
}

/** Claims the key; while the same request is at work, waits for its answer. */
async function claimed({ knex, patienceMs = PATIENCE_MS }: Deps, keyed: Parameters<typeof claimKey>[1]): ReturnType<typeof claimKey> {
  const deadline = Date.now() + patienceMs;
  let claim = await claimKey(knex, keyed);
  while (claim.kind === 'in-flight' && Date.now() < deadline) {
    await sleep(TWIN_POLL_MS);
    claim = await claimKey(knex, keyed);
  }
  return claim;
}

const replay = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .type(status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8')
    .serializer(String)
    .send(body);

/** A stable id for what this request makes: the same for each try with the same key, else fresh. */
export function requestId(request: FastifyRequest): string {
  const { keyed } = request;
  return keyed ? createHash('sha256').update(`${keyed.scope}\n${keyed.key}`).digest('hex').slice(0, 32) : crypto.randomUUID().replaceAll('-', '');
}

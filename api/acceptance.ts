import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { AcceptanceGiven } from './schemas/commands.ts';

/** E11.10: names of what was sent beside the fields of an acceptance. */
export const besideAcceptance = (given: object, fields: object = AcceptanceGiven.shape): string[] =>
  Object.keys(given).filter((name) => !(name in fields));

/** What E11.9a wants on record of a signature by ticking: who, when, from where, which words. Kept as a text beside the journal. */
export function signatureEvidence(request: FastifyRequest, signed: Record<string, unknown>): string {
  const evidence = {
    ...signed,
    user: request.person?.id,
    email: request.person?.email,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
  };
  return JSON.stringify({ ...evidence, at: new Date().toISOString(), sha256: createHash('sha256').update(JSON.stringify(signed)).digest('hex') });
}

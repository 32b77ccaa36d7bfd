import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { BadCursor } from '../../database/queries/pages.ts';
import { ProviderUnavailable } from '../../providers/request.ts';
import { type Language, notFound, Problem, problemBody, type Words } from '../problem.ts';

const CURSOR = { en: 'This cursor is not the `next` of a page of this list.', fr: "Ce curseur n'est pas le `next` d'une page de cette liste." };
/** PostgreSQL: a number out of range, a day that is none, text that is not UTF-8 or holds NUL, a value that cannot be read. */
const UNSTORABLE_CODES = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05']);
const UNSTORABLE = {
  en: 'A value cannot be stored: remove control characters, keep numbers in range.',
  fr: 'Une valeur ne peut être conservée : retirez les caractères de contrôle.',
};

/** PostgreSQL is not there, is ending or starting, has no room left, or cut the connection. */
const AWAY_CODES = new Set(['57P01', '57P02', '57P03', '53100', '53300', '08006', 'ECONNREFUSED', 'ECONNRESET']);
const AWAY = {
  en: 'The database does not answer now: nothing is lost, ask again soon with the same Idempotency-Key.',
  fr: 'La base de données ne répond pas : rien n’est perdu, redemandez bientôt avec la même Idempotency-Key.',
};
const isAway = ({ code, message }: FastifyError): boolean =>
  AWAY_CODES.has(code) || /^Connection terminated|timeout acquiring a connection/i.test(message);

/** The payment provider or the platform cannot be asked, or what it answered is lost. */
const OUTSIDE_AWAY = {
  en: 'A service that this needs does not answer now: nothing is lost, ask again soon with the same Idempotency-Key.',
  fr: 'Un service nécessaire ne répond pas : rien n’est perdu, redemandez bientôt avec la même Idempotency-Key.',
};

/** The reader's language: French when the Accept-Language header puts it first, else English. */
export const languageOf = (request: FastifyRequest): Language => (/^\s*fr\b/i.test(request.headers['accept-language'] ?? '') ? 'fr' : 'en');

/** The one error handler: everything that goes wrong becomes problem+json, and what was not foreseen is masked with a reference. */
export function addErrors(app: FastifyInstance): void {
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw notFound();
  });
}

/** Answers an error as the problem that it is; also those that the framework meets before any route, such as an address that cannot be read. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request);
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, languageOf(request)));
}

function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error.validation as unknown as Issue[], error.validationContext ?? 'body');
  if (error instanceof BadCursor) return new Problem(422, CURSOR);
  if (UNSTORABLE_CODES.has(error.code)) return new Problem(422, UNSTORABLE);
  if (isAway(error)) return new Problem(503, AWAY, {}, { 'retry-after': '5' });
  if (error instanceof ProviderUnavailable) return new Problem(503, OUTSIDE_AWAY, {}, { 'retry-after': '5' });
  const status = error.statusCode ?? 500;
  if (status === 429) return new Problem(429, { en: 'Too many tries. Wait a minute.', fr: 'Trop de tentatives. Attendez une minute.' });
  if (status >= 400 && status < 500) return new Problem(status, { en: error.message, fr: `Requête refusée : ${error.message}` });
  const reference = randomUUID();
  request.log.error({ err: error, reference }, 'unforeseen error');
  return new Problem(500, {
    en: `Something failed on our side. Quote the reference ${reference}.`,
    fr: `Une erreur est survenue de notre côté. Indiquez la référence ${reference}.`,
  });
}

type Issue = { keyword: string; instancePath: string; message?: string };
const MALFORMED = new Set(['invalid_type', 'invalid_format', 'unrecognized_keys', 'invalid_key', 'invalid_union']);
const FRENCH: Record<string, string> = {
  invalid_type: 'champ absent ou de mauvais type',
  invalid_format: 'format inattendu',
  invalid_value: 'valeur hors de la liste permise',
  too_small: 'valeur trop petite ou trop courte',
  too_big: 'valeur trop grande ou trop longue',
};

/** 400 for what is missing or of the wrong type; 422 for a value that is well-formed but cannot be. */
function invalid(issues: Issue[], where: string): Problem {
  const errors = issues.map((issue) => ({ path: `${where}${issue.instancePath}`, message: issue.message ?? issue.keyword }));
  const english = errors.map((error) => `${error.path}: ${error.message}`).join('; ');
  const french = issues.map((issue) => `${where}${issue.instancePath} : ${FRENCH[issue.keyword] ?? 'valeur refusée'}`).join(' ; ');
  const words: Words = { en: `Correct these fields: ${english}.`, fr: `Corrigez ces champs : ${french}.` };
  return new Problem(issues.some((issue) => MALFORMED.has(issue.keyword)) ? 400 : 422, words, { errors });
}

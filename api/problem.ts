import type { Allowed, Refusal } from '../contract/commands.ts';
import { refusalSentence } from './refusals.ts';

/** A sentence in the two languages that a person may read. */
export type Words = { en: string; fr: string };
export type Language = keyof Words;

type Extras = {
  article?: string;
  because?: string;
  allowed?: Allowed[];
  errors?: { path: string; message: string }[];
  /** The one field of the body that it is about. */
  field?: string;
};

/** An answer that is not the one asked for (RFC 9457). Thrown by routes, written by the one error handler. */
export class Problem extends Error {
  readonly status: number;
  readonly words: Words;
  readonly extras: Extras;
  readonly headers: Record<string, string>;

  constructor(status: number, words: Words, extras: Extras = {}, headers: Record<string, string> = {}) {
    super(words.en);
    this.status = status;
    this.words = words;
    this.extras = extras;
    this.headers = headers;
  }
}

/** A lawful "no" of the contract: 409 for a command, 422 for a subscription that cannot be. */
export const refused = (refusal: Refusal, status: 409 | 422 = 409): Problem =>
  new Problem(status, refusalSentence(refusal), { article: refusal.article, because: refusal.because, allowed: refusal.allowed });

/** What does not exist, and what another client owns: the same answer for both. */
export const notFound = (what: Words = { en: 'Nothing is known under this address.', fr: "Rien n'est connu à cette adresse." }): Problem =>
  new Problem(404, what);

/** Well-formed, but it cannot be; for what one field of the body says, where it is named. */
export const impossible = (words: Words, article?: string, field?: string): Problem =>
  new Problem(422, words, { ...(article ? { article } : {}), ...(field ? { field } : {}) });

const TITLES: Record<number, Words> = {
  400: { en: 'Malformed request', fr: 'Requête mal formée' },
  401: { en: 'Not signed in', fr: 'Non connecté' },
  403: { en: 'Not allowed to this role', fr: 'Non permis à ce rôle' },
  404: { en: 'Not found', fr: 'Introuvable' },
  405: { en: 'Method not allowed', fr: 'Méthode non permise' },
  409: { en: 'Refused by the contract', fr: 'Refusé par le contrat' },
  413: { en: 'Too large', fr: 'Trop volumineux' },
  415: { en: 'Unsupported media type', fr: 'Type de contenu non accepté' },
  422: { en: 'Impossible', fr: 'Impossible' },
  426: { en: 'HTTPS required', fr: 'HTTPS obligatoire' },
  429: { en: 'Too many requests', fr: 'Trop de requêtes' },
  503: { en: 'Not available now', fr: 'Indisponible pour le moment' },
};
const UNKNOWN: Words = { en: 'Internal error', fr: 'Erreur interne' };

/** The body of a problem, in the reader's language. */
export function problemBody(problem: Problem, language: Language): Record<string, unknown> {
  const { field, ...extras } = problem.extras;
  const kind = extras.because ? 'refused' : String(problem.status);
  const title = problem.status === 409 && !extras.article ? { en: 'Conflict', fr: 'Conflit' } : (TITLES[problem.status] ?? UNKNOWN);
  return {
    type: `urn:tacite:problem:${kind}`,
    title: title[language],
    status: problem.status,
    detail: problem.words[language],
    ...extras,
    ...(field ? { errors: [{ path: `body/${field}`, message: problem.words[language] }] } : {}),
  };
}

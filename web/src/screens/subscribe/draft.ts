/** What the form holds, what it lacks before it is worth sending, and what of it outlives a visit to the page of the provider. */
import { ProblemError } from '../../api/client.ts';
import type { Entry } from '../../api/types.ts';
import { type Marked, saidOf } from '../../parts/draft.ts';

export const DECLARATIONS = ['exists', 'power', 'lawful', 'exact', 'binding'] as const;
export type Declaration = (typeof DECLARATIONS)[number];

/** `means`: a means that the client has, NEW_MEANS, or nothing: its default. `accepted`: the version of the terms for which the box was ticked. */
export type Draft = { formula: string; startsOn: string; means: string; token: string; declared: Declaration[]; accepted: string };
export const NEW_MEANS = 'new';

const keyOf = (client: string): string => `tacite-subscribing-${client}`;
/** The box is never kept: it is ticked just before subscribing (E11.9a). */
export const keepDraft = (client: string, { formula, startsOn, declared }: Draft): void =>
  sessionStorage.setItem(keyOf(client), JSON.stringify({ formula, startsOn, declared }));
export const keptDraft = (client: string): Draft => ({
  ...{ formula: '', startsOn: '', means: '', token: '', declared: [], accepted: '' },
  ...JSON.parse(sessionStorage.getItem(keyOf(client)) ?? '{}'),
});
export const dropDraft = (client: string): void => sessionStorage.removeItem(keyOf(client));

type Say = (key: 'action.required' | 'subscribe.formulaMissing' | 'subscribe.meansMissing' | 'subscribe.missing' | 'subscribe.untick') => string;
type Against = { means: string; entry: Entry; version: string };
/** Faults that need no server; each in words, by field. */
export function faultsOf(draft: Draft, { means, entry, version }: Against, say: Say): Marked<Draft> {
  const lacks = means === NEW_MEANS;
  return {
    ...(draft.formula === '' ? { formula: say('subscribe.formulaMissing') } : {}),
    ...(lacks && entry === 'TOKEN' && draft.token === '' ? { token: say('action.required') } : {}),
    ...(lacks && entry !== 'TOKEN' ? { means: say('subscribe.meansMissing') } : {}),
    ...(draft.declared.length < DECLARATIONS.length ? { declared: say('subscribe.missing') } : {}),
    ...(draft.accepted === version ? {} : { accepted: say('subscribe.untick') }),
  };
}

/** The field that each refusal of the contract is about. */
const REFUSED: Record<string, keyof Draft> = {
  'unknown-formula': 'formula',
  duration: 'formula',
  'start-missing': 'startsOn',
  'starts-in-the-past': 'startsOn',
  'starts-too-late': 'startsOn',
};
/** What the API says of each field. */
export function serverFaults(error: unknown): Marked<Draft> {
  const said = saidOf<Draft>(error, (path) => (path === 'startsOn' || path === 'formula' || path === 'token' ? path : undefined));
  const because = error instanceof ProblemError ? REFUSED[error.problem.because ?? ''] : undefined;
  return because && error instanceof ProblemError ? { [because]: error.problem.detail } : said;
}

/** What is entered of a client and its first user, and what lacks before it is worth sending. */
import type { en } from '../../i18n/en/index.ts';
import type { Marked } from '../../parts/draft.ts';

/** Changed after a fault, these are recorded anew. */
const IDENTITY = {
  legalName: '',
  legalForm: '',
  registration: '',
  seat: '',
  country: 'FR',
  representativeName: '',
  representativeCapacity: '',
  email: '',
  language: 'fr',
  contacts: '',
  clockAt: '',
};
const EMPTY = { ...IDENTITY, userEmail: '', password: '' };
export type Draft = Record<keyof typeof EMPTY, string>;
export const newDraft = (language: string): Draft => ({ ...EMPTY, language });
export const isIdentity = (name: keyof Draft): boolean => name in IDENTITY;

type Say = (key: 'action.required' | 'newClient.passwordHint') => string;
/** Faults that need no server; each in words, by field. */
export function faultsOf(draft: Draft, say: Say): Marked<Draft> {
  const empty = (Object.keys(EMPTY) as (keyof Draft)[]).filter((name) => name !== 'clockAt' && draft[name].trim() === '');
  return {
    ...Object.fromEntries(empty.map((name) => [name, say('action.required')])),
    ...(draft.password !== '' && draft.password.length < 8 ? { password: say('newClient.passwordHint') } : {}),
  };
}

export type Step = keyof (typeof en)['newClient']['step'];
/** Which field a path of the API is about, by the step that was being done. */
export function fieldOf(step: Step, path: string): keyof Draft | undefined {
  if (step === 'clock') return 'clockAt';
  if (step === 'user') return path === 'password' ? 'password' : 'userEmail';
  if (path === 'representative/name') return 'representativeName';
  if (path === 'representative/capacity') return 'representativeCapacity';
  return path in IDENTITY ? (path as keyof Draft) : undefined;
}

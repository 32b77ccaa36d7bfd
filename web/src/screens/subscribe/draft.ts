/** What the form holds, and what it lacks before it is worth sending. */
import type { en } from '../../i18n/en/index.ts';

export const DECLARATIONS = ['exists', 'power', 'lawful', 'exact', 'binding'] as const;
export type Declaration = (typeof DECLARATIONS)[number];

const EMPTY = {
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
  userEmail: '',
  password: '',
  formula: '',
  startsOn: '',
  token: '',
};
export type TextName = keyof typeof EMPTY;
export type Draft = Record<TextName, string> & { declared: Declaration[]; boxTicked: boolean };
export const newDraft = (language: string): Draft => ({ ...EMPTY, language, declared: [], boxTicked: false });

export type DraftFaults = Partial<Record<keyof Draft, string>>;
type Say = (key: 'action.required' | 'subscribe.missing' | 'subscribe.untick' | 'subscribe.passwordHint') => string;
const OPTIONAL = new Set<TextName>(['startsOn']);

/** Faults that need no server; each in words, by field. */
export function faultsOfDraft(draft: Draft, say: Say): DraftFaults {
  const empty = (Object.keys(EMPTY) as TextName[]).filter((name) => !OPTIONAL.has(name) && draft[name].trim() === '');
  return {
    ...Object.fromEntries(empty.map((name) => [name, say('action.required')])),
    ...(draft.password !== '' && draft.password.length < 8 ? { password: say('subscribe.passwordHint') } : {}),
    ...(draft.declared.length < DECLARATIONS.length ? { declared: say('subscribe.missing') } : {}),
    ...(draft.boxTicked ? {} : { boxTicked: say('subscribe.untick') }),
  };
}

export type Step = keyof (typeof en)['subscribe']['step'];
/** Which field a path of a 422 is about, by the step that was being done. */
export function fieldOf(step: Step, path: string): keyof Draft | undefined {
  const name = path.replace(/^body\/?/, '');
  if (step === 'user') return name === 'password' ? 'password' : 'userEmail';
  if (step === 'means') return 'token';
  if (name === 'representative/name') return 'representativeName';
  if (name === 'representative/capacity') return 'representativeCapacity';
  return name in EMPTY ? (name as TextName) : undefined;
}

/** A command of the contract as its door wants it: where it is given, and its body with names instead of what they stand for. */
import { BORNE, type CommandType } from '../../contract/commands.ts';

type Input = Record<string, unknown>;

export function doorOf(type: CommandType, { client, subscription }: { client: string; subscription: string }): string {
  if (type === 'notify-data-breach') return '/company/record-data-breach'; // E11.8f: one breach for all the clients concerned
  if (type === 'flag-instruction') return `/clients/${client}/record-instruction`;
  return (BORNE as readonly string[]).includes(type) ? `/clients/${client}/${type}` : `/subscriptions/${subscription}/${type}`;
}

const without =
  (name: string) =>
  ({ [name]: _, ...rest }: Input): Input =>
    rest;
/** `CONTROL_GIVEN` as the API writes it: `controlGiven`. */
const camel = (name: string): string => name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const SUCCESSOR = {
  ...{ legalName: 'Fédération des Essais', legalForm: 'Association loi 1901', registration: 'W751999999', seat: '3 rue Neuve, 75011 Paris' },
  ...{ country: 'FR', representative: { name: 'Dominique Exemple', capacity: 'Président' }, email: 'bureau@federation.example' },
};

const BODIES: { [T in CommandType]?: (input: Input, client: string) => Input } = {
  'choose-formula': (input) => ({ ...input, formula: (input.formula as { code: string }).code }),
  'correct-invoice': without('document'),
  'open-complaint': without('complaint'),
  'open-ip-claim': without('claim'),
  'check-ip-claim': ({ duties, ...rest }) => ({
    ...rest,
    ...Object.fromEntries(Object.entries(duties as Record<string, boolean>).map(([duty, done]) => [camel(duty), done])),
  }),
  'request-export': () => ({}),
  'quote-assistance': without('quote'),
  'change-address': ({ email, postal, posted }) => ({ email, postalAddress: postal, ...(posted as Input | undefined) }),
  'notify-data-breach': ({ knownAt, facts }, client) => ({ clients: [client], knownAt, facts }),
  'report-unauthorised-use': () => ({}),
  'flag-instruction': ({ text, why }) => ({ text, unlawful: true, why }),
  'record-tax-identity': () => ({ vatNumber: 'DE123456789', territory: 'DE', from: '2027-01-01' }),
  'open-audit': () => ({ auditor: 'Cabinet d’audit indépendant', scope: 'Mesures de sécurité des sauvegardes' }),
  'request-assignment': () => ({ operation: 'MERGER', deed: 'Traité de fusion', effectiveOn: '2027-01-01', successor: SUCCESSOR }),
};

export function bodyOf(type: CommandType, input: Input, client: string): Input {
  const body = BODIES[type]?.(input, client) ?? input;
  return 'listing' in body ? without('listing')(body) : body;
}

/** CGUV 1.1, 2, 3.2, 8.1, 11.2, 11.9: who may subscribe, what must be declared and ticked, and the term that begins. */
import { addMonths, civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { refuse } from './clause.ts';
import type { Refusal } from './commands.ts';
import type { Acceptance, Channel, ClientStatus, FactOf, Formula, Means, PriceLine } from './facts.ts';
import { type Parameters, parameter } from './parameters.ts';
import type { Contract } from './state.ts';

export type SubscribeRequest = {
  number: string;
  client: {
    id: string;
    legalName: string;
    legalForm: string;
    registration: string;
    seat: string;
    country: string;
    representative: { name: string; capacity: string };
    status: ClientStatus;
    noticeChannel: Channel;
  };
  formula: Formula | null;
  price: PriceLine | null;
  means: Means | null;
  declarations: readonly boolean[];
  boxTicked: boolean;
  termsVersion: string;
  currentTermsVersion: string;
  parameters: Record<string, unknown>;
  acceptedAt: string;
  startsOn?: string;
  evidence: string;
  /** Names of what was sent beside the fields of an acceptance. */
  beside?: readonly string[];
};

/** Those who trade in their own name are natural persons too. */
const NATURAL_PERSON =
  /^(natural[ -]?person|personne physique|individual|particulier|entrepreneur individuel|entreprise individuelle|ei|eirl|(auto|micro)[ -]?entrepreneur|sole (trader|proprietor(ship)?))$/i;

/** E1.1: a legal person, fully identified. */
export function whoMaySubscribe(client: Omit<SubscribeRequest['client'], 'id' | 'status' | 'noticeChannel'>): Refusal | undefined {
  if (NATURAL_PERSON.test(client.legalForm.trim())) return refuse('E1.1', 'natural-person');
  const { legalName, legalForm, registration, seat, country, representative } = client;
  const fields = { legalName, legalForm, registration, seat, country, representative: representative.name.trim() && representative.capacity };
  const missing = Object.entries(fields).find(([, value]) => value.trim() === '');
  return missing && refuse('E1.1', 'identity-missing', [], { field: missing[0] });
}

/** E11.10: the terms are accepted as they are: whatever stands beside them is no clause, and is refused rather than dropped in silence. */
export const specialClause = (beside: readonly string[]): Refusal | undefined =>
  beside.length > 0 ? refuse('E11.10', 'special-clause', [], { fields: beside.join(', ') }) : undefined;

/** E2, E11.2a, E11.9a: five declarations, the box ticked, on the terms in force. */
function whatWasAccepted(request: SubscribeRequest): Refusal | undefined {
  if (request.declarations.length !== 5 || request.declarations.some((one) => one !== true)) return refuse('E11.2a', 'declarations-missing');
  if (!request.boxTicked) return refuse('E11.9a', 'box-not-ticked');
  if (request.termsVersion !== request.currentTermsVersion) return refuse('E2', 'terms-not-current', [], { current: request.currentTermsVersion });
  return undefined;
}

/** The acceptance that opens a subscription, or why there is none: each fault its own refusal. `acceptedAt` is the instant of the click. */
export function subscribe(request: SubscribeRequest): Acceptance | Refusal {
  const no = whoMaySubscribe(request.client) ?? specialClause(request.beside ?? []) ?? whatWasAccepted(request);
  if (no) return no;
  const { formula, price, means } = request;
  const terms = { parameters: request.parameters as Parameters };
  if (!means) return refuse('E5.5a', 'no-means', [{ command: 'payment-methods' }]);
  if (!formula || !price) return refuse('E5.1a', 'unknown-formula');
  const min = parameter(terms, 'term.minMonths');
  const max = parameter(terms, 'term.maxMonths');
  if (!Number.isInteger(formula.months) || formula.months < min || formula.months > max)
    return refuse('E8.1a', 'duration', [], { months: formula.months, min, max });
  const today = parisDay(momentOf(request.acceptedAt));
  if (request.startsOn === undefined && parameter(terms, 'term.startsOn') === 'CHOSEN_DAY') return refuse('E8.1a', 'start-missing');
  const startsOn = request.startsOn === undefined ? today : dayOf(request.startsOn);
  if (startsOn < today) return refuse('E8.1a', 'starts-in-the-past');
  const latest = addMonths(today, max);
  if (startsOn > latest) return refuse('E8.1a', 'starts-too-late', [], { latest: civilOf(latest) });
  return {
    number: request.number,
    client: request.client.id,
    clientStatus: request.client.status,
    noticeChannel: request.client.noticeChannel,
    rules: 1,
    termsVersion: request.termsVersion,
    parameters: request.parameters,
    formula,
    price,
    means,
    acceptedOn: civilOf(today),
    startsOn: civilOf(startsOn),
    evidence: request.evidence,
  };
}

/** The contract at its acceptance: the state before any other fact. */
export function open(accepted: FactOf<'subscription.accepted'>): Contract {
  const startsOn = dayOf(accepted.startsOn);
  return {
    rules: 1,
    number: accepted.number,
    client: accepted.client,
    clientStatus: accepted.clientStatus,
    noticeChannel: accepted.noticeChannel,
    terms: accepted.termsVersion,
    parameters: accepted.parameters as Parameters,
    state: accepted.startsOn === accepted.acceptedOn ? 'ACTIVE' : 'PENDING',
    acceptedAt: momentOf(accepted.at),
    formula: accepted.formula,
    price: accepted.price,
    means: accepted.means,
    term: { number: 1, startsOn, endsOn: addMonths(startsOn, accepted.formula.months) - 1, anchor: startsOn, first: 1, issued: 0 },
    announced: [],
    receivables: [],
    payments: [],
    asked: 0,
    tasksOpened: 0,
  };
}

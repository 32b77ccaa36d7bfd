/** The calls that make a subscription, in order. What was made stays made: after a fault, sending again goes on from there. */
import { call } from '../../api/client.ts';
import type { Subscription } from '../../api/types.ts';
import type { Draft, Step } from './draft.ts';

/** What earlier tries have already made. */
export type Made = { client?: string; user?: true; method?: { token: string; id: string } };
/** A fault, and the step at which it arose. */
export class StepFailed extends Error {
  readonly step: Step;
  readonly reason: unknown;
  constructor(step: Step, reason: unknown) {
    super(step);
    this.step = step;
    this.reason = reason;
  }
}
export type Sending = { draft: Draft; made: Made; testClock?: string; termsVersion: string; boxWording: string; onStep: (step: Step) => void };

/** Records the organisation, its access, its means of payment and its acceptance. Throws a StepFailed. */
export async function subscribe({ draft, made, testClock, termsVersion, boxWording, onStep }: Sending): Promise<Subscription> {
  const at = async <T>(step: Step, act: () => Promise<T>): Promise<T> => {
    onStep(step);
    return act().catch((reason: unknown) => {
      throw new StepFailed(step, reason);
    });
  };
  const client = made.client ?? (await at('client', () => call<{ id: string }>('POST', '/clients', identityOf(draft, testClock)))).id;
  made.client = client;
  const own = `/clients/${encodeURIComponent(client)}`;
  if (!made.user)
    await at('user', () => call('POST', `${own}/users`, { email: draft.userEmail.trim(), password: draft.password, role: 'CLIENT_ADMIN' }));
  made.user = true;
  if (made.method?.token !== draft.token) {
    const { id } = await at('means', () => call<{ id: string }>('POST', `${own}/payment-methods`, { token: draft.token }));
    made.method = { token: draft.token, id };
  }
  const paymentMethod = made.method?.id;
  const acceptance = { termsVersion, declarations: draft.declared.map(() => true), boxTicked: draft.boxTicked, boxWording };
  const startsOn = draft.startsOn === '' ? {} : { startsOn: draft.startsOn };
  return at('subscription', () => call('POST', '/subscriptions', { client, formula: draft.formula, paymentMethod, acceptance, ...startsOn }));
}

function identityOf(draft: Draft, testClock: string | undefined): Record<string, unknown> {
  const { legalName, legalForm, registration, seat, country, email, language } = draft;
  return {
    ...{ legalName, legalForm, registration, seat, country, email: email.trim(), language },
    representative: { name: draft.representativeName, capacity: draft.representativeCapacity },
    contacts: Number(draft.contacts),
    ...(testClock === undefined ? {} : { testClock }),
  };
}

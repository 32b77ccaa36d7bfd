/** The calls that enter a client with its first user, in order. What was made stays made: after a fault, sending again goes on from there. */
import { call } from '../../api/client.ts';
import type { Draft, Step } from './draft.ts';

/** What earlier tries have already made. */
export type Made = { client?: string };
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
type Recording = { draft: Draft; made: Made; testClock?: string; onStep: (step: Step) => void };

/** Records the organisation (E1.1) and opens its access (E3.2a). Throws a StepFailed. */
export async function recordClient({ draft, made, testClock, onStep }: Recording): Promise<void> {
  const at = async <T>(step: Step, act: () => Promise<T>): Promise<T> => {
    onStep(step);
    return act().catch((reason: unknown) => {
      throw new StepFailed(step, reason);
    });
  };
  made.client ??= (await at('client', () => call<{ id: string }>('POST', '/clients', identityOf(draft, testClock)))).id;
  const users = `/clients/${encodeURIComponent(made.client)}/users`;
  await at('user', () => call('POST', users, { email: draft.userEmail.trim(), password: draft.password, role: 'CLIENT_ADMIN' }));
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

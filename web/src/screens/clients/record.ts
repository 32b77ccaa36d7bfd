/** The calls that enter a client with its first user, in order. What was made stays made: after a fault, sending again goes on from there. */
import { call } from '../../api/client.ts';
import { instantOfParis } from '../../i18n/written.ts';
import type { Draft, Step } from './draft.ts';

/** What earlier tries have already made. */
export type Made = { clock?: string; client?: string };
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
type Recording = { draft: Draft; made: Made; onStep: (step: Step) => void };

/** Records the organisation (E1.1), on a test clock where it is to live on one, and opens its access (E3.2a). Throws a StepFailed. */
export async function recordClient({ draft, made, onStep }: Recording): Promise<void> {
  const at = async <T>(step: Step, act: () => Promise<T>): Promise<T> => {
    onStep(step);
    return act().catch((reason: unknown) => {
      throw new StepFailed(step, reason);
    });
  };
  const idOf = (step: Step, path: string, body: object) => at(step, () => call<{ id: string }>('POST', path, body)).then(({ id }) => id);
  if (draft.clockAt !== '') made.clock ??= await idOf('clock', '/test-clocks', { at: instantOfParis(draft.clockAt) });
  made.client ??= await idOf('client', '/clients', identityOf(draft, made.clock));
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

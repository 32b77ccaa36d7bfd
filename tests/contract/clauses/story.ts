/** What the tables of the clauses tell their rows with: a scenario on the pure contract, or a contract to ask a rule of. */
import { fold, open } from '../../../contract/contract.ts';
import type { Acceptance } from '../../../contract/facts.ts';
import type { Contract } from '../../../contract/state.ts';
import { pureStage } from '../../scenarios/pure.ts';
import { type Actors, actors } from '../../scenarios/scenario.ts';

export const story = (): Actors => actors(pureStage());

/** What the contract remembers of a life so far. */
export async function contractAt(check: Actors['check']): Promise<Contract> {
  const [accepted, ...facts] = await check.facts();
  if (!accepted) throw new Error('nobody has subscribed');
  return fold(open(accepted), facts);
}

/** A contract at its acceptance: baseline A unless told otherwise. */
export function contractOf(more: Partial<Acceptance> = {}, parameters: Record<string, unknown> = {}): Contract {
  const acceptance: Acceptance = {
    number: 'S000001',
    client: 'client',
    clientStatus: 'NON_PROFESSIONAL',
    noticeChannel: 'EMAIL',
    rules: 1,
    termsVersion: '1',
    parameters,
    formula: { code: 'yearly', months: 12 },
    price: { netCents: 58_800, instalments: 1, termDays: 30, contacts: 280, schedule: 'fixture' },
    means: { method: 'm1', kind: 'CARD' },
    acceptedOn: '2027-01-04',
    startsOn: '2027-01-04',
    evidence: 'text',
    ...more,
  };
  return open({
    type: 'subscription.accepted',
    at: `${acceptance.acceptedOn}T09:30:00.000Z`,
    by: { person: 'client', role: 'CLIENT_ADMIN' },
    article: 'E11.9a',
    ...acceptance,
  });
}

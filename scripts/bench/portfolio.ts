/** Subscriptions to measure with: all healthy, accepted from a day on, at the prices of the demo. */
import { dayOf, instantOf } from '../../contract/calendar.ts';
import { fact } from '../../contract/clause.ts';
import { open } from '../../contract/contract.ts';
import type { PriceLine } from '../../contract/facts.ts';
import type { World } from '../../contract/forecast.ts';
import type { Contract } from '../../contract/state.ts';

const PRICES: { [code: string]: { months: number; netCents: number } } = {
  yearly: { months: 12, netCents: 58_800 },
  monthly: { months: 1, netCents: 5_900 },
};

/** A subscription at its acceptance, at 10:30 in Paris. */
export function accepted(number: string, code: 'yearly' | 'monthly', on: string, at = instantOf(dayOf(on), 630)): Contract {
  const { months = 1, netCents = 0 } = PRICES[code] ?? {};
  const price: PriceLine = { netCents, instalments: 1, termDays: 30, contacts: 280, schedule: 'bench' };
  const acceptance = {
    ...{ number, client: `c-${number}`, clientStatus: 'NON_PROFESSIONAL' as const, noticeChannel: 'EMAIL' as const },
    ...{ rules: 1 as const, termsVersion: '2020-01', parameters: {}, formula: { code, months }, price },
    ...{ means: { method: 'pm', kind: 'CARD' as const }, acceptedOn: on, startsOn: on, evidence: `txt-${number}` },
  };
  return open(fact('subscription.accepted', 'E11.9a', at, acceptance));
}

/** A world in which prices stay and everybody pays. */
export function plainWorld(): World {
  let last = 0;
  return {
    number: (series) => `${series}${++last}`,
    price: (contract) => contract.price,
    vatRate: () => 20,
    operations: () => [],
    charge: () => ({ outcome: 'SETTLED' }),
    result: () => ({ outcome: 'SETTLED' }),
    export: () => ({ outcome: 'READY', sha256: '0'.repeat(64), counts: {} }),
    destroy: () => ({ destroyed: true, certificate: 'bench', counts: {} }),
  };
}

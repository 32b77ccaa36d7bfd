import type { ClientRow, MethodRow } from '../database/queries/clients.ts';
import { insertMethod, liveSubscriptions, methodByReference } from '../database/queries/clients.ts';
import { contractNow } from '../database/queries/clocks.ts';
import type { Deps } from './deps.ts';
import type { MethodRefused } from '../providers/payments/port.ts';
import { tellAndWait } from './tell.ts';

/** E5.5a: stores what the provider knows under a token as the client's default means, and tells its subscriptions. The same means comes in once. */
export async function storeMethod(
  { knex, temporal, payments }: Pick<Deps, 'knex' | 'temporal' | 'payments'>,
  client: ClientRow,
  { token, id }: { token: string; id: string },
): Promise<MethodRow | MethodRefused> {
  const registered = await payments.registerMethod({ token, client: client.id, clocked: client.test_clock !== null });
  if ('refused' in registered) return registered;
  const { reference, kind, label, verified } = registered;
  const known = await methodByReference(knex, payments.name, reference);
  const row = await insertMethod(knex, {
    ...{ id: known?.id ?? id, client: client.id, provider: payments.name, provider_reference: reference },
    ...{ kind, label, verified },
  });
  const at = new Date(await contractNow(knex, client.test_clock)).toISOString();
  await tellAndWait(temporal, await liveSubscriptions(knex, client.id), {
    ...{ type: 'method-changed', key: `method/${row.id}`, at },
    ...{ means: { method: row.id, kind: row.kind }, verified: row.verified },
  });
  return row;
}

const CANDIDATES = /(?<!\w)(?:\d[ .-]?){12,18}\d(?!\w)/g;

/** Whether a text holds what can only be a card number: 13 to 19 digits that pass the check of card networks. */
export const holdsCardNumber = (text: string): boolean => (text.match(CANDIDATES) ?? []).some((found) => passesLuhn(found.replaceAll(/\D/g, '')));

function passesLuhn(digits: string): boolean {
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

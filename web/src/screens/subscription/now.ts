import { useQuery } from '@tanstack/react-query';
import { clientQuery, clockQuery } from '../../api/queries.ts';
import type { Me, Subscription, TestClock } from '../../api/types.ts';
import { isCompany } from '../../session/permissions.ts';

/** Where time stands for a subscription: its client's test clock, for those who may read it, and the instant. */
export function useNow(
  { client, at }: Pick<Subscription, 'client' | 'at'>,
  me: Me,
): { simulated: boolean; clock: TestClock | undefined; at: string } {
  const { data } = useQuery(clientQuery(client));
  const id = data?.testClock ?? null;
  const { data: clock } = useQuery({ ...clockQuery(id ?? ''), enabled: id !== null && isCompany(me) });
  return { simulated: id !== null, clock, at: clock?.at ?? at ?? new Date().toISOString() };
}

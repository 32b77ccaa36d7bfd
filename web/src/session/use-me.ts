import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../api/queries.ts';
import type { Me } from '../api/types.ts';

/** Who is signed in, on a page that asks for it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  return data ?? NOBODY;
}
const NOBODY: Me = { id: '', email: '', roles: [], client: '' };

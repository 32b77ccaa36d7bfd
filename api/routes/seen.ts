/** What a person may see: everything for the Company's roles, its own for a client's; another client's is not found (A9). */
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import type { Role } from '../../contract/facts.ts';
import { type ClientRow, clientById } from '../../database/queries/clients.ts';
import type { Person } from '../../database/queries/users.ts';
import { personOf } from '../plugins/identity.ts';
import { notFound } from '../problem.ts';

export const COMPANY: readonly Role[] = ['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR'];
/** Every role reads; whose rows is decided by `mayAsk` and the list filters. */
export const READERS: readonly Role[] = [...COMPANY, 'CLIENT_ADMIN', 'CLIENT_MEMBER'];

export const maySee = (person: Person, client: string): boolean => person.client === null || person.client === client;

const NO_CLIENT = { en: 'There is no such client.', fr: "Ce client n'existe pas." };

/** The client of this address, for who may see it. */
export async function seenClient(knex: Knex, request: FastifyRequest, id: string): Promise<ClientRow> {
  const client = maySee(personOf(request), id) ? await clientById(knex, id) : undefined;
  if (!client) throw notFound(NO_CLIENT);
  return client;
}

/** The filters of a list, held to the person's own client. */
export function ownOnly<F extends { client?: string | undefined }>(request: FastifyRequest, filters: F): F {
  const { client } = personOf(request);
  if (client === null) return filters;
  if (filters.client !== undefined && filters.client !== client) throw notFound(NO_CLIENT);
  return { ...filters, client };
}

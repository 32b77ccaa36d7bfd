/** What is Company-wide and dated is published for everybody or for one test clock, and read by the clock of who asks. */
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { dayOf, instantOf, isoOf } from '../contract/calendar.ts';
import { clockExists } from '../database/queries/publish.ts';
import { personOf } from './plugins/identity.ts';
import { impossible } from './problem.ts';
import { seenClient } from './routes/seen.ts';

const NO_CLOCK = { en: 'There is no such test clock.', fr: "Cette horloge d'essai n'existe pas." };
export const WhoseClock = z.object({ client: z.string().optional(), testClock: z.string().optional() });

/** An instant; a day alone stands for its 00:00 in Paris. */
export const iso = (text: string): string => (text.includes('T') ? new Date(text).toISOString() : isoOf(instantOf(dayOf(text))));

/** The test clock named, if it exists; null for none. */
export async function knownClock(knex: Knex, testClock: string | undefined): Promise<string | null> {
  if (testClock !== undefined && !(await clockExists(knex, testClock))) throw impossible(NO_CLOCK);
  return testClock ?? null;
}

/** The clock by which this person reads: its client's, or the one asked for. */
export async function clockOf(knex: Knex, request: FastifyRequest & { query: unknown }): Promise<string | null> {
  const asked = request.query as z.infer<typeof WhoseClock>;
  const client = asked.client ?? personOf(request).client;
  return client ? (await seenClient(knex, request, client)).test_clock : knownClock(knex, asked.testClock);
}

import type { FastifyReply } from 'fastify';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Fact } from '../contract/facts.ts';
import { readJournal } from '../database/journal.ts';
import { rowsOf } from '../database/queries/facts.ts';
import type { CommandOutcome } from '../workflows/messages.ts';
import type { FactBody, ForecastFact } from './schemas/commands.ts';

type JournalRow = Awaited<ReturnType<typeof readJournal>>[number];

/** A journal row as the API shows it. */
export const shownFact = ({ seq, type, at, by, article, duty, hash, previousHash, data }: JournalRow): z.infer<typeof FactBody> => ({
  ...{ seq, type, at, by, article, duty, hash, previousHash },
  data: data as Record<string, unknown>,
});

/** A fact that is only foreseen. */
export function foreseen({ type, at, by, article, duty, ...data }: Fact): z.infer<typeof ForecastFact> {
  return { type, at, by, article, duty: duty ?? null, data };
}

/** The answer to a command: the facts it led to as the journal holds them, or the task that waits for a second person. */
export async function answer(knex: Knex, reply: FastifyReply, number: string, outcome: CommandOutcome): Promise<FastifyReply> {
  if (outcome.task) return reply.code(202).send({ task: outcome.task });
  const rows = await rowsOf(knex, number, outcome.facts);
  return reply.code(200).send({ facts: rows.map(shownFact) });
}

/** What is asked of a client or of the Company as a whole (A9): each command is data, and becomes a record, or a command of the subscription that bears it. */
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Day, momentOf, parisDay } from '../contract/calendar.ts';
import type { CommandInput, CommandType, Refusal } from '../contract/commands.ts';
import type { Article, Instant, Role, TextId } from '../contract/facts.ts';
import type { Parameters as Values } from '../contract/parameters.ts';
import type { RecordKind } from '../contract/records.ts';
import { audit } from '../database/queries/audit.ts';
import { bearerOf } from '../database/queries/bearer.ts';
import type { ClientRow } from '../database/queries/clients.ts';
import { contractNow } from '../database/queries/clocks.ts';
import { rowsOf } from '../database/queries/facts.ts';
import { subscriptionByNumber } from '../database/queries/subscriptions.ts';
import { insertText } from '../database/queries/texts.ts';
import { appendRecord, type BookRecord, COMPANY_BOOK, recordsOf } from '../database/records.ts';
import { shownFact } from './answer.ts';
import type { Deps } from './deps.ts';
import { personOf } from './plugins/identity.ts';
import { requestId } from './plugins/idempotency.ts';
import { impossible, refused, type Words } from './problem.ts';
import { runCommand } from './run-command.ts';
import type { Done, Proposed } from './schemas/commands.ts';

export type Outcome = z.infer<typeof Done> | z.infer<typeof Proposed>;
/** Who asks what, and when: `client` is null for a command of the Company, whose `testClock` is the one named in its body. */
export type Asked<B, C extends ClientRow | null> = {
  deps: Deps;
  request: FastifyRequest;
  name: string;
  article: Article;
  by: { person: string; role: Role };
  at: Instant;
  client: C;
  testClock: string | null;
  body: B;
};
export type WideCommand<B extends z.ZodObject, C extends ClientRow | null> = {
  article: Article;
  roles: readonly Role[];
  body: B;
  example: z.input<B>;
  run(asked: Asked<z.infer<B>, C>): Promise<Outcome>;
  /** What it would lead to, in sentences for a second person (A10); throws the refusal of what cannot be. Writes nothing. */
  foresee?(asked: Asked<z.infer<B>, C>): Promise<Words[]>;
};
export type AnyCommand<C extends ClientRow | null> = Omit<WideCommand<z.ZodObject, C>, 'run' | 'foresee'> & {
  run(asked: Asked<never, C>): Promise<Outcome>;
  foresee?(asked: Asked<never, C>): Promise<Words[]>;
};

/** A command of a client: `POST /clients/{id}/{command}`. */
export const clientCommand = <B extends z.ZodObject>(command: WideCommand<B, ClientRow>): AnyCommand<ClientRow> => command;
/** A command of the Company: `POST /company/{command}`. */
export const companyCommand = <B extends z.ZodObject>(command: WideCommand<B, null>): AnyCommand<null> => command;

type AskedOf = Asked<unknown, ClientRow | null>;

/** What is asked, in the first of the person's roles that may. */
export async function askedOf<C extends ClientRow | null>(
  deps: Deps,
  request: FastifyRequest,
  { name, command, client, testClock }: { name: string; command: AnyCommand<C>; client: C; testClock: string | null },
): Promise<Asked<never, C>> {
  const person = personOf(request);
  const role = person.roles.find((one) => command.roles.includes(one));
  if (!role) throw new Error(`${name} was let in without a role`);
  const at = new Date(await contractNow(deps.knex, testClock)).toISOString();
  return { deps, request, name, article: command.article, by: { person: person.id, role }, at, client, testClock, body: request.body as never };
}

const line = ({ by, name, client, at, article }: AskedOf, outcome: 'done' | 'refused'): Parameters<typeof audit>[1] => ({
  ...{ person: by.person, role: by.role, action: name, client: client?.id ?? null, contract_at: at, outcome, article },
});

/** Stores free words beside the record that names them. */
export const keepWords = ({ deps, client }: AskedOf, content: string): Promise<TextId> =>
  insertText(deps.knex, { client: client?.id ?? null, content });

type More = { client?: string; subscription?: string; article?: Article; part?: string };

/** Writes a record of this request in the book of its client, or of the Company, with its line in the audit log. `part` tells apart several of one request. */
export async function keepRecord(asked: AskedOf, kind: RecordKind, data: Record<string, unknown>, more: More = {}): Promise<BookRecord> {
  const { deps, request, article, by, at } = asked;
  const client = asked.client?.id ?? more.client ?? null;
  return deps.knex.transaction(async (trx) => {
    const record = await appendRecord(trx, {
      ...{
        id: `rec_${requestId(request)}${more.part ?? ''}`,
        book: asked.client?.id ?? COMPANY_BOOK,
        kind,
        article: more.article ?? article,
        at,
        by,
        data,
      },
      ...{ client, subscription: more.subscription ?? null, testClock: asked.testClock },
    });
    await audit(trx, { ...line(asked, 'done'), client, detail: { record: record.id } });
    return record;
  });
}

/** A record as the answer of its command shows it: like a fact. */
export const recorded = (...records: BookRecord[]): z.infer<typeof Done> => ({
  facts: records.map(({ seq, kind, at, by, article, hash, previousHash, data }) => ({
    ...{ seq, type: kind, at, by, article, duty: null, hash, previousHash, data },
  })),
});

/** A lawful "no", with its line in the audit log (A10). */
export async function refuseWide(
  asked: AskedOf,
  because: string,
  more: Partial<Pick<Refusal, 'article' | 'allowed' | 'values'>> = {},
): Promise<never> {
  const refusal: Refusal = { kind: 'refused', article: asked.article, because, allowed: [], ...more };
  await audit(asked.deps.knex, { ...line(asked, 'refused'), article: refusal.article, detail: { because, values: refusal.values ?? {} } });
  throw refused(refusal);
}

/** Gives a command to the subscription that bears what is of its client (bearerOf). */
export async function giveToBearer<T extends CommandType>(asked: Asked<unknown, ClientRow>, type: T, input: CommandInput[T]): Promise<Outcome> {
  const bearer = await bearerOf(asked.deps.knex, asked.client.id);
  return bearer ? giveTo(asked, bearer, type, input) : refuseWide(asked, 'no-subscription');
}

/** Gives a command to one subscription of the client. */
export async function giveTo<T extends CommandType>(
  { deps, request, client }: Asked<unknown, ClientRow>,
  { number, state }: { number: string; state: string },
  type: T,
  input: CommandInput[T],
): Promise<Outcome> {
  const outcome = await runCommand(deps, request, { number, client, state, type, input });
  return outcome.task ? { task: outcome.task } : { facts: (await rowsOf(deps.knex, number, outcome.facts)).map(shownFact) };
}

/** A command that only writes a record: the fields of its body, the free words of which are kept beside it. `check` refuses what cannot be. */
export function register<B extends z.ZodObject, C extends ClientRow | null>({
  kind,
  words,
  check,
  ...command
}: Omit<WideCommand<B, C>, 'run'> & {
  kind: RecordKind;
  words: readonly (keyof z.infer<B> & string)[];
  /** Throws where it refuses; what it gives is recorded too. */
  check?: (asked: Asked<z.infer<B>, C>) => Promise<Record<string, unknown> | void>;
}): WideCommand<B, C> {
  return {
    ...command,
    run: async (asked) => {
      const more = await check?.(asked);
      const { testClock: _, ...fields } = asked.body as Record<string, unknown>;
      const data: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(fields))
        data[name] = typeof value === 'string' && words.includes(name) ? await keepWords(asked, value) : value;
      return recorded(await keepRecord(asked, kind, { ...data, ...more }));
    },
  };
}

/** The terms that bind a client as a whole: those of the subscription that bears, or the defaults. */
export async function termsOf({ deps, client }: Asked<unknown, ClientRow>): Promise<{ parameters: Values }> {
  const bearer = await bearerOf(deps.knex, client.id);
  const row = bearer && (await deps.knex('subscriptions').where({ number: bearer.number }).first('contract'));
  return { parameters: (row?.contract.parameters ?? {}) as Values };
}

const NOT_ITS_OWN = { en: 'This is not a subscription of the client.', fr: "Ce n'est pas un abonnement du client." };
/** Refuses a subscription that is not of the client asked about. */
export async function ownSubscription({ deps, client, article }: Asked<unknown, ClientRow>, number: string | undefined): Promise<void> {
  if (number !== undefined && (await subscriptionByNumber(deps.knex, number))?.client !== client.id) throw impossible(NOT_ITS_OWN, article);
}

/** The civil day on which something is asked. */
export const dayOfAsking = ({ at }: { at: Instant }): Day => parisDay(momentOf(at));

/** The records of a kind of this client, or of the Company as this clock sees it. */
export const known = ({ deps, client, testClock }: AskedOf, kind: RecordKind): Promise<BookRecord[]> =>
  recordsOf(deps.knex, { book: client?.id ?? COMPANY_BOOK, kind, ...(client ? {} : { testClock }) });

/** A portfolio is taken over line by line: client, means of payment, contract with its journal; each line once, whatever happens between. */
import type { Knex } from 'knex';
import { momentOf } from '../contract/calendar.ts';
import { isRefusal } from '../contract/clause.ts';
import { fold, nextDuty, open } from '../contract/contract.ts';
import type { FactOf } from '../contract/facts.ts';
import { takeOverFacts, type TakeOverRequest } from '../contract/take-over.ts';
import { append } from '../database/journal.ts';
import { postFact } from '../database/ledger.ts';
import { knownAtFirst } from '../database/opening.ts';
import { project } from '../database/projections.ts';
import { insertClient, insertMethod } from '../database/queries/clients.ts';
import { acceptedTerms } from '../database/queries/dated.ts';
import { startingPoint } from '../database/queries/subscriptions.ts';
import { closeTakeOver, type Fault, type HandedLine, type LineRow, requestOf, type TakeOverRow } from '../database/queries/take-overs.ts';
import { type SealedText, keepText, sealed } from '../database/queries/texts.ts';
import { createSubscription, nextSubscriptionNumber } from '../database/subscriptions.ts';
import type { SubscriptionInput } from '../workflows/messages.ts';
import type { Deps } from './deps.ts';

const AT_ONCE = 20;

/** What the workflow of a take-over can have done. */
export type TakeOverActivities = {
  /** Brings the next lines in; answers the subscriptions whose workflow is to be started, and whether lines are left. */
  bringLines(id: string): Promise<{ inputs: SubscriptionInput[]; left: boolean }>;
  /** Remembers that these workflows run. */
  noteStarted(started: { id: string; numbers: string[] }): Promise<void>;
  finishTakeOver(id: string): Promise<void>;
};

export const takeOverActivities = (deps: Deps): TakeOverActivities => ({
  bringLines: (id) => bringLines(deps, id),
  noteStarted: async ({ id, numbers }) =>
    void (await deps.knex('take_over_lines').where({ take_over: id }).whereIn('subscription', numbers).update({ started: true })),
  finishTakeOver: (id) => closeTakeOver(deps.knex, id, 'DONE'),
});

async function bringLines(deps: Deps, id: string): Promise<{ inputs: SubscriptionInput[]; left: boolean }> {
  const { knex } = deps;
  const takeOver: TakeOverRow = await knex('take_overs').where({ id }).first();
  const ready: LineRow[] = await knex('take_over_lines').where({ take_over: id, state: 'READY' }).orderBy('line').limit(AT_ONCE);
  for (const line of ready) await bring(deps, takeOver, line);
  const waiting: { subscription: string }[] = await knex('take_over_lines')
    .where({ take_over: id, state: 'DONE', started: false })
    .orderBy('line')
    .limit(AT_ONCE);
  const inputs = await Promise.all(waiting.map(({ subscription }) => inputOf(knex, subscription)));
  return { inputs, left: ready.length === AT_ONCE || waiting.length === AT_ONCE };
}

async function inputOf(knex: Knex, number: string): Promise<SubscriptionInput> {
  const { contract, folded, clockAt, target } = await startingPoint(knex, number);
  return { contract, folded, answered: [], ...(clockAt && target ? { clock: { at: momentOf(clockAt), target: momentOf(target) } } : {}) };
}

/** One line: its client and means first, each safe to make twice; then all that is ours in one transaction. A line that cannot be brought says why. */
async function bring(deps: Deps, takeOver: TakeOverRow, line: LineRow): Promise<void> {
  const { knex } = deps;
  const where = { take_over: takeOver.id, line: line.line };
  if (!line.input) throw new Error(`line ${line.line} of ${takeOver.id} holds nothing`);
  const client = line.client ?? (await clientOf(knex, takeOver, line, line.input));
  const means = await meansOf(deps, client, line, { ...line.input, clocked: takeOver.test_clock !== null });
  if ('because' in means) return fail(knex, where, means);
  const { termsVersion, acceptedOn } = line.input;
  const terms = await acceptedTerms(knex, termsVersion, takeOver.test_clock);
  const known = { means, client, takenOverOn: takeOver.taken_over_on, parameters: terms?.parameters ?? {} };
  await knex.transaction(async (trx) => {
    const number = await nextSubscriptionNumber(trx);
    const proof = sealed(JSON.stringify({ termsVersion, acceptedOn, proof: line.input?.proof ?? '' }));
    const request = requestOf(line.input as HandedLine, { ...known, number, evidence: proof.id });
    const refused = await write(trx, request, { proof, clocked: takeOver.test_clock !== null });
    await trx('take_over_lines')
      .where(where)
      .update(refused ? { state: 'FAILED', faults: JSON.stringify([refused]) } : { state: 'DONE', subscription: number });
  });
}

const fail = async (knex: Knex, where: object, fault: Fault): Promise<void> =>
  void (await knex('take_over_lines')
    .where(where)
    .update({ state: 'FAILED', faults: JSON.stringify([fault]) }));

/** The client of a line: that of another line that names the same one, else a new one. */
function clientOf(knex: Knex, takeOver: TakeOverRow, line: LineRow, { client: { contacts, ...handed } }: HandedLine): Promise<string> {
  return knex.transaction(async (trx) => {
    const twin = line.client_reference
      ? await trx('take_over_lines').where({ take_over: takeOver.id, client_reference: line.client_reference }).whereNotNull('client').first('client')
      : undefined;
    const id: string = twin?.client ?? (await insertClient(trx, { ...handed, test_clock: takeOver.test_clock }, contacts)).id;
    await trx('take_over_lines').where({ take_over: takeOver.id, line: line.line }).update({ client: id });
    return id;
  });
}

async function meansOf(
  { knex, payments }: Deps,
  client: string,
  line: LineRow,
  { token, clocked }: HandedLine & { clocked: boolean },
): Promise<NonNullable<TakeOverRequest['means']> | Fault> {
  const registered = token ? await payments.registerMethod({ token, client, clocked }) : { refused: null };
  if ('refused' in registered) return { because: 'means-refused', article: 'E5.5a', column: 'means' };
  const { reference, kind, label, verified } = registered;
  const id = `pm_${line.take_over}_${line.line}`;
  await insertMethod(knex, { id, client, provider: payments.name, provider_reference: reference, kind, label, verified });
  return { method: id, kind };
}

/** Row, journal, projections and ledger of a contract taken over; answers the fault where the contract says no. */
async function write(
  trx: Knex.Transaction,
  request: TakeOverRequest,
  { proof, clocked }: { proof: SealedText; clocked: boolean },
): Promise<Fault | undefined> {
  const facts = takeOverFacts(request);
  if (isRefusal(facts)) return { because: facts.because, article: facts.article, ...(facts.values ? { values: facts.values } : {}) };
  const [accepted, taken] = facts;
  if (accepted?.type !== 'subscription.accepted' || !taken) throw new Error('a contract taken over begins with its acceptance');
  const { number } = request;
  const client = request.client.id;
  await keepText(trx, { ...proof, subscription: number, client });
  const begun = fold(open(accepted), facts.slice(1));
  const row: Parameters<typeof knownAtFirst>[1] = await trx('clients').where({ id: client }).first('id', 'country', 'test_clock');
  const more = await knownAtFirst(trx, row, begun, momentOf(taken.at));
  const contract = fold(begun, more);
  await createSubscription(trx, accepted as FactOf<'subscription.accepted'>, contract, nextDuty(contract) ?? null);
  if (clocked) await trx('subscriptions').where({ number }).update({ clock_at: taken.at });
  const rows = await append(trx, number, 'take-over', [...facts, ...more]);
  await project(trx, { number, client }, null, contract, rows);
  for (const { fact, seq } of rows) await postFact(trx, { subscription: number, client, seq, fact });
  return undefined;
}

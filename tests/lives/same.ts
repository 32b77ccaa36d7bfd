/** One script, told to the pure contract and to the real engine: the same answers, journal, contract and books, or the first difference. */
import { isDeepStrictEqual } from 'node:util';
import { fold, open } from '../../contract/contract.ts';
import type { Fact } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { pureStage } from '../scenarios/pure.ts';
import type { Stage } from '../scenarios/stage.ts';
import type { Engine } from '../setup/engine.ts';
import type { Tally } from './tally.ts';
import { balances } from './accounts.ts';
import { write } from './author.ts';
import { isForbidden } from './person.ts';
import { plainly } from './plain.ts';
import { stageOf } from './real-stage.ts';
import { type Script, follow } from './script.ts';

/** `messages`: the INFO messages that left, each with its instant. */
type Told = { answers: string[]; facts: Fact[]; messages: string[]; contract: Contract; books: Record<string, number> };

/** The pure side: nobody asks it what the doors refuse. */
async function purely(script: Script): Promise<Told> {
  const stage = pureStage();
  const doors: Stage = {
    ...stage,
    give: async (person, command, input) =>
      isForbidden({ command, person, input }) ? { facts: [], refused: { article: '', allowed: [] } } : stage.give(person, command, input),
  };
  const answers = await follow(doors, script);
  const facts = await stage.facts();
  const informed = (await stage.messages()).filter((one) => one.deemedOn === null).map((one) => `${one.sentAt} ${one.code}`);
  return { answers, facts, messages: informed.sort(), contract: folded(facts), books: balances(facts) };
}

const folded = ([accepted, ...facts]: Fact[]): Contract => fold(open(accepted as Fact), facts);

async function really(script: Script, engine: Engine): Promise<Told> {
  const stage = await stageOf(engine);
  const answers = await follow(stage, script);
  const number = stage.number();
  const { contract } = await engine.knex('subscriptions').where({ number }).first('contract');
  const journal = await stage.facts();
  const formal = new Set(journal.flatMap((one) => (one.type === 'notice.sent' ? [`${number}/${one.notice}`] : []))); // their bytes are sealed too
  const messages = journal.flatMap((one) => (one.type === 'message.sent' && !formal.has(one.notice) ? [`${one.at} ${one.code}`] : [])).sort();
  const facts = journal.filter((one) => one.type !== 'message.sent');
  return { answers, facts, messages, contract, books: await ledgerOf(engine, number) };
}

/** The balances that PostgreSQL keeps, by account and natural id of the document. */
async function ledgerOf({ knex }: Engine, number: string): Promise<Record<string, number>> {
  const rows: { account: string; id: string | null; cents: number }[] = await knex('ledger_entries as e')
    .join('ledger_transactions as t', 't.id', 'e.transaction')
    .leftJoin('documents as d', 'd.number', 'e.document')
    .where({ 't.subscription': number })
    .groupBy('e.account', 'd.id')
    .select('e.account', 'd.id')
    .sum('e.cents as cents');
  const sums: Record<string, number> = {};
  for (const { account, id, cents } of rows) {
    const key = `${account} ${account === '512' ? '-' : (id ?? '-')}`;
    sums[key] = (sums[key] ?? 0) + Number(cents);
  }
  return Object.fromEntries(
    Object.entries(sums)
      .filter(([, cents]) => cents !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The first thing in which two lists differ. */
function firstDifference(what: string, pure: readonly unknown[], real: readonly unknown[]): string | undefined {
  const at = Array.from({ length: Math.max(pure.length, real.length) }, (_, index) => index).find(
    (index) => !isDeepStrictEqual(pure[index], real[index]),
  );
  if (at === undefined) return undefined;
  const before = pure.slice(Math.max(0, at - 2), at).map((one) => `  both   ${JSON.stringify(one)}`);
  return [`${what} ${at + 1} differs:`, ...before, `  purely ${JSON.stringify(pure[at])}`, `  really ${JSON.stringify(real[at])}`].join('\n');
}

/** Lives one life twice, and counts what it did. Returns what differs first, or undefined, with what was lived. */
export async function sameLife(seed: string, engine: Engine, tally: Tally): Promise<{ difference: string | undefined; facts: number }> {
  const script = await write(seed);
  const [pure, real] = [await purely(script), await really(script, engine)];
  const [one, other] = [plainly(), plainly()];
  const sides = { pure: pure.facts.map(one), real: real.facts.map(other) };
  const entries = (value: object): unknown[] => Object.entries(value);
  const asked = (answers: string[]): string[] =>
    answers.map((answer, index) => `${answer.split(' ')[0]} ${JSON.stringify(script.steps[index - 1] ?? {})}`);
  const difference =
    firstDifference('the fact', sides.pure, sides.real) ??
    firstDifference('the message', pure.messages, real.messages) ??
    firstDifference('the answer', asked(pure.answers), asked(real.answers)) ??
    firstDifference('of the contract, the field', entries(one(pure.contract) as object), entries(other(real.contract) as object)) ??
    firstDifference('of the books, the balance', entries(pure.books), entries(real.books));
  tally.count(script, real.answers, [real.contract.state, real.contract.ended?.cause].filter(Boolean).join(' '));
  return { difference: difference && `life ${seed}: ${difference}`, facts: real.facts.length };
}

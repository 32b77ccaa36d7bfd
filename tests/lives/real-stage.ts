/** A script names things as the contract does; through the doors they have numbers and ids of their own. */
import type { CommandInput, CommandType } from '../../contract/commands.ts';
import type { Fact } from '../../contract/facts.ts';
import { factOf, walkJournal } from '../../database/journal.ts';
import { realStage } from '../scenarios/real.ts';
import type { Stage } from '../scenarios/stage.ts';
import type { Engine } from '../setup/engine.ts';

export type RealStage = Stage & { number(): string };

/** The real engine, told in the words of a script. */
export async function stageOf(engine: Engine): Promise<RealStage> {
  const { knex } = engine;
  const stage = await realStage(engine);
  const ids = new Map<string, string>();
  let number = '';
  let client = '';

  const documents = async (): Promise<Map<string, string>> => {
    const rows: { id: string; number: string }[] = await knex('documents').where({ subscription: number }).select('id', 'number');
    return new Map(rows.map((row) => [row.id, row.number]));
  };
  const methods = (): Promise<{ id: string }[]> => knex('payment_methods').where({ client }).orderBy('created_at').select('id');
  const told = async (input: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const numbers = await documents();
    const named = async ([key, value]: [string, unknown]): Promise<[string, unknown]> => {
      if (key === 'invoice') return [key, numbers.get(String(value)) ?? 'F2027-999999'];
      if (key === 'invoices') return [key, (value as string[]).map((one) => numbers.get(one) ?? 'F2027-999999')];
      if (key === 'means' && typeof value === 'object') return ['paymentMethod', (await methods())[0]?.id];
      if (value === 'text') return [key, 'words of a random life'];
      return [key, typeof value === 'string' ? (ids.get(value) ?? value) : value];
    };
    return Object.fromEntries(await Promise.all(Object.entries(input).map(named)));
  };
  const facts = async (): Promise<Fact[]> => {
    const list: Fact[] = [];
    for await (const row of walkJournal(knex, number)) list.push(factOf(row));
    return list;
  };
  /** What was made under a name of the script has an id of its own here. */
  const remember = async (input: Record<string, unknown>): Promise<void> => {
    const made = (await facts()).findLast((one) => one.type === 'complaint.opened' || one.type === 'export.requested');
    if (made?.type === 'complaint.opened' && 'complaint' in input) ids.set(String(input.complaint), made.complaint);
    if (made?.type === 'export.requested' && 'export' in input) ids.set(String(input.export), made.export);
  };

  return {
    ...stage,
    number: () => number,
    subscribe: async (what) => {
      const answer = await stage.subscribe(what);
      const [accepted] = answer.facts;
      if (accepted?.type === 'subscription.accepted') ({ number, client } = accepted);
      return answer;
    },
    give: async (person, type: CommandType, input) => {
      const answer = await stage.give(person, type, (await told(input as Record<string, unknown>)) as CommandInput[typeof type]);
      if (!answer.refused && (type === 'open-complaint' || type === 'request-export')) await remember(input as Record<string, unknown>);
      return answer;
    },
    facts,
  };
}

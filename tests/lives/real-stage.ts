/** A script names things as the contract does; through the doors they have numbers and ids of their own. */
import type { CommandInput, CommandType } from '../../contract/commands.ts';
import type { Fact } from '../../contract/facts.ts';
import { factOf, walkJournal } from '../../database/journal.ts';
import { realStage } from '../scenarios/real.ts';
import type { Stage } from '../scenarios/stage.ts';
import type { Engine } from '../setup/engine.ts';

export type RealStage = Stage & { number(): string };

/** Commands that make something, with its fact and the name of its id. */
const NAMED: { [T in CommandType]?: [Fact['type'], string] } = {
  'open-complaint': ['complaint.opened', 'complaint'],
  'request-export': ['export.requested', 'export'],
  'open-ip-claim': ['ip-claim.opened', 'claim'],
  'quote-assistance': ['assistance.quoted', 'quote'],
  'request-assignment': ['task.opened', 'about'],
};

/** The real engine, told in the words of a script. */
export async function stageOf(engine: Engine): Promise<RealStage> {
  const { knex } = engine;
  const stage = await realStage(engine);
  const ids = new Map<string, string>();
  let number = '';
  let client = '';
  let terms = '1';

  const documents = async (): Promise<Map<string, string>> => {
    const rows: { id: string; number: string }[] = await knex('documents').where({ subscription: number }).select('id', 'number');
    return new Map(rows.map((row) => [row.id, row.number]));
  };
  const methods = (): Promise<{ id: string }[]> => knex('payment_methods').where({ client }).orderBy('created_at').select('id');
  const told = async (input: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const numbers = await documents();
    const contents = 'items' in input ? await stage.content() : [];
    const named = async ([key, value]: [string, unknown]): Promise<[string, unknown]> => {
      if (key === 'invoice') return [key, numbers.get(String(value)) ?? 'F2027-999999'];
      if (key === 'items') return [key, (value as string[]).map((one) => contents.find((id) => id.endsWith(one.replace('cnt-', '_'))) ?? one)];
      if (key === 'email' || key === 'officerEmail') return [key, value === 'text' ? 'avis@essais.example' : value];
      if (key === 'invoices' || (key === 'documents' && Array.isArray(value)))
        return [key, (value as string[]).map((one) => numbers.get(one) ?? 'F2027-999999')];
      if (key === 'means' && typeof value === 'object') return ['paymentMethod', (await methods()).at('assignment' in input ? -1 : 0)?.id];
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
  const remember = async (type: CommandType, input: Record<string, unknown>): Promise<void> => {
    const [fact, key] = NAMED[type] ?? [];
    const made = fact && (await facts()).findLast((one) => one.type === fact);
    if (made && key) ids.set(String(input[key]), String(Object(made)[key]));
  };
  /** E11.9a: what is ticked. */
  const acceptance = async (type: CommandType): Promise<object> => {
    if (type !== 'accept-terms' && type !== 'accept-assignment') return {};
    const { contract } = await knex('subscriptions').where({ number }).first('contract');
    const termsVersion = type === 'accept-terms' ? terms : contract.terms;
    return { acceptance: { termsVersion, declarations: [true, true, true, true, true], boxTicked: true, boxWording: 'J’accepte.' } };
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
      const given = { ...(await told(input as Record<string, unknown>)), ...(await acceptance(type)) };
      const answer = await stage.give(person, type, given as CommandInput[typeof type]);
      if (!answer.refused) await remember(type, input as Record<string, unknown>);
      return answer;
    },
    terms: async (at, version, parameters) => {
      terms = version;
      await stage.terms(at, version, parameters);
    },
    facts,
  };
}

/** What a scenario did, line by line, for people to read: who asked what, each fact and message of the contract, what each step changed, what each task says. */
import { inspect } from 'node:util';
import { civilOf, instantOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { isRefusal } from '../../contract/clause.ts';
import { type Consequences, consequencesOf } from '../../contract/consequences.ts';
import { fold, open } from '../../contract/contract.ts';
import type { Fact } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { factsOfTask } from '../../contract/task-facts.ts';
import { CHOICES } from '../../contract/tasks.ts';
import type { Answer, MessageSeen, Person, Stage } from './stage.ts';

const plain = (value: unknown): string => inspect(value, { depth: 9, breakLength: Number.POSITIVE_INFINITY, compact: true, maxArrayLength: 99 });
const clock = (at: string): string => {
  const moment = momentOf(at);
  const minute = Math.floor((moment - instantOf(parisDay(moment))) / 60_000);
  return `${civilOf(parisDay(moment))} ${[Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')}`;
};
const who = (by: Fact['by']): string => (typeof by === 'string' ? by : by.role);
const factLine = ({ at, type, article, by, duty, ...data }: Fact & { duty?: unknown }): string =>
  `${clock(at)} ${type} (${article}, ${who(by)})${duty ? ` [${plain(duty)}]` : ''} ${plain(data)}`;
const messageLine = ({ code, sentAt, deemedOn, channel, values }: MessageSeen): string =>
  `${clock(sentAt)} > ${code} by ${channel}${deemedOn ? `, deemed received ${deemedOn}` : ''} ${plain(values)}`;

/** Only what a choice changes and the kinds of what then comes or no longer comes: the facts are in the lines of those who chose. */
function choiceLine(choice: string, { changes, foreseen, avoided }: Consequences): string {
  const kinds = (facts: Fact[]): string => plain(facts.map((one) => `${clock(one.at).slice(0, 10)} ${one.type}`));
  return `    ${choice}: ${plain(Object.fromEntries(changes.map((one) => [one.field, one.after])))} then ${kinds(foreseen)} without ${kinds(avoided)}`;
}

/** A stage that writes down what happens on it. */
export function journaled(stage: Stage): { stage: Stage; text: () => Promise<string> } {
  const lines: string[] = [];
  let contract: Contract | undefined;
  let written = 0;
  let told = 0;
  let shown: Record<string, unknown> = {};
  const explained = new Set<string>();

  const tasks = (now: Contract, at: number): void => {
    for (const task of now.tasks ?? []) {
      if (explained.has(task.id)) continue;
      explained.add(task.id);
      lines.push(`  task ${task.kind} ${plain(factsOfTask(now, task))}`);
      for (const choice of CHOICES[task.kind]) {
        const follows = consequencesOf(now, task, choice, at);
        lines.push(isRefusal(follows) ? `    ${choice}: refused ${plain(follows)}` : choiceLine(choice, follows));
      }
    }
  };
  /** What the step brought: its facts and messages, what is shown otherwise, and the tasks that are new. */
  const step = async (): Promise<void> => {
    const facts = await stage.facts();
    const [accepted] = facts;
    if (!accepted) return;
    contract = fold(contract ?? open(accepted), facts.slice(Math.max(written, 1)));
    lines.push(...facts.slice(written).map(factLine));
    written = facts.length;
    const messages = await stage.messages();
    lines.push(...messages.slice(told).map(messageLine));
    told = messages.length;
    const view: Record<string, unknown> = { ...(await stage.view()) };
    const changed = Object.entries(view).filter(([name, value]) => plain(value) !== plain(shown[name]));
    if (changed.length > 0) lines.push(`  = ${plain(Object.fromEntries(changed))}`);
    shown = view;
  };
  const asked = async (person: Person, what: string, answer: Promise<Answer>): Promise<Answer> => {
    const at = lines.length;
    const given = await answer;
    const refused = given.refused ? `: refused ${plain(given.refused)}` : '';
    await step();
    lines.splice(at, 0, `* ${person.role} ${what}${refused}`);
    return given;
  };
  return {
    stage: {
      ...stage,
      subscribe: (what) => asked({ role: 'CLIENT_ADMIN' }, `subscribes ${plain(what)}`, stage.subscribe(what)),
      give: (person, type, input) => asked(person, `${type} ${plain(input)}`, stage.give(person, type, input)),
      decide: (person, kind, choice) => asked(person, `decides ${kind} ${choice}`, stage.decide(person, kind, choice)),
      goTo: async (instant) => {
        await stage.goTo(instant);
        await step();
        if (contract) tasks(contract, momentOf(instant));
      },
      register: async (token) => {
        await stage.register(token);
        lines.push(`* CLIENT_ADMIN registers ${token}`);
        await step();
      },
    },
    text: async () => {
      if (contract) lines.push(...(await stage.documents()).map((one) => `  document ${plain(one)}`));
      return `${lines.join('\n')}\n`;
    },
  };
}

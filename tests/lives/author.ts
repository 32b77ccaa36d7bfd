/** Writes the script of a random life of five years: what happens is chosen on a pure stage, from its contract of that moment. */
import { type Moment, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { COMMANDS, type CommandType } from '../../contract/commands.ts';
import { decidersOf } from '../../contract/decisions.ts';
import { fold, nextDuty, open } from '../../contract/contract.ts';
import type { Channel, ClientStatus, MeansKind } from '../../contract/facts.ts';
import { openCents } from '../../contract/receivables.ts';
import type { Contract } from '../../contract/state.ts';
import { CHOICES } from '../../contract/tasks.ts';
import { ask } from '../contract/random/asks.ts';
import { type Dice, diceOf } from '../contract/random/dice.ts';
import { pureStage } from '../scenarios/pure.ts';
import type { Line, Stage, Subscribing } from '../scenarios/stage.ts';
import { type Act, type Script, doAct } from './script.ts';

const YEARS = 5;
const DAY = 86_400_000;
const TOKENS = [
  ...['card_ok', 'card_ok', 'card_ok', 'card_declined', 'card_expired', 'card_lost_reply'],
  ...['sepa_ok', 'sepa_ok', 'sepa_am04', 'sepa_am04:9', 'sepa_am04_once', 'sepa_md06', 'sepa_md06:35', 'sepa_down'],
];
/**
 * What lives ask for: commands whose words mean the same to the contract and at its doors. Not among them: those that need something published, listed or
 * quoted outside first (terms, contents, tariffs), those of the client's own door, and `decide`, which is an act of its own.
 */
const ASKED: readonly CommandType[] = [
  ...(['pay-now', 'record-payment', 'waive', 'hold-suspension', 'lift-suspension', 'propose-arrangement', 'accept-arrangement'] as const),
  ...(['denounce', 'withdraw-denunciation', 'record-incoming-notice', 'choose-formula', 'cancel-formula-choice', 'free-exit'] as const),
  ...(['notify-breach', 'declare-cured', 'decide-cure', 'terminate-for-cause', 'suspend-for-emailing', 'suspend-for-declarations'] as const),
  ...(['send-notice', 'open-complaint', 'decide-dispute', 'request-export', 'confirm-export', 'legal-hold'] as const),
];
/** Commands that end a life, asked for less often: five years should have something in them. */
const ENDING: readonly CommandType[] = ['denounce', 'free-exit', 'terminate-for-cause', 'record-incoming-notice'];

function linesOf(dice: Dice): Line[] {
  const yearly = 10_000 + dice.below(80_000);
  const instalments = dice.once(3) ? 12 : 1;
  return [
    { formula: 'monthly', months: 1, netCents: 1_000 + dice.below(9_000) },
    { formula: 'half', months: 6, netCents: 5_000 + dice.below(40_000), ...(dice.once(3) ? { instalments: 3 } : {}) },
    { formula: 'yearly', months: 12, netCents: yearly, instalments, ...(dice.once(4) ? { termDays: dice.below(61) } : {}) },
    { formula: 'yearly', months: 12, netCents: yearly + 19_200, instalments, contactsFrom: 301 },
    { formula: 'five-years', months: 60, netCents: 5 * yearly, instalments: dice.once(2) ? 5 : 1 },
  ];
}

function subscribingOf(dice: Dice): Subscribing {
  const day = dayOf('2027-01-01') + dice.below(730);
  return {
    formula: dice.pick(['monthly', 'monthly', 'half', 'yearly', 'yearly', 'five-years']) ?? 'yearly',
    at: isoOf(instantOf(day, dice.below(1_440))),
    means: dice.pick(TOKENS) ?? 'card_ok',
    status: dice.pick<ClientStatus>(['NON_PROFESSIONAL', 'NON_PROFESSIONAL', 'PROFESSIONAL']) ?? 'NON_PROFESSIONAL',
    noticeChannel: dice.pick<Channel>(['EMAIL', 'EMAIL', 'EMAIL', 'REGISTERED_LETTER', 'HAND']) ?? 'EMAIL',
    ...(dice.once(6) ? { startsOn: civilOf(day + 1 + dice.below(40)) } : {}),
  };
}

/** How far time passes: to around the next duty, some days, or some weeks. */
function later(contract: Contract, at: Moment, dice: Dice): Moment {
  const due = nextDuty(contract)?.due;
  if (due !== undefined && dice.once(3)) return Math.max(at, due + (dice.below(3) - 1) * 60_000);
  const days = dice.once(4) ? dice.below(120) : dice.below(20);
  return at + days * DAY + dice.below(1_440) * 60_000;
}

type Asking = { contract: Contract; stage: Stage; at: Moment; dice: Dice; serial: number; firstKind: MeansKind };

async function outsideAct({ contract, stage, at, dice }: Asking): Promise<Act | undefined> {
  const facts = await stage.facts();
  const when = isoOf(at);
  const notice = facts.findLast((one) => one.type === 'notice.sent');
  const presented = facts.some((one) => one.type === 'payment.presented');
  const kind = dice.below(10);
  if (kind === 0 && notice?.type === 'notice.sent' && notice.channel === 'EMAIL') return { outside: { type: 'bounce', at: when } };
  if (kind === 1 && notice) return { outside: { type: 'read-receipt', at: when } };
  if (kind === 2 && presented) return { outside: { type: 'debtor-refund', at: when } };
  if (kind === 3) return { outside: { type: 'export-delay', at: when, data: { days: dice.below(12) } } };
  const open = contract.receivables.reduce((sum, one) => sum + Math.max(0, openCents(one)), 0);
  if (open === 0 && !dice.once(6)) return undefined;
  const amountCents = dice.once(2) ? Math.max(1, open) : 1 + dice.below(Math.max(1, Math.round(open * 1.3)));
  return { outside: { type: 'client-payment', at: when, data: { amountCents, means: 'TRANSFER' } } };
}

function companyAct({ at, dice }: Asking): Act {
  if (dice.once(2)) return { schedule: linesOf(dice) };
  return { contacts: 100 + dice.below(400), from: civilOf(parisDay(at) + dice.below(60)) };
}

function personAct({ contract, at, dice, serial, firstKind }: Asking): Act | undefined {
  const task = dice.once(3) ? dice.pick(contract.tasks ?? []) : undefined;
  if (task) {
    if (task.kind === 'PRICE_DECISION') return undefined; // every schedule of these lives has every formula
    const role = dice.pick(decidersOf(task)) ?? 'LEGAL';
    return { decide: task.kind, person: { role, name: `${role}-${1 + dice.below(2)}` }, choice: dice.pick(CHOICES[task.kind]) ?? 'APPROVE' };
  }
  const wanted = dice.once(2) ? 'fitting' : (dice.pick(ASKED) ?? 'pay-now');
  const { type, by, input } = ask(contract, wanted, at, dice, serial);
  if (!ASKED.includes(type) || (ENDING.includes(type) && !dice.once(4))) return undefined;
  if ('invoice' in input && !contract.receivables.some((one) => one.id === input.invoice)) return undefined; // no such document: the doors' to refuse
  if ('means' in input && typeof input.means === 'object') input.means = { method: 'm1', kind: firstKind };
  return { command: type, person: { role: by.role, name: by.person }, input };
}

async function actOf(asking: Asking): Promise<Act | undefined> {
  const { dice } = asking;
  const kind = dice.below(20);
  if (kind < 6) return outsideAct(asking);
  if (kind === 6 && asking.contract.state !== 'DELETED') return { register: dice.pick(TOKENS) ?? 'card_ok' };
  if (kind === 7) return companyAct(asking);
  return personAct(asking);
}

/** A life by its seed: the same seed writes the same script. */
export async function write(seed: string): Promise<Script> {
  const dice = diceOf(seed);
  const stage = pureStage();
  const subscribing = subscribingOf(dice);
  const lines = linesOf(dice);
  const firstKind = subscribing.means?.startsWith('sepa') ? 'SEPA' : 'CARD';
  const began = momentOf(subscribing.at);
  const until = began + YEARS * 365.25 * DAY;
  const script: Script = { seed, lines, subscribing, steps: [], until: isoOf(until) };
  await stage.schedule('2020-01-01T00:00:00.000Z', lines);
  const answer = await stage.subscribe(subscribing);
  if (answer.refused) throw new Error(`${seed} is refused: ${JSON.stringify(answer.refused)}`);
  const contractNow = follower(stage);
  let at = began;
  for (let serial = 1; ; serial++) {
    at = later(await contractNow(), at, dice);
    if (at >= until) return script;
    await stage.goTo(isoOf(at));
    const act = await actOf({ contract: await contractNow(), stage, at, dice, serial, firstKind });
    if (!act) continue;
    script.steps.push({ at: isoOf(at), act });
    if (!isForbidden(act)) await doAct(stage, { at: isoOf(at), act });
  }
}

/** A command by a role that may not give it: the doors refuse it, the contract never hears of it (A9). */
export const isForbidden = (act: Act): boolean => 'command' in act && !COMMANDS[act.command].roles.includes(act.person.role);

/** The contract of a stage as its facts come in. */
function follower(stage: Stage): () => Promise<Contract> {
  let contract: Contract | undefined;
  let folded = 0;
  return async () => {
    const facts = await stage.facts();
    const [accepted] = facts;
    if (!accepted) throw new Error('nobody has subscribed');
    contract = fold(contract ?? open(accepted), facts.slice(Math.max(folded, 1)));
    folded = facts.length;
    return contract;
  };
}

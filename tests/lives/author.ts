/** Writes the script of a random life of five years: what happens is chosen on a pure stage, from its contract of that moment. */
import { type Moment, civilOf, dayOf, instantOf, isoOf, momentOf } from '../../contract/calendar.ts';
import { fold, nextDuty, open } from '../../contract/contract.ts';
import type { Channel, ClientStatus, Fact, MeansKind } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { type Dice, diceOf } from '../contract/random/dice.ts';
import { pureStage } from '../scenarios/pure.ts';
import type { Stage, Subscribing } from '../scenarios/stage.ts';
import { companyAct, linesOf, parametersOf } from './company.ts';
import { outsideAct } from './outside.ts';
import { isForbidden, personAct } from './person.ts';
import { type Act, type Script, doAct, isDated } from './script.ts';

const YEARS = 5;
const DAY = 86_400_000;
const TOKENS = [
  ...['card_ok', 'card_ok', 'card_ok', 'card_declined', 'card_expired', 'card_lost_reply'],
  ...['sepa_ok', 'sepa_ok', 'sepa_am04', 'sepa_am04:9', 'sepa_am04_once', 'sepa_md06', 'sepa_md06:35', 'sepa_down'],
];
function subscribingOf(dice: Dice): Subscribing {
  const day = dayOf('2027-01-01') + dice.below(730);
  return {
    formula: dice.pick(['monthly', 'monthly', 'half', 'yearly', 'yearly', 'five-years']) ?? 'yearly',
    at: isoOf(instantOf(day, dice.below(1_440))),
    means: dice.pick(TOKENS) ?? 'card_ok',
    status: dice.pick<ClientStatus>(['NON_PROFESSIONAL', 'NON_PROFESSIONAL', 'PROFESSIONAL']) ?? 'NON_PROFESSIONAL',
    noticeChannel: dice.pick<Channel>(['EMAIL', 'EMAIL', 'EMAIL', 'REGISTERED_LETTER', 'HAND']) ?? 'EMAIL',
    parameters: parametersOf(dice),
    ...(dice.once(6) ? { startsOn: civilOf(day + 1 + dice.below(40)) } : {}),
  };
}

/** How far time passes: to around the next duty, some days, or some weeks. */
function later(contract: Contract, at: Moment, dice: Dice): Moment {
  const due = nextDuty(contract)?.due;
  if (due !== undefined && dice.once(3)) return Math.max(at + 60_000, due + (dice.below(3) - 1) * 60_000);
  const days = dice.once(4) ? dice.below(120) : dice.below(20);
  return at + days * DAY + (1 + dice.below(1_440)) * 60_000;
}

type Asking = { contract: Contract; facts: readonly Fact[]; at: Moment; dice: Dice; serial: number; firstKind: MeansKind };

function actOf(asking: Asking): Act | undefined {
  const { contract, at, dice } = asking;
  const kind = dice.below(20);
  const after = { ...asking, at: at + 1 }; // what fell due by now is done: told ahead, it must not come before
  if (kind < 6) return outsideAct(after);
  if (kind === 6) return contract.state === 'DELETED' ? undefined : { register: dice.pick(TOKENS) ?? 'card_ok' };
  if (kind === 7 || kind === 8) return companyAct(after);
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
  const script: Script = { seed, lines, subscribing, steps: [{ at: isoOf(began + 1), act: { tariff: 9_000 } }], until: isoOf(until) };
  await stage.schedule('2020-01-01T00:00:00.000Z', lines);
  const answer = await stage.subscribe(subscribing);
  if (answer.refused) throw new Error(`${seed} is refused: ${JSON.stringify(answer.refused)}`);
  for (const step of script.steps) await doAct(stage, step);
  const contractNow = follower(stage);
  let at = began;
  for (let serial = 1; ; serial++) {
    at = later(await contractNow(), at, dice);
    if (at >= until) return script;
    await stage.goTo(isoOf(at));
    const act = actOf({ contract: await contractNow(), facts: await stage.facts(), at, dice, serial, firstKind });
    if (!act) continue;
    const step = { at: isoOf(isDated(act) ? at + 1 : at), act };
    script.steps.push(step);
    if (!isForbidden(act)) await doAct(stage, step);
  }
}

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

/** CGUV 10.1: a third party claims that using the Services infringes its rights: the Company defends the Client, or secures, replaces, modifies or stops the Service. */
import { civilOf, dayOf, momentOf, parisDay } from './calendar.ts';
import { cessation } from './cessation.ts';
import { type Clause, fact, isRunning, noticeId, refuse } from './clause.ts';
import type { CommandOf, Refusal } from './commands.ts';
import type { Fact } from './facts.ts';
import type { Contract, IpClaim, Task } from './state.ts';
import { formalChannel } from './suspension.ts';
import { openTask } from './tasks.ts';

/** E10.1a: filed at once, with the time of notice; LEGAL takes over. */
function openClaim(contract: Contract, { input, by }: CommandOf<'open-ip-claim'>, at: number): Fact[] | Refusal {
  const receivedOn = input.receivedOn === undefined ? parisDay(at) : dayOf(input.receivedOn);
  if (receivedOn > parisDay(at)) return refuse('E10.1a', 'received-in-the-future');
  const { claim, text } = input;
  return [
    fact('ip-claim.opened', 'E10.1a', at, { claim, receivedOn: civilOf(receivedOn), text }, by),
    openTask(contract, 'IP_CLAIM', 'E10.1a', at, { about: claim }),
  ];
}

const isOpen = (one: IpClaim): boolean => one.outcome === undefined;

/** E10.1a: the Company is released where the Client did not do its part: LEGAL records what was done and what was not. */
function checkClaim(contract: Contract, { input, by }: CommandOf<'check-ip-claim'>, at: number): Fact[] | Refusal {
  const claim = contract.ipClaims?.find((one) => isOpen(one) && (!input.claim || one.id === input.claim));
  if (!claim) return refuse('E10.1a', 'no-claim');
  return [fact('ip-claim.checked', 'E10.1a', at, { claim: claim.id, duties: input.duties, reason: input.reason }, by)];
}

/** E10.1a: how a claim ended. The Company is not released unless something that the Client owed was found missing. */
export function closeClaim(contract: Contract, task: Task, { input, by }: CommandOf<'decide'>, at: number): Fact[] | Refusal {
  const claim = contract.ipClaims?.find((one) => one.id === task.about);
  const outcome = input.choice as 'DEFENDED' | 'SETTLED' | 'RELEASED';
  if (outcome === 'RELEASED' && !Object.values(claim?.duties ?? {}).includes(false))
    return refuse('E10.1a', 'nothing-missing', [{ command: 'check-ip-claim' }]);
  return [fact('ip-claim.closed', 'E10.1a', at, { claim: task.about ?? '', outcome, reason: input.reason }, by)];
}

/** E10.1b (d): the Service stops on the chosen day, without the thirty days; what is left of the Price is paid back as in 8.2 (b). */
function stop(contract: Contract, command: CommandOf<'exercise-ip-option'>, at: number): Fact[] | Refusal {
  const { input, by } = command;
  const on = input.cessationOn === undefined ? parisDay(at) : dayOf(input.cessationOn);
  const offer = [{ command: 'exercise-ip-option' as const, from: civilOf(parisDay(at)), until: civilOf(contract.term.endsOn) }];
  if (on < parisDay(at)) return refuse('E10.1b', 'day-is-past', offer);
  if (on > contract.term.endsOn) return refuse('E10.1b', 'beyond-the-term', offer, { endsOn: civilOf(contract.term.endsOn) });
  const end = cessation(contract);
  if (end && end.on <= on) return refuse('E10.1b', 'already-ending');
  const notice = noticeId(contract, `termination/company/${civilOf(parisDay(at))}`);
  const cessationOn = civilOf(on);
  const { option, claim, reason } = input;
  const about = { ground: 'IP_OPTION', cessationOn, facts: reason } as const;
  const told = { notice, code: 'TERMINATION_NOTICE', channel: formalChannel(contract), from: 'COMPANY', about } as const;
  return [
    fact('ip-option.exercised', 'E10.1b', at, { option, claim: claim ?? null, reason, cessationOn, notice }, by),
    fact('notice.decided', 'E10.1b', at, told, by),
  ];
}

function exercise(contract: Contract, command: CommandOf<'exercise-ip-option'>, at: number): Fact[] | Refusal {
  const { option, claim, reason } = command.input;
  if (!isRunning(contract)) return refuse('E10.1b', 'not-running');
  if (claim && !contract.ipClaims?.some((one) => one.id === claim)) return refuse('E10.1b', 'no-claim');
  if (option === 'STOP') return stop(contract, command, at);
  return [fact('ip-option.exercised', 'E10.1b', at, { option, claim: claim ?? null, reason, cessationOn: null, notice: null }, command.by)];
}

const change = (contract: Contract, id: string, how: (claim: IpClaim) => IpClaim): void => {
  if (contract.ipClaims) contract.ipClaims = contract.ipClaims.map((one) => (one.id === id ? how(one) : one));
};

export const ipClaims: Clause = {
  record: {
    'ip-claim.opened': (contract, { claim: id, receivedOn, at }) => {
      if (contract.ipClaims?.some((one) => one.id === id)) return;
      contract.ipClaims = [...(contract.ipClaims ?? []), { id, openedAt: momentOf(at), receivedOn: dayOf(receivedOn), duties: {} }];
    },
    'ip-claim.checked': (contract, { claim, duties }) => change(contract, claim, (one) => ({ ...one, duties: { ...one.duties, ...duties } })),
    'ip-claim.closed': (contract, { claim, outcome }) => change(contract, claim, (one) => ({ ...one, outcome })),
    'ip-option.exercised': (contract, { cessationOn, notice }) => {
      if (cessationOn && notice) contract.ipStop = { on: dayOf(cessationOn), notice };
    },
  },
  decide: { 'open-ip-claim': openClaim, 'check-ip-claim': checkClaim, 'exercise-ip-option': exercise },
};

/** CGUV 8.1, 5.3: a contract that another system executed so far goes on here, from a day on, with the term that runs and what is unpaid. */
import { type Day, addMonths, civilOf, dayOf, instantOf } from './calendar.ts';
import { type Clause, fact, refuse } from './clause.ts';
import { reopen } from './collection.ts';
import type { Refusal } from './commands.ts';
import { lastDayBefore, recorded } from './denunciation.ts';
import type { Acceptance, Civil, Fact, FactData, Party, ReopenedInvoice } from './facts.ts';
import { parameter } from './parameters.ts';
import { type SubscribeRequest, open, whoMaySubscribe } from './subscription.ts';

/** An invoice that the other system issued and that is not paid in full. Money in cents, incl. VAT. */
export type OpenInvoice = { number: string; issuedOn: Civil; dueOn: Civil; openCents: number; vatCents: number; indemnityBilled: boolean };
export type TakeOverRequest = Omit<Acceptance, 'client' | 'clientStatus' | 'noticeChannel' | 'rules' | 'startsOn' | 'means'> & {
  client: SubscribeRequest['client'];
  means: Acceptance['means'] | null;
  /** The first day that is executed here. */
  takenOverOn: Civil;
  /** First day of the first term of the present formula (A3), and of the term that runs. */
  anchoredOn: Civil;
  termStartsOn: Civil;
  announced: Civil | null;
  denounced: { by: Party; sentOn: Civil } | null;
  invoices: OpenInvoice[];
};

type Dates = { on: Day; anchor: Day; startsOn: Day; endsOn: Day; number: number };

/** The running term, if its days agree with its anchor and duration and it has not been over before the first day here. */
function datesOf(request: TakeOverRequest): Dates | Refusal {
  const { months } = request.formula;
  const limits = { min: parameter(request, 'term.minMonths'), max: parameter(request, 'term.maxMonths') };
  if (!Number.isInteger(months) || months < limits.min || months > limits.max) return refuse('E8.1a', 'duration', [], { months, ...limits });
  const on = dayOf(request.takenOverOn);
  const anchor = dayOf(request.anchoredOn);
  const startsOn = dayOf(request.termStartsOn);
  if (dayOf(request.acceptedOn) > anchor) return refuse('E8.1a', 'accepted-after-start', [], { anchoredOn: request.anchoredOn });
  let number = 1;
  while (addMonths(anchor, number * months) <= startsOn) number++;
  const expected = addMonths(anchor, (number - 1) * months);
  if (expected !== startsOn) return refuse('E8.1a', 'term-off-anchor', [], { termStartsOn: request.termStartsOn, expected: civilOf(expected) });
  const endsOn = addMonths(anchor, number * months) - 1;
  if (startsOn > on) return refuse('E8.1a', 'term-ahead', [], { termStartsOn: request.termStartsOn, takenOverOn: request.takenOverOn });
  if (endsOn < on - 1) return refuse('E8.1a', 'term-over', [], { endsOn: civilOf(endsOn), takenOverOn: request.takenOverOn });
  return { on, anchor, startsOn, endsOn, number };
}

/** E5.3a: how many instalments of the running term fell before the first day here: the other system issued those. */
function instalmentsBefore({ anchor, number, on }: Dates, { formula, price }: TakeOverRequest): number {
  const begun = (n: number): boolean => addMonths(anchor, (number - 1) * formula.months + Math.floor((n * formula.months) / price.instalments)) < on;
  let issued = 0;
  while (issued < price.instalments && begun(issued)) issued++;
  return issued;
}

/** What is wrong with the invoices left open. */
function faultOf({ invoices, acceptedOn }: TakeOverRequest, on: Day): Refusal | undefined {
  const numbers = new Set<string>();
  for (const { number, issuedOn, dueOn, openCents } of invoices) {
    if (numbers.has(number)) return refuse('E5.3a', 'invoice-twice', [], { number });
    numbers.add(number);
    if (dayOf(issuedOn) >= on) return refuse('E5.3a', 'invoice-is-ours', [], { number, takenOverOn: civilOf(on) });
    if (dayOf(issuedOn) < dayOf(acceptedOn)) return refuse('E5.3a', 'invoice-before-acceptance', [], { number });
    if (dayOf(dueOn) < dayOf(issuedOn)) return refuse('E5.3b', 'due-before-issue', [], { number });
    if (openCents <= 0) return refuse('E5.3f', 'nothing-open', [], { number });
  }
  return undefined;
}

/** E5.1a, E5.3a: a term has its price, in at most one instalment a month. */
function priceFault({ price, formula }: TakeOverRequest): Refusal | undefined {
  if (price.netCents <= 0) return refuse('E5.1a', 'price-of-nothing');
  if (price.instalments >= 1 && price.instalments <= formula.months) return undefined;
  return refuse('E5.3a', 'instalments-beyond-months', [], { months: formula.months });
}

/** E8.1g: the deadline that was told to the client belongs to the running term. */
function announcedFault({ announced }: TakeOverRequest, { startsOn, endsOn }: Dates): Refusal | undefined {
  if (announced === null || (dayOf(announced) >= startsOn && dayOf(announced) <= endsOn)) return undefined;
  return refuse('E8.1g', 'announced-outside-term', [], { startsOn: civilOf(startsOn), endsOn: civilOf(endsOn) });
}

/** The facts that open a contract taken over, or the first thing that contradicts the terms or itself. */
export function takeOverFacts(request: TakeOverRequest): Fact[] | Refusal {
  const dates = datesOf(request);
  if ('kind' in dates) return dates;
  const no = whoMaySubscribe(request.client) ?? priceFault(request) ?? faultOf(request, dates.on) ?? announcedFault(request, dates);
  if (no) return no;
  const { client, means, takenOverOn, anchoredOn, termStartsOn, announced, denounced, invoices, ...accepted } = request;
  if (!means) return refuse('E5.5a', 'no-means', [{ command: 'payment-methods' }]);
  const by = 'outside' as const;
  const acceptance: Acceptance = {
    ...accepted,
    ...{ client: client.id, clientStatus: client.status, noticeChannel: client.noticeChannel, rules: 1, startsOn: anchoredOn, means },
  };
  const opening = fact('subscription.accepted', 'E11.9a', instantOf(dayOf(accepted.acceptedOn)), acceptance, by);
  const at = instantOf(dates.on);
  const data: FactData['subscription.taken-over'] = {
    takenOverOn,
    term: { number: dates.number, startsOn: termStartsOn, endsOn: civilOf(dates.endsOn), anchoredOn, issued: instalmentsBefore(dates, request) },
    announced,
    invoices: invoices.map((one, i) => reopened(one, i, { dates, instalments: accepted.price.instalments })),
  };
  const taken = fact('subscription.taken-over', 'E8.1a', at, data, by);
  if (!denounced) return [opening, taken];
  const sentOn = dayOf(denounced.sentOn);
  if (sentOn >= dates.on) return refuse('E8.1d', 'denounced-later', [], { takenOverOn });
  if (sentOn < dayOf(accepted.acceptedOn)) return refuse('E8.1d', 'before-acceptance');
  const contract = { ...open(opening as Parameters<typeof open>[0]) };
  recordTakeOver(contract, taken as Parameters<typeof recordTakeOver>[1]);
  const before = lastDayBefore(contract);
  if (before !== undefined && sentOn <= before) return refuse('E8.1d', 'denounced-term-before', [], { termStartsOn, lastDay: civilOf(before) });
  const party = recorded(contract, denounced.by, sentOn, at, { proof: accepted.evidence, by });
  return [opening, taken, party];
}

/** In the term in which it was issued, as far as the days say. */
function reopened(one: OpenInvoice, i: number, { dates, instalments }: { dates: Dates; instalments: number }): ReopenedInvoice {
  const { number, issuedOn, dueOn, openCents, vatCents, indemnityBilled } = one;
  const running = dayOf(issuedOn) >= dates.startsOn;
  return {
    ...{ invoice: `taken/${i + 1}`, number, kind: instalments > 1 ? 'INSTALMENT' : 'PRICE', term: running ? dates.number : dates.number - 1 },
    ...{ issuedOn, dueOn, grossCents: openCents, vatCents, cents: openCents, ...(indemnityBilled ? { indemnified: true } : {}) },
  };
}

const recordTakeOver: NonNullable<NonNullable<Clause['record']>['subscription.taken-over']> = (contract, taken) => {
  const { term } = taken;
  const on = dayOf(taken.takenOverOn);
  contract.state = 'ACTIVE';
  contract.acceptedAt = Math.min(contract.acceptedAt, instantOf(on));
  contract.term = {
    ...{
      number: term.number,
      startsOn: dayOf(term.startsOn),
      endsOn: dayOf(term.endsOn),
      anchor: dayOf(term.anchoredOn),
      first: 1,
      issued: term.issued,
    },
    ...(taken.announced ? { announced: true as const } : {}),
  };
  contract.announced = taken.announced ? [dayOf(taken.announced)] : [];
  contract.receivables = taken.invoices.map((one) => reopen(contract, one, dayOf(one.dueOn) < on ? on : on - 1)); // due that day: presented that day
};

export const takeOver: Clause = { record: { 'subscription.taken-over': recordTakeOver } };

/** One scenario is one readable text: the same steps drive the pure contract and the real engine. */
import { expect, test } from 'vitest';
import { dayOf, instantOf, isoOf } from '../../contract/calendar.ts';
import type { CommandInput, CommandType } from '../../contract/commands.ts';
import type { Role, TaskKind } from '../../contract/facts.ts';
import type { SubscriptionView } from '../../contract/view.ts';
import type { Announcing, Answer, DocumentSeen, Line, OutsideSeen, Stage, Subscribing } from './stage.ts';

/** The price schedule used everywhere, published 2026-12-01. */
export const PUBLISHED = '2026-11-30T23:00:00.000Z';
export const YEARLY: Line = { formula: 'yearly', months: 12, netCents: 58_800 };
export const MONTHLY: Line = { formula: 'monthly', months: 1, netCents: 5_900 };

/** An instant from `2027-02-26` (noon in Paris), `2027-02-26 23:30` (Paris) or RFC 3339. */
export function when(text: string): string {
  if (text.endsWith('Z')) return new Date(text).toISOString();
  const [day = '', clock = '12:00'] = text.split(' ');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return isoOf(instantOf(dayOf(day), hours * 60 + minutes));
}

/** The last instant of a day in Paris. */
export const endOf = (day: string): string => isoOf(instantOf(dayOf(day) + 1) - 1);

export function actors(stage: Stage) {
  const subscribe = async (what: Partial<Subscribing> & { formula: string; at: string }, lines: Line[] = [YEARLY, MONTHLY]): Promise<Answer> => {
    await stage.schedule(PUBLISHED, lines);
    return stage.subscribe({ means: 'card_ok', ...what, at: when(what.at) });
  };
  const given = {
    schedule: (publishedAt: string, lines: Line[]) => stage.schedule(when(publishedAt), lines),
    subscription: subscribe,
    /** Baseline A: yearly, accepted Monday 2027-01-04. */
    baselineA: (more: Partial<Subscribing> = {}, lines?: Line[]) => subscribe({ formula: 'yearly', at: '2027-01-04 10:30', ...more }, lines),
    /** Baseline D: A with a card that is refused each time. */
    baselineD: (more: Partial<Subscribing> = {}) => subscribe({ formula: 'yearly', at: '2027-01-04 10:30', means: 'card_declined', ...more }),
    /** Baseline M: monthly, accepted Monday 2027-03-01. */
    baselineM: (more: Partial<Subscribing> = {}) => subscribe({ formula: 'monthly', at: '2027-03-01 09:30', ...more }),
    fees: (publishedAt: string, lines: { operation: 'CARD' | 'TRANSFER' | 'DEBIT'; percent?: number; fixedCents?: number }[]) =>
      stage.fees(
        when(publishedAt),
        lines.map((line) => ({ percent: 0, fixedCents: 0, ...line })),
      ),
    tariff: (publishedAt: string, hourlyCents: number) => stage.tariff(when(publishedAt), hourlyCents),
    contacts: (count: number, from: string) => stage.contacts(count, from),
    announced: (what: Announcing) => stage.announce({ ...what, at: when(what.at) }),
    content: () => stage.content(),
    outside: (event: OutsideSeen) => stage.store({ ...event, at: when(event.at) }),
  };
  const by = (role: Role, name?: string) => ({
    asks: <T extends CommandType>(type: T, input: Omit<CommandInput[T], 'document'>) =>
      stage.give({ role, ...(name ? { name } : {}) }, type, input as CommandInput[T]), // the stage knows the document, as the doors do
    decides: (kind: TaskKind, choice: string) => stage.decide({ role, ...(name ? { name } : {}) }, kind, choice),
  });
  const steps = {
    itIs: (instant: string) => stage.goTo(when(instant)),
    theDayEnds: (day: string) => stage.goTo(endOf(day)),
    client: by('CLIENT_ADMIN'),
    legal: by('LEGAL'),
    otherLegal: by('LEGAL', 'LEGAL-2'),
    billing: by('BILLING'),
    support: by('SUPPORT'),
    dpo: by('DPO'),
    registers: (token: string) => stage.register(token),
    /** The client pays by transfer or on the provider's page, at an instant. */
    pays: async (cents: number, at: string, means = 'TRANSFER') => {
      await stage.store({ type: 'client-payment', at: when(at), data: { amountCents: cents, means } });
      await stage.goTo(when(at));
    },
    /** Two persons of LEGAL send a termination notice by e-mail. */
    theyTerminate: async (ground: CommandInput['terminate-for-cause']['ground'] = 'NON_PAYMENT') => {
      const proposed = await by('LEGAL').asks('terminate-for-cause', { ground, facts: 'the facts of the ground', channel: 'EMAIL' });
      if (proposed.refused) return proposed;
      return by('LEGAL', 'LEGAL-2').decides('FOUR_EYES', 'APPROVE');
    },
  };
  const check = {
    view: async (expected: Partial<SubscriptionView>) => expect(await stage.view()).toMatchObject(expected),
    state: async (state: string) => expect((await stage.view()).state).toBe(state),
    /** Each message code with its sending days, and nothing more of these codes. */
    messages: async (expected: Record<string, string[]>) => {
      const sent = await stage.messages();
      const seen = Object.fromEntries(Object.keys(expected).map((code) => [code, sent.filter((one) => one.code === code).map((one) => one.sentOn)]));
      expect(seen).toEqual(expected);
    },
    deemed: async (code: string, days: string[]) =>
      expect((await stage.messages()).filter((one) => one.code === code).map((one) => one.deemedOn)).toEqual(days),
    says: async (code: string, values: Record<string, unknown>) =>
      expect((await stage.messages()).filter((one) => one.code === code).at(-1)?.values).toMatchObject(values),
    /** The documents of a series, in order of their numbers. */
    documents: async (series: 'F' | 'A' | 'D', expected: Partial<DocumentSeen>[]) => {
      const seen = (await stage.documents()).filter((one) => one.series === series);
      expect(seen.map(({ issuedOn, kind }) => `${kind} ${issuedOn}`)).toHaveLength(expected.length);
      expect(seen).toMatchObject(expected);
    },
    tasks: async (kind: TaskKind, openedOn: string[]) =>
      expect((await stage.tasks()).filter((one) => one.kind === kind).map((one) => one.openedOn)).toEqual(openedOn),
    refused: (answer: Answer, article: string) => expect(answer.refused?.article).toBe(article),
    done: (answer: Answer) => expect(answer.refused).toBeUndefined(),
    facts: () => stage.facts(),
    seen: () => stage.view(),
    same: (seen: object, expected: object) => expect(seen).toMatchObject(expected),
  };
  return { given, when: steps, check, see: stage };
}
export type Actors = ReturnType<typeof actors>;

type Life = { id: string; title: string; entries: string[]; tell: (actors: Actors) => Promise<void> };
export const lives: Life[] = [];

/** Registers a scenario: its number in the acceptance list, what it shows, the entries it proves, and its steps. */
export function scenario(id: string, title: string, entries: string[], tell: (actors: Actors) => Promise<void>): void {
  lives.push({ id, title, entries, tell });
}

/** Runs every registered scenario on a stage of its own; several wait at the same time. */
export function playAll(makeStage: () => Promise<Stage>, timeout: number): void {
  for (const { id, title, entries, tell } of lives)
    test(`${id} ${title} (${entries.join(', ')})`, { timeout, concurrent: true }, async () => {
      await tell(actors(await makeStage()));
    });
}

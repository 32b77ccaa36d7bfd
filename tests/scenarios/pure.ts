/** A scenario in pure code: the contract, a clock that is a number, and a sandbox provider that is a table. */
import { isDeepStrictEqual } from 'node:util';
import { addBankDays, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from '../../contract/calendar.ts';
import { isRefusal } from '../../contract/clause.ts';
import type { Command, CommandInput, CommandType, CorrectableInvoice } from '../../contract/commands.ts';
import { decide, fulfil, nextDuty, open, receive, record } from '../../contract/contract.ts';
import type { PresentationAnswer } from '../../contract/duties.ts';
import type { OutsideEvent } from '../../contract/events.ts';
import type { Fact, FactOf, PriceLine, ReopenedInvoice } from '../../contract/facts.ts';
import { type ContactOperation, type FeeLine, itemsOf, statementOf } from '../../contract/fees.ts';
import { type World, answerOf } from '../../contract/forecast.ts';
import { formalMessage, messagesOf } from '../../contract/letters.ts';
import { noticeOf } from '../../contract/notices.ts';
import { receivedBy } from '../../contract/paying.ts';
import { isOverdue, openCents } from '../../contract/receivables.ts';
import { nextFormula } from '../../contract/term.ts';
import type { Contract, Receivable } from '../../contract/state.ts';
import { subscribe } from '../../contract/subscription.ts';
import { viewOf } from '../../contract/view.ts';
import { Books } from '../contract/random/books.ts';
import { isKnownForEver, effects, trace } from './traced.ts';
import {
  type Announcing,
  type Answer,
  type DocumentSeen,
  type Line,
  type MessageSeen,
  type OutsideSeen,
  type Person,
  type Stage,
  type Subscribing,
  type TaskSeen,
  announcerOf,
} from './stage.ts';

/** The entry under which the Company announces each thing. */
const ANNOUNCED: Record<string, string> = {
  ...{ SECURITY_STANDARD_CHANGE: 'E3.2c', ASSIGNMENT_NOTICE: 'E11.4b', ADDRESS_CHANGE: 'E11.1c', PSP_CHANGE: 'E5.2b' },
  ...{ SERVICE: 'E4.4', DOMAIN: 'E3.3', SUBPROCESSOR: 'E11.8e' },
};
const articleOf = ({ code, change }: Pick<Announcing, 'code' | 'change'>): string => ANNOUNCED[change ?? code] ?? 'E4.4';

/** More duties than any scenario leaves to one wait. */
const STEPS = 5_000;

const inTheDay = (day: number): number => instantOf(day, 10 * 60);

export function pureStage(): Stage {
  const schedules: { at: number; lines: Line[] }[] = [];
  const counts: { from: number; contacts: number }[] = [];
  const tokens = new Map<string, string>();
  const presented = new Map<string, number>();
  const outages: { from: number; until: number }[] = [];
  const tariffs: { at: number; hourlyCents: number }[] = [];
  const fees: { at: number; lines: FeeLine[] }[] = [];
  const terms: { termsVersion: string; parameters: Record<string, unknown> }[] = [];
  const operations: (ContactOperation & { id: string; statement: string })[] = [];
  const facts: Fact[] = [];
  const books = new Books();
  const messages: MessageSeen[] = [];
  const lastNumber = { F: 0, A: 0, D: 0 };
  const watch = effects();
  let store: { at: number; make: () => OutsideEvent | null }[] = [];
  let contract: Contract | undefined;
  let at = 0;
  let exportDelay = 0;
  const downOn = new Map<string, number>();
  let keys = 0;

  const it = (): Contract => {
    if (!contract) throw new Error('nobody has subscribed yet');
    return contract;
  };
  const lineAt = (formula: string, moment: number): PriceLine | null => {
    const schedule = schedules.filter((one) => one.at <= moment).sort((a, b) => b.at - a.at)[0];
    const contacts = counts.filter((one) => one.from <= parisDay(moment)).sort((a, b) => b.from - a.from)[0]?.contacts ?? 0;
    const fits = schedule?.lines.filter((one) => one.formula === formula && (one.contactsFrom ?? 0) <= contacts) ?? [];
    const line = fits.sort((a, b) => (b.contactsFrom ?? 0) - (a.contactsFrom ?? 0))[0];
    return line
      ? { netCents: line.netCents, instalments: line.instalments ?? 1, termDays: line.termDays ?? 30, contacts, schedule: 'fixture' }
      : null;
  };
  const charge = (payment: string, method: string, moment: number): PresentationAnswer => {
    const [token, days] = (tokens.get(method) ?? method).split(':') as [string, string | undefined];
    const on = parisDay(moment);
    const count = (presented.get(method) ?? 0) + 1;
    presented.set(method, count);
    const later = (day: number, make: () => OutsideEvent | null): PresentationAnswer => {
      store.push({ at: inTheDay(day), make });
      return { outcome: 'PENDING', expectedOn: civilOf(day) };
    };
    const key = (): { key: string; at: string } => ({ key: `bank/${++keys}`, at: isoOf(moment) });
    if (outages.some((one) => one.from <= moment && moment < one.until)) return { outcome: 'FAILED', reason: 'outage' };
    if (token === 'card_declined' || token === 'card_expired') return { outcome: 'REJECTED', code: token };
    if (token.startsWith('card')) return { outcome: 'SETTLED' };
    if (token === 'sepa_down' && on === downOn.set(method, downOn.get(method) ?? on).get(method))
      return { outcome: 'FAILED', reason: 'down all day' };
    if (token === 'sepa_am04' || (token === 'sepa_am04_once' && count === 1))
      return later(days ? on + Number(days) : addBankDays(on, 2), () => ({ ...key(), type: 'charge-rejected', payment, code: 'AM04' }));
    if (token === 'sepa_md06')
      store.push({
        at: inTheDay(on + Number(days ?? 20)),
        make: () => takenBack(payment, key()),
      });
    return later(addBankDays(on, 3), () => ({ ...key(), type: 'charge-settled', payment }));
  };
  const world: World = {
    number: (series, on) => `${series}${civilOf(on).slice(0, 4)}-${String(++lastNumber[series]).padStart(6, '0')}`,
    price: (now, moment) => lineAt(nextFormula(now).code, moment),
    vatRate: () => 20,
    operations: (now, statement) =>
      itemsOf(
        now,
        operations.filter((one) => one.statement === statement),
        (moment) => fees.filter((one) => one.at <= moment).sort((a, b) => b.at - a.at)[0]?.lines ?? [],
      ),
    charge: ({ payment, method }, moment) => charge(payment, method, moment),
    result: (_payment, moment) => ({ outcome: 'PENDING', expectedOn: civilOf(parisDay(moment) + 1) }),
    export: (id, moment) => {
      const ready = { sha256: 'f'.repeat(64), counts: { contacts: 12 } };
      if (exportDelay === 0) return { outcome: 'READY', ...ready };
      const day = parisDay(moment) + exportDelay;
      store.push({
        at: instantOf(day, 9 * 60),
        make: () => ({ key: `export/${id}`, at: isoOf(moment), type: 'export-ready', export: id, ...ready }),
      });
      return { outcome: 'PENDING', expectedOn: civilOf(day) };
    },
    destroy: () => ({ destroyed: true, certificate: 'CERT-1', counts: { contacts: 12 } }),
  };

  /** A11: facts of before that are known for ever, told again now, change nothing. */
  const tellAgain = (now: Contract): void => {
    const last = facts.slice(-60);
    for (const [index, one] of last.entries())
      if (isKnownForEver(one, last.slice(index + 1)) && !isDeepStrictEqual(record(now, one), now))
        throw new Error(`told again, it changes something: ${JSON.stringify(one)}`);
  };
  /** Folds facts, each told twice since a second telling changes nothing (A11), and writes down the messages that ride on them, or that they are. */
  const take = (before: Contract, led: Fact[], duty?: string): Contract => {
    facts.push(...led);
    trace(...led);
    watch(duty, led);
    for (const one of led) books.keep(one);
    for (const one of messagesOf(before, before, led))
      messages.push({
        code: one.code,
        sentAt: one.sendAfter,
        sentOn: civilOf(parisDay(momentOf(one.sendAfter))),
        deemedOn: null,
        channel: one.channel,
        values: one.values,
      });
    let now = before;
    for (const one of led) {
      if (one.type === 'notice.sent') messages.push(formal(now, one));
      now = record(record(now, one), one);
    }
    tellAgain(now);
    return now;
  };
  const formal = (now: Contract, sent: FactOf<'notice.sent'>): MessageSeen => {
    const moment = momentOf(sent.sentAt);
    const due = noticeOf(now, { id: '', action: 'notice.send', due: moment, article: sent.article, ref: sent.notice }, parisDay(moment));
    const values = due ? formalMessage(now, due, moment).values : {};
    return { code: sent.code, sentAt: sent.sentAt, sentOn: sent.sentOn, deemedOn: sent.deemedOn, channel: sent.channel, values };
  };
  /** Of two things in store for one instant, the second comes after what fell due by the first. */
  const run = (until: number): void => {
    let steps = 0;
    for (;;) {
      const duty = nextDuty(it());
      const event = store.sort((a, b) => a.at - b.at)[0];
      const stop = Math.min(duty?.due ?? Number.POSITIVE_INFINITY, until);
      const isDue = duty !== undefined && duty.due <= at;
      if (event && event.at <= stop && !isDue) {
        store = store.slice(1);
        at = Math.max(at, event.at);
        const made = event.make();
        if (made) contract = take(it(), receive(it(), { ...made, at: isoOf(at) }, at));
      } else if (duty && duty.due <= until) {
        at = Math.max(at, duty.due);
        contract = step(it(), at);
        const next = nextDuty(it());
        if ((next?.id === duty.id && next.due <= at) || ++steps > STEPS) throw new Error(`${duty.id} is not discharged by its facts`);
      } else break;
    }
    at = Math.max(at, until);
  };
  const step = (before: Contract, moment: number): Contract => {
    const duty = nextDuty(before);
    if (!duty) return before;
    trace(duty);
    const told = answerOf(world, before, duty, moment);
    if (told && 'outcome' in told && told.outcome === 'FAILED')
      return take(before, receive(before, { type: 'duty-failed', key: duty.id, at: isoOf(moment), duty: duty.id, reason: told.reason }, moment));
    return take(before, fulfil(before, duty, told, moment), duty.id);
  };
  /** A charge that its bank takes back: nothing, if it holds nothing of it. */
  const takenBack = (payment: string, told: { key: string; at: string }, code = 'MD06'): OutsideEvent | null => {
    const charge = books.charges.get(payment);
    if (!charge || charge.state === 'REJECTED' || charge.state === 'REVERSED') return null;
    const indemnified = new Set(
      facts.flatMap((one) =>
        one.type === 'debit-note.issued'
          ? one.items.filter((item) => item.indemnityCents > 0).map((item) => item.invoice)
          : one.type === 'accessory.waived' && one.what === 'INDEMNITY'
            ? [one.invoice]
            : [],
      ),
    );
    const reopened = charge.allocations.flatMap(({ document, cents }): ReopenedInvoice[] => {
      const kept = books.documents.get(document);
      if (!kept) return [];
      const { id: invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents } = kept;
      const open = books.openCents(document) + (charge.state === 'SETTLED' ? cents : 0);
      return [{ invoice, number, kind, term, issuedOn, dueOn, grossCents, vatCents, cents: open, indemnified: indemnified.has(invoice) }];
    });
    const presented = facts.findLast((one) => one.type === 'payment.presented' && one.payment === payment);
    const { means, cause } = presented?.type === 'payment.presented' ? presented : {};
    return {
      ...told,
      type: 'charge-reversed',
      payment,
      code,
      ...(means ? { method: means.method } : {}),
      ...(cause ? { cause } : {}),
      reopened: reopened.sort((a, b) => (a.number < b.number ? -1 : 1)),
    };
  };

  /** Each operation once; the contract hears of its month. */
  const storeOperation = (type: string, moment: number, data: Record<string, unknown>): void => {
    const id = String(data.id ?? ++keys);
    if (operations.some((one) => one.id === id) || data.cause === 'PROVIDER' || it().state === 'DELETED') return; // nobody bears it any more
    const operation: ContactOperation = {
      ...{ type: type === 'contact-payment' ? 'PAYMENT' : 'REJECTION', operation: (data.operation ?? 'CARD') as 'CARD' },
      ...{ cents: Number(data.cents), at: moment },
    };
    const { statement, issueOn } = statementOf(it(), { ...operation, id }, at);
    operations.push({ ...operation, id, statement });
    const event: OutsideEvent = { key: `activity/${statement}`, at: isoOf(Math.max(at, moment)), type: 'contact-activity', statement, issueOn };
    if (operations.filter((one) => one.statement === statement).length === 1) store.push({ at: Math.max(at, moment), make: () => event });
  };
  const documents = (): DocumentSeen[] => {
    const now = it();
    return facts.flatMap((one): DocumentSeen[] => {
      const base = { paidCents: 0, netCents: 0, vatCents: 0 };
      if (one.type === 'invoice.issued') return [seen(now, { ...base, ...one, series: 'F', id: one.invoice })];
      if (one.type === 'debit-note.issued')
        return [seen(now, { ...base, ...one, series: 'D', kind: 'PENALTIES', netCents: one.grossCents, id: one.debitNote })];
      if (one.type === 'credit-note.issued') return [{ ...base, ...one, series: 'A', kind: 'CREDIT', dueOn: null, state: 'CREDITED' }];
      return [];
    });
  };
  const seen = (now: Contract, { id, ...one }: Omit<DocumentSeen, 'state'> & { id: string }): DocumentSeen => {
    const receivable = now.receivables.find((entry) => entry.id === id);
    const { number, series, kind, issuedOn, netCents, vatCents, grossCents } = one;
    const dueOn = receivable ? civilOf(receivable.dueOn) : one.dueOn;
    const open = receivable ? openCents(receivable) : 0;
    const state = open <= 0 ? 'PAID' : receivable ? openState(now, receivable) : 'OPEN';
    return { number, series, kind, issuedOn, dueOn, netCents, vatCents, grossCents, paidCents: grossCents - Math.max(open, 0), state };
  };
  const openState = (now: Contract, receivable: Receivable): string => {
    if (receivable.writtenOff !== undefined) return 'WRITTEN_OFF';
    if (receivable.frozen !== undefined) return 'FROZEN';
    return receivable.collecting ? 'COLLECTING' : isOverdue(now, receivable, parisDay(at)) ? 'OVERDUE' : 'OPEN';
  };
  const answer = (before: number): Answer => ({ facts: facts.slice(before) });

  const give = async <T extends CommandType>(person: Person, type: T, input: CommandInput[T]): Promise<Answer> => {
    const before = facts.length;
    const given = naturalIds(input);
    const command = {
      type,
      by: { person: person.name ?? person.role, role: person.role },
      input: { ...given, ...known(type, given) },
    } as unknown as Command;
    const decided = decide(it(), command, at);
    if (isRefusal(decided)) {
      trace(decided);
      return { facts: [], refused: decided };
    }
    contract = take(it(), decided);
    run(at);
    const told = answer(before);
    const task = told.facts.find((one) => one.type === 'task.opened' && one.kind === 'FOUR_EYES');
    const decision = told.facts.some((one) => one.type === 'task.decided');
    if (!decision && told.facts.some((one) => one.type === 'formula-choice.refused')) return { ...told, refused: { article: 'E8.1e', allowed: [] } };
    return task?.type === 'task.opened' ? { ...told, task: task.task } : told;
  };
  /** What the doors add to a command. */
  const known = (type: CommandType, input: Record<string, unknown>): object => {
    if (type === 'quote-assistance') return tariffOf();
    if (type === 'accept-terms') return terms.at(-1) ?? {};
    return type === 'correct-invoice' ? { document: correctable(String(input['invoice'])) } : {};
  };
  /** E5.3c: an invoice as it was issued, and what credit notes took of it; an unknown one has nothing left. */
  const correctable = (invoice: string): CorrectableInvoice => {
    const issued = facts.find((one) => one.type === 'invoice.issued' && one.invoice === invoice) as FactOf<'invoice.issued'> | undefined;
    const notes = facts.flatMap((one) => (one.type === 'credit-note.issued' && one.corrects.includes(invoice) ? [one.netCents] : []));
    const { kind, term, netCents, grossCents, vatRate } = issued ?? { kind: 'PRICE', term: 1, netCents: 0, grossCents: 0, vatRate: 0 };
    const creditedNetCents = notes.reduce((sum, cents) => sum + cents, 0);
    return { kind, term, netCents, grossCents, vatRate, creditedNetCents, corrections: it().corrections ?? 0 };
  };
  /** The tariff in force at 00:00 of the last day (E8.6d). */
  const tariffOf = (): object => {
    const on = it().ended?.on;
    const [tariff] = tariffs.filter((one) => on !== undefined && one.at <= instantOf(on)).sort((a, b) => b.at - a.at);
    return tariff ? { tariff: { id: 'fixture', hourlyCents: tariff.hourlyCents } } : {};
  };
  const naturalIds = (input: object): Record<string, unknown> => {
    const issued = facts.flatMap((one) => (one.type === 'invoice.issued' ? [[one.number, one.invoice] as const] : []));
    const ids = new Map([...issued, ...it().receivables.map((one) => [one.number, one.id] as const)]);
    const swap = (value: unknown): unknown =>
      typeof value === 'string' ? (ids.get(value) ?? value) : Array.isArray(value) ? value.map(swap) : value;
    return Object.fromEntries(
      Object.entries(input).map(([key, value]) => [key, ['invoice', 'invoices', 'documents'].includes(key) ? swap(value) : value]),
    );
  };

  return {
    schedule: async (publishedAt, lines) => void schedules.push({ at: momentOf(publishedAt), lines }),
    fees: async (publishedAt, lines) => void fees.push({ at: momentOf(publishedAt), lines }),
    tariff: async (publishedAt, hourlyCents) => void tariffs.push({ at: momentOf(publishedAt), hourlyCents }),
    terms: async (_publishedAt, termsVersion, parameters) => void terms.push({ termsVersion, parameters }),
    contacts: async (contacts, from) => void counts.push({ from: dayOf(from), contacts }),
    subscribe: async (what: Subscribing) => {
      at = momentOf(what.at);
      counts.push({ from: parisDay(at), contacts: what.contacts ?? 280 });
      const method = what.means ?? '';
      tokens.set('m1', method);
      const line = schedules.flatMap((one) => one.lines).find((one) => one.formula === what.formula);
      const decided = subscribe({
        number: 'S000001',
        client: {
          id: 'client',
          legalName: 'Association fixture',
          legalForm: what.legalForm ?? 'association',
          registration: 'W751000001',
          seat: 'Paris',
          country: 'FR',
          representative: { name: 'fixture', capacity: 'president' },
          status: what.status ?? 'NON_PROFESSIONAL',
          noticeChannel: what.noticeChannel ?? 'EMAIL',
        },
        formula: line ? { code: line.formula, months: line.months } : null,
        price: lineAt(what.formula, at),
        means: what.means === null || what.means === 'bank_transfer' ? null : { method: 'm1', kind: method.startsWith('sepa') ? 'SEPA' : 'CARD' },
        declarations: what.declarations ?? [true, true, true, true, true],
        boxTicked: what.boxTicked ?? true,
        termsVersion: what.termsVersion ?? '1',
        currentTermsVersion: '1',
        parameters: what.parameters ?? {},
        acceptedAt: what.at,
        evidence: 'text',
        ...(what.startsOn ? { startsOn: what.startsOn } : {}),
      });
      if (isRefusal(decided)) return { facts: [], refused: decided };
      const accepted: Fact = {
        type: 'subscription.accepted',
        at: isoOf(at),
        by: { person: 'client', role: 'CLIENT_ADMIN' },
        article: 'E11.9a',
        ...decided,
      };
      contract = open(accepted);
      facts.push(accepted);
      for (const one of messagesOf(null, contract, [accepted]))
        messages.push({
          code: one.code,
          sentAt: one.sendAfter,
          sentOn: civilOf(parisDay(at)),
          deemedOn: null,
          channel: one.channel,
          values: one.values,
        });
      run(at);
      return { facts: [...facts] };
    },
    goTo: async (instant) => run(momentOf(instant)),
    store: async ({ type, at: when, data = {} }: OutsideSeen) => {
      const moment = momentOf(when);
      if (type === 'export-delay') exportDelay = Number(data.days);
      if (type === 'provider-outage') outages.push({ from: moment, until: momentOf(String(data.until)) });
      if (type === 'contact-payment' || type === 'contact-rejection') storeOperation(type, moment, data);
      if (type === 'client-payment')
        store.push({
          at: moment,
          make: () => ({
            key: `paid/${++keys}`,
            at: when,
            type,
            amountCents: Number(data.amountCents),
            orderedOn: civilOf(parisDay(moment)),
            means: receivedBy(String(data.means ?? 'CARD')),
          }),
        });
      if (type === 'debtor-refund') {
        const payment = facts.filter((one) => one.type === 'payment.presented').at(-1);
        if (payment?.type !== 'payment.presented') throw new Error('nothing was presented yet');
        store.push({ at: moment, make: () => takenBack(payment.payment, { key: `back/${++keys}`, at: when }, data.code as string) });
      }
      if (type === 'read-receipt') {
        const sent = facts.filter((one) => one.type === 'notice.sent').at(-1);
        store.push({
          at: moment,
          make: () => (sent?.type === 'notice.sent' ? { key: `read/${++keys}`, at: when, type: 'notice-acknowledged', notice: sent.notice } : null),
        });
      }
      if (type === 'bounce') {
        const sent = facts.filter((one) => one.type === 'notice.sent').at(-1);
        store.push({
          at: moment,
          make: () => (sent?.type === 'notice.sent' ? { key: `bounce/${++keys}`, at: when, type: 'notice-bounced', notice: sent.notice } : null),
        });
      }
    },
    announce: async ({ at: when, on = null, ...what }) => {
      const by = { person: 'company', role: announcerOf(what) };
      const announcement = `cmp_${++keys}`;
      const event: OutsideEvent = { ...what, key: announcement, at: when, type: 'announcement', by, article: articleOf(what), announcement, on };
      store.push({ at: momentOf(when), make: () => event });
    },
    content: async () => ['cnt_1', 'cnt_2', 'cnt_3'],
    register: async (token) => {
      const method = `m${tokens.size + 1}`;
      tokens.set(method, token);
      const verified = token !== 'card_declined' && token !== 'card_expired';
      const means = { method, kind: token.startsWith('sepa') ? ('SEPA' as const) : ('CARD' as const) };
      contract = take(it(), receive(it(), { key: `method/${method}`, at: isoOf(at), type: 'method-changed', means, verified }, at));
      run(at);
    },
    give,
    decide: (person, kind, choice) => {
      const task = it().tasks?.find((one) => one.kind === kind);
      return give(person, 'decide', { task: task?.id ?? 'none', choice, reason: 'decided in a scenario' });
    },
    view: async () => viewOf(it(), at),
    documents: async () => documents(),
    messages: async () => messages.filter((one) => momentOf(one.sentAt) <= at).sort((a, b) => momentOf(a.sentAt) - momentOf(b.sentAt)),
    tasks: async () =>
      facts.flatMap((one): TaskSeen[] => {
        if (one.type !== 'task.opened') return [];
        const decided = !it().tasks?.some((task) => task.id === one.task);
        return [
          {
            id: one.task,
            kind: one.kind,
            openedOn: civilOf(parisDay(momentOf(one.at))),
            dueOn: one.dueOn,
            state: decided ? 'DECIDED' : one.command ? 'PROPOSED' : 'OPEN',
          },
        ];
      }),
    facts: async () => facts,
  };
}

/** CGUV 8.6: further help after the end is quoted at the tariff of the termination day, and billed once the client has accepted. */
import { addWorkingDays, civilOf, dayOf, instantOf, isoOf, momentOf, parisDay } from './calendar.ts';
import { type Clause, fact, refuse, sendingTime } from './clause.ts';
import type { Refusal } from './commands.ts';
import type { Fact } from './facts.ts';
import { vatOf } from './money.ts';
import { parameter } from './parameters.ts';
import type { Contract, Quote } from './state.ts';

/** E8.6d: the days in which a quote can be accepted, where it says nothing else. */
const VALID_DAYS = 30;
/** E8.6d: the working days from acceptance to the work, where the quote says nothing else. */
const WORK_AFTER = 2;

/** E8.6d: hours at the tariff, excl. VAT, half-up to the cent. */
export const quoteCents = (hours: number, hourlyCents: number): number => Math.round((Math.round(hours * 100) * hourlyCents) / 100);

const quotesOf = (contract: Contract): Quote[] => contract.quotes ?? [];
const change = (contract: Contract, id: string, more: Partial<Quote>): void => {
  contract.quotes = quotesOf(contract).map((one) => (one.id === id ? { ...one, ...more } : one));
};

/** The quote named, or the only one that waits for this. */
function find(contract: Contract, id: string | undefined, state: Quote['state']): Quote | Refusal {
  const fits = quotesOf(contract).filter((one) => (id === undefined ? one.state === state : one.id === id));
  const [quote, another] = fits;
  if (!quote) return refuse('E8.6d', 'no-such-quote', [{ command: 'quote-assistance' }]);
  if (another) return refuse('E8.6d', 'which-quote');
  return quote.state === state ? quote : refuse('E8.6d', 'quote-is-settled', [{ command: 'quote-assistance' }]);
}

/** E8.6d: the invoice of a quote accepted, dated the day of the work. */
export function invoiceAssistance(contract: Contract, invoice: string, answer: { number: string; vatRate: number }, at: number): Fact[] {
  const quote = quotesOf(contract).find((one) => `Q/${one.id}` === invoice);
  if (!quote) return [];
  const netCents = quoteCents(quote.hours, quote.hourlyCents);
  const vatCents = vatOf(netCents, answer.vatRate);
  const issuedOn = parisDay(at);
  return [
    fact('invoice.issued', 'E8.6d', at, {
      ...{ invoice, ...answer, kind: 'ASSISTANCE', term: contract.term.number, issuedOn: civilOf(issuedOn) },
      dueOn: civilOf(issuedOn + parameter(contract, 'payment.termDays')),
      ...{ netCents, vatCents, grossCents: netCents + vatCents, sendAt: isoOf(sendingTime(contract, at)) },
    }),
  ];
}

/** Notes that a quote is invoiced; false when it is none of those accepted: it was told before. */
export function closeQuote(contract: Contract, invoice: string): boolean {
  const quote = quotesOf(contract).find((one) => `Q/${one.id}` === invoice && one.state === 'ACCEPTED');
  if (quote) change(contract, quote.id, { state: 'INVOICED' });
  return quote !== undefined;
}

export const assistance: Clause = {
  duties(contract, due) {
    for (const { id, state, acceptedAt = 0, workOn = 0 } of contract.quotes ?? [])
      if (state === 'ACCEPTED')
        due.push({ id: `invoice/Q/${id}`, action: 'invoice.issue', due: Math.max(acceptedAt, instantOf(workOn)), article: 'E8.6d', ref: `Q/${id}` });
  },
  record: {
    'assistance.quoted': (contract, { quote: id, hours, hourlyCents, validUntil, workOn }) => {
      if (quotesOf(contract).some((one) => one.id === id)) return;
      const planned = workOn === null ? {} : { workOn: dayOf(workOn) };
      contract.quotes = [...quotesOf(contract), { id, hours, hourlyCents, validUntil: dayOf(validUntil), state: 'OPEN', ...planned }];
    },
    'assistance.accepted': (contract, { quote, workOn, at }) => {
      if (quotesOf(contract).some((one) => one.id === quote && one.state === 'OPEN'))
        change(contract, quote, { state: 'ACCEPTED', acceptedAt: momentOf(at), workOn: dayOf(workOn) });
    },
    'assistance.refused': (contract, { quote }) => {
      if (quotesOf(contract).some((one) => one.id === quote && one.state === 'OPEN')) change(contract, quote, { state: 'REFUSED' });
    },
    'assistance.done': (contract, { quote, doneOn }) => {
      if (quotesOf(contract).some((one) => one.id === quote && one.state === 'ACCEPTED')) change(contract, quote, { workOn: dayOf(doneOn) });
    },
  },
  decide: {
    'quote-assistance': (contract, { input, by }, at) => {
      const today = parisDay(at);
      if (!contract.ended && contract.state !== 'ENDED') return refuse('E8.6d', 'not-ended');
      if (!input.tariff) return refuse('E8.6d', 'no-tariff', [], { cessationOn: civilOf(contract.ended?.on ?? today) });
      const validUntil = input.validUntil === undefined ? today + VALID_DAYS : dayOf(input.validUntil);
      if (validUntil < today || (input.workOn !== undefined && dayOf(input.workOn) < today)) return refuse('E8.6d', 'day-is-past');
      const { quote, hours, tariff, workOn = null } = input;
      const netCents = quoteCents(hours, tariff.hourlyCents);
      const data = { quote, hours, tariff: tariff.id, hourlyCents: tariff.hourlyCents, netCents, validUntil: civilOf(validUntil), workOn };
      return [fact('assistance.quoted', 'E8.6d', at, data, by)];
    },
    'accept-quote': (contract, { input, by }, at) => {
      const quote = find(contract, input.quote, 'OPEN');
      if ('kind' in quote) return quote;
      const today = parisDay(at);
      if (today > quote.validUntil)
        return refuse('E8.6d', 'quote-expired', [{ command: 'quote-assistance' }], { validUntil: civilOf(quote.validUntil) });
      const workOn = civilOf(Math.max(today, quote.workOn ?? addWorkingDays(today, WORK_AFTER)));
      return [fact('assistance.accepted', 'E8.6d', at, { quote: quote.id, workOn }, by)];
    },
    'refuse-quote': (contract, { input, by }, at) => {
      const quote = find(contract, input.quote, 'OPEN');
      return 'kind' in quote ? quote : [fact('assistance.refused', 'E8.6d', at, { quote: quote.id }, by)];
    },
    'record-assistance': (contract, { input, by }, at) => {
      const quote = find(contract, input.quote, 'ACCEPTED');
      return 'kind' in quote ? quote : [fact('assistance.done', 'E8.6d', at, { quote: quote.id, doneOn: civilOf(parisDay(at)) }, by)];
    },
  },
};

/** The quotes as they are shown: one not accepted in time is expired. */
export const quotesView = (contract: Contract, at: number) =>
  quotesOf(contract).map(({ id, hours, hourlyCents, validUntil, state, workOn }) => ({
    quote: id,
    hours,
    hourlyCents,
    netCents: quoteCents(hours, hourlyCents),
    validUntil: civilOf(validUntil),
    workOn: workOn === undefined ? null : civilOf(workOn),
    state: state === 'OPEN' && parisDay(at) > validUntil ? ('EXPIRED' as const) : state,
  }));

/** The Company as its own collector: mandates, debit and transfer files for its bank, results as its bank gives them (docs/payments.md, decision 0022). */
import type { Knex } from 'knex';
import { addBankDays, civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { Instant } from '../../contract/facts.ts';
import type { ChargeAnswer, ChargeRequest, MethodRefused, Movement, PaymentProvider, RegisteredMethod } from '../payments/port.ts';
import { REMITTANCE, statementText } from '../payments/statement.ts';
import { InvalidSignature } from '../webhook-signature.ts';
import { decipher, encipher } from './cipher.ts';
import { type IbanFault, readIban } from './iban.ts';
import { keepMandate, mandateOf, mandateReference, type MandateRow, mandateWords, stands } from './mandates.ts';
import { type FileRow, keepOrder, makeFile, ordersOf, type OrderOfFile, orderOf, type OrderRow, type OrderType, resultsOf } from './orders.ts';
import { type BankFile, type Creditor, painXml } from './pain.ts';

export type BankSettings = { knex: Knex; creditor: Creditor; key: Buffer };
export type Signature = {
  client: string;
  clocked: boolean;
  request: string;
  holder: string;
  iban: string;
  language: 'fr' | 'en';
  by: string;
  at: Instant;
};
/** What only this provider has. */
export type Bank = PaymentProvider & {
  creditor: Creditor;
  /** A client signs a mandate: its reference is the token of a means. */
  sign(asked: Signature): Promise<MandateRow | MethodRefused | IbanFault>;
  /** All that waits becomes a file; null where nothing does. */
  makeFile(what: { type: OrderType; at: Instant; by: string }): Promise<FileRow | null>;
  /** The bytes of a file; null once an account in it was destroyed (E8.6b). */
  fileXml(file: FileRow): Promise<string | null>;
};

/** From the order to the credit and its booking: one bank day to execute, two until a person has booked it. */
const USUAL_BANK_DAYS = 3;
const NO_VIRTUAL_TIME: MethodRefused = {
  refused: {
    en: 'This client lives on a test clock, and a bank moves real time only: use an instance with the sandbox provider.',
    fr: 'Ce client vit sur une horloge de test, et une banque ne connaît que le temps réel : utilisez une instance avec le prestataire de test.',
  },
};
const NO_MANDATE: MethodRefused = {
  refused: {
    en: 'This is no mandate of this client: sign one first.',
    fr: "Ce n'est pas un mandat de ce client : signez-en un d'abord.",
  },
};

export function bankPayments({ knex, creditor, key }: BankSettings): Bank {
  const write = (file: BankFile, orders: readonly OrderOfFile[]): string =>
    painXml(
      file,
      creditor,
      orders.map((one) => ({
        ...{ id: one.id, cents: one.cents, holder: one.holder, iban: decipher(key, one.iban ?? '') },
        ...{ mandate: { reference: one.mandate, signedAt: one.signed_at } },
        words: one.statement ?? [creditor.name, one.subscription, one.payment ?? ''].join(' '),
      })),
    );
  const said = ({ documents }: Pick<ChargeRequest, 'documents'>): string => statementText(creditor.name, documents, REMITTANCE);
  return {
    name: 'bank',
    creditor,
    registerMethod: ({ token, client, clocked }) => registered(knex, { token, client, clocked }),
    openEntry: async ({ clocked, back }) => (clocked ? NO_VIRTUAL_TIME : { url: `${back}/mandate` }),
    charge: (request) => charge(knex, request, said(request)),
    async lookUp({ key: asked, at }) {
      const order = await orderOf(knex, asked);
      return order ? answerOf(knex, order, at) : null;
    },
    async refund(request) {
      const { key: asked, method: mandate, cents, at, subscription } = request;
      const order = { type: 'REFUND', mandate, cents, subscription, payment: null, statement: said(request) } as const;
      const { id } = await keepOrder(knex, { key: asked, ...order, asked_at: at });
      return { reference: id };
    },
    async verifyWebhook() {
      throw new InvalidSignature('A bank sends no webhooks: its files are given in on the Bank screen.');
    },
    events: async () => [],
    delivered: async () => undefined,
    movements: ({ from, until, clocked }) => (clocked ? Promise.resolve([]) : moved(knex, { from, until })),
    async sign({ client, clocked, request, holder, iban: text, language, by, at }) {
      if (clocked) return NO_VIRTUAL_TIME;
      const read = readIban(text);
      if ('refused' in read) return read;
      const words = mandateWords(creditor, language).join('\n');
      const signed = { client, holder, iban: encipher(key, read.iban), account: read.account, words, signed_by: by, signed_at: at };
      return keepMandate(knex, { reference: mandateReference(request), ...signed });
    },
    makeFile: (what) => makeFile(knex, what, write),
    async fileXml(file) {
      const orders = await ordersOf(knex, file.id);
      if (orders.some((one) => !one.iban)) return null;
      return write({ ...file, madeAt: file.made_at, executeOn: file.execute_on }, orders);
    },
  };
}

async function registered(
  knex: Knex,
  { token, client, clocked }: { token: string; client: string; clocked: boolean },
): Promise<RegisteredMethod | MethodRefused> {
  if (clocked) return NO_VIRTUAL_TIME;
  const mandate = await mandateOf(knex, token);
  if (mandate?.client !== client || !mandate.iban) return NO_MANDATE;
  return { reference: mandate.reference, kind: 'SEPA', label: `IBAN ${mandate.account}`, verified: true };
}

/** An order for the next file; at once refused where the mandate stands no more. */
async function charge(knex: Knex, request: ChargeRequest, statement: string): Promise<ChargeAnswer> {
  const { key, method, cents, at, subscription, payment } = request;
  const mandate = await mandateOf(knex, method);
  const known = await orderOf(knex, key);
  const valid = known || (mandate && (await stands(knex, mandate, at)));
  if (!valid) return { outcome: 'REJECTED', code: 'means_unusable' };
  return answerOf(knex, await keepOrder(knex, { key, type: 'DEBIT', mandate: method, cents, subscription, payment, statement, asked_at: at }));
}

async function answerOf(knex: Knex, order: OrderRow, until?: Instant): Promise<ChargeAnswer> {
  const results = await resultsOf(knex, order.id, until);
  const rejected = results.find(({ type }) => type === 'REJECTED');
  if (rejected) return { outcome: 'REJECTED', code: rejected.code ?? 'MS03' };
  if (results.length > 0) return { outcome: 'SETTLED' };
  if (!order.file && !(await mandateOf(knex, order.mandate))?.iban) return { outcome: 'REJECTED', code: 'means_unusable' };
  return { outcome: 'PENDING', expectedOn: civilOf(addBankDays(parisDay(momentOf(order.asked_at)), USUAL_BANK_DAYS)) };
}

/** Debits as the bank has booked or taken them back; refunds as they were ordered, unless the bank has rejected them. */
async function moved(knex: Knex, { from, until }: { from: Instant; until: Instant }): Promise<Movement[]> {
  const results: (OrderRow & { result: 'SETTLED' | 'REVERSED'; code: string | null; at: Instant })[] = await knex('bank_results as r')
    .join('bank_orders as o', 'o.id', 'r.bank_order')
    .where('o.type', 'DEBIT')
    .whereIn('r.type', ['SETTLED', 'REVERSED'])
    .where('r.at', '>=', from)
    .where('r.at', '<', until)
    .orderBy(['r.at', 'o.id'])
    .select('o.*', 'r.type as result', 'r.code', 'r.at');
  const refunds: OrderRow[] = await knex('bank_orders as o')
    .where({ type: 'REFUND' })
    .where('asked_at', '>=', from)
    .where('asked_at', '<', until)
    .whereNotExists(knex('bank_results').whereRaw('bank_order = o.id').whereIn('type', ['REJECTED', 'REVERSED']))
    .orderBy(['asked_at', 'id']);
  return [
    ...results.map(({ id, result: type, key, subscription, payment, cents, at, code }) => ({
      ...{ id: `${id}/${type}`, type, key, subscription, payment, cents, at, code },
    })),
    ...refunds.map(({ id, key, subscription, payment, cents, asked_at: at }) => ({
      ...{ id, type: 'REFUNDED' as const, key, subscription, payment, cents, at, code: null },
    })),
  ];
}

/**
 * Stripe as far as the adapter goes, in memory: idempotency keys, refusals, lost replies and outages, disputes, signed webhooks. Every request is kept,
 * so that stripe-mock can say afterwards whether Stripe's own description allows its shape.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';

/** Of one try at a charge: `lost` does it and says nothing, `vague` does it and answers 500, `down` and `busy` do nothing. */
export type Behaviour = 'ok' | 'lost' | 'vague' | 'down' | 'busy' | { decline: string } | { refuse: { code: string; param?: string } };
type Thing = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- what the wire carries
type Kept = { method: string; path: string; body: string };
type Answer = { status: number; body: Thing };

const id = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
const now = (): number => Math.floor(Date.now() / 1000);
const error = (status: number, body: Thing): Answer => ({ status, body: { error: body } });
const metadataOf = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...form].flatMap(([name, value]) => (name.startsWith('metadata[') ? [[name.slice(9, -1), value]] : [])));

/** What the account holder reads, by the rules of Stripe; an account's prefix begins that of a card. Null where they are broken. */
function statementOf(form: URLSearchParams, method: string): string | null {
  const [own, suffix] = [form.get('statement_descriptor'), form.get('statement_descriptor_suffix')];
  if (method === 'card' ? own !== null : suffix !== null) return null;
  const [text, most] = method === 'card' ? [`PREFIXED* ${suffix}`, 22] : [own ?? '', 22];
  const free = method === 'card' ? (suffix ?? '') : text;
  return text.length >= 5 && text.length <= most && /[a-z]/i.test(free) && !/[<>\\'"*]|[^ -~]/.test(free) ? text : null;
}

export class StripeFake {
  readonly secretKey = 'sk_test_of_the_tests';
  readonly webhookSecret = 'whsec_of_the_tests';
  readonly requests: Kept[] = [];
  readonly intents: Thing[] = [];
  /** What the account's balance went through. */
  readonly movements: Thing[] = [];
  private readonly methods = new Map<string, Thing & { behaviour: Behaviour; tries: number }>();
  private readonly setups = new Map<string, Thing>();
  private readonly sessions = new Map<string, Thing>();
  private readonly customers = new Map<string, Thing>();
  private readonly answered = new Map<string, { sent: string; answer: Answer }>();
  private readonly server = createServer((request, response) => void this.take(request, response));
  url = '';

  async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** What the hosted page leaves when a client has given its card or account there: the token of it. */
  entered(client: string, kind: 'card' | 'sepa_debit' | 'link', behaviour: Behaviour = 'ok', token: 'cs' | 'seti' = 'cs'): string {
    const details = { card: { brand: 'visa', last4: '4242' }, sepa_debit: { country: 'FR', last4: '3000' }, link: {} }[kind];
    const method = { id: id('pm'), object: 'payment_method', type: kind, [kind]: details };
    this.methods.set(method.id, { ...method, behaviour, tries: 0 });
    const mandate = kind === 'sepa_debit' ? id('mandate') : null;
    const setup = {
      id: id('seti'),
      object: 'setup_intent',
      status: 'succeeded',
      usage: 'off_session',
      customer: id('cus'),
      payment_method: method,
      mandate,
    };
    this.setups.set(setup.id, { ...setup, metadata: { client } });
    const session = { id: id('cs_test'), object: 'checkout.session', mode: 'setup', client_reference_id: client, setup_intent: setup };
    this.sessions.set(session.id, session);
    return token === 'cs' ? session.id : setup.id;
  }

  /** The client has given a card on the page that was opened last: its session. */
  finished(): Thing {
    const session = [...this.sessions.values()].at(-1) ?? {};
    const given = this.sessions.get(this.entered(session['client_reference_id'], 'card'))?.['setup_intent'];
    return Object.assign(session, { setup_intent: { ...given, customer: session['customer'] } });
  }

  /** The bank's answer to a debit that is under way. */
  answer(key: string, failure?: string): Thing {
    const intent = this.byKey(key);
    if (failure) Object.assign(intent, { status: 'requires_payment_method', last_payment_error: { type: 'card_error', code: failure } });
    else Object.assign(intent, { status: 'succeeded', amount_received: intent['amount'] });
    return intent;
  }
  dispute(key: string, more: Thing = {}): Thing {
    const intent = this.byKey(key);
    intent['latest_charge'].disputed = true;
    const of = { charge: intent['latest_charge'].id, payment_intent: intent['id'], amount: intent['amount'], currency: 'eur' };
    return { id: id('du'), object: 'dispute', status: 'lost', reason: 'customer_initiated', ...of, ...more };
  }
  byKey(key: string): Thing {
    const found = this.intents.find((one) => one['metadata'].key === key);
    if (!found) throw new Error(`no charge has the key ${key}`);
    return found;
  }

  /** An event as Stripe sends it. */
  signed(type: string, object: Thing, { secret = this.webhookSecret, at = now() } = {}): { body: string; headers: Record<string, string> } {
    const event = {
      id: id('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: at,
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type,
    };
    const body = JSON.stringify({ ...event, data: { object } });
    return {
      body,
      headers: { 'stripe-signature': new Stripe(this.secretKey).webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at }) },
    };
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const path = request.url ?? '';
    this.requests.push({ method: request.method ?? '', path, body });
    const key = request.headers['idempotency-key'];
    const send = ({ status, body: content }: Answer) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    if (request.headers.authorization !== `Bearer ${this.secretKey}`)
      return void send(error(401, { type: 'invalid_request_error', message: 'Invalid API Key provided' }));
    const before = typeof key === 'string' ? this.answered.get(key) : undefined;
    if (before && before.sent !== path + body)
      return void send(error(400, { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters' }));
    if (before) return void send(before.answer);
    const answer = this.route(request.method ?? '', new URL(path, this.url), new URLSearchParams(body));
    if (typeof key === 'string' && answer !== 'nothing' && answer.status < 429)
      this.answered.set(key, { sent: path + body, answer: { ...answer, body: structuredClone(answer.body) } });
    if (answer === 'nothing' || answer.body['lost']) {
      if (answer !== 'nothing') delete answer.body['lost'];
      return void request.socket.destroy();
    }
    send(answer);
  }

  private route(method: string, { pathname, searchParams }: URL, form: URLSearchParams): Answer | 'nothing' {
    const [, , resource, one, two] = pathname.split('/');
    const found = (thing: Thing | undefined): Answer =>
      thing
        ? { status: 200, body: thing }
        : error(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such ${resource}: '${one}'` });
    if (resource === 'checkout' && method === 'GET') return found(this.sessions.get(two ?? ''));
    if (resource === 'checkout') return found(this.opened(form));
    if (resource === 'customers' && method === 'GET') return found(this.list([...this.customers.values()], searchParams));
    if (resource === 'customers') return found(this.customer(form));
    if (resource === 'setup_intents') return found(this.setups.get(one ?? ''));
    if (resource === 'payment_intents' && method === 'POST') return this.charge(form);
    if (resource === 'payment_intents' && one) return found(this.intents.find((intent) => intent['id'] === one));
    if (resource === 'payment_intents') return found(this.list(this.intents, searchParams));
    if (resource === 'balance_transactions') return found(this.balance(searchParams));
    if (resource === 'refunds') return found(this.refund(form));
    return error(404, { type: 'invalid_request_error', message: 'Unrecognized request URL' });
  }

  private list(things: Thing[], query: URLSearchParams): Thing {
    const asked = /metadata\['client'\]:'([^']+)'/.exec(query.get('query') ?? '')?.[1];
    const data = things.filter((one) => (asked ? one['metadata'].client === asked : one['customer'] === query.get('customer')));
    return { object: 'list', has_more: false, url: '/v1', data: data.toReversed() };
  }
  private balance(query: URLSearchParams): Thing {
    const [from, until] = ['created[gte]', 'created[lt]'].map((name) => Number(query.get(name)));
    const data = this.movements.filter(({ created }) => created >= (from ?? 0) && created < (until ?? 0));
    return { object: 'list', has_more: false, url: '/v1/balance_transactions', data };
  }
  private customer(form: URLSearchParams): Thing {
    const made = { id: id('cus'), object: 'customer', metadata: metadataOf(form) };
    this.customers.set(made.id, made);
    return made;
  }
  private opened(form: URLSearchParams): Thing {
    const session = { id: id('cs_test'), object: 'checkout.session', url: `https://checkout.example/${id('c')}` };
    const made = {
      ...session,
      mode: 'setup',
      client_reference_id: form.get('client_reference_id'),
      customer: form.get('customer'),
      setup_intent: null,
    };
    this.sessions.set(session.id, made);
    return made;
  }

  private charge(form: URLSearchParams): Answer | 'nothing' {
    const method = this.methods.get(form.get('payment_method') ?? '');
    if (!method)
      return error(400, { type: 'invalid_request_error', code: 'resource_missing', param: 'payment_method', message: 'No such PaymentMethod' });
    const amount = Number(form.get('amount'));
    if (!Number.isInteger(amount))
      return error(400, { type: 'invalid_request_error', code: 'parameter_invalid_integer', message: 'Invalid integer' });
    const { behaviour } = method;
    const fails = (behaviour === 'down' || behaviour === 'busy') && ++method.tries <= 3;
    if (fails) return behaviour === 'down' ? error(503, { type: 'api_error' }) : error(429, { type: 'invalid_request_error', code: 'rate_limit' });
    if (typeof behaviour === 'object' && 'refuse' in behaviour)
      return error(400, { type: 'invalid_request_error', message: 'It cannot be.', ...behaviour.refuse });
    const statement = statementOf(form, method['type']);
    if (!statement) return error(400, { type: 'invalid_request_error', message: 'The statement descriptor is not valid.' });
    const charge = {
      id: id('ch'),
      object: 'charge',
      amount,
      amount_refunded: 0,
      disputed: false,
      payment_method: method['id'],
      refunds: { data: [] },
    };
    const debit = method['type'] === 'sepa_debit';
    const intent: Thing = {
      ...{ id: id('pi'), object: 'payment_intent', amount, currency: 'eur', created: now(), customer: form.get('customer') },
      ...{ payment_method: method['id'], metadata: metadataOf(form), latest_charge: charge, last_payment_error: null, statement },
      ...{ status: debit ? 'processing' : 'succeeded', amount_received: debit ? 0 : amount },
    };
    this.intents.push(intent);
    if (typeof behaviour === 'object') {
      const failed = { type: 'card_error', code: 'card_declined', decline_code: behaviour.decline, message: 'Your card was declined.' };
      Object.assign(intent, { status: 'requires_payment_method', amount_received: 0, last_payment_error: failed });
      return error(402, { ...failed, payment_intent: intent });
    }
    if (behaviour === 'vague') return error(500, { type: 'api_error', message: 'An unknown error occurred' });
    return { status: 200, body: behaviour === 'lost' && method.tries++ === 0 ? { ...intent, lost: true } : intent };
  }

  private refund(form: URLSearchParams): Thing | undefined {
    const charge = this.intents.map((one) => one['latest_charge']).find((one) => one.id === form.get('charge'));
    if (!charge) return undefined;
    const made = { id: id('re'), object: 'refund', status: 'succeeded', amount: Number(form.get('amount')), metadata: metadataOf(form) };
    charge.amount_refunded += made.amount;
    charge.refunds.data.push(made);
    return made;
  }
}

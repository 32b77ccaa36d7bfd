import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json } from './door.ts';

let engine: Engine;
let admin: string;
beforeAll(async () => {
  engine = await openEngine();
  Object.assign(engine.deps, { patienceMs: 2_000 });
  admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR']);
  const since = '2020-01-01T00:00:00Z';
  await engine.ask('POST', '/terms-versions', admin, { version: '2020', text: 'Conditions', publishedAt: since });
  const lines = [
    { formula: 'yearly', months: 12, netCents: 58800 },
    { formula: 'monthly', months: 1, netCents: 5900 },
    { formula: 'forever', months: 61, netCents: 100 },
    { formula: 'nothing', months: 0, netCents: 100 },
    { formula: 'half', months: 1.5, netCents: 100 },
    { formula: 'longest', months: 60, netCents: 100 },
  ];
  await engine.ask('POST', '/price-schedules', admin, { publishedAt: since, lines });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

/** A client with its CLIENT_ADMIN, and a means of payment. */
async function aReadyClient(more: Record<string, unknown> = {}, token = 'card_ok'): Promise<{ id: string; own: string; method: string }> {
  const { id } = (await engine.ask('POST', '/clients', admin, aClient(more))).body;
  const own = await engine.userWith(['CLIENT_ADMIN'], id);
  const method = (await engine.ask('POST', `/clients/${id}/payment-methods`, own, { token })).body.id;
  return { id, own, method };
}

describe('S01: subscribing (E8.1a, E11.9a)', () => {
  test.each`
    country        | identity                                           | tasks
    ${'FR'}        | ${null}                                            | ${[]}
    ${'FR'}        | ${{ vatNumber: 'FR40303265045', territory: 'FR' }} | ${[]}
    ${'FR'}        | ${{ vatNumber: 'DE123456789', territory: 'FR' }}   | ${['VAT_TREATMENT']}
    ${'Allemagne'} | ${null}                                            | ${['VAT_TREATMENT']}
    ${'BE'}        | ${{ vatNumber: 'FR40303265045', territory: 'FR' }} | ${[]}
  `('E5.4: a client of $country with $identity: $tasks', async ({ country, identity, tasks }) => {
    const { id, own, method } = await aReadyClient({ country });
    const kept = identity && (await engine.ask('POST', `/clients/${id}/record-tax-identity`, own, { ...identity, from: '2020-01-01' }));
    expect(kept?.status ?? 200).toBe(200);
    const made = await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'yearly', paymentMethod: method, acceptance });
    const { data } = (await engine.ask('GET', `/tasks?subscription=${made.body.number}`, admin)).body;
    expect(data.map((one: Json) => one.kind)).toEqual(tasks);
  });

  test('201 shows it ACTIVE, its invoice issued, its access open; the evidence is kept', async () => {
    const { id, own, method } = await aReadyClient();
    const answer = await engine.ask(
      'POST',
      '/subscriptions',
      own,
      { client: id, formula: 'yearly', paymentMethod: method, acceptance },
      { 'user-agent': 'A browser' },
    );
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({
      state: 'ACTIVE',
      formula: { code: 'yearly', months: 12 },
      clientName: 'Association des Essais',
      paymentMethod: method,
    });
    expect(answer.body.invoices).toHaveLength(1);
    expect(answer.body.invoices[0]).toMatchObject({ kind: 'PRICE', grossCents: 70560, vatCents: 11760, state: 'OPEN', term: 1 });
    expect((await engine.ask('GET', `/access/${id}`, own)).body).toMatchObject({ access: 'open', subscriptions: [{ access: 'open' }] });
    const [evidence] = await engine.knex('texts').where({ subscription: answer.body.number });
    expect(JSON.parse(evidence.content)).toMatchObject({
      boxWording: "J'accepte.",
      userAgent: 'A browser',
      formula: { months: 12 },
      priceLine: { netCents: 58800 },
    });
    const { data } = (await engine.ask('GET', `/subscriptions/${answer.body.number}/timeline`, own)).body;
    expect(data[0]).toMatchObject({ seq: 1, type: 'subscription.accepted', article: 'E11.9a', previousHash: '0'.repeat(64) });
    expect(data[1].previousHash).toBe(data[0].hash);
  });

  test.each`
    fault                                   | change                                                           | article
    ${'no means of payment'}                | ${{ paymentMethod: undefined }}                                  | ${'E5.5a'}
    ${'a means of another client'}          | ${{ paymentMethod: 'pm_of_another' }}                            | ${'E5.5a'}
    ${'the box not ticked'}                 | ${{ acceptance: { ...acceptance, boxTicked: false } }}           | ${'E11.9a'}
    ${'a declaration missing'}              | ${{ acceptance: { ...acceptance, declarations: [true, true] } }} | ${'E11.2a'}
    ${'a version of the terms not current'} | ${{ acceptance: { ...acceptance, termsVersion: '2019' } }}       | ${'E2'}
    ${'an unknown formula'}                 | ${{ formula: 'weekly' }}                                         | ${'E5.1a'}
    ${'61 months'}                          | ${{ formula: 'forever' }}                                        | ${'E8.1a'}
    ${'0 months'}                           | ${{ formula: 'nothing' }}                                        | ${'E8.1a'}
    ${'1.5 months'}                         | ${{ formula: 'half' }}                                           | ${'E8.1a'}
    ${'a start in the past'}                | ${{ startsOn: '2020-01-01' }}                                    | ${'E8.1a'}
  `('S02: $fault is 422 under $article, and nothing is created', async ({ change, article }) => {
    const { id, own, method } = await aReadyClient();
    const body = { client: id, formula: 'yearly', paymentMethod: method, acceptance, ...change };
    const answer = await engine.ask('POST', '/subscriptions', own, body);
    expect([answer.status, answer.body.article]).toEqual([422, article]);
    expect((await engine.ask('GET', `/subscriptions?client=${id}`, own)).body.data).toEqual([]);
  });

  test('S02: a natural person is 422 under E1.1; a bank transfer is no means of payment', async () => {
    const { id, own, method } = await aReadyClient({ legalForm: 'natural person' });
    const answer = await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'yearly', paymentMethod: method, acceptance });
    expect([answer.status, answer.body.article, answer.body.because]).toEqual([422, 'E1.1', 'natural-person']);
    const transfer = await engine.ask('POST', `/clients/${id}/payment-methods`, own, { token: 'bank_transfer' });
    expect([transfer.status, transfer.body.article]).toEqual([422, 'E5.5a']);
  });

  test.each`
    where               | more
    ${'the request'}    | ${{ specialClause: 'Remise de 10 % à vie' }}
    ${'the acceptance'} | ${{ acceptance: { ...acceptance, conditions: 'Le client peut sortir à tout moment' } }}
  `('E11.10: a special clause in $where is 422, and nothing is created', async ({ more }) => {
    const { id, own, method } = await aReadyClient();
    const answer = await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'yearly', paymentMethod: method, acceptance, ...more });
    expect([answer.status, answer.body.article, answer.body.because]).toEqual([422, 'E11.10', 'special-clause']);
    expect(await engine.knex('subscriptions').where({ client: id })).toEqual([]);
  });

  test('E11.10: later terms are accepted as they are, too', async () => {
    const { id, own, method } = await aReadyClient();
    const { number } = (await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'yearly', paymentMethod: method, acceptance })).body;
    const answer = await engine.ask('POST', `/subscriptions/${number}/accept-terms`, own, { acceptance: { ...acceptance, note: 'Sauf 8.1' } });
    expect([answer.status, answer.body.article]).toEqual([422, 'E11.10']);
  });

  test('60 months are accepted', async () => {
    const { id, own, method } = await aReadyClient();
    expect((await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'longest', paymentMethod: method, acceptance })).status).toBe(201);
  });

  test('eight tries with one Idempotency-Key make one subscription', async () => {
    const { id, own, method } = await aReadyClient();
    const body = { client: id, formula: 'monthly', paymentMethod: method, acceptance };
    const send = () => engine.ask('POST', '/subscriptions', own, body, { 'idempotency-key': `eight ${id}` });
    await Promise.all(Array.from({ length: 8 }, send));
    const last = await send();
    expect(last.status).toBe(201);
    expect((await engine.ask('GET', `/subscriptions?client=${id}`, own)).body.data.map((one: Json) => one.number)).toEqual([last.body.number]);
  });
});

describe('commands', () => {
  async function aSubscription(formula = 'yearly'): Promise<{ number: string; id: string; own: string; invoice: string }> {
    const { id, own, method } = await aReadyClient();
    const { body } = await engine.ask('POST', '/subscriptions', own, { client: id, formula, paymentMethod: method, acceptance });
    return { number: body.number, id, own, invoice: body.invoices[0].number };
  }

  test('pay-now pays at once, and what was answered is readable at once', async () => {
    const { number, own, invoice } = await aSubscription();
    const answer = await engine.ask('POST', `/subscriptions/${number}/pay-now`, own, { invoices: [invoice] });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.facts.length).toBeGreaterThan(0);
    for (const one of answer.body.facts) expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await engine.ask('GET', `/invoices/${invoice}`, own)).body).toMatchObject({ state: 'PAID', paidCents: 70560 });
    const [payment] = (await engine.ask('GET', `/payments?subscription=${number}`, own)).body.data;
    expect(payment).toMatchObject({ invoices: [invoice], amountCents: 70560, state: 'SETTLED' });
    const pdf = await engine.ask('GET', `/invoices/${invoice}.pdf`, own);
    expect(pdf.text.startsWith('%PDF')).toBe(true);
    expect((await engine.ask('GET', `/invoices/${invoice}`, own)).body.documentHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a refusal is 409 with article, because, allowed and a sentence in the language asked for, and a line in the audit log', async () => {
    const { number, own } = await aSubscription();
    const body = { ground: 'NO_LONGER_NEEDED', facts: "Nous n'en avons plus besoin", channel: 'EMAIL' };
    const answer = await engine.ask('POST', `/subscriptions/${number}/terminate-for-cause`, own, body, { 'accept-language': 'fr' });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ article: 'E8.2a', because: 'no-ground', allowed: [{ command: 'denounce' }] });
    expect(answer.body.detail).toContain('dénoncer la reconduction');
    const { data } = (await engine.ask('GET', `/audit-log?subscription=${number}&state=refused`, admin)).body;
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ action: 'terminate-for-cause', role: 'CLIENT_ADMIN', article: 'E8.2a' });
  });

  test('the same command with the same key is done once', async () => {
    const { number, own } = await aSubscription();
    const headers = { 'idempotency-key': `denounce ${number}` };
    const first = await engine.ask('POST', `/subscriptions/${number}/denounce`, own, {}, headers);
    const again = await engine.ask('POST', `/subscriptions/${number}/denounce`, own, {}, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.text).toBe(first.text);
    const other = await engine.ask('POST', `/subscriptions/${number}/denounce`, own, {});
    expect([other.status, other.body.because]).toEqual([409, 'already-denounced']);
  });

  test('an empty body will do where nothing is asked', async () => {
    const { number, own } = await aSubscription();
    expect((await engine.ask('POST', `/subscriptions/${number}/denounce`, own)).status).toBe(200);
  });

  test('A10: a reason under 10 characters is 422', async () => {
    const { number } = await aSubscription();
    const answer = await engine.ask('POST', `/subscriptions/${number}/lift-suspension`, admin, { reason: 'because' });
    expect([answer.status, answer.body.article]).toEqual([422, 'A10']);
  });

  test('an invoice of another subscription cannot be named', async () => {
    const [one, other] = [await aSubscription(), await aSubscription('monthly')];
    const answer = await engine.ask('POST', `/subscriptions/${one.number}/pay-now`, one.own, { invoices: [other.invoice] });
    expect(answer.status).toBe(422);
  });

  test('trust 7: nothing of a subscription shows to another client', async () => {
    const mine = await aSubscription();
    const theirs = await aSubscription('monthly');
    const paths = [
      `/subscriptions/${mine.number}`,
      `/subscriptions/${mine.number}/timeline`,
      `/subscriptions/${mine.number}/terms`,
      `/invoices/${mine.invoice}`,
      `/invoices/${mine.invoice}.pdf`,
    ];
    for (const path of paths) {
      expect((await engine.ask('GET', path, theirs.own)).status, path).toBe(404);
      expect((await engine.ask('GET', path, mine.own)).status, path).toBe(200);
    }
    const notice = encodeURIComponent(`${mine.number}/ACCEPTANCE_CONFIRMATION`);
    expect((await engine.ask('GET', `/notices/${notice}`, theirs.own)).status).toBe(404);
    expect((await engine.ask('GET', `/notices/${notice}`, mine.own)).status).toBe(200);
    expect((await engine.ask('POST', `/subscriptions/${mine.number}/denounce`, theirs.own, {})).status).toBe(404);
    for (const list of ['/invoices', '/notices', '/payments'])
      expect((await engine.ask('GET', `${list}?subscription=${mine.number}`, theirs.own)).body.data, list).toEqual([]);
  });

  test('free text stays out of journal and Temporal: the facts hold its id', async () => {
    const { number, own, invoice } = await aSubscription();
    const answer = await engine.ask('POST', `/subscriptions/${number}/open-complaint`, own, {
      text: 'Un secret de famille',
      invoice,
      documents: ['devis.pdf'],
    });
    expect(answer.status, answer.text).toBe(200);
    const { rows } = await engine.knex.raw('select string_agg(data::text, $$ $$) as data from journal where subscription = ?', [number]);
    expect(rows[0].data).not.toContain('secret');
    const [complaint] = (await engine.ask('GET', `/complaints?subscription=${number}`, own)).body.data;
    expect(complaint).toMatchObject({ invoice, documented: true, text: 'Un secret de famille\n\ndevis.pdf' });
  });

  test('the timeline foretells: paying keeps it alive, denouncing ends it', async () => {
    const { number, own } = await aSubscription();
    const until = `${new Date().getUTCFullYear() + 2}-12-31`;
    const types = async (assuming: string) =>
      (await engine.ask('GET', `/subscriptions/${number}/timeline?until=${until}&assuming=${assuming}`, own)).body.forecast.map(
        (one: Json) => one.type,
      );
    expect(await types('pays')).toContain('term.renewed');
    expect(await types('fails')).toContain('suspension.applied');
    expect(await types('denounces')).toContain('subscription.ended');
  });
});

describe('without a worker', () => {
  test('a subscription is accepted, a command says 503 and to ask again; both go on when a worker comes', async () => {
    const { id, own, method } = await aReadyClient();
    await engine.stopWorker();
    try {
      const made = await engine.ask(
        'POST',
        '/subscriptions',
        own,
        { client: id, formula: 'yearly', paymentMethod: method, acceptance },
        { 'idempotency-key': `alone ${id}` },
      );
      expect([made.status, made.body.invoices]).toEqual([201, []]);
      const headers = { 'idempotency-key': `denounce ${made.body.number}` };
      const alone = await engine.ask('POST', `/subscriptions/${made.body.number}/denounce`, own, {}, headers);
      expect([alone.status, alone.headers['retry-after']]).toEqual([503, '5']);
      await engine.startWorker();
      const again = await engine.ask('POST', `/subscriptions/${made.body.number}/denounce`, own, {}, headers);
      expect(again.status, again.text).toBe(200);
      expect((await engine.ask('GET', `/invoices?subscription=${made.body.number}`, own)).body.data).toHaveLength(1);
    } finally {
      await engine.stopWorker();
      await engine.startWorker();
    }
  });
});

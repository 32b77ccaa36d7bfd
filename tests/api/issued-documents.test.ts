import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../mails/read-pdf.ts';
import type { Json } from './door.ts';
import { anOffice, engine, must, type Office, outcome, withEngine } from './office.ts';

withEngine();

const invoices = async ({ number }: Office): Promise<Json[]> => (await must('GET', `/invoices?subscription=${number}`)).data;

describe('S80: numbers and corrections of issued documents', () => {
  test('an issue that fails is done again under the same number, once', async () => {
    await engine.knex('counters').insert({ series: 'F', year: 2027, last: 16 });
    const office = await anOffice({ at: '2027-01-04T09:30:00Z', instalments: 12 });
    expect((await invoices(office)).map((one) => one.number)).toEqual(['F2027-000017']);
    await must('POST', '/sandbox/events', { type: 'issue-failure', at: '2027-02-04T00:00:00Z', subscription: office.number, data: {} });
    await office.goTo('2027-03-05T10:00:00Z');
    expect((await invoices(office)).map((one) => [one.number, one.issuedOn])).toEqual([
      ['F2027-000017', '2027-01-04'],
      ['F2027-000018', '2027-02-04'],
      ['F2027-000019', '2027-03-04'],
    ]);
    const taken = await engine.knex('sandbox.events').where({ type: 'issue-failure' }).whereNotNull('delivered_at');
    expect(taken).toHaveLength(1);
  });

  test.each(['PATCH', 'PUT', 'DELETE'])('%s of an issued document is refused, for an A document instead', async (method) => {
    const office = await anOffice({ at: '2027-01-04T09:30:00Z' });
    const [invoice] = await invoices(office);
    const billing = await engine.userWith(['BILLING']);
    const answer = await engine.ask(method, `/invoices/${invoice.number}`, billing, method === 'DELETE' ? undefined : { grossCents: 1 });
    expect(outcome(answer)).toEqual([409, 'E5.3c', 'issued-stays']);
    expect(answer.body.allowed).toEqual([{ command: 'correct-invoice' }, { command: 'open-complaint' }]);
    const log = (await must('GET', `/audit-log?client=${office.id}&state=refused`)).data;
    expect(log).toMatchObject([{ action: `${method} /invoices/${invoice.number}`, article: 'E5.3c' }]);
    expect((await invoices(office))[0]).toEqual(invoice);
    await expect(engine.knex('documents').where({ number: invoice.number }).update({ gross_cents: 1 })).rejects.toThrow(
      'an issued document never changes',
    );
  });

  test('an accepted dispute is an A document that names the invoice, which stays as it is', async () => {
    const office = await anOffice({ at: '2027-01-04T09:30:00Z' });
    const [invoice] = await invoices(office);
    await must(
      'POST',
      `/subscriptions/${office.number}/open-complaint`,
      { text: 'Le montant', invoice: invoice.number, documented: true },
      office.owner,
    );
    const decide = async (kind: string, body: object): Promise<Json> => {
      const task = (await must('GET', `/tasks?subscription=${office.number}`)).data.find((one: Json) => one.kind === kind);
      return must('POST', `/tasks/${task.id}/decide`, { reason: 'Le client a raison', ...body });
    };
    await decide('DISPUTE', { choice: 'ACCEPT' });
    await decide('DISPUTE_CORRECTION', { choice: 'CREDIT', amountCents: 10_000 });
    const credits = (await must('GET', `/credit-notes?subscription=${office.number}`)).data;
    expect(credits).toMatchObject([{ series: 'A', kind: 'CREDIT', grossCents: 10_000, corrects: [invoice.number] }]);
    const { grossCents, lines, dueOn } = (await invoices(office))[0];
    expect({ grossCents, lines, dueOn }).toEqual({ grossCents: invoice.grossCents, lines: invoice.lines, dueOn: invoice.dueOn });
  });

  test('BILLING corrects one that was paid: an A document, what was paid of it given back, and no second one for the same request', async () => {
    const office = await anOffice({ at: '2027-01-04T09:30:00Z' });
    const [other, billing] = [await anOffice({ at: '2027-01-04T09:30:00Z' }), await engine.userWith(['BILLING'])];
    await office.goTo('2027-02-10T10:00:00Z');
    const [invoice] = await invoices(office);
    expect(invoice.state).toBe('PAID');
    const correct = (body: object, as = billing, at = office) => engine.ask('POST', `/subscriptions/${at.number}/correct-invoice`, as, body);
    const wrong = { invoice: invoice.number, netCents: 10_000, reason: 'Le nombre de contacts était erroné' };
    expect((await correct(wrong, office.owner)).status).toBe(403);
    expect(outcome(await correct(wrong, billing, other)).slice(0, 2)).toEqual([422, 'E5.3c']);
    expect(outcome(await correct({ ...wrong, netCents: 58_801 }))).toEqual([409, 'E5.3c', 'more-than-is-left']);
    expect((await correct({ ...wrong, netCents: 0.5 })).status).toBe(400);
    expect((await correct({ ...wrong, reason: 'non' })).status).toBe(422);
    expect((await correct(wrong)).status).toBe(200);
    expect(outcome(await correct({ ...wrong, netCents: 48_801 }))).toEqual([409, 'E5.3c', 'more-than-is-left']);
    const credits = (await must('GET', `/credit-notes?subscription=${office.number}`)).data;
    expect(credits).toMatchObject([{ netCents: 10_000, vatCents: 2_000, grossCents: 12_000, corrects: [invoice.number] }]);
    expect(outcome(await correct({ ...wrong, invoice: credits[0].number })).slice(0, 2)).toEqual([422, 'E5.3c']);
    await office.goTo('2027-03-15T10:00:00Z');
    const facts: Json[] = (await must('GET', `/subscriptions/${office.number}/timeline?limit=200`)).data;
    expect(facts.filter((one) => one.type === 'refund.released').map((one) => one.data.cents)).toEqual([12_000]);
  });

  test('the paper is kept with its hash, and bears due date, penalty, indemnity and the full identity of the Company', async () => {
    const office = await anOffice({ at: '2027-01-04T09:30:00Z' });
    const [invoice] = await invoices(office);
    const paper = async (): Promise<Buffer> => {
      const reply = await engine.app.inject({ url: `/api/v1/invoices/${invoice.number}.pdf`, headers: { authorization: `Bearer ${office.owner}` } });
      return reply.rawPayload;
    };
    const [pdf, again] = [await paper(), await paper()];
    expect(again.equals(pdf)).toBe(true);
    const kept = await engine.knex('documents').where({ number: invoice.number }).first('pdf', 'pdf_hash', 'parties');
    expect(kept.pdf_hash).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(kept.pdf.equals(pdf)).toBe(true);
    await expect(engine.knex('documents').where({ number: invoice.number }).update({ pdf_hash: 'other' })).rejects.toThrow('never changes');
    const text = wordsOf(pdf).replaceAll(/\s/g, ' ');
    const identity = ['AssoConnect', 'Société par Actions', '49 564,30', '6 rue Beauregard', '75002 Paris', 'RCS Paris 530 775 576', 'FR57530775576'];
    for (const words of [...identity, 'mercredi 3 février 2027', '3 % par mois', '40,00 €', 'Association des Essais']) expect(text).toContain(words);
  });
});

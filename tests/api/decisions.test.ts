/** A10: what must be known before deciding, and dry runs that write nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertTerms } from '../../database/queries/publish.ts';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Json } from './door.ts';

let engine: Engine;
let staff: string;
beforeAll(async () => {
  engine = await openEngine();
  staff = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN', 'AUDITOR']);
  const since = '2020-01-01T00:00:00Z';
  await insertTerms(engine.knex, {
    ...{ version: '2020', text: 'Conditions', publishedAt: since, testClock: null },
    parameters: { 'fourEyes.commands': 'terminateForCause (Company), recordInstruction' },
  });
  await engine.ask('POST', '/price-schedules', staff, { publishedAt: since, lines: [{ formula: 'yearly', months: 12, netCents: 58800 }] });
});
afterAll(() => engine.close());

const acceptance = { termsVersion: '2020', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };

/** Baseline A or D on a clock that stands at an instant. */
async function aSubscription(token: string, until: string): Promise<{ number: string; own: string }> {
  const testClock = (await engine.ask('POST', '/test-clocks', staff, { at: '2027-01-04T09:30:00Z' })).body.id;
  const { id } = (await engine.ask('POST', '/clients', staff, aClient({ testClock }))).body;
  const own = await engine.userWith(['CLIENT_ADMIN'], id);
  const paymentMethod = (await engine.ask('POST', `/clients/${id}/payment-methods`, own, { token })).body.id;
  const { number } = (await engine.ask('POST', '/subscriptions', own, { client: id, formula: 'yearly', paymentMethod, acceptance })).body;
  await engine.ask('POST', `/test-clocks/${testClock}/advance`, staff, { to: until });
  await expect.poll(async () => (await engine.ask('GET', `/test-clocks/${testClock}`, staff)).body.status, { timeout: 60_000 }).toBe('ready');
  return { number, own };
}
/** Everything that a request may write, counted. */
const rows = async (): Promise<unknown> => {
  const counts = await engine.knex.raw(
    `select (select count(*) from journal) journal, (select count(*) from texts) texts, (select count(*) from tasks) tasks, (select count(*) from notices) notices`,
  );
  return counts.rows[0];
};
const says = (body: Json): string[] => body.says.map((one: { en: string }) => one.en);

describe('consequences before a decision (A10)', () => {
  test('S31: the second person sees facts, words, and what each choice leads to; what was shown is what comes', { timeout: 90_000 }, async () => {
    const { number, own } = await aSubscription('card_declined', '2027-03-01T09:00:00Z');
    const body = { ground: 'NON_PAYMENT', facts: 'Facture impayée depuis février', channel: 'EMAIL' };
    const before = await rows();
    const dry = await engine.ask('POST', `/subscriptions/${number}/terminate-for-cause?preview=true`, staff, body);
    expect(dry.status, dry.text).toBe(200);
    expect(says(dry.body.preview)).toEqual(
      expect.arrayContaining(['It waits for a second person first.', 'C becomes 2027-04-03.', 'It does not renew.', 'Access ends after 2027-04-03.']),
    );
    expect(await rows()).toEqual(before);

    const { task } = (await engine.ask('POST', `/subscriptions/${number}/terminate-for-cause`, staff, body)).body;
    const shown = await engine.ask('GET', `/tasks/${task}`, staff);
    expect(shown.body, shown.text).toMatchObject({
      ...{ kind: 'FOUR_EYES', dueOn: '2027-03-06', deciders: ['LEGAL'], title: { fr: 'Une seconde personne doit approuver' } },
      command: { input: { facts: 'Facture impayée depuis février' } },
      facts: { state: 'SUSPENDED', documents: [{ kind: 'PRICE', openCents: 70560 }, { kind: 'REJECTION_FEE' }] },
      consequences: { REFUSE: { changes: [], foreseen: [], refused: null } },
    });
    const { APPROVE } = shown.body.consequences;
    expect(APPROVE.changes).toContainEqual({ field: 'cessationOn', before: null, after: '2027-04-03' });
    expect(APPROVE.foreseen.map((one: { type: string }) => one.type)).not.toContain('credit-note.issued');
    expect((await engine.ask('GET', `/tasks/${task}`, own)).status).toBe(403);

    const other = await engine.userWith(['LEGAL']);
    expect((await engine.ask('POST', `/tasks/${task}/decide`, other, { choice: 'APPROVE', reason: 'court' })).status).toBe(422);
    expect(
      (await engine.ask('POST', `/tasks/${task}/decide`, await engine.userWith(['BILLING']), { choice: 'APPROVE', reason: 'Dossier complet' }))
        .status,
    ).toBe(403);
    expect((await engine.ask('POST', `/tasks/${task}/decide`, other, { choice: 'APPROVE', reason: 'Dossier complet' })).status).toBe(200);
    expect((await engine.ask('POST', `/tasks/${task}/decide`, other, { choice: 'APPROVE', reason: 'Dossier complet' })).body).toMatchObject({
      ...{ status: 409, because: 'task-decided', article: 'A10' },
    });
    expect((await engine.ask('GET', `/subscriptions/${number}`, staff)).body.cessationOn).toBe('2027-04-03');
    expect((await engine.ask('GET', `/tasks/${task}`, staff)).body.consequences).toEqual({});
  });

  test('a dry run refuses as the command would, for the person who asks', { timeout: 90_000 }, async () => {
    const { number, own } = await aSubscription('card_ok', '2027-10-03T09:00:00Z');
    const denounce = await engine.ask('POST', `/subscriptions/${number}/denounce?preview=true`, own, {});
    expect(says(denounce.body.preview)).toEqual(expect.arrayContaining(['C becomes 2028-01-03.', 'The term of 2028-01-04 no longer begins.']));
    const body = { ground: 'NON_PAYMENT', facts: 'Rien du tout', channel: 'EMAIL' };
    const refused = await engine.ask('POST', `/subscriptions/${number}/terminate-for-cause?preview=true`, own, body);
    expect(refused.body).toMatchObject({ status: 409, article: 'E8.2a', because: 'no-ground' });
    expect((await engine.ask('GET', `/subscriptions/${number}`, staff)).body.denunciation).toBeNull();
  });
});

describe('four eyes for what is of no subscription (A10)', () => {
  test('a command that the terms list is proposed, shown, and given once when another person agrees', async () => {
    const { id } = (await engine.ask('POST', '/clients', staff, aClient())).body;
    const dpo = await engine.userWith(['DPO']);
    const other = await engine.userWith(['DPO']);
    const records = async (): Promise<string[]> =>
      (await engine.ask('GET', `/records?client=${id}&order=asc`, staff)).body.data.map((one: { kind: string }) => one.kind);
    const proposed = await engine.ask('POST', `/clients/${id}/record-instruction`, dpo, { text: 'Supprimer les champs libres' });
    expect([proposed.status, await records()]).toEqual([202, ['TASK_PROPOSED']]);
    const { task } = proposed.body;
    const shown = (await engine.ask('GET', `/tasks/${task}`, other)).body;
    expect(shown).toMatchObject({ state: 'PROPOSED', subscription: null, client: id, command: { input: { text: 'Supprimer les champs libres' } } });
    const decide = (who: string, choice: string, reason = 'Vu avec le client') =>
      engine.ask('POST', `/tasks/${task}/decide`, who, { choice, reason });
    expect((await decide(dpo, 'APPROVE')).body).toMatchObject({ status: 409, because: 'same-person' });
    expect((await decide(await engine.userWith(['LEGAL']), 'APPROVE')).status).toBe(403);
    expect((await decide(other, 'MAYBE')).body).toMatchObject({ status: 409, because: 'not-a-choice', article: 'A10' });
    expect((await decide(other, 'APPROVE', 'oui')).status).toBe(422);
    const agreed = await decide(other, 'APPROVE');
    expect(
      agreed.body.facts.map((one: { type: string }) => one.type),
      agreed.text,
    ).toEqual(['TASK_DECIDED', 'INSTRUCTION']);
    expect((await decide(other, 'APPROVE')).body).toMatchObject({ status: 409, because: 'task-decided' });
    expect((await records()).sort()).toEqual(['INSTRUCTION', 'TASK_DECIDED', 'TASK_PROPOSED']);
  });

  test('refused, it is not given, and its reason is kept', async () => {
    const { id } = (await engine.ask('POST', '/clients', staff, aClient())).body;
    const { task } = (await engine.ask('POST', `/clients/${id}/record-instruction`, await engine.userWith(['DPO']), { text: 'Tout garder' })).body;
    await engine.ask('POST', `/tasks/${task}/decide`, staff, { choice: 'REFUSE', reason: 'Contraire à la loi' });
    const { data } = (await engine.ask('GET', `/records?client=${id}`, staff)).body;
    expect(data.map((one: { kind: string }) => one.kind)).not.toContain('INSTRUCTION');
    expect((await engine.ask('GET', `/tasks/${task}`, staff)).body).toMatchObject({
      state: 'DECIDED',
      choice: 'REFUSE',
      reason: 'Contraire à la loi',
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../database/verify.ts';
import { aClient, type Door, openDoor } from './door.ts';

let door: Door;
let dpo: string;
beforeAll(async () => {
  door = await openDoor();
  dpo = await door.userWith(['DPO']);
});
afterAll(() => door.close());

const enter = async (more: Record<string, unknown> = {}): Promise<string> =>
  (await door.ask('POST', '/clients', await door.userWith(['ADMIN']), aClient(more))).body.id;
const instruct = (client: string, text: string, headers?: Record<string, string>) =>
  door.ask('POST', `/clients/${client}/record-instruction`, dpo, { text }, headers);

describe('the registers (A11, A14)', () => {
  test('a record is dated by the clock of its client, shown with its words, and sealed', async () => {
    const clock = (await door.ask('POST', '/test-clocks', await door.userWith(['ADMIN']), { at: '2027-03-01T09:00:00Z' })).body.id;
    const client = await enter({ testClock: clock });
    const { status, body } = await instruct(client, 'Supprimer les champs libres', { 'idempotency-key': 'once' });
    expect([status, body.facts[0].type, body.facts[0].at, body.facts[0].by.role]).toEqual([200, 'INSTRUCTION', '2027-03-01T09:00:00.000Z', 'DPO']);
    expect((await instruct(client, 'Supprimer les champs libres', { 'idempotency-key': 'once' })).body).toEqual(body);
    const { data } = (await door.ask('GET', `/records?client=${client}`, dpo)).body;
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({ kind: 'INSTRUCTION', article: 'E11.8c', client, texts: { [data[0].data.text]: 'Supprimer les champs libres' } });
    expect(await verify(door.knex)).toEqual([]);
  });

  test("a client reads its own, and another client's do not exist for it", async () => {
    const [mine, other] = [await enter(), await enter()];
    await instruct(mine, 'La nôtre');
    await instruct(other, 'La leur');
    const member = await door.userWith(['CLIENT_MEMBER'], mine);
    const { data } = (await door.ask('GET', '/records', member)).body;
    expect(data.map((one: { client: string }) => one.client)).toEqual([mine]);
    expect((await door.ask('GET', `/records?client=${other}`, member)).status).toBe(404);
    expect((await door.ask('GET', `/records?book=${other}`, member)).body.data).toEqual([]);
  });

  test('the same instant twice is a page of each', async () => {
    const client = await enter();
    for (const text of ['Un', 'Deux', 'Trois']) await instruct(client, text);
    const first = (await door.ask('GET', `/records?client=${client}&limit=2`, dpo)).body;
    const second = (await door.ask('GET', `/records?client=${client}&limit=2&cursor=${first.next}`, dpo)).body;
    expect([...first.data, ...second.data].map((one: { seq: number }) => one.seq)).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
  });
});

/** A client with its subscription and its people, and what a test asks of it through the doors. */
import { afterAll, beforeAll } from 'vitest';
import { type Engine, openEngine } from '../setup/engine.ts';
import { aClient, type Answer, type Json } from './door.ts';

export const AT = '2027-05-05T10:00:00Z';
export type Office = { id: string; clock: string; number: string; owner: string; goTo(at: string): Promise<void> };
type Given = { parameters?: Record<string, unknown>; clock?: string; at?: string; instalments?: number; token?: string };

export let engine: Engine;
/** The token of a person with every role that gives commands. */
export let admin: string;
let offices = 0;

/** Opens the engine of this test file, and closes it after. */
export function withEngine(): void {
  beforeAll(async () => {
    engine = await openEngine();
    admin = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN']);
  });
  afterAll(() => engine.close());
}

export const must = async (method: string, path: string, body?: unknown, token = admin): Promise<Json> => {
  const answer = await engine.ask(method, path, token, body);
  if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body;
};

/** A client with a yearly subscription of 2027-01-04, on a test clock of its own or of another. */
export async function anOffice({ parameters = {}, clock, at = AT, instalments = 1, token = 'card_ok' }: Given = {}): Promise<Office> {
  const testClock = clock ?? (await must('POST', '/test-clocks', { at: '2027-01-04T09:30:00Z' })).id;
  if (!clock) {
    const lines = [{ formula: 'yearly', months: 12, contactsFrom: 0, netCents: 58_800 / instalments, instalments }];
    await must('POST', '/price-schedules', { publishedAt: '2026-12-01', testClock, lines });
    await must('POST', '/terms-versions', { version: '1', text: 'Conditions générales', parameters, publishedAt: '2026-12-01', testClock });
  }
  const email = `registres${++offices}@essais.example`;
  const { id } = await must('POST', '/clients', aClient({ testClock, email }));
  const owner = await engine.userWith(['CLIENT_ADMIN'], id);
  const paymentMethod = (await must('POST', `/clients/${id}/payment-methods`, { token }, owner)).id;
  const acceptance = { termsVersion: '1', declarations: [true, true, true, true, true], boxTicked: true, boxWording: "J'accepte." };
  const { number } = await must('POST', '/subscriptions', { client: id, formula: 'yearly', paymentMethod, acceptance }, owner);
  const goTo = async (to: string): Promise<void> => {
    await must('POST', `/test-clocks/${testClock}/advance`, { to });
    while ((await must('GET', `/test-clocks/${testClock}`)).status !== 'ready') await new Promise((done) => setTimeout(done, 25));
  };
  await goTo(at);
  return { id, clock: testClock, number, owner, goTo };
}
export const ask = ({ id }: Office, command: string, body: unknown, token = admin): Promise<Answer> =>
  engine.ask('POST', `/clients/${id}/${command}`, token, body);
export const file = ({ id }: Office): Promise<Json> => must('GET', `/clients/${id}`);
export const records = async (query: string, token = admin): Promise<Json[]> => (await must('GET', `/records?${query}`, undefined, token)).data;
export const notices = async ({ number }: Office, code: string): Promise<Json[]> =>
  (await must('GET', `/notices?subscription=${number}`)).data.filter((one: Json) => one.code === code);
export const outcome = ({ status, body }: Answer): unknown[] => [status, body.article, body.because];

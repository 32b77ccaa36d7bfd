/** A scenario through the doors: the API, the real workflow, PostgreSQL, the sandbox provider and the inbox, on a test clock. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { CommandType } from '../../contract/commands.ts';
import type { Fact } from '../../contract/facts.ts';
import type { Answer as Response } from '../api/door.ts';
import type { Engine } from '../setup/engine.ts';
import { bodyOf, doorOf } from './bodies.ts';
import { type Announcing, type Answer, type DocumentSeen, type MessageSeen, type Person, type Stage, type TaskSeen, announcerOf } from './stage.ts';

/** E3.2b, E11.4a: after these, the client's people sign in anew. */
const CLOSES_SESSIONS: CommandType[] = ['report-unauthorised-use', 'accept-assignment'];
const TERMS = { version: '1', text: 'Conditions générales' };
let stages = 0;
/** In the addresses of this file's clients: the inbox is shared by a whole run. */
export const TAG = randomBytes(4).toString('hex');

/** A stage on an engine that other scenarios share: its own test clock, client, schedules and users. */
export async function realStage(engine: Pick<Engine, 'ask' | 'userWith'>): Promise<Stage> {
  const all = await engine.userWith(['SUPPORT', 'BILLING', 'LEGAL', 'DPO', 'ADMIN']);
  const tokens = new Map<string, string>();
  const number = ++stages;
  const schedules: { publishedAt: string; lines: object[] }[] = [];
  const counts: { contacts: number; from: string }[] = [];
  let clock = '';
  let client = '';
  let subscription = '';
  let method: string | undefined;

  const call = async (verb: string, path: string, token: string, body?: unknown): Promise<Response> => {
    const answer = await engine.ask(verb, path, token, body);
    if (answer.status >= 500) throw new Error(`${verb} ${path}: ${answer.text}`);
    return answer;
  };
  const must = async (verb: string, path: string, body?: unknown, token = all): Promise<any> => {
    const answer = await call(verb, path, token, body);
    if (answer.status >= 400) throw new Error(`${verb} ${path} ${JSON.stringify(body)}: ${answer.text}`);
    return answer.body;
  };
  const tokenOf = async ({ role, name = role }: Person): Promise<string> => {
    const known = tokens.get(name);
    if (known) return known;
    const token = await engine.userWith([role], role.startsWith('CLIENT') ? client : null);
    tokens.set(name, token);
    return token;
  };
  const answered = ({ status, body }: Response): Answer => {
    if (status >= 400) return { facts: [], refused: { article: body.article, because: body.because, allowed: body.allowed ?? [] } };
    return { facts: body.facts ?? [], ...(body.task ? { task: body.task } : {}) };
  };
  const publish = (schedule: { publishedAt: string; lines: object[] }) => must('POST', '/price-schedules', { ...schedule, testClock: clock });
  const pages = async (path: string): Promise<any[]> => {
    const all: any[] = [];
    for (let cursor = ''; ; ) {
      const { data, next } = await must('GET', `${path}?subscription=${subscription}&limit=1000${cursor}`);
      all.push(...data);
      if (next === null) return all;
      cursor = `&cursor=${encodeURIComponent(next)}`;
    }
  };
  const goTo = async (instant: string): Promise<void> => {
    await must('POST', `/test-clocks/${clock}/advance`, { to: instant });
    const deadline = Date.now() + 600_000;
    for (let pause = 50; ; pause = Math.min(pause * 2, 800)) {
      await sleep(pause); // ever less often: asking costs more than the whole way does
      const { status } = await must('GET', `/test-clocks/${clock}`);
      if (status === 'ready') return;
      if (Date.now() > deadline) throw new Error(`the clock does not reach ${instant}`);
    }
  };
  const journal = async (): Promise<Fact[]> => {
    const rows = await pages(`/subscriptions/${subscription}/timeline`);
    return rows.map(({ data, ...row }: any) => ({ ...row, ...data }));
  };
  const withClient = async (what: Parameters<Stage['subscribe']>[0]): Promise<void> => {
    clock = (await must('POST', '/test-clocks', { at: what.at })).id;
    await must('POST', '/terms-versions', { ...TERMS, parameters: what.parameters ?? {}, publishedAt: '2026-12-01T00:00:00Z', testClock: clock });
    for (const schedule of schedules) await publish(schedule);
    const identity = {
      legalName: `Association ${number}`,
      legalForm: what.legalForm ?? 'association',
      registration: 'W751000001',
      seat: '1 rue des Essais, 75001 Paris',
      country: 'FR',
      representative: { name: 'Camille Exemple', capacity: 'Présidente' },
      email: `bureau${number}.${TAG}@essais.example`,
      language: number % 2 === 0 ? 'en' : 'fr',
      contacts: what.contacts ?? 280,
      testClock: clock,
      ...(what.status ? { status: what.status } : {}),
      ...(what.noticeChannel ? { noticeChannel: what.noticeChannel } : {}),
    };
    client = (await must('POST', '/clients', identity)).id;
  };

  return {
    schedule: async (publishedAt, lines) => {
      schedules.push({ publishedAt, lines });
      if (clock) await publish({ publishedAt, lines });
    },
    fees: async (publishedAt, lines) => void (await must('POST', '/fee-schedules', { publishedAt, lines, testClock: clock })),
    tariff: async (publishedAt, hourlyCents) => void (await must('POST', '/assistance-tariffs', { publishedAt, hourlyCents, testClock: clock })),
    terms: async (publishedAt, version, parameters) =>
      void (await must('POST', '/terms-versions', { ...TERMS, version, parameters, publishedAt, testClock: clock })),
    contacts: async (contacts, from) => {
      counts.push({ contacts, from });
      if (client) await must('PATCH', `/clients/${client}`, { contacts, from });
    },
    subscribe: async (what) => {
      await withClient(what);
      if (what.means) {
        const registered = await call('POST', `/clients/${client}/payment-methods`, await tokenOf({ role: 'CLIENT_ADMIN' }), { token: what.means });
        method = registered.body?.id;
        if (registered.status === 422) return answered(registered);
      }
      const acceptance = {
        termsVersion: what.termsVersion ?? TERMS.version,
        declarations: what.declarations ?? [true, true, true, true, true],
        boxTicked: what.boxTicked ?? true,
        boxWording: "J'ai lu et j'accepte les conditions.",
      };
      const body = { client, formula: what.formula, paymentMethod: method, acceptance, ...(what.startsOn ? { startsOn: what.startsOn } : {}) };
      const made = await call('POST', '/subscriptions', await tokenOf({ role: 'CLIENT_ADMIN' }), body);
      if (made.status >= 400) return answered(made);
      subscription = made.body.number;
      return { facts: await journal() };
    },
    goTo,
    store: async (event) => {
      const facts = await journal();
      const last = facts.findLast((one) => one.type === 'payment.presented');
      const sent = facts.findLast((one) => one.type === 'notice.sent');
      const payment = event.type === 'debtor-refund' && last?.type === 'payment.presented' ? `${subscription}/${last.payment}` : undefined;
      const ofNotice = event.type === 'bounce' || event.type === 'read-receipt';
      const notice = ofNotice && sent?.type === 'notice.sent' ? `${subscription}/${sent.notice}` : undefined;
      await must('POST', '/sandbox/events', { data: {}, ...event, subscription, ...(payment ? { payment } : {}), ...(notice ? { notice } : {}) });
    },
    announce: async (what) => {
      const [command, body] = companyCommand(what, client);
      const proposed = await must(
        'POST',
        `/company/${command}`,
        { ...body, publishedAt: what.at, testClock: clock },
        await tokenOf({ role: announcerOf(what) }),
      );
      if (!proposed.task) return;
      const second = await tokenOf({ role: 'LEGAL', name: 'LEGAL-2' });
      await must('POST', `/tasks/${proposed.task}/decide`, { choice: 'APPROVE', reason: 'decided in a scenario' }, second);
    },
    content: async () => (await pages('/content-items')).map((one) => one.id),
    register: async (token) => void (await must('POST', `/clients/${client}/payment-methods`, { token }, await tokenOf({ role: 'CLIENT_ADMIN' }))),
    give: async (person, type: CommandType, input) => {
      const body = bodyOf(type, input as Record<string, unknown>, client);
      const answer = answered(await call('POST', doorOf(type, { client, subscription }), await tokenOf(person), body));
      if (!answer.refused && CLOSES_SESSIONS.includes(type)) for (const name of tokens.keys()) if (name.startsWith('CLIENT')) tokens.delete(name);
      return answer;
    },
    decide: async (person, kind, choice) => {
      const open = (await pages('/tasks')).filter((one) => one.kind === kind && one.state !== 'DECIDED');
      const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
      const [task] = open.sort((a, b) => inOrder(a.openedAt, b.openedAt) || inOrder(a.id, b.id)); // the oldest, as on the pure stage
      return answered(await call('POST', `/tasks/${task?.id}/decide`, await tokenOf(person), { choice, reason: 'decided in a scenario' }));
    },
    view: () => must('GET', `/subscriptions/${subscription}`),
    documents: async (): Promise<DocumentSeen[]> => {
      const lists = await Promise.all(['/invoices', '/credit-notes', '/debit-notes'].map((path) => pages(path)));
      return lists.flat().sort((a, b) => (a.series + a.number < b.series + b.number ? -1 : 1));
    },
    messages: async (): Promise<MessageSeen[]> => {
      const sent = (await pages('/notices')).filter((one) => one.state !== 'TO_SEND');
      const seen = sent.map(
        (one): MessageSeen => ({
          ...{ code: one.code, sentAt: one.sentAt, sentOn: civilOf(parisDay(momentOf(one.sentAt))), channel: one.channel, values: one.values ?? {} },
          deemedOn: one.deemedReceivedOn,
        }),
      );
      return seen.sort((a, b) => momentOf(a.sentAt) - momentOf(b.sentAt));
    },
    tasks: async (): Promise<TaskSeen[]> =>
      (await pages('/tasks'))
        .map(
          (one): TaskSeen => ({
            id: one.id,
            kind: one.kind,
            openedOn: civilOf(parisDay(momentOf(one.openedAt))),
            dueOn: one.dueOn,
            state: one.state,
          }),
        )
        .sort((a, b) => (a.openedOn < b.openedOn ? -1 : 1)),
    facts: journal,
  };
}

/** The command of the Company that leads to an announcement. */
function companyCommand({ code, change, words, on }: Announcing, client: string): [string, Record<string, unknown>] {
  const dated = on ? { effectiveOn: on } : {};
  if (code === 'SECURITY_STANDARD_CHANGE') return ['publish-security-standard', { ...words, ...dated }];
  if (code === 'ASSIGNMENT_NOTICE') return ['assign-contracts', { ...words, ...dated }];
  if (code === 'ADDRESS_CHANGE') return ['change-company-address', words];
  if (code === 'PSP_CHANGE') return ['change-psp', words];
  if (change === 'DOMAIN') return ['rename-company-domain', { client, ...words }];
  if (change === 'SUBPROCESSOR') return ['register-subprocessor', { name: words.after, country: 'FR', purpose: 'Hébergement', startsOn: on }];
  return ['record-service-change', { ...words, ...dated, equalOrGreater: true, reason: 'Mêmes fonctions et davantage' }];
}

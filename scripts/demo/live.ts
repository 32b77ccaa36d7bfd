/** Lives one story through the API on a test clock of its own: subscription, events, everything due until today. */
import { advance, type Door, door, signIn } from './door.ts';
import type { Story } from './stories.ts';

/** What the events of a story may do. A command answers what the API answers. */
export type Life = {
  /** Lets everything happen until so many days before today. */
  goTo(daysAgo: number): Promise<void>;
  client(command: string, body: object): Promise<Record<string, unknown>>;
  company(command: string, body: object): Promise<Record<string, unknown>>;
  otherLegal(path: string, body: object): Promise<Record<string, unknown>>;
};
export type Stage = {
  api: string;
  /** With every role of the Company. */
  token: string;
  otherLegal: { email: string; password: string };
  /** The instant that the demo calls today. */
  today: string;
  /** The password of each association's user. */
  password: string;
};

const DAY_MS = 86_400_000;
const BOX = "J'ai lu les conditions générales et je les accepte.";

/** Every call bears a key of the story, so that a story cut short is taken up where it was. */
export async function live(story: Story, stage: Stage): Promise<void> {
  const company = door(stage.api, stage.token);
  let calls = 0;
  const key = () => `demo/${story.id}/${++calls}`;
  const daysAgo = (days: number) => new Date(Date.parse(stage.today) - days * DAY_MS).toISOString();

  const clock = String((await company.post('/test-clocks', { at: daysAgo(story.since) }, key())).id);
  const { client, paymentMethod } = await enter(story, { company, clock, password: stage.password, key });
  const admin = await signIn(stage.api, emailOf(story), stage.password);
  const number = await subscribe(story, { admin, client, paymentMethod, key });
  const command = (by: Door) => (name: string, body: object) => by.post(`/subscriptions/${number}/${name}`, body, key());
  const goTo = (days: number) => advance(company, clock, daysAgo(days), key());
  await story.events?.({
    goTo,
    client: command(admin),
    company: command(company),
    otherLegal: async (path, body) => (await signIn(stage.api, stage.otherLegal.email, stage.otherLegal.password)).post(path, body, key()),
  });
  await goTo(0);
}

/** The address of an association, and of its user. */
export const emailOf = ({ id }: Story): string => `bureau@${id}.example`;

type Entering = { company: Door; clock: string; password: string; key: () => string };

async function enter(story: Story, { company, clock, password, key }: Entering): Promise<{ client: string; paymentMethod: string }> {
  const email = emailOf(story);
  const identity = {
    ...{ legalName: story.name, legalForm: 'Association loi 1901', registration: 'W000000000', seat: "1 rue de l'Exemple, 00000 Villefictive" },
    ...{ country: 'FR', representative: { name: 'Camille Exemple', capacity: 'Présidence' } },
  };
  const client = String(
    (await company.post('/clients', { ...identity, email, language: 'fr', contacts: story.contacts, testClock: clock }, key())).id,
  );
  await company.post(`/clients/${client}/users`, { email, password, role: 'CLIENT_ADMIN' }, key());
  const method = await company.post(`/clients/${client}/payment-methods`, { token: story.method }, key());
  return { client, paymentMethod: String(method.id) };
}

type Subscribing = { admin: Door; client: string; paymentMethod: string; key: () => string };

async function subscribe(story: Story, { admin, client, paymentMethod, key }: Subscribing): Promise<string> {
  const acceptance = { termsVersion: '2020-01', declarations: [true, true, true, true, true], boxTicked: true, boxWording: BOX };
  const { number } = await admin.post('/subscriptions', { client, formula: story.formula, paymentMethod, acceptance }, key());
  return String(number);
}

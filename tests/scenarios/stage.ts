/** What a scenario can do and see, whatever plays it: the pure contract, or the real workflow with database, provider and inbox. */
import type { CommandInput, CommandType, Refusal } from '../../contract/commands.ts';
import type { Announcement, Channel, ClientStatus, Fact, Role, TaskKind } from '../../contract/facts.ts';
import type { FeeLine } from '../../contract/fees.ts';
import type { SubscriptionView } from '../../contract/view.ts';

export type Line = { formula: string; months: number; netCents: number; contactsFrom?: number; instalments?: number; termDays?: number };
export type Subscribing = {
  formula: string;
  at: string;
  means: string | null;
  startsOn?: string;
  status?: ClientStatus;
  noticeChannel?: Channel;
  contacts?: number;
  legalForm?: string;
  declarations?: boolean[];
  boxTicked?: boolean;
  termsVersion?: string;
  /** The values that this version of the terms gives to parameters (A13). */
  parameters?: Record<string, unknown>;
};
/** What was answered: the facts, the task of four eyes, or the refusal. */
export type Answer = { facts: Fact[]; task?: string; refused?: Pick<Refusal, 'article' | 'allowed'> & { because?: string } };
export type DocumentSeen = {
  number: string;
  series: string;
  kind: string;
  issuedOn: string;
  dueOn: string | null;
  netCents: number;
  vatCents: number;
  grossCents: number;
  paidCents: number;
  state: string;
};
export type MessageSeen = { code: string; sentOn: string; sentAt: string; deemedOn: string | null; channel: string; values: Record<string, unknown> };
export type TaskSeen = { id: string; kind: TaskKind; openedOn: string; dueOn: string | null; state: 'OPEN' | 'PROPOSED' | 'DECIDED' };
export type OutsideSeen = {
  type: 'client-payment' | 'contact-payment' | 'contact-rejection' | 'debtor-refund' | 'bounce' | 'export-delay' | 'provider-outage' | 'read-receipt';
  at: string;
  data?: Record<string, unknown>;
};
/** An announcement of the Company, as a campaign tells it. */
export type Announcing = Omit<Announcement, 'announcement' | 'on'> & { at: string; on?: string };
/** Who announces it. */
export const announcerOf = ({ code, change }: Pick<Announcing, 'code' | 'change'>): Role =>
  code === 'ASSIGNMENT_NOTICE' ? 'LEGAL' : change === 'SUBPROCESSOR' ? 'DPO' : 'ADMIN';
export type Person = { role: Role; name?: string };

export type Stage = {
  schedule(publishedAt: string, lines: Line[]): Promise<void>;
  subscribe(what: Subscribing): Promise<Answer>;
  /** Publishes fees on the payments of Contacts. */
  fees(publishedAt: string, lines: FeeLine[]): Promise<void>;
  /** Publishes the price of an hour of assistance. */
  tariff(publishedAt: string, hourlyCents: number): Promise<void>;
  /** Publishes another version of the terms: it binds whoever accepts it. */
  terms(publishedAt: string, version: string, parameters: Record<string, unknown>): Promise<void>;
  contacts(count: number, from: string): Promise<void>;
  /** Performs every duty due up to and including this instant, each at its own. */
  goTo(instant: string): Promise<void>;
  /** Stores an outside event, dated. */
  store(event: OutsideSeen): Promise<void>;
  announce(what: Announcing): Promise<void>;
  /** The ids of what the client put online. */
  content(): Promise<string[]>;
  /** The client registers a means of payment: it becomes the default. */
  register(token: string): Promise<void>;
  give<T extends CommandType>(person: Person, type: T, input: CommandInput[T]): Promise<Answer>;
  decide(person: Person, kind: TaskKind, choice: string): Promise<Answer>;
  view(): Promise<SubscriptionView>;
  documents(): Promise<DocumentSeen[]>;
  messages(): Promise<MessageSeen[]>;
  tasks(): Promise<TaskSeen[]>;
  facts(): Promise<Fact[]>;
};

/** What the API answers, out of its description (schema.d.ts, generated). Days are `YYYY-MM-DD` in Paris, instants RFC 3339, money integer cents. */
import type { paths } from './schema.d.ts';

type Ok = 200 | 201 | 202;
type Body<Response> = Response extends { content: { 'application/json': infer Json } } ? Json : never;
type Answers<Operation> = Operation extends { responses: infer Responses } ? Body<Responses[keyof Responses & Ok]> : never;
/** The body of a successful GET. */
type Got<Path extends keyof paths> = Answers<paths[Path]['get']>;

export type Page<T> = { data: T[]; next: string | null };

export type Me = Got<'/api/v1/sessions/current'>;
export type Role = Me['roles'][number];
export type Subscription = Got<'/api/v1/subscriptions/{number}'>;
export type SubscriptionPage = Got<'/api/v1/subscriptions'>;
export type State = Subscription['state'];
export type Formula = Subscription['formula'];
export type Next = NonNullable<Subscription['next']>;
export type Client = Got<'/api/v1/clients/{id}'>;
export type ProviderTerms = Got<'/api/v1/provider-terms/current'>;
export type MeansPage = Got<'/api/v1/clients/{id}/payment-methods'>;
export type PaymentMethod = MeansPage['data'][number];
/** How a new means is given. */
export type Entry = MeansPage['entry'];

type Recorded = Got<'/api/v1/subscriptions/{number}/timeline'>['data'][number];
/** A fact of the journal; one that is only foreseen has no number and no proof. */
export type Fact = Omit<Recorded, 'seq' | 'hash' | 'previousHash'> & Partial<Pick<Recorded, 'seq' | 'hash' | 'previousHash'>>;
export type Timeline = Got<'/api/v1/subscriptions/{number}/timeline'>;
export type Assuming = 'pays' | 'fails' | 'denounces';

/** Invoices, credit notes and debit notes alike. */
export type Invoice = Got<'/api/v1/invoices'>['data'][number];
export type Payment = Got<'/api/v1/payments'>['data'][number];
export type Notice = Got<'/api/v1/notices'>['data'][number];
export type NoticeText = Got<'/api/v1/notices/{id}'>;
export type Task = Got<'/api/v1/tasks'>['data'][number];
export type TaskDetail = Got<'/api/v1/tasks/{id}'>;
export type Consequences = TaskDetail['consequences'][string];
export type Complaint = Got<'/api/v1/complaints'>['data'][number];
export type ContentItem = Got<'/api/v1/content-items'>['data'][number];
export type Export = Got<'/api/v1/exports'>['data'][number];
/** What is kept of a subscription, and until when. */
export type Retention = Got<'/api/v1/retention'>['data'][number];

/** One record of a register. */
export type Letter = Got<'/api/v1/letters'>['data'][number];
export type BookRecord = Got<'/api/v1/records'>['data'][number];

export type BankFiles = Got<'/api/v1/bank/files'>;
export type BankFile = BankFiles['data'][number];
export type BankOrder = Got<'/api/v1/bank/files/{id}/orders'>['data'][number];
export type TakenAnswer = Answers<paths['/api/v1/bank/answers']['post']>;
export type Mandates = Got<'/api/v1/clients/{id}/mandates'>;
export type Mandate = Mandates['data'][number];
export type BookYears = Got<'/api/v1/books/years'>;
export type DeferredIncome = Got<'/api/v1/books/deferred-income'>;
export type Account = Got<'/api/v1/clients/{id}/account-statement'>;
export type Ageing = Got<'/api/v1/books/ageing'>;
export type Reconciliation = Got<'/api/v1/reconciliations'>['data'][number];
export type MoneyFinding = Got<'/api/v1/reconciliations/{day}'>['data'][number];

export type CashForecast = Got<'/api/v1/cash-forecasts/{id}'>;
/** What a cash forecast supposes, and for the clients of which clock. */
export type NewCashForecast = Partial<CashForecast['assumptions']> & { testClock?: string };
export type TakeOver = Got<'/api/v1/take-overs/{id}'>;
export type TakeOverLine = Got<'/api/v1/take-overs/{id}/lines'>['data'][number];
export type ClockInUse = Got<'/api/v1/test-clocks'>['data'][number];

export type FeeSchedule = Got<'/api/v1/fee-schedules'>['data'][number];
export type Tariff = Got<'/api/v1/assistance-tariffs'>['data'][number];
export type ContactOperation = Got<'/api/v1/contact-operations'>['data'][number];
export type DataTag = Got<'/api/v1/data-roles'>['data'][number];
export type PriceLine = Got<'/api/v1/formulas'>['data'][number];
export type TermsText = Got<'/api/v1/terms-versions/current'>;
export type AcceptedTerms = Got<'/api/v1/subscriptions/{number}/terms'>;
export type TestClock = Got<'/api/v1/test-clocks/{id}'>;
/** What a command answers: the facts it led to, or the task that waits for a second person. */
export type Outcome = { facts?: Fact[]; task?: string };

export type Campaign = Got<'/api/v1/campaigns'>['data'][number];
export type CampaignDetail = Got<'/api/v1/campaigns/{id}'>;
export type CampaignRecipient = Got<'/api/v1/campaigns/{id}/recipients'>['data'][number];
/** A campaign tried dry; an answer to the same call as its launch. */
export type Preview = {
  publishedAt: string;
  recipients: number;
  skipped: Record<string, number>;
  channels: Record<string, number>;
  texts: { language: 'fr' | 'en'; subject: string; text: string }[];
};

/** RFC 9457. Written by hand: the API gives it to every operation. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  article?: string;
  because?: string;
  allowed?: Allowed[];
  errors?: { path: string; message: string }[];
};
/** What is possible instead of a refused command; both days are usable. */
export type Allowed = { command: string; from?: string; until?: string };

/** What can be due: the acts that the terms make the software perform, and what each must learn from outside before it is done. */
import type { Article, Channel, Civil, Instant, MeansKind, PriceLine } from './facts.ts';
import type { StatementItem } from './fees.ts';

export type Action =
  | 'subscription.start'
  | 'term.renew'
  | 'renewal.announce'
  | 'invoice.issue'
  | 'statement.issue'
  | 'invoice.remind'
  | 'payment.present'
  | 'payment.ask-result'
  | 'payment.set-off'
  | 'debit-note.issue'
  | 'credit-note.issue'
  | 'debts.accelerate'
  | 'acceleration.undo'
  | 'refund.release'
  | 'refund.set-off'
  | 'notice.send'
  | 'suspension.apply'
  | 'suspension.lift'
  | 'task.open'
  | 'task.remind'
  | 'subscription.end'
  | 'access.close'
  | 'access.open'
  | 'export.start'
  | 'export.ask-result'
  | 'export.remind'
  | 'content.carry-out'
  | 'data.destroy'
  | 'hold.lift'
  | 'evidence.purge'
  | 'accounts.purge';

/** One duty. `id` is a natural key in civil dates, so that doing it twice is doing it once; `due` is in epoch milliseconds. */
export type Duty = {
  id: string;
  action: Action;
  due: number;
  article: Article;
  /** The object of the duty: an invoice, a payment, a notice, an export, a task kind. */
  ref?: string;
};

/** What the outside answers when a duty is performed. The contract asks for nothing else. */
export type Answers = {
  'term.renew': { number: string | null; price: PriceLine | null; vatRate: number };
  'renewal.announce': { price: PriceLine | null };
  'invoice.issue': { number: string; vatRate: number };
  /** No number where there is nothing to bill. */
  'statement.issue': { number: string | null; vatRate: number; items: StatementItem[] };
  'payment.present': PresentationAnswer;
  'payment.ask-result': PresentationAnswer;
  'debit-note.issue': { number: string };
  'credit-note.issue': { number: string };
  /** `number` where there is something to invoice, or to credit. */
  'debts.accelerate': { number: string | null; vatRate: number };
  'acceleration.undo': { number: string | null };
  'refund.release': { reference: string };
  /** `channel` where the one intended was refused for good and the notice went by another. */
  'notice.send': { sentAt: Instant; channel?: Channel };
  'access.close': { accounts: number; keys: number; keptFor: string | null };
  'export.start': ExportAnswer;
  'export.ask-result': ExportAnswer;
  'content.carry-out': { items: { id: string; sha256: string; bytes: number; publishedOn: Civil }[] };
  'data.destroy': { destroyed: boolean; certificate: string; counts: Record<string, number> };
};
export type PresentationAnswer =
  | { outcome: 'SETTLED' }
  | { outcome: 'PENDING'; expectedOn: Civil }
  | { outcome: 'REJECTED'; code: string }
  | { outcome: 'FAILED'; reason: string };
export type ExportAnswer = { outcome: 'PENDING'; expectedOn: Civil } | { outcome: 'READY'; sha256: string; counts: Record<string, number> };
export type AnswerTo<A extends Action> = A extends keyof Answers ? Answers[A] : null;

/** What an activity needs to know of a duty before it can ask the outside for answers. */
export type Presentation = { payment: string; cents: number; numbers: string[]; method: string; kind: MeansKind };

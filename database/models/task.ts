import { Model } from 'objection';
import type { Article, ProposedCommand, TaskKind } from '../../contract/facts.ts';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

export type TaskState = 'OPEN' | 'PROPOSED' | 'DECIDED';

/** What a person must decide (A10). `reason` is the id of a text; a task that became pointless is DECIDED without a choice. */
export class Task extends Row {
  static override tableName = 'tasks';
  static override jsonAttributes = ['command'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'tasks.subscription', to: 'subscriptions.number' } },
  });
  declare id: string;
  declare subscription: string | null;
  declare client: string | null;
  declare kind: TaskKind;
  declare article: Article;
  declare choices: string[];
  declare dueOn: string | null;
  declare about: string | null;
  /** Those who decide were reminded (A10). */
  declare reminded: 'LAST_DAY' | 'OVERDUE' | null;
  declare testClock: string | null;
  declare command: ProposedCommand | null;
  declare state: TaskState;
  declare openedAt: string;
  declare proposedBy: string | null;
  declare decidedBy: string | null;
  declare decidedAt: string | null;
  declare choice: string | null;
  declare reason: string | null;
  declare of?: Subscription;
}

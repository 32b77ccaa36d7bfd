import { Model } from 'objection';
import type { Actor, Article, FactType } from '../../contract/facts.ts';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

/** One fact of a subscription, sealed by the hash of the one before (A11). */
export class JournalEntry extends Row {
  static override tableName = 'journal';
  static override idColumn = ['subscription', 'seq'];
  static override jsonAttributes = ['actor', 'data'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'journal.subscription', to: 'subscriptions.number' } },
  });
  declare subscription: string;
  declare seq: number;
  declare act: string;
  declare part: number;
  declare type: FactType;
  declare at: string;
  declare actor: Actor;
  declare article: Article;
  declare duty: string | null;
  declare data: Record<string, unknown>;
  declare previousHash: string;
  declare hash: string;
  declare recordedAt: string;
  declare of?: Subscription;
}

import { Model } from 'objection';
import type { Article, Channel, NoticeSubject, Party } from '../../contract/facts.ts';
import type { MessageCode, MessageValues } from '../../contract/messages.ts';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

export type NoticeState = 'TO_SEND' | 'SENT' | 'DEEMED_RECEIVED' | 'VOID';

/** A message, formal or not: as ordered, then as it left, with its bytes (A5, E11.1a). */
export class Notice extends Row {
  static override tableName = 'notices';
  static override jsonAttributes = ['values'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'notices.subscription', to: 'subscriptions.number' } },
  });
  declare id: string;
  declare subscription: string;
  declare client: string;
  declare code: MessageCode;
  declare formal: boolean;
  declare channel: Channel;
  declare sender: Party;
  declare article: Article;
  declare recipient: string | null;
  declare language: 'fr' | 'en';
  /** What the message says; of a notice that no sender carried, what it is about. */
  declare values: MessageValues[MessageCode] | NoticeSubject;
  declare attachments: string[];
  declare sendAfter: string;
  declare state: NoticeState;
  /** Returned for good, or resting on a default that a late recording disproves (E11.1b, A12). */
  declare voidBecause: 'BOUNCED' | 'DISPROVED' | null;
  declare subject: string | null;
  declare bodyText: string | null;
  declare bodyHtml: string | null;
  declare source: Buffer | null;
  declare documentHash: string | null;
  declare messageId: string | null;
  declare sentAt: string | null;
  declare deemedReceivedOn: string | null;
  declare acknowledgedAt: string | null;
  declare receipt: string | null;
  declare tries: number;
  declare nextTry: string | null;
  declare lastError: string | null;
  declare erasedAt: string | null;
  declare of?: Subscription;
}

import { Model } from 'objection';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

/** A complaint (E11.5a); on an invoice and documented it is the dispute of E8.3a. `text` and `answer` are ids of texts. */
export class Complaint extends Row {
  static override tableName = 'complaints';
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'complaints.subscription', to: 'subscriptions.number' } },
  });
  declare id: string;
  declare subscription: string;
  declare client: string;
  declare invoice: string | null;
  declare text: string;
  declare documented: boolean;
  declare number: string;
  declare receivedOn: string;
  declare openedAt: string;
  declare answeredAt: string | null;
  declare state: 'OPEN' | 'ANSWERED' | 'DECIDED';
  declare decision: 'ACCEPTED' | 'REJECTED' | null;
  declare answer: string | null;
  declare of?: Subscription;
}

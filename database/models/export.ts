import { Model } from 'objection';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

export type ExportState = 'REQUESTED' | 'STARTED' | 'DELIVERED' | 'CONFIRMED';

/** An export of the client's data (E8.6a). */
export class Export extends Row {
  static override tableName = 'exports';
  static override jsonAttributes = ['counts'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'exports.subscription', to: 'subscriptions.number' } },
  });
  declare id: string;
  declare subscription: string;
  declare client: string;
  declare state: ExportState;
  declare requestedAt: string;
  declare deliveredOn: string | null;
  declare confirmedOn: string | null;
  declare sha256: string | null;
  declare counts: Record<string, number> | null;
  declare of?: Subscription;
}

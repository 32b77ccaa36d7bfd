import { Model } from 'objection';
import type { Allocation } from '../../contract/facts.ts';
import { Row } from './row.ts';
import { Subscription } from './subscription.ts';

export type PaymentState = 'PRESENTING' | 'PRESENTED' | 'UNKNOWN' | 'SETTLED' | 'REJECTED' | 'FAILED' | 'REFUNDED';

/** Money asked of the bank, or received otherwise (E5.5a). */
export class Payment extends Row {
  static override tableName = 'payments';
  static override idColumn = ['subscription', 'id'];
  static override jsonAttributes = ['allocations'];
  static override relationMappings = () => ({
    of: { relation: Model.BelongsToOneRelation, modelClass: Subscription, join: { from: 'payments.subscription', to: 'subscriptions.number' } },
  });
  declare id: string;
  declare subscription: string;
  declare client: string;
  declare allocations: Allocation[];
  declare amountCents: number;
  declare method: string | null;
  declare means: string;
  declare cause: string;
  declare presentedOn: string | null;
  declare expectedOn: string | null;
  declare settledOn: string | null;
  declare orderedOn: string | null;
  declare state: PaymentState;
  declare rejectionCode: string | null;
  declare providerKey: string;
  declare providerReference: string | null;
  declare createdAt: string;
  declare of?: Subscription;
}

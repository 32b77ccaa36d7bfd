import { Model } from 'objection';
import type { State } from '../../contract/facts.ts';
import type { Contract } from '../../contract/state.ts';
import { Client } from './client.ts';
import { Row } from './row.ts';

/** A subscription: the contract as folded from its journal, and the summary that lists show. */
export class Subscription extends Row {
  static override tableName = 'subscriptions';
  static override idColumn = 'number';
  static override jsonAttributes = ['contract'];
  static override relationMappings = () => ({
    clientRow: { relation: Model.BelongsToOneRelation, modelClass: Client, join: { from: 'subscriptions.client', to: 'clients.id' } },
  });
  declare number: string;
  declare client: string;
  declare contract: Contract;
  declare state: State;
  declare formula: string;
  declare termEndsOn: string;
  declare nextDuty: string | null;
  declare nextAction: string | null;
  declare nextDue: string | null;
  declare nextArticle: string | null;
  declare overdueCents: number;
  declare clockAt: string | null;
  declare acceptedAt: string;
  declare clientRow?: Client;
}

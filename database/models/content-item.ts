import { Row } from './row.ts';

/** An item of a client's content that LEGAL once hid or removed (E6.2b). `listing`, `ground` and `evidence` are ids of texts. */
export class ContentItem extends Row {
  static override tableName = 'content_items';
  static override idColumn = ['client', 'item'];
  declare client: string;
  declare item: string;
  declare subscription: string;
  declare state: 'ONLINE' | 'HELD' | 'DELETED';
  declare listing: string;
  declare ground: string;
  declare evidence: string | null;
  declare changedAt: string;
  declare heldAt: string | null;
  declare deletedAt: string | null;
  declare sha256: string | null;
  declare bytes: number | null;
  declare publishedOn: string | null;
}

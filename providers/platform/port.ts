/** What Tacite asks of the sold software: a client's data back (E8.6a), the end of its people's access (E8.4a), the destruction of its data (E8.6b). Adapter: `embedded.ts`. */
import type { ExportAnswer } from '../../contract/duties.ts';
import type { Civil, Instant } from '../../contract/facts.ts';

/** A client's space on the platform: since when it is open, and how many Contacts the client has declared. */
export type Account = { client: string; since: Instant; contacts: number };
export type ExportRequest = {
  /** The same export is the same files, once. */
  export: string;
  account: Account;
  subscription: string;
  at: Instant;
  /** On a test clock: `export-ready` then waits among the clock's events. */
  clocked: boolean;
};
/** How far an export is that is being made: bytes written, objects of each kind. */
export type ExportProgress = { bytes: number; counts: Record<string, number> };
export type ExportState = (ExportAnswer & { outcome: 'READY'; bytes: number }) | (ExportAnswer & { outcome: 'PENDING'; progress: ExportProgress });
/** What the Client put online (E1.2b), item by item. */
export type ContentItem = { id: string; title: string; publishedOn: Civil; state: 'ONLINE' | 'HELD'; sha256: string; bytes: number };
/** What is kept of a removed item. */
export type RemovedContent = Pick<ContentItem, 'id' | 'publishedOn' | 'sha256' | 'bytes'>;
export type ContentRequest = { account: Account; items: string[]; at: Instant };
export type DestructionRequest = { account: Account; scope: 'ALL_DATA' | 'PERSONAL_DATA'; at: Instant; key: string };
export type Destruction = { certificate: string; counts: Record<string, number> };

export type Contact = { number: number; name: string; email: string; role: string; joinedOn: Civil };

/** All throw ProviderUnavailable or ReplyLost; asking again is harmless. */
export type Platform = {
  startExport(request: ExportRequest): Promise<ExportState>;
  /** What became of an export, at an instant; null if it was never asked for. */
  exportState(id: string, at: Instant): Promise<ExportState | null>;
  /** The ZIP of a ready export, from a byte on: CSV, JSON, original files, and a manifest with counts and hashes. */
  exportFile(id: string, at: Instant, from: number): Promise<AsyncIterable<Uint8Array>>;
  /** Closes the product to the client's people and programs, or opens it again; says how many accounts and API keys are closed. */
  setAccess(request: { account: Account; open: boolean; at: Instant }): Promise<{ accounts: number; keys: number }>;
  /** The Contacts of a client, by number after the one given (E7.2). */
  listContacts(request: { account: Account; at: Instant; after: number; limit: number }): Promise<Contact[]>;
  listContent(account: Account, at: Instant): Promise<ContentItem[]>;
  /** Hides items from everybody; shows them again; removes them for good (E6.2b). An item that is unknown is refused. */
  holdContent(request: ContentRequest): Promise<ContentItem[]>;
  releaseContent(request: ContentRequest): Promise<ContentItem[]>;
  deleteContent(request: ContentRequest): Promise<RemovedContent[]>;
  /** Destroys a client's data, and says what there was. Whether anything is left is another question: `holdings`. */
  destroy(request: DestructionRequest): Promise<Destruction>;
  /** What the platform holds of a client now, by kind: rows, files on its disks, exports kept. */
  holdings(client: string): Promise<Record<string, number>>;
};

/** What Tacite asks of the sold software: a client's data back (E8.6a), and its destruction (E8.6b). Adapter: `embedded.ts`. */
import type { ExportAnswer } from '../../contract/duties.ts';
import type { Instant } from '../../contract/facts.ts';

export type ExportRequest = {
  /** The same export is the same files, once. */
  export: string;
  client: string;
  subscription: string;
  at: Instant;
  /** On a test clock: `export-ready` then waits among the clock's events. */
  clocked: boolean;
};
export type DestructionRequest = { client: string; at: Instant; key: string };
export type Destruction = { destroyed: boolean; certificate: string; counts: Record<string, number> };

/** All throw ProviderUnavailable or ReplyLost; asking again is harmless. */
export type Platform = {
  startExport(request: ExportRequest): Promise<ExportAnswer>;
  /** What became of an export, at an instant; null if it was never asked for. */
  exportState(id: string, at: Instant): Promise<ExportAnswer | null>;
  /** The ZIP of a ready export: CSV, JSON, original files, and a manifest with counts and hashes. */
  exportFile(id: string, at: Instant): Promise<Buffer>;
  /** Destroys all of a client's data; `destroyed` is read back afterwards. */
  destroy(request: DestructionRequest): Promise<Destruction>;
};

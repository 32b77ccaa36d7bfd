/** What Tacite asks of a timestamping authority (RFC 3161). Adapter: `rfc3161.ts`. */
import type { Instant } from '../../contract/facts.ts';

/** What was stamped: the answer of the authority, as it came and checked, when it says it is, and who it is. */
export type Stamp = { token: Buffer; at: Instant; authority: string };

export type TimestampAuthority = {
  /** Has a SHA-256 (hex) stamped. Throws ProviderUnavailable, or TimestampFaulty where the answer does not hold; asking again is harmless. */
  stamp(digest: string): Promise<Stamp>;
  /** The certificates (PEM) that its signatures must lead to. */
  trusted(): Promise<string>;
};

/** The authority answered with something that proves nothing: the message says what is wrong with it. */
export class TimestampFaulty extends Error {
  override name = 'TimestampFaulty';
}

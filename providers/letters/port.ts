import type { Instant } from '../../contract/facts.ts';

export type RegisteredLetter = {
  /** The notice that it carries: the same key is the same letter, once. */
  key: string;
  /** Name and postal address, one line each. */
  recipient: string;
  pdf: Buffer;
  at: Instant;
};

/** What the post did with a letter, or with one copy of it. `id` makes a second telling harmless. */
export type TrackingNews = {
  id: string;
  at: Instant;
  clocked: boolean;
  subscription: string | null;
  client: string | null;
  type: 'letter-tracked';
  notice: string;
  event: (typeof TRACKED)[number];
  copy?: number;
};
export const TRACKED = ['PRESENTED', 'RECEIVED', 'REFUSED', 'UNCLAIMED', 'RETURNED'] as const;

/** Registered letters with acknowledgement of receipt (E11.1a). Adapters: `carrier.ts`, which the sandbox plays in an embedded instance, and `print-queue.ts`. */
export type LetterService = {
  /** Hands a letter to the post; or says that a person has to. Throws ProviderUnavailable or ReplyLost; posting it again then is harmless. */
  post(letter: RegisteredLetter): Promise<{ tracking: string; postedAt: Instant } | 'TO_BE_POSTED'>;
};

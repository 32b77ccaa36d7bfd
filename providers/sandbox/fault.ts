import { createHash } from 'node:crypto';
import { z } from 'zod';

/** An answer that is no success: its HTTP status, and a sentence that says what to do. */
export class Fault extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'Fault';
    this.status = status;
  }
}

/** An instant as RFC 3339; kept in UTC with milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, message: 'write an instant as 2027-02-03T08:00:00Z' })
  .transform((text) => new Date(text).toISOString());

export const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

import { randomBytes } from 'node:crypto';

/** A fresh id such as `cli_mc1k2j9x4f0a7d12`: letters and digits that sort by the time of creation. */
export const newId = (prefix: string): string =>
  `${prefix}_${Date.now().toString(36).padStart(9, '0')}${sequence()}${randomBytes(5).toString('hex')}`;

let last = 0;
/** Keeps ids of the same millisecond in order. */
const sequence = (): string => (last = (last + 1) % 1296).toString(36).padStart(2, '0');

/** How what the contract remembers changes: a copy takes its place. */

/** The values that take the place of others; undefined takes one away. */
export type Changes<T> = { [K in keyof T]?: T[K] | undefined };

/**
 * A copy, key by key. Not `{ ...one }`: where such a copy is then given a key that `one` lacks, V8 (Node 20) makes a hidden class for this one object alone, and
 * all that is done with it from then on is slow.
 */
export function copyOf<T extends object>(one: T): T {
  const copy: Partial<T> = {};
  for (const key in one) if (one[key] !== undefined) copy[key] = one[key];
  return copy as T;
}

/** A copy with some of its values changed. */
export const changed = <T extends object>(one: T, changes: Changes<T>): T => copyOf(Object.assign({}, one, changes) as T);

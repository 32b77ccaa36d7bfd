/** Chance that is the same each time: numbers out of texts. */

/** FNV-1a of a text, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

export type Dice = {
  /** A whole number from 0 to below n. */
  below(n: number): number;
  /** True once in n. */
  once(n: number): boolean;
  pick<T>(list: readonly T[]): T | undefined;
  some<T>(list: readonly T[]): T[];
};

export function diceOf(seed: string): Dice {
  let turn = 0;
  const below = (n: number): number => hash(`${seed}#${++turn}`) % n;
  return {
    below,
    once: (n) => below(n) === 0,
    pick: (list) => (list.length === 0 ? undefined : list[below(list.length)]),
    some: (list) => list.filter(() => below(2) === 0),
  };
}

/** Makes a value unchangeable all the way down, and refuses what JSON would lose: undefined, NaN, dates, maps, functions. */
export function seal(value: unknown, path = 'contract'): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${path} is ${value}: not JSON`);
    return;
  }
  if (typeof value !== 'object') throw new Error(`${path} is ${typeof value}: not JSON`);
  if (Object.isFrozen(value)) return;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) throw new Error(`${path} is no plain object`);
  for (const [key, one] of Object.entries(value)) seal(one, `${path}.${key}`);
  Object.freeze(value);
}

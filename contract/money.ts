/** A6: whole cents. VAT half-up, pro rata in exact integers. */

/** amount × rate %, half-up to the cent. The rate may have four decimals. */
export function percentOf(cents: number, rate: number): number {
  const scaled = BigInt(cents) * BigInt(Math.round(rate * 10_000));
  return Number((scaled * 2n + 1_000_000n) / 2_000_000n);
}

/** VAT on a sum excl. VAT (A6). */
export const vatOf = (netCents: number, rate: number): number => percentOf(netCents, rate);

/** amount × part ÷ whole, rounded up to the cent, or half-up (E8.2b). */
export function prorata(cents: number, part: number, whole: number, rounding: 'UP' | 'HALF_UP'): number {
  const product = BigInt(cents) * BigInt(part);
  const divisor = BigInt(whole);
  return Number(rounding === 'UP' ? (product + divisor - 1n) / divisor : (product * 2n + divisor) / (divisor * 2n));
}

/** The nth of equal slices of a sum, the remainder on the last one (E5.3a). n counts from 1. */
export function slice(cents: number, slices: number, n: number): number {
  const each = Math.floor(cents / slices);
  return n === slices ? cents - each * (slices - 1) : each;
}

/** The VAT that a sum incl. VAT holds, half-up to the cent. */
export function vatWithin(grossCents: number, rate: number): number {
  const scaled = BigInt(grossCents) * BigInt(Math.round(rate * 10_000));
  const whole = BigInt(Math.round((100 + rate) * 10_000));
  return Number((scaled * 2n + whole) / (whole * 2n));
}

/** A6: whole cents, half-up, pro rata and slices, against fractions written out digit by digit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prorata, slice, vatOf, vatWithin } from '../../contract/money.ts';

const SEED = 5_880;
const cents = fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 4_000_000_000 }));
/** A fraction rounded by its definition: whole part by long division, then the rest compared with a half. */
function rounded(numerator: bigint, denominator: bigint, how: 'UP' | 'HALF_UP'): number {
  const whole = numerator / denominator;
  const rest = numerator - whole * denominator;
  const more = how === 'UP' ? rest > 0n : rest * 2n >= denominator;
  return Number(whole + (more ? 1n : 0n));
}

describe('A6 VAT', () => {
  test('any amount at any rate of up to four decimals is rounded half-up', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 1_000_000 }), (net, rate) => {
        expect(vatOf(net, rate / 10_000)).toBe(rounded(BigInt(net) * BigInt(rate), 1_000_000n, 'HALF_UP'));
      }),
      { numRuns: 5000, seed: SEED },
    );
  });

  test.each`
    net      | rate    | vat      | because
    ${58800} | ${20}   | ${11760} | ${'baseline A'}
    ${5900}  | ${20}   | ${1180}  | ${'baseline M'}
    ${5900}  | ${21}   | ${1239}  | ${'S09'}
    ${4900}  | ${20}   | ${980}   | ${'S08'}
    ${330}   | ${20}   | ${66}    | ${'S10'}
    ${13694} | ${20}   | ${2739}  | ${'S47: 2738.8'}
    ${29642} | ${20}   | ${5928}  | ${'S39: 5928.4'}
    ${10}    | ${5}    | ${1}     | ${'0.5 is rounded up'}
    ${9}     | ${5}    | ${0}     | ${'0.45 is not'}
    ${1}     | ${50}   | ${1}     | ${'half a cent is a cent'}
    ${5}     | ${2.1}  | ${0}     | ${'0.105'}
    ${1000}  | ${5.55} | ${56}    | ${'55.5'}
    ${0}     | ${20}   | ${0}     | ${'nothing'}
  `('VAT of $net c at $rate % is $vat c: $because', ({ net, rate, vat }) => expect(vatOf(net, rate)).toBe(vat));
});

test.each`
  gross    | rate   | vat      | because
  ${70560} | ${20}  | ${11760} | ${'baseline A'}
  ${3}     | ${20}  | ${1}     | ${'half a cent is a cent'}
  ${2}     | ${20}  | ${0}     | ${'0.33'}
  ${10000} | ${5.5} | ${521}   | ${'521.33'}
  ${10000} | ${0}   | ${0}     | ${'no rate, no VAT'}
`('A6: $gross c incl. VAT at $rate % hold $vat c: $because', ({ gross, rate, vat }) => expect(vatWithin(gross, rate)).toBe(vat));

describe('E8.2b pro rata', () => {
  test('any part of any amount, rounded up or half-up', () => {
    fc.assert(
      fc.property(
        cents,
        fc.integer({ min: 0, max: 2000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.constantFrom('UP' as const, 'HALF_UP' as const),
        (amount, part, whole, how) => {
          expect(prorata(amount, part, whole, how)).toBe(rounded(BigInt(amount) * BigInt(part), BigInt(whole), how));
        },
      ),
      { numRuns: 5000, seed: SEED },
    );
  });

  test.each`
    amount   | part   | whole  | up       | half
    ${58800} | ${184} | ${365} | ${29642} | ${29642}
    ${58800} | ${85}  | ${365} | ${13694} | ${13693}
    ${5900}  | ${20}  | ${30}  | ${3934}  | ${3933}
    ${58800} | ${187} | ${365} | ${30125} | ${30125}
    ${100}   | ${0}   | ${30}  | ${0}     | ${0}
    ${100}   | ${30}  | ${30}  | ${100}   | ${100}
    ${1}     | ${1}   | ${2}   | ${1}     | ${1}
    ${1}     | ${1}   | ${3}   | ${1}     | ${0}
  `('$part/$whole of $amount c is $up c rounded up, $half c half-up', ({ amount, part, whole, up, half }) => {
    expect(prorata(amount, part, whole, 'UP')).toBe(up);
    expect(prorata(amount, part, whole, 'HALF_UP')).toBe(half);
  });
});

test('E5.3a: any sum is its slices, none more than a cent per slice above the others', () => {
  fc.assert(
    fc.property(cents, fc.integer({ min: 1, max: 60 }), (amount, count) => {
      const slices = Array.from({ length: count }, (_, index) => slice(amount, count, index + 1));
      expect(slices.reduce((sum, one) => sum + one, 0)).toBe(amount);
      expect(Math.max(...slices) - Math.min(...slices)).toBeLessThan(count);
      expect(Math.min(...slices)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000, seed: SEED },
  );
});

/** A register of companies names a company by its SIREN: nine digits, the last one a check (Luhn). */
const holds = (digits: string): boolean => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
};

/** The SIREN in a registration as people write it (`RCS Paris 530 775 576`, `SIRET 530 775 576 00019`); undefined where there is none, as with an RNA number. */
export function sirenOf(registration: string): string | undefined {
  const numbers = registration.matchAll(/(?<![A-Za-z\d])(\d{3})[ \u00a0\u202f.]?(\d{3})[ \u00a0\u202f.]?(\d{3})(?:[ \u00a0\u202f.]?\d{5})?(?!\d)/g);
  return [...numbers].map(([, ...groups]) => groups.join('')).find(holds);
}

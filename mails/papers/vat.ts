/** CGUV 5.1 (d), A6: what a document says of VAT, from its lines. */
import type { DocumentLine } from './document-words.ts';

/** EN 16931: `S` taxed; `O` outside the scope of VAT; `E` stands for the latter beside taxed lines, where `O` is forbidden (decision 0016). */
export type VatCategory = 'S' | 'E' | 'O';
export type VatGroup = { category: VatCategory; rate: number; netCents: number; vatCents: number };

const isTaxed = (lines: readonly DocumentLine[]): boolean => lines.some((line) => line.vatRate > 0);

export const categoryOf = ({ vatRate }: DocumentLine, lines: readonly DocumentLine[]): VatCategory =>
  vatRate > 0 ? 'S' : isTaxed(lines) ? 'E' : 'O';

/** The lines summed by rate, the highest first; cents, percent. */
export function vatGroups(lines: readonly DocumentLine[]): VatGroup[] {
  const rates = [...new Set(lines.map((line) => line.vatRate))].sort((a, b) => b - a);
  return rates.map((rate) => {
    const own = lines.filter((line) => line.vatRate === rate);
    const sum = (key: 'netCents' | 'vatCents'): number => own.reduce((total, line) => total + line[key], 0);
    return { category: rate > 0 ? 'S' : isTaxed(lines) ? 'E' : 'O', rate, netCents: sum('netCents'), vatCents: sum('vatCents') };
  });
}

/** Who sells and who buys, as an e-invoice names them. */
import { sirenOf } from '../../terms/siren.ts';
import { type Company, isSuccessor } from '../company.ts';
import { countryName } from '../format.ts';
import type { ClientIdentity } from './document-words.ts';

export type TradingParty = {
  id?: string;
  name: string;
  siren?: string;
  vatNumber?: string;
  /** Up to three lines. */
  address: string[];
  postcode?: string;
  city?: string;
  country: string;
  /** Where e-invoices reach it: a scheme of the list EAS, and the address in it. */
  electronic?: { scheme: '0225' | 'EM'; address: string };
};

const FRENCH_VAT = /\bFR[0-9A-Z]{2}\d{9}\b/;

/** An address as people write it, with what a French one says of postcode and city set apart. */
function placeOf(written: readonly string[], country: string): Pick<TradingParty, 'address' | 'postcode' | 'city' | 'country'> {
  const lines = written.flatMap((line) => line.split(/\n|, /)).flatMap((line) => line.trim() || []);
  const found = country === 'FR' ? lines.findIndex((line) => /^(?:F-)?\d{5} \S/.test(line)) : -1;
  const [, postcode, city] = /^(?:F-)?(\d{5}) (.+)$/.exec(lines[found] ?? '') ?? [];
  const rest = lines.filter((_, index) => index !== found);
  const address = [...rest.slice(0, 2), ...(rest.length > 2 ? [rest.slice(2).join(', ')] : [])];
  return { address, country, ...(postcode && city ? { postcode, city } : {}) };
}

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** Not the former code of a country. */
const isInUse = (code: string): boolean => new Intl.Locale(`und-${code}`).region === code;
let codes: Map<string, string> | undefined;
/** The code of a country written as its code, or by its French or English name. */
function codeOf(country: string): string | undefined {
  codes ??= new Map(
    LETTERS.flatMap((a) => LETTERS.map((b) => a + b))
      .filter(isInUse)
      .flatMap((code) =>
        (['fr', 'en'] as const).flatMap((language) => {
          const name = countryName(code, language);
          return name === code ? [] : [code, name].map((each): [string, string] => [each.toLowerCase(), code]);
        }),
      ),
  );
  return codes.get(country.trim().toLowerCase());
}

/** The Company, or its successor in the words that announced it; undefined where no SIREN is known: no e-invoice can be made. */
export function sellerOf(company: Company): TradingParty | undefined {
  const successor = isSuccessor(company);
  const siren = sirenOf(successor ? company.described : company.register);
  if (!siren) return undefined;
  const vatNumber = successor ? FRENCH_VAT.exec(company.described)?.[0] : company.vatNumber;
  const own = successor ? undefined : company.electronicAddress;
  return {
    name: company.legalName,
    siren,
    ...(vatNumber ? { vatNumber } : {}),
    ...placeOf(company.address, successor ? 'FR' : (company.country ?? 'FR')),
    electronic: { scheme: '0225', address: own ?? siren },
  };
}

/** The client: by its SIREN where it has one, else reached by e-mail (decision 0016). Undefined where its country is none. */
export function buyerOf({ id, legalName, registration, seat, country, email, vatNumber }: ClientIdentity): TradingParty | undefined {
  const code = codeOf(country);
  if (!code) return undefined;
  const siren = code === 'FR' ? sirenOf(registration) : undefined;
  const electronic = siren ? ({ scheme: '0225', address: siren } as const) : email ? ({ scheme: 'EM', address: email } as const) : undefined;
  return {
    name: legalName,
    ...(id ? { id } : {}),
    ...(siren ? { siren } : {}),
    ...(vatNumber ? { vatNumber } : {}),
    ...placeOf(seat.split('\n'), code),
    ...(electronic ? { electronic } : {}),
  };
}

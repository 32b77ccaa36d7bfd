import { bearsFrenchVat } from './client-rules.ts';

/** E5.4: how the States of the Union, and those around it, write their VAT numbers after their two letters. */
const BRITISH = /^(\d{9}|\d{12}|(GD|HA)\d{3})$/;
const SHAPES: Record<string, RegExp> = {
  ...{ AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/, DK: /^\d{8}$/, EE: /^\d{9}$/ },
  ...{ EL: /^\d{9}$/, ES: /^[A-Z\d]\d{7}[A-Z\d]$/, FI: /^\d{8}$/, FR: /^[A-HJ-NP-Z\d]{2}\d{9}$/, HR: /^\d{11}$/, HU: /^\d{8}$/ },
  ...{ IE: /^\d[A-Z\d+*]\d{5}[A-Z]{1,2}$/, IT: /^\d{11}$/, LT: /^(\d{9}|\d{12})$/, LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/ },
  ...{ NL: /^[A-Z\d+*]{12}$/, PL: /^\d{10}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/, SE: /^\d{12}$/, SI: /^\d{8}$/, SK: /^\d{10}$/ },
  ...{ XI: BRITISH, GB: BRITISH, CH: /^E\d{9}(MWST|TVA|IVA)?$/, IS: /^\d{5,6}$/, LI: /^\d{5}$/, NO: /^\d{9}(MVA)?$/ },
};

/** The State is none of these; its numbers are written in another way; a French key does not fit the nine digits behind it. */
export type VatNumberFault = 'STATE' | 'SHAPE' | 'KEY';

/** What is wrong with a VAT number in capitals and without blanks; null for nothing. */
export function vatNumberFault(text: string): VatNumberFault | null {
  const [state, rest] = [text.slice(0, 2), text.slice(2)];
  const shape = SHAPES[state];
  if (!shape) return 'STATE';
  if (!shape.test(rest)) return 'SHAPE';
  const key = rest.slice(0, 2);
  return state === 'FR' && /^\d\d$/.test(key) && Number(key) !== (12 + 3 * (Number(rest.slice(2)) % 97)) % 97 ? 'KEY' : null;
}

/** E5.4: whether French VAT is due without more: in a French territory, and not under the number of another State. */
export const isFrenchVat = (territory: string, vatNumber: string | null): boolean =>
  bearsFrenchVat(territory) && (!vatNumber || vatNumber.startsWith('FR'));

/** E0: who writes. Printed on every invoice and notice. */
import type { Language } from './format.ts';

export type Company = {
  legalName: string;
  legalForm: Record<Language, string>;
  capitalCents: number;
  address: string[];
  /** Trade register, with its town. */
  register: string;
  vatNumber: string;
  /** The published addresses for notifications (E11.1a), where they differ from the seat. */
  email?: string;
};

/** The seller of the contract, with the identity of its preamble. */
export const COMPANY: Company = {
  legalName: 'AssoConnect',
  legalForm: { fr: 'Société par Actions', en: 'French joint-stock company (Société par Actions)' },
  capitalCents: 4_956_430,
  address: ['6 rue Beauregard', '75002 Paris'],
  register: 'Paris 530 775 576',
  vatNumber: 'FR57530775576',
};

import { type Company as Identity, deployment } from '../terms/deployment.ts';
import type { Client } from './models/client.ts';

/** E11.4b: who succeeded the Company, in the words of the assignment: its name, then its form, registration and seat. */
export type Succeeding = { legalName: string; described: string; address: string[]; email?: string };
/** The Company as printed on invoices and notices (E0): that of the terms, or its successor. */
export type Seller = Identity | Succeeding;

/** A legal person as printed on its documents. */
type Party = { name: string; legalForm: string; registration: string; seat: string; country: string; email?: string; vatNumber?: string };
/** Both identities as they were when a document was issued (E5.3c, A6). */
export type Parties = { company: Seller; client: Party & { id: string } };

/** E0: the Company of the terms. */
export const sellerOfTerms = (): Seller => deployment().company;

/** Who collects by its own bank (company.json), where the Company does. */
export function creditorOfTerms(): { name: string; address: string; ics: string; iban: string; bic: string } | undefined {
  const { company, creditor } = deployment();
  return creditor && { name: company.legalName, address: company.address.join(', '), ...creditor };
}

/** The identities to freeze in a document issued to a client now. */
export const partiesOf = (client: Client, vatNumber: string | null, company: Seller): Parties => ({
  company,
  client: {
    id: client.id,
    name: client.legalName,
    legalForm: client.legalForm,
    registration: client.registration,
    seat: client.seat,
    country: client.country,
    email: client.email,
    ...(vatNumber ? { vatNumber } : {}),
  },
});

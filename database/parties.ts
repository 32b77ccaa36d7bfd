import { deployment } from '../terms/deployment.ts';
import type { Client } from './models/client.ts';

/** A legal person as printed on its documents. */
type Party = {
  name: string;
  legalForm: string;
  registration: string;
  seat: string;
  country: string;
  email?: string;
  vatNumber?: string;
  capitalCents?: number;
};
/** Both identities as they were when a document was issued (E5.3c, A6). */
export type Parties = { company: Party; client: Party & { id: string } };

/** E0: the Company, printed on every invoice and notice. */
function company(): Party {
  const { legalName, legalForm, capitalCents, register, address, country, vatNumber } = deployment().company;
  return { name: legalName, legalForm: legalForm.fr, capitalCents, registration: `RCS ${register}`, seat: address.join(', '), country, vatNumber };
}

/** The identities to freeze in a document issued to a client now. */
export const partiesOf = (client: Client, vatNumber: string | null): Parties => ({
  company: company(),
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

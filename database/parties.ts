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
export const COMPANY: Party = {
  name: 'AssoConnect',
  legalForm: 'Société par Actions',
  capitalCents: 4_956_430,
  registration: 'RCS Paris 530 775 576',
  seat: '6 rue Beauregard, 75002 Paris',
  country: 'FR',
  vatNumber: 'FR57530775576',
};

/** The identities to freeze in a document issued to a client now. */
export const partiesOf = (client: Client): Parties => ({
  company: COMPANY,
  client: {
    id: client.id,
    name: client.legalName,
    legalForm: client.legalForm,
    registration: client.registration,
    seat: client.seat,
    country: client.country,
    email: client.email,
  },
});

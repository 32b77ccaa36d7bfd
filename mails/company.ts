/** E0: who writes. Printed on every invoice and notice. */
import { type Company as Identity, deployment } from '../terms/deployment.ts';

/** The identity, with the published address for notifications where it differs from the seat (E11.1a). */
export type Company = Omit<Identity, 'country'>;

/** The seller of the contract, with the identity of its preamble. */
export const COMPANY: Company = deployment().company;

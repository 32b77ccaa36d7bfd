/** E0: who writes. Printed on every invoice and notice. */
import type { Seller, Succeeding } from '../database/parties.ts';
import { type Company as Identity, deployment } from '../terms/deployment.ts';

/** The identity, with the published address for notifications where it differs from the seat (E11.1a); or that of the successor (E11.4b). */
export type Company = Exclude<Seller, Identity> | Omit<Identity, 'country'>;

/** E11.4b: whether the Company is the successor that an assignment described. */
export const isSuccessor = (company: Company): company is Succeeding => 'described' in company;

/** The seller of the contract, with the identity of its preamble. */
export const COMPANY: Company = deployment().company;

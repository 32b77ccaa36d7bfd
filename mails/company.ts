/** E0: who writes. Printed on every invoice and notice. */
import type { Succeeding } from '../database/parties.ts';
import { type Company as Identity, deployment } from '../terms/deployment.ts';

/** The identity, with the published address for notifications where it differs from the seat (E11.1a); or that of the successor (E11.4b). */
export type Company = Succeeding | (Omit<Identity, 'country' | 'vatOnDebits'> & Partial<Identity>);

/** E11.4b: whether the Company is the successor that an assignment described. */
export const isSuccessor = (company: Company): company is Succeeding => 'described' in company;

/** The seller of the contract, with the identity of its preamble. */
export const COMPANY: Company = deployment().company;

/** The picture at the head of letters of the Company. */
export function logoOf(company: Company): Buffer | undefined {
  const { logo } = deployment();
  return logo && !isSuccessor(company) && company.logo === logo.sha256 ? logo.png : undefined;
}

/** Stripe's words for why a payment failed, as the codes of contract/rejection-codes.ts. */
import type { MeansKind } from '../../contract/facts.ts';

/** Failures of a SEPA debit (`failure_code` of a charge). */
const DEBIT: Record<string, string> = {
  insufficient_funds: 'AM04',
  account_closed: 'AC04',
  bank_account_restricted: 'AC06',
  debit_not_authorized: 'MD01',
  invalid_account_number: 'AC01',
  incorrect_account_details: 'AC01',
  no_account: 'AC01',
  bank_account_unusable: 'AC01',
  refer_to_customer: 'MS02',
  recipient_deceased: 'MD07',
  bank_ownership_changed: 'AC06',
  branch_does_not_exist: 'RC01',
  processing_error: 'FF01',
};

/** Refusals of a card (`decline_code`, else `code`). */
const CARD: Record<string, string> = {
  expired_card: 'card_expired',
  insufficient_funds: 'card_insufficient_funds',
  withdrawal_count_limit_exceeded: 'card_insufficient_funds',
  card_velocity_exceeded: 'card_insufficient_funds',
  authentication_required: 'card_authentication_required',
  authentication_not_handled: 'card_authentication_required',
  lost_card: 'card_lost_or_stolen',
  stolen_card: 'card_lost_or_stolen',
  pickup_card: 'card_lost_or_stolen',
  restricted_card: 'card_lost_or_stolen',
  stop_payment_order: 'card_stopped',
  revocation_of_authorization: 'card_stopped',
  revocation_of_all_authorizations: 'card_stopped',
  processing_error: 'card_technical',
  issuer_not_available: 'card_technical',
  try_again_later: 'card_technical',
  reenter_transaction: 'card_technical',
};

/** Why money that had been paid was taken back (`reason` of a dispute). A debtor need give its bank no reason within eight weeks: MD06. */
const DEBIT_DISPUTE: Record<string, string> = {
  insufficient_funds: 'AM04',
  incorrect_account_details: 'AC01',
  debit_not_authorized: 'MD01',
  unrecognized: 'MD01',
  fraudulent: 'MD01',
  bank_cannot_process: 'MS03',
};

/** What a charge was made on, as we wrote it there. */
export const kindOf = ({ metadata }: { metadata: Record<string, string> }): MeansKind => (metadata['kind'] === 'SEPA' ? 'SEPA' : 'CARD');

export type Failed = { code?: string | null | undefined; decline_code?: string | null | undefined };

/** The code of a failed charge. What Stripe does not say is MS03 for a debit, `card_declined` for a card. */
export function rejectionCode(kind: MeansKind, { code, decline_code }: Failed): string {
  const table = kind === 'CARD' ? CARD : DEBIT;
  return table[decline_code ?? ''] ?? table[code ?? ''] ?? (kind === 'CARD' ? 'card_declined' : 'MS03');
}

export const reversalCode = (kind: MeansKind, reason: string): string => (kind === 'CARD' ? 'card_disputed' : (DEBIT_DISPUTE[reason] ?? 'MD06'));

/** Refusals of Stripe's own that no later try can mend: the means is gone, or the sum is beyond what it takes. */
export const UNUSABLE: Record<string, string> = {
  payment_intent_mandate_invalid: 'means_unusable',
  mandate_invalid: 'means_unusable',
  payment_method_not_available: 'means_unusable',
  payment_method_unexpected_state: 'means_unusable',
  payment_method_unactivated: 'means_unusable',
  payment_method_customer_decline: 'card_declined',
  amount_too_large: 'sum_refused',
  amount_too_small: 'sum_refused',
  charge_exceeds_source_limit: 'sum_refused',
};

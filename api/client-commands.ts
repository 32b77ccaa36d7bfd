import type { ClientRow } from '../database/queries/clients.ts';
import { changeAddress } from './client-commands/addresses.ts';
import { acceptAssignment, approveAssignment, requestAssignment } from './client-commands/assignment.ts';
import { attachCourtDecision } from './client-commands/court-decisions.ts';
import { provideDocuments, requestDocuments } from './client-commands/documents.ts';
import { registerDomain } from './client-commands/domains.ts';
import { openAudit, recordInstruction } from './client-commands/instructions.ts';
import { giveFeedback, handHardware, recordServiceEnd, recordTaxIdentity, returnHardware, setReference } from './client-commands/registers.ts';
import { archiveEmail } from './client-commands/received-emails.ts';
import { approveTransfer, enableDestination } from './client-commands/transfers.ts';
import { reportUnauthorisedUse } from './client-commands/unauthorised-use.ts';
import { acceptQuote, quoteAssistance, recordAssistance, refuseQuote } from './client-commands/assistance.ts';
import { enableOnlinePayments } from './client-commands/online-payments.ts';
import type { AnyCommand } from './wide-command.ts';

/** What is asked of a client and not of one of its subscriptions, by the name in its address. */
export const CLIENT_COMMANDS: Record<string, AnyCommand<ClientRow>> = {
  'report-unauthorised-use': reportUnauthorisedUse,
  'record-tax-identity': recordTaxIdentity,
  'give-feedback': giveFeedback,
  'archive-email': archiveEmail,
  'attach-court-decision': attachCourtDecision,
  'hand-hardware': handHardware,
  'return-hardware': returnHardware,
  'change-address': changeAddress,
  'request-documents': requestDocuments,
  'provide-documents': provideDocuments,
  'record-service-end': recordServiceEnd,
  'request-assignment': requestAssignment,
  'approve-assignment': approveAssignment,
  'accept-assignment': acceptAssignment,
  'set-reference': setReference,
  'enable-online-payments': enableOnlinePayments,
  'quote-assistance': quoteAssistance,
  'accept-quote': acceptQuote,
  'refuse-quote': refuseQuote,
  'record-assistance': recordAssistance,
  'record-instruction': recordInstruction,
  'register-domain': registerDomain,
  'open-audit': openAudit,
  'approve-transfer': approveTransfer,
  'enable-destination': enableDestination,
};

/** The writer of each message: one missing code, language or value does not compile. */
import type { MessageCode } from '../contract/messages.ts';
import type { Writer } from './letter.ts';
import { assignmentNotice, addressChange, providerChange, securityStandard, serviceChange } from './messages/announcements.ts';
import { dataBreachNotice, documentRequest, instructionFlagged } from './messages/client.ts';
import { contentHold } from './messages/content.ts';
import { creditNote, debitNote, refundIssued } from './messages/corrections.ts';
import { arrangementNeeded, defaultNotice, reinstated, suspensionNotice } from './messages/default.ts';
import { clientDenunciation, companyDenunciation, denunciationAck } from './messages/denunciation.ts';
import { deletionCertificate, ended, exportReady, reversibilityReminder } from './messages/end.ts';
import { courtesy, invoiceIssued, preDue, rejected } from './messages/invoicing.ts';
import { accelerationNotice, administratorNotice, damagesClaim } from './messages/recovery.ts';
import { acceptance, formulaChoice, formulaRefused, renewalReminder, renewed } from './messages/subscription.ts';
import { breachNotice, terminationNotice, terminationWithdrawn } from './messages/termination.ts';

export const WRITERS: { [C in MessageCode]: Writer<C> } = {
  ACCEPTANCE_CONFIRMATION: acceptance,
  INVOICE_ISSUED: invoiceIssued,
  PRE_DUE_REMINDER: preDue,
  PAYMENT_REJECTED: rejected,
  COURTESY_REMINDER: courtesy,
  REINSTATED: reinstated,
  ARRANGEMENT_NEEDED: arrangementNeeded,
  DENUNCIATION_ACK: denunciationAck,
  RENEWAL_REMINDER: renewalReminder,
  RENEWED: renewed,
  FORMULA_CHOICE_ACK: formulaChoice,
  FORMULA_CHOICE_REFUSED: formulaRefused,
  CREDIT_NOTE_ISSUED: creditNote,
  DEBIT_NOTE_ISSUED: debitNote,
  CONTENT_HOLD: contentHold,
  REFUND_ISSUED: refundIssued,
  ENDED: ended,
  REVERSIBILITY_REMINDER: reversibilityReminder,
  EXPORT_READY: exportReady,
  DELETION_CERTIFICATE: deletionCertificate,
  PSP_CHANGE: providerChange,
  SERVICE_CHANGE: serviceChange,
  DEFAULT_NOTICE: defaultNotice,
  BREACH_NOTICE: breachNotice,
  TERMINATION_NOTICE: terminationNotice,
  TERMINATION_WITHDRAWN: terminationWithdrawn,
  ACCELERATION_NOTICE: accelerationNotice,
  ADMINISTRATOR_NOTICE: administratorNotice,
  DAMAGES_CLAIM: damagesClaim,
  COMPANY_DENUNCIATION: companyDenunciation,
  CLIENT_DENUNCIATION: clientDenunciation,
  SUSPENSION_NOTICE: suspensionNotice,
  SECURITY_STANDARD_CHANGE: securityStandard,
  ASSIGNMENT_NOTICE: assignmentNotice,
  ADDRESS_CHANGE: addressChange,
  INSTRUCTION_FLAGGED: instructionFlagged,
  DOCUMENT_REQUEST: documentRequest,
  DATA_BREACH_NOTICE: dataBreachNotice,
};

/** One example of each message, with fixtures of the acceptance scenarios. */
import type { MessageCode, MessageValues } from '../../contract/messages.ts';
import type { MessageToWrite } from '../../mails/compose.ts';

const documents = [{ number: 'F2027-000017', dueOn: '2027-02-03', openCents: 70_560 }];
export const VALUES: { [C in MessageCode]: MessageValues[C] } = {
  ACCEPTANCE_CONFIRMATION: {
    ...{ formula: 'Association', months: 12, startsOn: '2027-01-04', endsOn: '2028-01-03' },
    ...{ netCents: 58_800, termsVersion: '2026-12', lastDenunciationDay: '2027-10-03' },
  },
  INVOICE_ISSUED: {
    ...{ number: 'F2027-000017', kind: 'PRICE', term: 1, issuedOn: '2027-01-04', dueOn: '2027-02-03' },
    ...{ netCents: 58_800, vatRate: 20, vatCents: 11_760, grossCents: 70_560, presentationOn: '2027-02-03' },
  },
  PRE_DUE_REMINDER: { number: 'F2027-000017', dueOn: '2027-03-27', openCents: 70_560, presentationOn: '2027-03-30' },
  PAYMENT_REJECTED: {
    numbers: ['F2027-000017'],
    cents: 70_560,
    code: 'card_declined',
    rejectedOn: '2027-02-03',
    retryOn: '2027-02-08',
    feeCents: 4000,
  },
  COURTESY_REMINDER: { number: 'F2027-000017', kind: 'PRICE', dueOn: '2027-02-03', openCents: 70_560 },
  REINSTATED: { since: '2027-03-05', services: 'ALL' },
  ARRANGEMENT_NEEDED: { paidOn: '2027-03-05', decideBy: '2027-03-08' },
  DENUNCIATION_ACK: {
    ...{ sentAt: '2027-10-03T21:59:59.000Z', sentOn: '2027-10-03', endsOn: '2028-01-03' },
    ...{ inTime: true, withdrawUntil: '2027-10-03', exportUntil: '2028-04-03' },
  },
  RENEWAL_REMINDER: { deadlines: ['2027-10-03'], endsOn: '2028-01-03', renewsOn: '2028-01-04', formula: 'Association', months: 12, netCents: 58_800 },
  RENEWED: { term: 2, startsOn: '2028-01-04', endsOn: '2029-01-03', formula: 'Association', months: 12, netCents: 58_800 },
  FORMULA_CHOICE_ACK: { formula: 'Mensuelle', months: 1, from: '2028-01-04' },
  FORMULA_CHOICE_REFUSED: { formula: 'Mensuelle', months: 1, nextOn: '2029-01-04' },
  CREDIT_NOTE_ISSUED: { number: 'A2027-000001', corrects: ['F2027-000017'], grossCents: 35_570, refundCents: 35_570, refundBy: '2027-08-02' },
  DEBIT_NOTE_ISSUED: {
    ...{ number: 'D2027-000003', issuedOn: '2027-03-15', dueOn: '2027-04-14', grossCents: 6974, presentationOn: '2027-04-15' },
    items: [
      { number: 'F2027-000017', penaltyCents: 2936, indemnityCents: 4000 },
      { number: 'F2027-000021', penaltyCents: 38, indemnityCents: 0 },
    ],
  },
  CONTENT_HOLD: { act: 'HOLD', items: ['cnt-2'], listing: 'text-3', ground: 'text-1', on: '2027-06-09' },
  REFUND_ISSUED: { number: 'A2027-000001', cents: 35_570 },
  ENDED: { cessationOn: '2028-01-03', cause: 'DENOUNCED_BY_CLIENT', exportUntil: '2028-04-03' },
  REVERSIBILITY_REMINDER: { exportUntil: '2028-04-03', daysLeft: 30 },
  EXPORT_READY: {
    ...{ export: 'EXP-0001', deliveredOn: '2028-04-06', verifyUntil: '2028-05-06', sha256: 'a3f1'.repeat(16) },
    counts: { contacts: 1280, contents: 4, accountingEntries: 56, files: 2 },
  },
  DELETION_CERTIFICATE: {
    ...{
      certificate: `DC-${'b4'.repeat(16)}`,
      deletedOn: '2027-07-04',
      backupsGoneBy: '2027-08-03',
      evidenceUntil: '2032-04-03',
      accountsUntil: '2037-12-31',
    },
    counts: { contacts: 28, contents: 4, accountingEntries: 56, files: 2 },
  },
  DEFAULT_NOTICE: {
    documents: [...documents, { number: 'F2027-000021', dueOn: '2027-03-05', openCents: 4000 }],
    ...{ sentOn: '2027-02-11', deemedOn: '2027-02-15', lastCureDay: '2027-02-25', suspensionOn: '2027-02-26', terminationFrom: '2027-02-26' },
  },
  BREACH_NOTICE: {
    ...{ from: 'COMPANY', clause: 'E4.2', facts: 'text-1', listing: null },
    ...{ sentOn: '2027-05-13', deemedOn: '2027-05-18', lastCureDay: '2027-06-17' },
  },
  TERMINATION_NOTICE: {
    ...{ from: 'COMPANY', ground: 'NON_PAYMENT', facts: 'text-1', sentOn: '2027-03-01', deemedOn: '2027-03-04', cessationOn: '2027-04-03' },
    openCents: 70_560,
  },
  TERMINATION_WITHDRAWN: { because: 'PAID', withdrawnOn: '2027-03-20', sentOn: '2027-03-20', deemedOn: '2027-03-24' },
  ACCELERATION_NOTICE: {
    ...{
      documents: [{ number: 'F2027-000031', dueOn: '2027-04-03', openCents: 5880 }],
      overdue: [{ number: 'F2027-000022', dueOn: '2027-03-06', openCents: 5880 }],
    },
    ...{ instalments: { count: 9, cents: 52_920 }, totalCents: 64_680, facts: 'text-1' },
    ...{ sentOn: '2027-03-29', deemedOn: '2027-04-01', dueOn: '2027-04-01' },
  },
  ADMINISTRATOR_NOTICE: {
    ...{ officer: 'text-3', officerEmail: null, judgmentOn: '2027-05-20', answerBy: '2027-07-10', endsOn: '2028-04-04' },
    ...{ sentOn: '2027-06-07', deemedOn: '2027-06-10' },
  },
  DAMAGES_CLAIM: {
    ...{ documents, uninvoicedCents: 39_200, vatRate: 20, vatCents: 7840, accessoriesCents: 4321, totalCents: 121_921, facts: 'text-1' },
    ...{ sentOn: '2027-05-03', deemedOn: '2027-05-07' },
  },
  COMPANY_DENUNCIATION: { sentOn: '2027-10-01', deemedOn: '2027-10-05', endsOn: '2028-01-03' },
  CLIENT_DENUNCIATION: { sentOn: '2027-09-01', deemedOn: '2027-09-04', endsOn: '2028-01-03' },
  SECURITY_STANDARD_CHANGE: { standard: 'text-1', sentOn: '2027-03-26', deemedOn: '2027-03-31', effectiveOn: '2027-07-01' },
  ASSIGNMENT_NOTICE: { assignee: 'text-1', announcedOn: '2027-10-01', sentOn: '2027-09-01', deemedOn: '2027-09-04', effectiveOn: '2027-10-01' },
  INSTRUCTION_FLAGGED: { text: 'text-1', why: 'text-2' },
  DOCUMENT_REQUEST: { documents: 'text-1', sentOn: '2027-06-09', deemedOn: '2027-06-12', answerBy: '2027-06-27' },
  DATA_BREACH_NOTICE: {
    ...{ facts: 'text-1', knownAt: '2027-06-10T07:00:00.000Z', deadlineAt: '2027-06-12T07:00:00.000Z' },
    ...{ sentOn: '2027-06-10', deemedOn: '2027-06-14' },
  },
  ADDRESS_CHANGE: { postal: 'text-3', email: 'text-2', sentOn: '2027-05-05', deemedOn: '2027-05-11', effectiveOn: '2027-05-12' },
  PSP_CHANGE: { provider: 'text-2', terms: 'text-1', on: '2027-06-15', acknowledgement: 'ASK' },
  SERVICE_CHANGE: { change: 'DOMAIN', before: 'text-2', after: 'text-3', note: 'text-1', on: '2027-06-15' },
  SUSPENSION_NOTICE: {
    ...{ reason: 'PAYMENT', scope: 'ALL', facts: null, sentOn: '2027-02-26', deemedOn: '2027-03-03', since: '2027-02-26' },
    ...{ documents, openCents: 70_560 },
  },
};

const ARTICLES: { [C in MessageCode]?: string } = {
  DEFAULT_NOTICE: 'E8.3a',
  SUSPENSION_NOTICE: 'E8.3a',
  TERMINATION_NOTICE: 'E8.2a',
  TERMINATION_WITHDRAWN: 'E8.2-i',
  BREACH_NOTICE: 'E8.2-ii',
  ACCELERATION_NOTICE: 'E8.3b',
  ADMINISTRATOR_NOTICE: 'E8.2-iii',
  DAMAGES_CLAIM: 'E8.3c',
  INVOICE_ISSUED: 'E5.3b',
};

/** A message of this code, ready to be written. */
export function sample<C extends MessageCode>(code: C, language: 'fr' | 'en', values: Partial<MessageValues[C]> = {}): MessageToWrite<C> {
  return {
    code,
    language,
    article: ARTICLES[code] ?? 'E8.1d',
    values: { ...VALUES[code], ...values },
    subscription: 'SUB-2027-0042',
    sender: code === 'CLIENT_DENUNCIATION' ? 'CLIENT' : 'COMPANY',
    client: {
      legalName: 'Association de démonstration « Les Exemples & Cie »',
      representative: { name: 'Camille Fictif', capacity: language === 'fr' ? 'présidence' : 'chair' },
      address: ['1 rue des Exemples', '75000 Paris', 'France'],
    },
    texts: {
      'text-1': 'Des données de santé figurent dans les fiches\n<script>alert(1)</script> de trois **contacts**.',
      'text-2': 'asso.example',
      'text-3': 'nouvelle-asso.example',
    },
    links: { space: 'https://tacite.example/s/SUB-2027-0042', pay: 'https://tacite.example/s/SUB-2027-0042/pay?a=1&b=2' },
  };
}

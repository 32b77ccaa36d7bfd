/** A14, class RECORD: evidence that is of a client or of the Company and not of one subscription. A change is a new record that names the one it changes. */

/** Who reads the records of a kind beside the Company: nobody, the client of the record, or every client. */
type Readers = 'COMPANY' | 'CLIENT' | 'EVERY_CLIENT';

export const RECORDS = {
  ANNOUNCEMENT: 'COMPANY', // what was announced to the clients: each has it in its own journal
  FORCE_MAJEURE: 'EVERY_CLIENT', // E1.6
  UNAUTHORISED_USE: 'CLIENT', // E3.2b
  DOMAIN: 'CLIENT', // E3.3: the names under which a client's platform is reached, and whose they are
  MAINTENANCE: 'EVERY_CLIENT', // E4.3
  INCIDENT: 'EVERY_CLIENT', // E4.3
  TAX_IDENTITY: 'CLIENT', // E5.4
  MANDATE_SIGNED: 'CLIENT', // E5.5a: the words of a mandate of direct debit, as they were signed
  ONLINE_PAYMENTS: 'CLIENT', // E5.2a: the client accepts the payment provider's terms, and opens payments by its Contacts
  FEEDBACK: 'CLIENT', // E6.3
  CONTACT_VIEW: 'CLIENT', // E7.2
  COURT_DECISION: 'COMPANY', // E7.3
  HARDWARE_HANDED: 'CLIENT', // E8.4b
  HARDWARE_RETURNED: 'CLIENT', // E8.4b
  NON_SOLICITATION: 'CLIENT', // E11.3
  COMPANY_ADDRESS: 'EVERY_CLIENT', // E11.1a: where the Company is given notice
  ASSIGNMENT_REQUESTED: 'CLIENT', // E11.4a
  ASSIGNED: 'CLIENT', // E11.4a
  REFERENCE: 'CLIENT', // E11.7
  INSTRUCTION: 'CLIENT', // E11.8c
  AUDIT: 'CLIENT', // E11.8c
  MEASURE: 'COMPANY', // E11.8c
  TRAINING: 'COMPANY', // E11.8c
  TRANSFER_APPROVED: 'CLIENT', // E11.8d
  DESTINATION_ENABLED: 'CLIENT', // E11.8d
  SUBPROCESSOR: 'EVERY_CLIENT', // E11.8e: the public register
  SUBPROCESSOR_ENDED: 'EVERY_CLIENT', // E11.8e
  EMAIL_RECEIVED: 'COMPANY', // E11.9b: an e-mail of the client, as it came
  LETTER_EVENT: 'COMPANY', // E11.1a: what the post did with a registered letter, with its slip
  DATA_BREACH: 'COMPANY', // E11.8f
  DATA_BREACH_TOLD: 'CLIENT', // E11.8f
  TASK_PROPOSED: 'COMPANY', // A10: a command of a client or of the Company that waits for a second person
  TASK_DECIDED: 'COMPANY', // A10: and what became of it, with author, time and reason
} as const satisfies Record<string, Readers>;
export type RecordKind = keyof typeof RECORDS;

const kindsReadBy = (...readers: Readers[]): RecordKind[] => (Object.keys(RECORDS) as RecordKind[]).filter((kind) => readers.includes(RECORDS[kind]));
/** What a client reads of its own book, and of the Company's. */
export const OWN_KINDS = kindsReadBy('CLIENT', 'EVERY_CLIENT');
export const PUBLIC_KINDS = kindsReadBy('EVERY_CLIENT');

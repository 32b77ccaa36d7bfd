/** A14, class RECORD: evidence that is of a client or of the Company and not of one subscription. A change is a new record that names the one it changes. */

/** Who reads the records of a kind beside the Company: nobody, the client of the record, or every client. */
type Readers = 'COMPANY' | 'CLIENT' | 'EVERY_CLIENT';

export const RECORDS = {
  ANNOUNCEMENT: 'COMPANY', // what was announced to the clients: each has it in its own journal
  DOMAIN: 'CLIENT', // E3.3: the names under which a client's platform is reached, and whose they are
  SUBPROCESSOR: 'EVERY_CLIENT', // E11.8e: the public register
  COMPANY_ADDRESS: 'EVERY_CLIENT', // E11.1a: where the Company is given notice
  ONLINE_PAYMENTS: 'CLIENT', // E5.2a: the client accepts the payment provider's terms, and opens payments by its Contacts
  TASK_PROPOSED: 'COMPANY', // A10: a command of a client or of the Company that waits for a second person
  TASK_DECIDED: 'COMPANY', // A10: and what became of it, with author, time and reason
  INSTRUCTION: 'CLIENT', // E11.8c: what the client instructs its processor to do
} as const satisfies Record<string, Readers>;
export type RecordKind = keyof typeof RECORDS;

const kindsReadBy = (...readers: Readers[]): RecordKind[] => (Object.keys(RECORDS) as RecordKind[]).filter((kind) => readers.includes(RECORDS[kind]));
/** What a client reads of its own book, and of the Company's. */
export const OWN_KINDS = kindsReadBy('CLIENT', 'EVERY_CLIENT');
export const PUBLIC_KINDS = kindsReadBy('EVERY_CLIENT');

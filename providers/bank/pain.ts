/** Files that the Company's bank takes: direct debits as pain.008.001.08, transfers as pain.001.001.09. The same orders make the same bytes. */
import * as SEPA from 'sepa';
import { civilOf, momentOf, parisDay } from '../../contract/calendar.ts';
import type { Civil, Instant } from '../../contract/facts.ts';
import { REMITTANCE, sepaText } from '../payments/statement.ts';

/** Who collects: its SEPA creditor identifier and its own account. */
export type Creditor = { name: string; address: string; ics: string; iban: string; bic: string };
export type Order = {
  /** The EndToEndId, by which the bank will speak of it. */
  id: string;
  cents: number;
  holder: string;
  iban: string;
  mandate: { reference: string; signedAt: Instant };
  /** What the account holder reads on its statement. */
  words: string;
};
export type BankFile = { id: string; type: 'DEBIT' | 'REFUND'; madeAt: Instant; executeOn: Civil };

const NAME = 70;
SEPA.setIDSeparator('-');

/** A civil day as the library takes it: at noon, so that no time zone moves it. */
const noon = (day: Civil): Date => new Date(`${day}T12:00:00`);
const signedOn = ({ signedAt }: Order['mandate']): Date => noon(civilOf(parisDay(momentOf(signedAt))));

/** The XML of a file. `creditor` is paid by its debits, and pays its refunds. */
export const painXml = (file: BankFile, creditor: Creditor, orders: readonly Order[]): string =>
  file.type === 'DEBIT' ? debits(file, creditor, orders) : refunds(file, creditor, orders);

function begun(
  format: string,
  { id, madeAt }: BankFile,
  name: string,
): { file: SEPA.Document; block: ReturnType<SEPA.Document['createPaymentInfo']> } {
  const file = new SEPA.Document(format);
  Object.assign(file.grpHdr, { id, created: new Date(madeAt.slice(0, 19)), initiatorName: sepaText(name, NAME) });
  return { file, block: file.createPaymentInfo() };
}

function debits(what: BankFile, creditor: Creditor, orders: readonly Order[]): string {
  const { file, block } = begun('pain.008.001.08', what, creditor.name);
  const { ics: creditorId, iban: creditorIBAN, bic: creditorBIC } = creditor;
  Object.assign(block, { id: '1', collectionDate: noon(what.executeOn), creditorIBAN, creditorBIC, creditorName: sepaText(creditor.name, NAME) });
  Object.assign(block, { creditorId, localInstrumentation: 'CORE', sequenceType: 'RCUR', batchBooking: true });
  file.addPaymentInfo(block);
  for (const [index, { id, cents, holder, iban, mandate, words }] of orders.entries()) {
    const one = block.createTransaction();
    Object.assign(one, { id: `${index + 1}`, end2endId: id, amount: cents / 100, debtorName: sepaText(holder, NAME), debtorIBAN: iban });
    Object.assign(one, { mandateId: mandate.reference, mandateSignatureDate: signedOn(mandate), remittanceInfo: sepaText(words, REMITTANCE) });
    block.addTransaction(one);
  }
  return file.toString();
}

function refunds(what: BankFile, { name, iban: debtorIBAN, bic: debtorBIC }: Creditor, orders: readonly Order[]): string {
  const { file, block } = begun('pain.001.001.09', what, name);
  Object.assign(block, { id: '1', requestedExecutionDate: noon(what.executeOn), debtorIBAN, debtorBIC, debtorName: sepaText(name, NAME) });
  file.addPaymentInfo(block);
  for (const [index, { id, cents, holder, iban, words }] of orders.entries()) {
    const one = block.createTransaction();
    Object.assign(one, { id: `${index + 1}`, end2endId: id, amount: cents / 100, creditorName: sepaText(holder, NAME), creditorIBAN: iban });
    one.remittanceInfo = sepaText(words, REMITTANCE);
    block.addTransaction(one);
  }
  return file.toString();
}

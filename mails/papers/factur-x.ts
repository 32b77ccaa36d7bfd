/** CGUV 5.3 (c): the structured data of a document, in UN/CEFACT CII under EN 16931, with the French rules (AFNOR XP Z12-012). Decision 0016. */
import type { Civil } from '../../contract/facts.ts';
import { COMPANY, isSuccessor } from '../company.ts';
import { identityOf } from '../compose.ts';
import type { DocumentLine, DocumentPaper } from './document-words.ts';
import { mentionsOf, outsideVat, paymentTermsOf } from './mentions.ts';
import { type TradingParty, buyerOf, sellerOf } from './trading-party.ts';
import { categoryOf, vatGroups } from './vat.ts';

const NAMESPACES = [
  ['rsm', 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100'],
  ['ram', 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100'],
  ['qdt', 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100'],
  ['udt', 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100'],
].map(([prefix, name]) => ` xmlns:${prefix}="${name}"`);

/** UNTDID 1001: invoice, credit note. A debit note of penalties is an invoice too: France takes no 383. */
const TYPE = { F: '380', A: '381', D: '380' } as const;
/** UNTDID 4461: a bank card; a direct debit that names its mandate; what is agreed, where the payment provider has the mandate. */
const MEANS = { CARD: '48', DEBIT: '59', SEPA: 'ZZZ' } as const;
/** UNTDID 2475: VAT falls due when it is invoiced, or when it is paid. */
const VAT_DUE = { onDebits: '5', onPayment: '72' } as const;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML cannot hold, not even escaped. */
// oxlint-disable-next-line no-control-regex
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const escaped = (text: string): string => text.replace(NO_XML, ' ').replace(/[&<>"]/g, (found) => ESCAPES[found] ?? found);
/** An element; empty content leaves it out. */
function tag(name: string, content: string | readonly string[], attributes = ''): string {
  const inner = typeof content === 'string' ? content : content.join('');
  return inner === '' ? '' : `<${name}${attributes}>${inner}</${name}>`;
}
const ram = (name: string, text: string | undefined, attributes = ''): string => tag(`ram:${name}`, escaped(text ?? ''), attributes);
const group = (name: string, ...content: string[]): string => tag(`ram:${name}`, content);
const amount = (cents: number): string => (cents / 100).toFixed(2);
const day = (name: string, on: Civil | null | undefined, type: 'udt' | 'qdt' = 'udt'): string =>
  on ? group(name, tag(`${type}:DateTimeString`, on.replaceAll('-', ''), ' format="102"')) : '';

/** The XML of a document, its amounts those of the paper; undefined where the seller has no SIREN, or the client's country is none. The same input is the same bytes. */
export function facturX(input: DocumentPaper): string | undefined {
  const seller = sellerOf(input.company ?? COMPANY);
  const buyer = buyerOf(input.client);
  if (!seller || !buyer) return undefined;
  const { document, lines } = input;
  const context = [
    group('BusinessProcessSpecifiedDocumentContextParameter', ram('ID', 'S1')), // services, not paid yet
    group('GuidelineSpecifiedDocumentContextParameter', ram('ID', 'urn:cen.eu:en16931:2017')),
  ];
  const head = [ram('ID', document.number), ram('TypeCode', TYPE[document.series]), day('IssueDateTime', document.issuedOn), ...notes(input, buyer)];
  const transaction = [
    ...lines.map((line, index) => lineItem(line, index + 1, lines)),
    agreement(input, seller, buyer),
    group('ApplicableHeaderTradeDelivery', group('ShipToTradeParty', ram('Name', buyer.name))), // must stand, and not be empty
    settlement(input),
  ];
  const invoice = [
    tag('rsm:ExchangedDocumentContext', context),
    tag('rsm:ExchangedDocument', head),
    tag('rsm:SupplyChainTradeTransaction', transaction),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('rsm:CrossIndustryInvoice', invoice, NAMESPACES.join(''))}\n`;
}

/** How France treats the document: between firms, a client abroad, one without SIREN, or no taxed operation at all. */
export function treatmentOf(lines: readonly DocumentLine[], { siren, country }: Pick<TradingParty, 'siren' | 'country'>): string {
  if (lines.every((line) => line.vatRate === 0)) return 'OUTOFSCOPE';
  if (siren) return 'B2B';
  return country === 'FR' ? 'B2C' : 'B2BINT';
}

function notes(input: DocumentPaper, buyer: TradingParty): string[] {
  const terms = paymentTermsOf(input);
  const coded = Object.values<string>(terms);
  const note = (content: string, code?: string): string => group('IncludedNote', ram('Content', content), ram('SubjectCode', code));
  return [
    note(identityOf(input.company ?? COMPANY, input.language).join('\n'), 'REG'),
    ...Object.entries(terms).map(([code, text]) => note(text, code)),
    note(treatmentOf(input.lines, buyer), 'BAR'),
    ...mentionsOf(input).flatMap((text) => (coded.includes(text) ? [] : [note(text)])),
  ];
}

function lineItem(line: DocumentLine, number: number, lines: readonly DocumentLine[]): string {
  const category = categoryOf(line, lines);
  const rate = category === 'O' ? '' : ram('RateApplicablePercent', String(line.vatRate));
  return group(
    'IncludedSupplyChainTradeLineItem',
    group('AssociatedDocumentLineDocument', ram('LineID', String(number))),
    group('SpecifiedTradeProduct', ram('Name', line.label)),
    group('SpecifiedLineTradeAgreement', group('NetPriceProductTradePrice', ram('ChargeAmount', amount(line.netCents)))),
    group('SpecifiedLineTradeDelivery', ram('BilledQuantity', '1', ' unitCode="C62"')),
    group(
      'SpecifiedLineTradeSettlement',
      group('ApplicableTradeTax', ram('TypeCode', 'VAT'), ram('CategoryCode', category), rate),
      group('SpecifiedTradeSettlementLineMonetarySummation', ram('LineTotalAmount', amount(line.netCents))),
    ),
  );
}

/** Outside the scope of VAT, no VAT number may stand (BR-O-02). */
function party(name: string, one: TradingParty, withVat: boolean): string {
  const { id, siren, vatNumber, address, postcode, city, country, electronic } = one;
  const [first, second, third] = address;
  return group(
    name,
    ram('ID', id),
    ram('Name', one.name),
    group('SpecifiedLegalOrganization', ram('ID', siren, ' schemeID="0002"')),
    group(
      'PostalTradeAddress',
      ...[ram('PostcodeCode', postcode), ram('LineOne', first), ram('LineTwo', second), ram('LineThree', third), ram('CityName', city)],
      ram('CountryID', country),
    ),
    group('URIUniversalCommunication', ram('URIID', electronic?.address, ` schemeID="${electronic?.scheme}"`)),
    withVat ? group('SpecifiedTaxRegistration', ram('ID', vatNumber, ' schemeID="VA"')) : '',
  );
}

function agreement({ document, lines }: DocumentPaper, seller: TradingParty, buyer: TradingParty): string {
  const taxed = lines.some((line) => line.vatRate > 0);
  return group(
    'ApplicableHeaderTradeAgreement',
    party('SellerTradeParty', seller, taxed),
    party('BuyerTradeParty', buyer, taxed),
    group('ContractReferencedDocument', ram('IssuerAssignedID', document.subscription)),
  );
}

function settlement(input: DocumentPaper): string {
  const { document, collection, language } = input;
  const { dueOn, period, grossCents, netCents, vatCents, corrects, correctedOn = {} } = document;
  const mandate = collection?.mandate;
  const means = collection ? [ram('TypeCode', mandate ? MEANS.DEBIT : MEANS[collection.kind]), ram('Information', collection.means)] : [];
  const terms = dueOn ? day('DueDateDateTime', dueOn) : ram('Description', language === 'fr' ? 'Avoir' : 'Credit note');
  return group(
    'ApplicableHeaderTradeSettlement',
    ram('CreditorReferenceID', mandate?.ics),
    ram('InvoiceCurrencyCode', 'EUR'),
    group('SpecifiedTradeSettlementPaymentMeans', ...means),
    ...taxes(input),
    period ? group('BillingSpecifiedPeriod', day('StartDateTime', period.from), day('EndDateTime', period.to)) : '',
    group('SpecifiedTradePaymentTerms', terms, ram('DirectDebitMandateID', mandate?.reference)),
    group(
      'SpecifiedTradeSettlementHeaderMonetarySummation',
      ram('LineTotalAmount', amount(netCents)),
      ram('TaxBasisTotalAmount', amount(netCents)),
      ram('TaxTotalAmount', amount(vatCents), ' currencyID="EUR"'),
      ram('GrandTotalAmount', amount(grossCents)),
      ram('DuePayableAmount', amount(grossCents)),
    ),
    ...corrects.map((number) =>
      group('InvoiceReferencedDocument', ram('IssuerAssignedID', number), day('FormattedIssueDateTime', correctedOn[number], 'qdt')),
    ),
  );
}

function taxes(input: DocumentPaper): string[] {
  const { company = COMPANY, lines } = input;
  const vatDue = !isSuccessor(company) && company.vatOnDebits ? VAT_DUE.onDebits : VAT_DUE.onPayment;
  return vatGroups(lines).map(({ category, rate, netCents, vatCents }) => {
    const taxed = category === 'S';
    return group(
      'ApplicableTradeTax',
      ram('CalculatedAmount', amount(vatCents)),
      ram('TypeCode', 'VAT'),
      taxed ? '' : ram('ExemptionReason', outsideVat(input)),
      ram('BasisAmount', amount(netCents)),
      ram('CategoryCode', category),
      category === 'O' ? ram('ExemptionReasonCode', 'VATEX-EU-O') : '',
      taxed ? ram('DueDateTypeCode', vatDue) : '',
      category === 'O' ? '' : ram('RateApplicablePercent', String(rate)),
    );
  });
}

/** Files of the bank: a status report (pain.002) names what it refuses, a notification (camt.054) or statement (camt.053) what it booked and returned. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Civil } from '../../contract/facts.ts';
import type { Returned } from './results.ts';

/** Files are named by their MsgId. `cents`: the sum that was booked, where the bank says it. */
export type Booked = { file: string; on: Civil; cents: number | null };
/**
 * An entry that names no file: the orders of ours that it names, with their sums where it says them, or a credit of direct debits, of which it may say how
 * many there are. `credit`: to the Company's account.
 */
export type Unnamed = { on: Civil; cents: number | null; credit: boolean; orders: { order: string; cents: number | null }[]; count: number | null };
export type BankAnswer = { returned: Returned[]; refused: { file: string; code: string; on: Civil }[]; booked: Booked[]; unnamed: Unnamed[] };
/** A file that cannot be read is our fault, and no rejection by anybody's bank. */
const TECHNICAL = 'FF01';

type Node = { [name: string]: Node | Node[] | string };

const LISTS = new Set(['OrgnlPmtInfAndSts', 'TxInfAndSts', 'StsRsnInf', 'Ntfctn', 'Stmt', 'Ntry', 'NtryDtls', 'TxDtls']);
const parser = new XMLParser({
  ...{ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false, processEntities: false },
  isArray: (name: string) => LISTS.has(name),
});

/** A node below, by its path; an empty one where it is not there. */
const at = (node: Node, ...path: string[]): Node =>
  path.reduce<Node>((one, name) => (typeof one[name] === 'object' && !Array.isArray(one[name]) ? one[name] : {}), node);
const list = (node: Node, name: string): Node[] => (Array.isArray(node[name]) ? node[name] : []);
const text = (node: Node, name: string): string => (typeof node[name] === 'string' ? node[name] : '');
const dayIn = (node: Node): Civil => (text(node, 'Dt') || text(node, 'DtTm')).slice(0, 10);
/** An amount of ISO 20022: digits, perhaps with a point and one or two more. */
const centsIn = (amount: string): number | null => (/^\d+(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : null);

/** Reads a file of the bank; null for one that is none of these. */
export function readAnswer(xml: string): BankAnswer | null {
  if (XMLValidator.validate(xml) !== true) return null;
  const root = at(parser.parse(xml) as Node, 'Document');
  const answer = root['CstmrPmtStsRpt']
    ? refusals(at(root, 'CstmrPmtStsRpt'))
    : root['BkToCstmrDbtCdtNtfctn']
      ? bookings(list(at(root, 'BkToCstmrDbtCdtNtfctn'), 'Ntfctn'))
      : root['BkToCstmrStmt']
        ? bookings(list(at(root, 'BkToCstmrStmt'), 'Stmt'))
        : null;
  return answer &&
    Object.values(answer)
      .flat()
      .every(({ on }) => isDay(on))
    ? answer
    : null;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** pain.002: single orders, or a whole file, that the bank refuses before it books them. */
function refusals(report: Node): BankAnswer {
  const on = text(at(report, 'GrpHdr'), 'CreDtTm').slice(0, 10);
  const returned = list(report, 'OrgnlPmtInfAndSts').flatMap((block) =>
    list(block, 'TxInfAndSts').flatMap((one) => {
      const order = text(one, 'OrgnlEndToEndId');
      return text(one, 'TxSts') === 'RJCT' && order ? [{ order, code: reasonOf(list(one, 'StsRsnInf')[0] ?? {}), on }] : [];
    }),
  );
  const group = at(report, 'OrgnlGrpInfAndSts');
  // A file of ours has one block: the bank refuses either, and names no order.
  const isRefused = text(group, 'GrpSts') === 'RJCT' || list(report, 'OrgnlPmtInfAndSts').some((block) => text(block, 'PmtInfSts') === 'RJCT');
  const whole = isRefused && returned.length === 0;
  return { returned, refused: whole ? [{ file: text(group, 'OrgnlMsgId'), code: TECHNICAL, on }] : [], booked: [], unnamed: [] };
}

/** Announced, not booked: money that may still not come. The status is a text in older versions, a code in newer ones. */
const isPending = (entry: Node): boolean => !['', 'BOOK'].includes(text(entry, 'Sts') || text(at(entry, 'Sts'), 'Cd'));

/** camt: a booked entry of which a detail names a return is one; a booked entry of a whole file is its booking. */
function bookings(statements: Node[]): BankAnswer {
  const answer: BankAnswer = { returned: [], refused: [], booked: [], unnamed: [] };
  for (const entry of statements.flatMap((one) => list(one, 'Ntry').filter((each) => !isPending(each)))) {
    const on = dayIn(at(entry, 'BookgDt'));
    const details = list(entry, 'NtryDtls');
    for (const one of details) {
      for (const back of returnsIn(one))
        answer.returned.push({ order: text(at(back, 'Refs'), 'EndToEndId'), code: reasonOf(at(back, 'RtrInf')), on });
      const file = fileIn(one);
      if (file && returnsIn(one).length === 0)
        answer.booked.push({ file, on, cents: centsIn(text(at(one, 'Btch'), 'TtlAmt') || text(entry, 'Amt')) });
    }
    if (details.every((one) => !fileIn(one) && returnsIn(one).length === 0)) answer.unnamed.push(...unnamedIn(entry, details, on));
  }
  return answer;
}

const returnsIn = (details: Node): Node[] => list(details, 'TxDtls').filter((one) => one['RtrInf']);
/** The file of a detail, by its own name or by that of its one block. */
const fileIn = (details: Node): string => text(at(details, 'Btch'), 'MsgId') || text(at(details, 'Btch'), 'PmtInfId').replace(/-1$/, '');
/** An EndToEndId of ours. */
const OURS = /^[DR][0-9A-F]{30}$/;
/** ISO 20022: direct debits that the account's holder has issued. */
const ISSUED_DEBITS = 'IDDT';

function unnamedIn(entry: Node, details: Node[], on: Civil): Unnamed[] {
  const orders = details.flatMap((one) =>
    list(one, 'TxDtls').flatMap((each) => {
      const order = text(at(each, 'Refs'), 'EndToEndId');
      return OURS.test(order) ? [{ order, cents: centsIn(text(each, 'Amt') || text(at(each, 'AmtDtls', 'TxAmt'), 'Amt')) }] : [];
    }),
  );
  const credit = text(entry, 'CdtDbtInd') === 'CRDT';
  const isOfDebits = credit && text(at(entry, 'BkTxCd', 'Domn', 'Fmly'), 'Cd') === ISSUED_DEBITS;
  if (orders.length === 0 && !isOfDebits) return []; // money of another kind
  const count = Number(text(at(details[0] ?? {}, 'Btch'), 'NbOfTxs')) || null;
  return [{ on, cents: centsIn(text(entry, 'Amt')), credit, orders, count }];
}

/** MS03, no reason given, where the bank says none. */
const reasonOf = (info: Node): string => /^[A-Z0-9]{4}$/.exec(text(at(info, 'Rsn'), 'Cd'))?.[0] ?? 'MS03';

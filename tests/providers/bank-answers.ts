/** Files as a bank answers with them. */
import type { Civil } from '../../contract/facts.ts';

const document = (name: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:${name}">${body}</Document>`;
const reason = (code: string): string => (code ? `<Rsn><Cd>${code}</Cd></Rsn>` : '');

/** A status report that refuses the one block of a file, and names neither order nor group status. */
export const pain002Block = (file: string, at: string): string =>
  document(
    'pain.002.001.10',
    `<CstmrPmtStsRpt><GrpHdr><CreDtTm>${at}</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${file}</OrgnlMsgId></OrgnlGrpInfAndSts>` +
      `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${file}-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt>`,
  );

/** A status report: the orders that it rejects, or none for the whole file. */
export function pain002({ file, at, rejected }: { file: string; at: string; rejected: [order: string, code: string][] }): string {
  const orders = rejected.map(
    ([order, code]) =>
      `<TxInfAndSts><OrgnlEndToEndId>${order}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf>${reason(code)}</StsRsnInf></TxInfAndSts>`,
  );
  const status = rejected.length > 0 ? 'PART' : 'RJCT';
  const group = `<OrgnlGrpInfAndSts><OrgnlMsgId>${file}</OrgnlMsgId><OrgnlMsgNmId>pain.008</OrgnlMsgNmId><GrpSts>${status}</GrpSts></OrgnlGrpInfAndSts>`;
  const block = orders.length > 0 ? `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${file}-1</OrgnlPmtInfId>${orders.join('')}</OrgnlPmtInfAndSts>` : '';
  return document('pain.002.001.10', `<CstmrPmtStsRpt><GrpHdr><MsgId>R1</MsgId><CreDtTm>${at}</CreDtTm></GrpHdr>${group}${block}</CstmrPmtStsRpt>`);
}

/** A notification: files that were booked whole, and orders that came back. `sum` in euros; `status` as the version writes it. */
export function camt054({
  on,
  booked,
  returned,
  sum = '',
  status = '<Cd>BOOK</Cd>',
}: {
  on: Civil;
  booked: string[];
  returned: [order: string, code: string][];
  sum?: string;
  status?: string;
}): string {
  const amount = sum && `<Amt Ccy="EUR">${sum}</Amt>`;
  const entry = (details: string): string =>
    `<Ntry>${amount}<Sts>${status}</Sts><BookgDt><Dt>${on}</Dt></BookgDt><NtryDtls>${details}</NtryDtls></Ntry>`;
  const entries = [
    ...booked.map((file) => entry(`<Btch><MsgId>${file}</MsgId><NbOfTxs>2</NbOfTxs></Btch>`)),
    ...returned.map(([order, code]) => entry(`<TxDtls><Refs><EndToEndId>${order}</EndToEndId></Refs><RtrInf>${reason(code)}</RtrInf></TxDtls>`)),
  ];
  return document('camt.054.001.08', `<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>${entries.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn>`);
}

/** A booked entry that names no file: the orders that it names with their sums, or none and its code and number alone. */
export function camt053Unnamed({
  on,
  sum,
  orders = [],
  family = 'IDDT',
  side = 'CRDT',
  count = '',
}: {
  on: Civil;
  sum: string;
  orders?: [order: string, sum: string][];
  family?: string;
  side?: string;
  count?: string;
}): string {
  const details = orders.map(([order, cents]) => `<TxDtls><Refs><EndToEndId>${order}</EndToEndId></Refs><Amt Ccy="EUR">${cents}</Amt></TxDtls>`);
  const batch = count && `<Btch><NbOfTxs>${count}</NbOfTxs></Btch>`;
  const code = `<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>ESDD</SubFmlyCd></Fmly></Domn></BkTxCd>`;
  const entry = `<Ntry><Amt Ccy="EUR">${sum}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>${code}`;
  return document(
    'camt.053.001.08',
    `<BkToCstmrStmt><Stmt><Id>S1</Id>${entry}<NtryDtls>${batch}${details.join('')}</NtryDtls></Ntry></Stmt></BkToCstmrStmt>`,
  );
}

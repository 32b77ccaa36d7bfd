/** Checks a dossier: its bytes, its chains, what they seal, and its timestamps. Reads nothing but what it is given. */
import { GENESIS, breakOf, climb, leafHash, sha256, textId } from './chain.mjs';
import { checkTimestamp } from './timestamp.mjs';
import { readZip } from './zip.mjs';

const MANIFEST = 'manifest.json';
const STAMP = 'manifest.tsr';

/**
 * Checks the bytes of a ZIP. `trusted`: certificates (PEM) of the authority, by default those in the dossier.
 * Gives what was checked, in sentences, and each fault with the file that it is in; no fault means that all holds.
 */
export function checkDossier(bytes, { trusted } = {}) {
  const report = { checked: [], faults: [] };
  const say = (sentence) => report.checked.push(sentence);
  const fault = (where, what) => report.faults.push({ where, what });
  /** A check that ends at what it cannot read, and names the file. */
  const within = (where, check) => {
    try {
      return check();
    } catch (error) {
      fault(where, error.message);
      return undefined;
    }
  };
  const files = within('the ZIP', () => readZip(bytes));
  if (!files) return report;
  const rowsOf = (name) => within(name, () => linesIn(files.get(name), name)) ?? [];
  const authority = trusted ?? files.get('authority.pem')?.toString() ?? '';

  checkManifest(files, { say, fault, within, authority });
  const journal = rowsOf('journal.jsonl');
  const records = rowsOf('records.jsonl');
  checkChain('journal.jsonl', journal, { say, fault });
  checkChain('records.jsonl', records, { say, fault });
  checkTexts({ rows: rowsOf('texts.jsonl'), journal, records }, { say, fault });
  checkMessages({ rows: rowsOf('messages.jsonl'), journal, files }, { say, fault });
  checkAttachments({ records, files }, { say, fault });
  checkDocuments({ rows: rowsOf('documents.jsonl'), journal, files }, { say, fault });
  checkTerms({ rows: rowsOf('terms.jsonl'), texts: rowsOf('texts.jsonl'), journal, files }, { say, fault });
  checkSeals({ rows: rowsOf('seals.jsonl'), journal, records, files, authority }, { say, fault, within });
  return report;
}

function linesIn(content, name) {
  if (!content) throw new Error('it is missing');
  return content
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      try {
        return JSON.parse(line);
      } catch {
        throw new Error(`line ${index + 1} of ${name} is not JSON`);
      }
    });
}

function checkManifest(files, { say, fault, within, authority }) {
  const manifest = within(MANIFEST, () => JSON.parse(files.get(MANIFEST)));
  if (!manifest) return;
  const listed = new Map(manifest.files.map((one) => [one.name, one.sha256]));
  for (const [name, hash] of listed) {
    const content = files.get(name);
    if (!content) fault(name, 'it is missing');
    else if (sha256(content) !== hash) fault(name, 'its content was changed');
  }
  for (const name of files.keys()) if (!listed.has(name) && name !== MANIFEST && name !== STAMP) fault(name, 'it was added');
  say(`${listed.size} files with their hashes, of subscription ${manifest.subscription}, gathered at ${manifest.madeAt}`);
  const stamp = files.get(STAMP);
  if (!stamp) return say('no timestamp over the manifest: no authority was set where it was made');
  const stamped = within(STAMP, () => checkTimestamp(stamp, { digest: sha256(files.get(MANIFEST)), trusted: authority }));
  if (stamped) say(`the manifest was stamped at ${stamped.at} by ${stamped.authority}`);
}

function checkChain(name, rows, { say, fault }) {
  let before = { seq: 0, hash: GENESIS };
  for (const row of rows) {
    const broken = breakOf(row, before);
    if (broken) return fault(name, `line ${before.seq + 1}: ${broken}`);
    before = row;
  }
  say(`${name}: a chain of ${rows.length}, ending in ${before.hash}`);
}

function checkTexts({ rows, journal, records }, { say, fault }) {
  const known = new Map(rows.map((row) => [row.id, row]));
  let sealed = 0;
  for (const { id, salt, content, erasedAt } of rows) {
    if (erasedAt || salt === null) continue; // erased on its day; or kept before ids sealed their words
    if (textId(salt, content) === id) sealed++;
    else fault('texts.jsonl', `${id}: its words are not those that were kept`);
  }
  for (const id of new Set([...journal, ...records].flatMap((row) => textIdsIn(row.data))))
    if (!known.has(id)) fault('texts.jsonl', `${id} is missing`);
  say(`texts.jsonl: ${sealed} of ${rows.length} texts have the words that their ids seal`);
}

function textIdsIn(value) {
  if (typeof value === 'string') return /^txt_[0-9a-f]{64}$/.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textIdsIn) : [];
}

function checkMessages({ rows, journal, files }, { say, fault }) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  let matched = 0;
  for (const { seq, type, data } of journal) {
    if (type !== 'message.sent') continue;
    const row = byId.get(data.notice);
    const content = row?.file ? files.get(row.file) : undefined;
    if (!row) fault('messages.jsonl', `${data.notice}, sent by line ${seq} of the journal, is missing`);
    else if (content && sha256(content) !== data.documentHash) fault(row.file, `it is not what line ${seq} of the journal sealed`);
    else if (!content && !row.erasedAt) fault(`messages of ${data.notice}`, 'its bytes are missing');
    else if (content) matched++;
  }
  say(`messages: ${matched} have the bytes that the journal sealed`);
}

function checkAttachments({ records, files }, { say, fault }) {
  const sealed = new Map(records.map(({ id, data }) => [id, data.sha256]));
  const names = [...files.keys()].filter((name) => name.startsWith('attachments/'));
  for (const name of names) {
    const [record] = name.slice('attachments/'.length).split('-');
    if (sealed.get(record) !== sha256(files.get(name))) fault(name, 'it is not what its record sealed');
  }
  say(`attachments: ${names.length}, each the one that its record sealed`);
}

const NUMBERED = { 'invoice.issued': 'number', 'credit-note.issued': 'number', 'debit-note.issued': 'number' };

function checkDocuments({ rows, journal, files }, { say, fault }) {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const { seq, type, data } of journal) {
    if (!NUMBERED[type]) continue;
    const row = byNumber.get(data.number);
    if (!row) fault('documents.jsonl', `${data.number}, issued by line ${seq} of the journal, is missing`);
    else if (row.grossCents !== data.grossCents) fault('documents.jsonl', `${data.number}: line ${seq} of the journal has another amount`);
    else if (row.file && !files.has(row.file)) fault(row.file, 'it is missing');
  }
  say(`documents: ${rows.length}, each with the amount of its fact`);
}

function checkTerms({ rows, texts, journal, files }, { say, fault }) {
  for (const { version, hash, file } of rows) {
    const content = files.get(file);
    if (!content) fault(file, 'it is missing');
    else if (sha256(content) !== hash) fault(file, `it is not version ${version}`);
  }
  const contents = new Map(texts.map(({ id, content }) => [id, content]));
  for (const { seq, type, data } of journal) {
    if (type !== 'subscription.accepted' && type !== 'terms.accepted') continue;
    const signed = signedIn(contents.get(data.evidence));
    const version = rows.find((one) => one.version === data.termsVersion);
    if (!version) fault('terms.jsonl', `version ${data.termsVersion}, accepted by line ${seq} of the journal, is missing`);
    else if (signed?.termsHash && signed.termsHash !== version.hash) fault(version.file, `line ${seq} of the journal accepted another text`);
  }
  say(`terms: ${rows.length} accepted, each with the text that was signed`);
}

/** What proves a signature by ticking (11.9 (a)), where it is kept. */
function signedIn(content) {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function checkSeals({ rows, journal, records, files, authority }, { say, fault, within }) {
  let held = 0;
  for (const { seal, chain, seq, hash, path, root, file } of rows) {
    const row = (chain.startsWith('journal/') ? journal : records)[seq - 1];
    if (row?.hash !== hash) fault('seals.jsonl', `seal ${seal} covers another line ${seq} of ${chain}`);
    else if (climb(leafHash({ chain, seq, hash }), path) !== root) fault('seals.jsonl', `seal ${seal} does not cover line ${seq} of ${chain}`);
    else if (within(file, () => checkTimestamp(files.get(file) ?? Buffer.alloc(0), { digest: root, trusted: authority }))) held++;
  }
  say(`seals: ${held} timestamps over the chains hold`);
}

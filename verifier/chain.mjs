/** What seals the evidence (A11): hashes of rows, of texts and of many chains together. Tacite and whoever checks it run this same code; it needs Node alone. */
import { createHash } from 'node:crypto';

/** What the first row of every chain points back to. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 in hex. */
export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** JSON with sorted keys and without blanks, as RFC 8785 wants it: the same value always has the same text. Undefined fields are left out. */
export function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** The hash of a row: over the canonical JSON of all its fields but the hash itself. */
export const rowHash = ({ hash: _, ...sealed }) => sha256(canonicalJson(sealed));

/** What is wrong with a row, given the one before; undefined when it continues the chain. */
export function breakOf(row, before) {
  if (row.seq !== before.seq + 1) return `row ${before.seq + 1} is missing`;
  if (row.previousHash !== before.hash) return 'it does not point back to the row before';
  return rowHash(row) === row.hash ? undefined : 'its content does not have its hash';
}

/**
 * The id of a text, by which the journal seals its words too: the hash of a salt, drawn at random, and the words. Salt and words are erased together;
 * what stays tells nothing of them.
 */
export const textId = (salt, content) => `txt_${sha256(`${salt}\n${content}`)}`;

/** The leaf of a chain in a seal: which one, how long, and the hash of its last row. */
export const leafHash = ({ chain, seq, hash }) => sha256(`leaf\n${chain}\n${seq}\n${hash}`);
const nodeHash = (left, right) => sha256(`node\n${left}\n${right}`);

/** The one hash of many leaves, in their order (a Merkle tree): a level's last node without a partner goes up as it is. */
export function rootOf(leaves) {
  let level = leaves;
  while (level.length > 1) level = pairs(level).map(([left, right]) => (right === undefined ? left : nodeHash(left, right)));
  return level[0];
}

/** What leads from the leaf at a place to the root: at each level the partner's hash and its side. */
export function pathOf(leaves, index) {
  const path = [];
  for (let level = leaves, at = index; level.length > 1; at = at >> 1) {
    const partner = level[at ^ 1];
    if (partner !== undefined) path.push(at % 2 === 0 ? { right: partner } : { left: partner });
    level = pairs(level).map(([left, right]) => (right === undefined ? left : nodeHash(left, right)));
  }
  return path;
}

/** The root that a leaf and its path lead to. */
export const climb = (leaf, path) =>
  path.reduce((hash, { left, right }) => (left === undefined ? nodeHash(hash, right) : nodeHash(left, hash)), leaf);

const pairs = (level) => Array.from({ length: Math.ceil(level.length / 2) }, (_, index) => level.slice(2 * index, 2 * index + 2));

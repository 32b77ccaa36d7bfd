/** A ZIP in which no byte is left to chance: files stored as they are, in order, with fixed dates. So whoever reads it can tell each byte that was changed. */
import { crc32 } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const NAMES_IN_UTF8 = 0x0800;
const VERSION = 20;
const FIRST_DAY = 0x0021; // 1980-01-01, the first date that a ZIP can have

/** The fields that both headers of a file share. */
function shared({ name, bytes, crc }) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(NAMES_IN_UTF8, 2);
  fields.writeUInt16LE(FIRST_DAY, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(bytes, 14);
  fields.writeUInt32LE(bytes, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

const word = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** What stands before the content of a file. */
export const fileHeader = (entry) => Buffer.concat([word(LOCAL), shared(entry), Buffer.from(entry.name)]);

/** What stands behind all files: `entries` in their order, each with where it begins. */
export function directory(entries, offset) {
  const records = entries.map((entry) =>
    Buffer.concat([word(CENTRAL), Buffer.from([VERSION, 0]), shared(entry), Buffer.alloc(10), word(entry.offset), Buffer.from(entry.name)]),
  );
  const listed = Buffer.concat(records);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([listed, end]);
}

/** An entry of a file: its name, length and checksum. */
export const entryOf = (name, content) => ({ name, bytes: content.length, crc: crc32(content) });

/** The files of such a ZIP by name; throws, naming what differs, when it is not byte for byte the one that was made. */
export function readZip(zip) {
  const files = new Map();
  const entries = [];
  let at = 0;
  while (at + 30 <= zip.length && zip.readUInt32LE(at) === LOCAL) {
    const bytes = zip.readUInt32LE(at + 18);
    const start = at + 30 + zip.readUInt16LE(at + 26);
    const name = zip.toString('utf8', at + 30, start);
    const content = zip.subarray(start, start + bytes);
    const entry = { ...entryOf(name, content), offset: at };
    if (content.length < bytes) throw new Error(`the ZIP ends in the middle of ${name}`);
    if (files.has(name)) throw new Error(`${name} is in the ZIP twice`);
    const expected = fileHeader(entry);
    if (!zip.subarray(at, start).equals(expected)) throw new Error(`${name}: its header or its content was changed`);
    files.set(name, content);
    entries.push(entry);
    at = start + bytes;
  }
  if (!zip.subarray(at).equals(directory(entries, at)))
    throw new Error(`the directory of the ZIP, behind ${entries.at(-1)?.name ?? 'its start'}, was changed`);
  return files;
}

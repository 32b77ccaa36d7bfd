/** Reads DER (X.690): tags with definite lengths, no more than a timestamp needs. Throws where the bytes are not that. */

/** The element at a place: its tag, its content, and its bytes whole. */
export function elementAt(bytes, at = 0) {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let start = at + 2;
  if (length === undefined || length === 0x80 || length > 0x84) throw new Error('not DER');
  if (length > 0x80) {
    start += length - 0x80;
    length = bytes.readUIntBE(at + 2, length - 0x80);
  }
  const end = start + length;
  if (end > bytes.length) throw new Error('the bytes end too early');
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end), end };
}

/** The elements inside another, one after the other. */
export function elementsIn({ content }) {
  const elements = [];
  for (let at = 0; at < content.length; ) {
    const element = elementAt(content, at);
    elements.push(element);
    at = element.end;
  }
  return elements;
}

/** An object identifier in dots. */
export function oidOf({ content }) {
  const arcs = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}

/** A GeneralizedTime in UTC as an ISO instant. */
export function timeOf({ content }) {
  const read = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(content.toString('latin1'));
  if (!read) throw new Error('not a time in UTC');
  const [, year, month, day, hour, minute, second, fraction = '0'] = read;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`).toISOString();
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Integer, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { checkTimestamp } from '../../verifier/timestamp.mjs';
import { ProviderUnavailable, ask } from '../request.ts';
import { TimestampFaulty, type TimestampAuthority } from './port.ts';

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const TIMEOUT_MS = 15_000;
const LONGEST = 64 * 1024;

/** An authority that answers RFC 3161 over HTTP. `trusted` gives the certificates (PEM) that its signatures must lead to. */
function rfc3161({ url, trusted }: { url: string; trusted: () => Promise<string> }): TimestampAuthority {
  return {
    trusted,
    async stamp(digest) {
      const nonce = randomBytes(8);
      nonce.writeUInt8(1 + (nonce.readUInt8() & 0x3f)); // a positive number of eight bytes
      const token = await post(url, requestFor(digest, nonce));
      const { at, authority } = checked(token, { digest, trusted: await trusted(), nonce: nonce.toString('hex') });
      return { token, at, authority };
    },
  };
}

/** The authority of these settings: `ca` is a file; without it the sandbox's own root is asked for. Undefined where none is set. */
export function timestampAuthority({ url, ca }: { url: string | undefined; ca: string | undefined }): TimestampAuthority | undefined {
  if (!url) return undefined;
  return rfc3161({ url, trusted: ca ? () => readFile(ca, 'utf8') : async () => (await ask(`${url}/authority.pem`)).text() });
}

function requestFor(digest: string, nonce: Buffer): Buffer {
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
    hashedMessage: new OctetString({ valueHex: Uint8Array.from(Buffer.from(digest, 'hex')).buffer }),
  });
  const request = new TimeStampReq({ version: 1, messageImprint, nonce: new Integer({ valueHex: Uint8Array.from(nonce).buffer }), certReq: true });
  return Buffer.from(request.toSchema().toBER());
}

async function post(url: string, body: Buffer): Promise<Buffer> {
  try {
    const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
    const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body), signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    const token = Buffer.from(await response.arrayBuffer());
    if (token.length > LONGEST) throw new Error('its answer is too long');
    return token;
  } catch (error) {
    throw new ProviderUnavailable(`the timestamping authority: ${(error as Error).message}`, { cause: error });
  }
}

function checked(token: Buffer, wanted: { digest: string; trusted: string; nonce: string }): { at: string; authority: string } {
  try {
    const stamp = checkTimestamp(token, wanted);
    if (stamp.nonce !== wanted.nonce) throw new Error('it answers another request');
    return stamp;
  } catch (error) {
    throw new TimestampFaulty(`the timestamp: ${(error as Error).message}`, { cause: error });
  }
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, several signatures allowed while a secret is changed. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export class InvalidSignature extends Error {
  override name = 'InvalidSignature';
}

const TOLERANCE_SECONDS = 300;

const bytesOf = (secret: string): Buffer => (secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret));
const digest = (secret: string, id: string, timestamp: string, body: string | Buffer): Buffer =>
  createHmac('sha256', bytesOf(secret)).update(`${id}.${timestamp}.`).update(body).digest();

/** The three headers of a signed webhook; `seconds` is the sending time since 1970. */
export function sign(secret: string, id: string, seconds: number, body: string | Buffer): Record<string, string> {
  const timestamp = String(seconds);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${digest(secret, id, timestamp, body).toString('base64')}` };
}

/** Throws InvalidSignature unless the body was signed with this secret within five minutes of `nowSeconds`. */
export function verify(secret: string, headers: Record<string, string | string[] | undefined>, body: string | Buffer, nowSeconds: number): void {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string')
    throw new InvalidSignature('A webhook needs the headers webhook-id, webhook-timestamp and webhook-signature.');
  if (!/^\d+$/.test(timestamp) || Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS)
    throw new InvalidSignature('The webhook was signed more than five minutes ago, or by a clock that is wrong.');
  const expected = digest(secret, id, timestamp, body);
  const matches = (signature: string): boolean => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  };
  if (!signatures.split(' ').some(matches)) throw new InvalidSignature('The signature of the webhook does not match its body.');
}

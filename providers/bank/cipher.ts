/** Account numbers at rest: AES-256-GCM, under a key that only the processes have. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** The key that a setting holds. Throws when it is not 32 bytes in base64. */
export function keyOf(setting: string): Buffer {
  const key = Buffer.from(setting, 'base64');
  if (key.length !== KEY_BYTES) throw new Error('BANK_KEY must be 32 bytes in base64, as `openssl rand -base64 32` makes them.');
  return key;
}

export function encipher(key: Buffer, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Throws under another key, and for a text that was changed. */
export function decipher(key: Buffer, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const plain = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([plain.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), plain.final()]).toString('utf8');
}

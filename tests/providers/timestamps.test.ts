import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox } from '../../providers/sandbox-server.ts';
import { ProviderUnavailable } from '../../providers/request.ts';
import { timestampAuthority } from '../../providers/timestamps/rfc3161.ts';
import { TimestampFaulty, type TimestampAuthority } from '../../providers/timestamps/port.ts';
import { sha256 } from '../../verifier/chain.mjs';
import { type Timestamp, checkTimestamp } from '../../verifier/timestamp.mjs';
import { freshDatabase } from '../setup/database.ts';

/** An answer with an RSA signature, SHA-512 and an intermediate authority, made by the tool of another house. */
const OTHER = JSON.parse(readFileSync(join(import.meta.dirname, 'other-authority.json'), 'utf8')) as Record<
  'digest' | 'at' | 'response' | 'root',
  string
>;
const other = Buffer.from(OTHER.response, 'base64');
const DIGEST = sha256('a chain head');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let authority: TimestampAuthority;
beforeAll(async () => {
  database = await freshDatabase();
  sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: 'a secret of the tests only' });
  authority = timestampAuthority({ url: `${sandbox.url}/timestamps`, ca: undefined }) as TimestampAuthority;
}, 60_000);
afterAll(async () => {
  await sandbox?.stop();
  await database?.drop();
});

/** An authority that answers as it likes, for as long as `work` lasts. */
async function answering<T>(answer: (body: Buffer) => Promise<{ status?: number; body: Buffer }>, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void answer(Buffer.concat(chunks)).then(({ status = 200, body }) => response.writeHead(status).end(body)));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as { port: number };
  try {
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The sandbox's answer to this request. */
const asSandbox = async (body: Buffer): Promise<Buffer> => {
  const headers = { 'content-type': 'application/timestamp-query' };
  return Buffer.from(await (await fetch(`${sandbox.url}/timestamps`, { method: 'POST', headers, body: new Uint8Array(body) })).arrayBuffer());
};
const stampAt = (url: string): Promise<unknown> =>
  authorityAt(url)
    .stamp(DIGEST)
    .catch((error: unknown) => error);
const authorityAt = (url: string): TimestampAuthority => ({ ...(timestampAuthority({ url, ca: rootFile }) as TimestampAuthority) });
let rootFile: string;
beforeAll(async () => {
  const { writeFileSync } = await import('node:fs');
  rootFile = join(database.folder, 'root.pem');
  writeFileSync(rootFile, await authority.trusted());
});

describe('the embedded authority', () => {
  test('stamps a hash at the time of day, under a root of its own', async () => {
    const before = Date.now();
    const stamp = await authority.stamp(DIGEST);
    expect(checkTimestamp(stamp.token, { digest: DIGEST, trusted: await authority.trusted() })).toMatchObject({
      at: stamp.at,
      authority: 'Sandbox timestamping',
    });
    expect(Date.parse(stamp.at)).toBeGreaterThanOrEqual(before - 1000);
    expect(Date.parse(stamp.at)).toBeLessThanOrEqual(Date.now());
  });

  test('keeps its keys: what it stamped before a restart is still its own', async () => {
    const { token } = await authority.stamp(DIGEST);
    await sandbox.stop();
    sandbox = await startSandbox({ databaseUrl: database.url, folder: database.folder, secret: 'a secret of the tests only' });
    authority = timestampAuthority({ url: `${sandbox.url}/timestamps`, ca: undefined }) as TimestampAuthority;
    expect(checkTimestamp(token, { digest: DIGEST, trusted: await authority.trusted() }).authority).toBe('Sandbox timestamping');
  });

  test('refuses what is no request', async () => {
    const headers = { 'content-type': 'application/timestamp-query' };
    const answer = await fetch(`${sandbox.url}/timestamps`, { method: 'POST', headers, body: 'stamp this' });
    expect([answer.status, await answer.json()]).toEqual([400, { reason: 'This is not a request for a timestamp (RFC 3161).' }]);
  });
});

describe('an authority that does not do its work', () => {
  test('one that is not there, or fails, may be asked again', async () => {
    expect(await stampAt('http://127.0.0.1:9')).toBeInstanceOf(ProviderUnavailable);
    expect(await answering(async () => ({ status: 500, body: Buffer.from('') }), stampAt)).toBeInstanceOf(ProviderUnavailable);
  });

  test('what it answers is checked before it is kept', async () => {
    const says = async (body: Buffer | ((asked: Buffer) => Promise<Buffer>)): Promise<string> => {
      const fault = await answering(async (asked) => ({ body: typeof body === 'function' ? await body(asked) : body }), stampAt);
      expect(fault).toBeInstanceOf(TimestampFaulty);
      return (fault as Error).message;
    };
    expect(await says(Buffer.from('<html>'))).toContain('the timestamp:');
    expect(await says(Buffer.from('30053003020102', 'hex'))).toContain('refused to stamp');
    expect(await says(other)).toContain('another hash');
    const { token: old } = await authority.stamp(DIGEST);
    expect(await says(old)).toContain('answers another request');
    expect(await answering(async (asked) => ({ body: await asSandbox(asked) }), stampAt)).toMatchObject({ authority: 'Sandbox timestamping' });
  });
});

describe('a timestamp of another house', () => {
  const check = (response: Buffer, more: { digest?: string; trusted?: string } = {}): Timestamp =>
    checkTimestamp(response, { digest: OTHER.digest, trusted: OTHER.root, ...more });

  test('is read: when, by whom', () => {
    expect(check(other)).toEqual({ at: OTHER.at, authority: 'Example timestamping', serial: '02', nonce: null });
  });

  test('holds for its own hash and its own authority alone', async () => {
    expect(() => check(other, { digest: DIGEST })).toThrow('another hash');
    expect(() => check(other, { trusted: '' })).toThrow('not among those that are trusted');
    const foreign = await authority.trusted();
    expect(() => check(other, { trusted: foreign })).toThrow('not among those that are trusted');
  });

  test('says the same or nothing, whichever byte is changed', () => {
    const said = new Set<string>();
    let refused = 0;
    for (let at = 0; at < other.length; at++) {
      const changed = Buffer.from(other);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        said.add(JSON.stringify(check(changed)));
      } catch {
        refused++;
      }
    }
    expect([...said]).toEqual([JSON.stringify(check(other))]);
    expect(refused).toBeGreaterThan(other.length / 2);
  });
});

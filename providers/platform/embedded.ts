import { z } from 'zod';
import { ProviderRefused, ReplyLost, askJson } from '../request.ts';
import type { ContentItem, Destruction, ExportState, Platform } from './port.ts';

const counts = z.record(z.string(), z.int().min(0));
const bytes = z.int().min(0);
const State: z.ZodType<ExportState> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('PENDING'), expectedOn: z.iso.date(), progress: z.object({ bytes, counts }) }),
  z.object({ outcome: z.literal('READY'), sha256: z.string().regex(/^[0-9a-f]{64}$/), counts, bytes }),
]);
const Destroyed: z.ZodType<Destruction> = z.object({ certificate: z.string().min(1), counts });
/** Every kind must be named: an empty answer is no proof that nothing is left. */
const Holdings = z.object({
  contacts: bytes,
  contents: bytes,
  accountingEntries: bytes,
  labelledEntries: bytes,
  files: bytes,
  filesOnDisk: bytes,
  accounts: bytes,
  exports: bytes,
});
const Contacts = z.array(z.object({ number: z.int(), name: z.string(), email: z.string(), role: z.string(), joinedOn: z.iso.date() }));
const Closed = z.object({ accounts: z.int().min(0), keys: z.int().min(0) });

const Removed = z.object({ id: z.string(), publishedOn: z.iso.date(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes });
const Contents: z.ZodType<ContentItem[]> = z.array(Removed.extend({ title: z.string(), state: z.enum(['ONLINE', 'HELD']) }));

/** The sold software that the sandbox plays, with members, accounting, content and files per client. */
export function embeddedPlatform({ url }: { url: string }): Platform {
  const exportUrl = (id: string, at: string, file = '') => `${url}/platform/exports/${encodeURIComponent(id)}${file}?at=${encodeURIComponent(at)}`;
  return {
    startExport: (request) => askJson(`${url}/platform/exports`, State, request),
    async exportState(id, at) {
      try {
        return await askJson(exportUrl(id, at), State);
      } catch (error) {
        if (error instanceof ProviderRefused && error.status === 404) return null;
        throw error;
      }
    },
    async exportFile(id, at, from) {
      const response = await fetch(exportUrl(id, at, '/file'), { headers: from > 0 ? { range: `bytes=${from}-` } : {} }).catch((cause: unknown) => {
        throw new ReplyLost(`export ${id}: the file does not come`, { cause });
      });
      const begins = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0);
      if (response.status >= 500) throw new ReplyLost(`export ${id}: the platform failed`);
      if (!response.ok) throw new ProviderRefused(response.status, `export ${id}: ${await response.text()}`);
      if (!response.body || begins !== from) throw new ReplyLost(`export ${id}: the file was asked for from byte ${from} and comes from ${begins}`);
      return whole(id, response.body);
    },
    setAccess: (request) => askJson(`${url}/platform/access`, Closed, request),
    listContacts: (request) => askJson(`${url}/platform/contacts`, Contacts, request),
    listContent: (account, at) => askJson(`${url}/platform/contents`, Contents, { account, items: [], at }),
    holdContent: (request) => askJson(`${url}/platform/contents/hold`, Contents, request),
    releaseContent: (request) => askJson(`${url}/platform/contents/release`, Contents, request),
    deleteContent: (request) => askJson(`${url}/platform/contents/delete`, z.array(Removed), request),
    destroy: (request) => askJson(`${url}/platform/destructions`, Destroyed, request),
    holdings: (client) => askJson(`${url}/platform/holdings?client=${encodeURIComponent(client)}`, Holdings),
  };
}

async function* whole(id: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new ReplyLost(`export ${id}: the file was cut short`, { cause });
  }
}

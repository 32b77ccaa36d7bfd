import { z } from 'zod';
import type { ExportAnswer } from '../../contract/duties.ts';
import { ProviderRefused, ReplyLost, ask, askJson } from '../request.ts';
import type { Destruction, Platform } from './port.ts';

const counts = z.record(z.string(), z.int().min(0));
const State: z.ZodType<ExportAnswer> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('PENDING'), expectedOn: z.iso.date() }),
  z.object({ outcome: z.literal('READY'), sha256: z.string().regex(/^[0-9a-f]{64}$/), counts }),
]);
const Destroyed: z.ZodType<Destruction> = z.object({ destroyed: z.boolean(), certificate: z.string().min(1), counts });

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
    async exportFile(id, at) {
      const response = await ask(exportUrl(id, at, '/file'));
      try {
        return Buffer.from(await response.arrayBuffer());
      } catch (error) {
        throw new ReplyLost(`export ${id}: the file was cut short`, { cause: error });
      }
    },
    destroy: (request) => askJson(`${url}/platform/destructions`, Destroyed, request),
  };
}

import type { ExportAnswer } from '../../contract/duties.ts';
import { ProviderRefused, ReplyLost, ask, askJson } from '../request.ts';
import type { Destruction, Platform } from './port.ts';

/** The sold software that the sandbox plays, with members, accounting, content and files per client. */
export function embeddedPlatform({ url }: { url: string }): Platform {
  const exportUrl = (id: string, at: string, file = '') => `${url}/platform/exports/${encodeURIComponent(id)}${file}?at=${encodeURIComponent(at)}`;
  return {
    startExport: (request) => askJson<ExportAnswer>(`${url}/platform/exports`, request),
    async exportState(id, at) {
      try {
        return await askJson<ExportAnswer>(exportUrl(id, at));
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
    destroy: (request) => askJson<Destruction>(`${url}/platform/destructions`, request),
  };
}

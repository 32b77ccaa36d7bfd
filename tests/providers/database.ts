import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startPostgres } from '../../scripts/embedded/postgres.ts';

/** The database of this test run, or an embedded one where the run has none. */
export async function testDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = inject('databaseUrl' as never) as string | undefined;
  if (given) return { url: given, stop: async () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'tacite-providers-'));
  const postgres = await startPostgres({ folder, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

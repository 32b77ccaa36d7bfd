/** E8.6a: an export is taken from the platform into our own keeping: awaited, copied from where an earlier try broke off, and checked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Moment, civilOf, isoOf, parisDay } from '../contract/calendar.ts';
import type { ExportAnswer } from '../contract/duties.ts';
import type { ExportState } from '../providers/platform/port.ts';
import { ReplyLost } from '../providers/request.ts';
import type { Deps } from './deps.ts';

const POLL_MS = 250;

/** Waits while the platform makes it today, and takes it in; PENDING when it will be ready on a later day. Safe to run twice, and to be cut off anywhere. */
export async function collectExport(deps: Deps, { export: id, at }: { export: string; at: Moment }): Promise<ExportAnswer> {
  for (;;) {
    const state = await deps.platform.exportState(id, isoOf(at));
    if (!state) return { outcome: 'PENDING', expectedOn: civilOf(parisDay(at) + 1) };
    if (state.outcome === 'READY') return takeIn(deps, id, at, state);
    await note(deps, id, state.progress);
    if (state.expectedOn > civilOf(parisDay(at))) return { outcome: 'PENDING', expectedOn: state.expectedOn };
    await sleep(POLL_MS);
  }
}

async function takeIn(deps: Deps, id: string, at: Moment, { sha256, counts, bytes }: ExportState & { outcome: 'READY' }): Promise<ExportAnswer> {
  if ((await deps.exports.sound(id, sha256)) === null) {
    const from = (byte: number) => (byte < bytes ? deps.platform.exportFile(id, isoOf(at), byte) : Promise.resolve(nothing()));
    const tell = async (taken: number): Promise<void> => {
      await note(deps, id, { bytes, taken, counts });
      deps.failpoint?.('export.taking');
    };
    if (!(await deps.exports.take(id, sha256, from, tell))) throw new ReplyLost(`export ${id}: what came is not what was announced`);
  }
  await note(deps, id, { bytes, taken: bytes, counts });
  return { outcome: 'READY', sha256, counts };
}

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<Uint8Array> {}

/** How far it is, for those who wait. */
const note = async ({ knex }: Deps, id: string, progress: { bytes: number; taken?: number; counts: Record<string, number> }): Promise<void> =>
  void (await knex('exports')
    .where({ id })
    .update({ progress: JSON.stringify(progress), bytes: progress.bytes }));

/** Where a word is found: in every table of the database, in the files, in the inbox, and in all that Temporal holds. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { temporal } from '@temporalio/proto';
import type { Knex } from 'knex';
import { inject } from 'vitest';
import type { Door } from '../api/door.ts';

/** `texts.content`, `file platform/…`, `inbox`, `history sub-S000001`, `visibility`: each place once, in order. */
export async function placesOf(door: Door, word: string): Promise<string[]> {
  const places = [...(await inTables(door.knex, word)), ...inFiles(door.folder, word), ...(await inInbox(word)), ...(await inTemporal(door, word))];
  return [...new Set(places)].sort();
}

type Column = { table_schema: string; table_name: string; column_name: string };

/** Each column as text; bytes are looked through as they are, and as a mail encodes them. */
async function inTables(knex: Knex, word: string): Promise<string[]> {
  const columns: Column[] = (
    await knex.raw(`select table_schema, table_name, column_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  ).rows;
  const found: string[] = [];
  const hex = Buffer.from(word).toString('hex');
  for (const { table_schema, table_name, column_name } of columns) {
    const sql = 'select 1 from ??.?? where ??::text ilike ? or ??::text ilike ? limit 1';
    const { rows } = await knex.raw(sql, [table_schema, table_name, column_name, `%${word}%`, column_name, `%${hex}%`]);
    if (rows.length > 0) found.push(`${table_schema === 'public' ? '' : `${table_schema}.`}${table_name}.${column_name}`);
  }
  return found;
}

function inFiles(folder: string, word: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map((one) => join(one.parentPath, one.name));
  return paths.filter((path) => path.includes(word) || readFileSync(path).includes(word)).map((path) => `file ${relative(folder, path)}`);
}

async function inInbox(word: string): Promise<string[]> {
  const mails = await (await fetch(`${inject('inboxUrl')}/api/email`)).text();
  return mails.toLowerCase().includes(word.toLowerCase()) ? ['inbox'] : [];
}

/** Payloads are plain JSON: the bytes of a history hold their words. Closed runs are looked through too, and so is what the listing shows. */
async function inTemporal({ temporal: client, namespace }: Door, word: string): Promise<string[]> {
  const found: string[] = [];
  const { workflowService } = client.connection as unknown as { workflowService: temporal.api.workflowservice.v1.WorkflowService };
  for (let nextPageToken: Uint8Array = new Uint8Array(); ; ) {
    const page = await workflowService.listWorkflowExecutions({ namespace, nextPageToken, query: '' });
    for (const info of page.executions ?? []) {
      if (Buffer.from(temporal.api.workflow.v1.WorkflowExecutionInfo.encode(info).finish()).includes(word)) found.push('visibility');
      if (await isInHistory(workflowService, { namespace, execution: info.execution ?? {} }, word))
        found.push(`history ${info.execution?.workflowId}`);
    }
    nextPageToken = page.nextPageToken ?? new Uint8Array();
    if (nextPageToken.length === 0) return found;
  }
}

type Run = { namespace: string; execution: temporal.api.common.v1.IWorkflowExecution };
async function isInHistory(service: temporal.api.workflowservice.v1.WorkflowService, run: Run, word: string): Promise<boolean> {
  for (let nextPageToken: Uint8Array = new Uint8Array(); ; ) {
    const page = await service.getWorkflowExecutionHistory({ ...run, nextPageToken });
    if (Buffer.from(temporal.api.history.v1.History.encode(page.history ?? {}).finish()).includes(word)) return true;
    nextPageToken = page.nextPageToken ?? new Uint8Array();
    if (nextPageToken.length === 0) return false;
  }
}

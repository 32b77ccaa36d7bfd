/** Every list also comes as a CSV file, whole and with the same filters: `Accept: text/csv` or `?format=csv`. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import { languageOf } from './errors.ts';

type Listed = { data: Record<string, unknown>[]; next: string | null };
type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<Listed>;

const Format = z.enum(['json', 'csv']).optional().describe('`csv`: the whole list as a file, like `Accept: text/csv`');
const CSV = 'UTF-8 with its mark; semicolons and decimal commas in French, commas and points in English (Accept-Language); sums in euros';
const AT_ONCE = 1000;

/** The lists are the routes that answer a page: `data` and `next`. */
export function addCsv(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const response = route.schema?.response as { 200?: unknown } | undefined;
    const page = response?.[200];
    if (route.method !== 'GET' || !(page instanceof z.ZodObject) || !(page.shape['data'] instanceof z.ZodArray) || !('next' in page.shape)) return;
    const columns = columnsOf((page.shape['data'] as z.ZodArray<z.ZodType>).element);
    const asked = route.schema?.querystring;
    const querystring = (asked instanceof z.ZodObject ? asked : z.object({})).safeExtend({ format: Format });
    const content = { 'application/json': { schema: page }, 'text/csv': { schema: z.any().meta({ type: 'string', description: CSV }) } };
    route.schema = { ...route.schema, querystring, response: { ...response, 200: { description: 'The list', content } } };
    route.handler = asCsv(route, columns);
  });
}

function asCsv({ handler, url }: RouteOptions, columns: string[][]): RouteOptions['handler'] {
  const list = handler as unknown as Handler;
  const name = url.split('/').findLast((part) => part !== '' && !part.startsWith(':')) ?? 'list';
  return async (request, reply) => {
    const query = request.query as { format?: 'csv' | 'json' };
    if ((query.format ?? (request.headers.accept?.includes('text/csv') ? 'csv' : 'json')) === 'json') return list(request, reply);
    const pageAfter = (cursor: string | undefined): Promise<Listed> => {
      request.query = { ...query, limit: AT_ONCE, ...(cursor === undefined ? {} : { cursor }) };
      return list(request, reply);
    };
    const first = await pageAfter(undefined);
    reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="tacite-${name}.csv"`);
    return reply.send(Readable.from(csvText({ first, pageAfter, columns, french: languageOf(request) === 'fr' })));
  };
}

type Text = { first: Listed; pageAfter: (cursor: string) => Promise<Listed>; columns: string[][]; french: boolean };
async function* csvText({ first, pageAfter, columns, french }: Text): AsyncGenerator<string> {
  const separator = french ? ';' : ',';
  const line = (cells: string[]): string => `${cells.map((one) => quoted(one, separator)).join(separator)}\r\n`;
  yield `\ufeff${line(columns.map((path) => path.join('.').replace(/\.cents$|Cents$/, '')))}`;
  for (let page = first; ; page = await pageAfter(page.next)) {
    yield page.data.map((row) => line(columns.map((path) => cell(path, valueAt(row, path), french)))).join('');
    if (page.next === null) return;
  }
}

const valueAt = (row: unknown, path: string[]): unknown =>
  path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name] ?? null, row);

/** The fields of an item, those within objects by their path. */
function columnsOf(schema: z.ZodType, path: string[] = []): string[][] {
  const inner = schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  if (!(inner instanceof z.ZodObject)) return [path];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) => columnsOf(field, [...path, name]));
}

function cell(path: string[], value: unknown, french: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    const figure = /^cents$|Cents$/.test(path.at(-1) ?? '') ? (value / 100).toFixed(2) : String(value);
    return french ? figure.replace('.', ',') : figure;
  }
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== 'object');
  return safe(isPlain ? value.join(' ') : typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A text that a spreadsheet would run as a formula is made a text again. */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

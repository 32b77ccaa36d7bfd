import { readFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { openInstance } from './instance.ts';

test('the types of the web are those of the API: if not, run `npm run api-types`', async () => {
  const { url } = await openInstance();
  const description = await (await fetch(`${url}/api/v1/openapi.json`)).json();
  const [, committed] = readFileSync('web/src/api/schema.d.ts', 'utf8').split(' */\n\n');
  expect(astToString(await openapiTS(description)).trim()).toBe(committed?.trim());
});

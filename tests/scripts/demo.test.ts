import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { door } from '../../scripts/demo/door.ts';

test('a call that is to be asked again, or loses its connection, is asked again with its key; a refusal is not', async () => {
  const keys: unknown[] = [];
  const answers = [
    [409, { 'retry-after': '0' }, { detail: 'The same request is being answered.' }],
    [503, { 'retry-after': '0' }, { detail: 'No worker answers now.' }],
    null,
    [200, {}, { id: 'cli_1' }],
    [422, {}, { detail: 'The seat is missing.' }],
  ] as const;
  const server = createServer((request, response) => {
    const answer = answers[keys.push(request.headers['idempotency-key']) - 1];
    if (!answer) return request.socket.destroy();
    const [status, headers, body] = answer;
    return response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const company = door(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
  expect(await company.post('/clients', {}, 'demo/1')).toEqual({ id: 'cli_1' });
  await expect(company.post('/clients', {}, 'demo/2')).rejects.toThrow('422 The seat is missing.');
  expect(keys).toEqual(['demo/1', 'demo/1', 'demo/1', 'demo/1', 'demo/2']);
  server.close();
  server.closeAllConnections();
});

/** F04, F08: an outside that answers something else than what it was asked is not believed, whatever its status says. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterCarrier } from '../../providers/letters/carrier.ts';
import { sandboxPayments } from '../../providers/payments/sandbox.ts';
import { embeddedPlatform } from '../../providers/platform/embedded.ts';
import { ReplyLost } from '../../providers/request.ts';

let answer = '';
const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const at = '2027-02-03T07:00:00.000Z';
const whose = { subscription: 'S1', at };
const account = { client: 'cli_1', since: at, contacts: 3 };
const QUESTIONS: { [question: string]: () => Promise<unknown> } = {
  charge: () => payments().charge({ ...whose, key: 'S1/T1-1', method: 'pm_1', cents: 1, documents: [], clocked: true, payment: 'T1-1' }),
  'look-up': () => payments().lookUp({ key: 'S1/T1-1', method: 'pm_1', at }),
  refund: () => payments().refund({ ...whose, key: 'S1/refund/1', method: 'pm_1', cents: 1, documents: [] }),
  export: () => platform().startExport({ ...whose, export: 'exp_1', account, clocked: true }),
  access: () => platform().setAccess({ account, open: false, at }),
  holdings: () => platform().holdings('cli_1'),
  content: () => platform().holdContent({ account, items: ['cnt_1'], at }),
  'removed content': () => platform().deleteContent({ account, items: ['cnt_1'], at }),
  destruction: () => platform().destroy({ account, scope: 'ALL_DATA', at, key: 'S1/destroy' }),
  letter: () => letterCarrier({ url }).post({ key: 'S1/n', recipient: 'R', pdf: Buffer.from('%PDF-'), at }),
};
const payments = () => sandboxPayments({ url, secret: 'a secret of the tests only' });
const platform = () => embeddedPlatform({ url });

test.each(
  Object.keys(QUESTIONS).flatMap((question) =>
    ['<html>gateway</html>', '{}', 'null', '{"outcome":"MAYBE"}', '{"outcome":"REJECTED"}', '{"destroyed":"yes"}'].map((said) => ({
      question,
      said,
    })),
  ),
)('$question answered $said is a lost reply', async ({ question, said }) => {
  answer = said;
  await expect(QUESTIONS[question]?.()).rejects.toBeInstanceOf(ReplyLost);
});

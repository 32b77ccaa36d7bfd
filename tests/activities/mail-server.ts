/** An SMTP server on 127.0.0.1 that keeps what it is given, and refuses whom it is told to. */
import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** One mail as it arrived: whose, and the hash of its bytes. */
export type Received = { to: string; messageId: string; sha256: string };
export type MailServer = {
  url: string;
  received: Received[];
  /** What RCPT answers from now on: `550 gone`, `451 later`; null takes everybody. */
  answer(line: string | null): void;
  stop(): Promise<void>;
};

/** Starts one on a free port. `stop` also ends the connections that are kept open. */
export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    converse(socket, received, () => refusal);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (line) => void (refusal = line),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

function converse(socket: Socket, received: Received[], refusal: () => string | null): void {
  const say = (line: string): unknown => socket.write(`${line}\r\n`);
  let rest = '';
  let to = '';
  let data: string[] | null = null;
  const hear = (line: string): unknown => {
    if (data && line !== '.') return data.push(line.replace(/^\./, ''));
    if (data) {
      received.push(mailOf(to, data));
      data = null;
      return say('250 taken');
    }
    if (line.startsWith('MAIL')) to = '';
    if (line.startsWith('RCPT')) {
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      return say(refusal() ?? '250 ok');
    }
    if (line === 'DATA') data = [];
    return say(line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 ok');
  };
  socket.on('error', () => socket.destroy());
  say('220 tests');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
}

function mailOf(to: string, lines: string[]): Received {
  const source = Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
  const messageId = /^Message-ID: <(.*)>/im.exec(source.toString('latin1'))?.[1] ?? '';
  return { to, messageId, sha256: createHash('sha256').update(source).digest('hex') };
}

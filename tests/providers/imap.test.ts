import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Place, readMailbox } from '../../providers/mail/imap.ts';

/** A mailbox on a server that knows as much of IMAP as reading needs, and keeps what it was asked. */
const box = { validity: 7, mails: new Map<number, string>() };
let asked: string[] = [];

function answer(socket: Socket, line: string): unknown {
  const [tag = '', ...words] = line.split(' ');
  const command = words.join(' ');
  asked.push(command);
  const uids = [...box.mails.keys()];
  const say = (...lines: string[]): unknown => socket.write([...lines, `${tag} OK done`, ''].join('\r\n'));
  if (command.startsWith('CAPABILITY')) return say('* CAPABILITY IMAP4rev1');
  if (/^(EXAMINE|SELECT)/.test(command)) return say(`* ${uids.length} EXISTS`, `* OK [UIDVALIDITY ${box.validity}] valid`, '* OK [UIDNEXT 99] next');
  if (command.startsWith('UID SEARCH')) {
    const from = Number(/(\d+):\*/.exec(command)?.[1]);
    const found = uids.filter((uid) => uid >= from || uid === uids.at(-1)); // `9:*` always has the last one
    return say(`* SEARCH ${found.join(' ')}`);
  }
  if (command.startsWith('UID FETCH')) {
    const uid = Number(/FETCH (\d+)/.exec(command)?.[1]);
    const mail = box.mails.get(uid) ?? '';
    return say(`* ${uids.indexOf(uid) + 1} FETCH (UID ${uid} BODY[] {${mail.length}}\r\n${mail})`);
  }
  if (command.startsWith('LIST')) return say('* LIST () "/" INBOX');
  return say();
}
const server: Server = createServer((socket) => {
  socket.write('* OK ready\r\n');
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n')) if (line) answer(socket, line);
  });
});

beforeEach(async () => {
  asked = [];
  box.validity = 7;
  box.mails = new Map([
    [3, 'Subject: trois\r\n\r\n3'],
    [5, 'Subject: cinq\r\n\r\n5'],
  ]);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => new Promise((done) => server.close(done)));

async function read(after: Place | null, failOn?: number): Promise<[string, Place][]> {
  const taken: [string, Place][] = [];
  const url = `imap://nous%40societe.example:secret@127.0.0.1:${(server.address() as AddressInfo).port}/INBOX`;
  await readMailbox(url, after, async (raw, place) => {
    if (place.uid === failOn) throw new Error('not now');
    taken.push([raw.toString(), place]);
  });
  return taken;
}

test('each mail is read once, in order, from where the reading was left', async () => {
  const all = await read(null);
  expect(all).toEqual([
    ['Subject: trois\r\n\r\n3', { validity: '7', uid: 3 }],
    ['Subject: cinq\r\n\r\n5', { validity: '7', uid: 5 }],
  ]);
  expect(await read({ validity: '7', uid: 5 })).toEqual([]);
  box.mails.set(9, 'Subject: neuf\r\n\r\n9');
  expect((await read({ validity: '7', uid: 5 })).map(([, { uid }]) => uid)).toEqual([9]);
});

test('a mailbox made anew is read from its beginning; one whose mail cannot be taken in is left there', async () => {
  box.validity = 8;
  expect((await read({ validity: '7', uid: 5 })).map(([, place]) => place)).toEqual([
    { validity: '8', uid: 3 },
    { validity: '8', uid: 5 },
  ]);
  await expect(read(null, 5)).rejects.toThrow('not now');
});

test('nothing is changed in the mailbox: it is opened to be read only', async () => {
  await read(null);
  expect(asked.join('\n')).toMatch(/EXAMINE "?INBOX/);
  expect(asked.join('\n')).not.toMatch(/SELECT|STORE|EXPUNGE|MOVE|BODY\[\]/);
  expect(asked.join('\n')).toContain('BODY.PEEK[]');
});

test('a server that is not there is told', async () => {
  await expect(readMailbox('imap://a:b@127.0.0.1:9/INBOX', null, async () => undefined)).rejects.toThrow(/ECONNREFUSED|connect|Failed/);
});

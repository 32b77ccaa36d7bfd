import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { sealChains } from '../../activities/seal.ts';
import { dossierOf } from '../../api/dossier/archive.ts';
import { verify } from '../../database/verify.ts';
import { sha256 } from '../../verifier/chain.mjs';
import { checkDossier } from '../../verifier/dossier.mjs';
import { directory, type Entry, entryOf, fileHeader, readZip } from '../../verifier/zip.mjs';
import { wordsOf } from '../mails/read-pdf.ts';
import { anOffice, engine, must, notices, type Office, withEngine } from './office.ts';

withEngine();

let office: Office;
let auditor: string;
let zip: Buffer;

const sealing = (): Promise<number> => sealChains(engine.deps as unknown as Parameters<typeof sealChains>[0]);
const dossier = async (number: string, token: string): Promise<{ status: number; bytes: Buffer; type: string }> => {
  const reply = await engine.app.inject({ url: `/api/v1/subscriptions/${number}/dossier`, headers: { authorization: `Bearer ${token}` } });
  return { status: reply.statusCode, bytes: reply.rawPayload, type: String(reply.headers['content-type']) };
};

/** A subscription that was not paid, suspended, and terminated by two people of LEGAL; with a court decision on file. */
beforeAll(async () => {
  auditor = await engine.userWith(['AUDITOR']);
  office = await anOffice({ token: 'card_declined', at: '2027-01-20T09:00:00Z' });
  await sealing();
  await office.goTo('2027-03-20T10:00:00Z');
  const [first, second] = [await engine.userWith(['LEGAL']), await engine.userWith(['LEGAL'])];
  const given = { ground: 'NON_PAYMENT', facts: 'Trois rappels sont restés sans effet.', channel: 'EMAIL' };
  const { task } = await must('POST', `/subscriptions/${office.number}/terminate-for-cause`, given, first);
  await must('POST', `/tasks/${task}/decide`, { choice: 'APPROVE', reason: 'La somme est due et notifiée.' }, second);
  const document = { name: 'jugement.pdf', type: 'application/pdf', contentBase64: Buffer.from('%PDF-1.7 jugement').toString('base64') };
  const decision = { court: 'Tribunal de commerce de Paris', reference: 'RG 2027/01234', decidedOn: '2027-03-01', file: document };
  await must('POST', `/clients/${office.id}/attach-court-decision`, decision, first);
  await office.goTo('2027-05-20T10:00:00Z');
  await sealing();
  ({ bytes: zip } = await dossier(office.number, auditor));
}, 120_000);

/** The ZIP with other files in it, made as carefully as the first: whoever forges it knows how. */
function forged(change: (files: Map<string, Buffer>) => void): Buffer {
  const files = readZip(zip);
  change(files);
  const entries: (Entry & { offset: number })[] = [];
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const entry = { ...entryOf(name, content), offset };
    const header = fileHeader(entry);
    parts.push(header, content);
    entries.push(entry);
    offset += header.length + content.length;
  }
  return Buffer.concat([...parts, directory(entries, offset)]);
}
/** One word of a file for another, and the manifest made anew, as by someone who has no key of the authority. */
const rewritten = (name: string, from: string, to: string): Buffer =>
  forged((files) => {
    const before = files.get(name)?.toString('latin1') ?? '';
    expect(before).toContain(from);
    files.set(name, Buffer.from(before.replace(from, to), 'latin1'));
    const manifest = JSON.parse(String(files.get('manifest.json')));
    for (const one of manifest.files) one.sha256 = sha256(files.get(one.name) as Buffer);
    files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  });
const placesOf = (bytes: Buffer): string[] => checkDossier(bytes).faults.map(({ where }) => where);

describe('the evidence file of a terminated subscription (A11)', () => {
  test('has journal, records, messages as sent, documents, terms and seals, and all of it holds', async () => {
    const { checked, faults } = checkDossier(zip);
    expect(faults).toEqual([]);
    const files = readZip(zip);
    const rows = (name: string): { [field: string]: unknown }[] =>
      String(files.get(name))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(rows('messages.jsonl').filter((one) => one['formal'])).toMatchObject([
      { code: 'DEFAULT_NOTICE' },
      { code: 'SUSPENSION_NOTICE' },
      { code: 'TERMINATION_NOTICE' },
    ]);
    const [invoice] = rows('documents.jsonl');
    expect(files.get(String(invoice?.['file']))?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(rows('seals.jsonl').map((one) => one['chain'])).toContain(`journal/${office.number}`);
    expect(rows('terms.jsonl')).toMatchObject([{ version: '1', file: 'terms/1.md' }]);
    expect([...files.keys()].filter((name) => name.startsWith('attachments/'))).toEqual([expect.stringMatching(/jugement\.pdf$/)]);
    const chronology = wordsOf(files.get('chronology.pdf') as Buffer).replaceAll(/\s+/g, ' ');
    for (const words of ['Accès suspendu', 'Mise en demeure', 'Conditions 1 acceptées', 'le logiciel']) expect(chronology).toContain(words);
    expect(checked.join('\n')).toContain('the manifest was stamped at');
    expect(checked.join('\n')).toMatch(/seals: [2-9] timestamps/);
  });

  test('every message that left is sealed by the journal, formal notices too', async () => {
    const [notice] = await notices(office, 'TERMINATION_NOTICE');
    const sealed = await engine.knex('journal').where({ subscription: office.number, type: 'message.sent' }).pluck('data');
    expect(sealed.find((one: { code: string }) => one.code === 'TERMINATION_NOTICE')).toMatchObject({ documentHash: notice.documentHash });
  });

  test('is checked by a third party, offline, with Node alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tacite-dossier-'));
    const at = (name: string): string => join(folder, name);
    for (const [name, content] of readZip(zip)) {
      if (!name.startsWith('verify/')) continue;
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), content);
    }
    writeFileSync(at('dossier.zip'), zip);
    writeFileSync(at('other.zip'), rewritten('texts.jsonl', 'Trois rappels', 'Deux rappels'));
    writeFileSync(at('authority.pem'), readZip(zip).get('authority.pem') as Buffer);
    const run = (...args: string[]): { code: number; says: string } => {
      try {
        return { code: 0, says: execFileSync(process.execPath, ['verify/verify.mjs', ...args], { cwd: folder, encoding: 'utf8', env: {} }) };
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
        return { code: status, says: stdout + stderr };
      }
    };
    expect(run('dossier.zip', '--trusted', 'authority.pem')).toMatchObject({ code: 0, says: expect.stringMatching(/All holds\.\n$/) });
    expect(run('other.zip')).toMatchObject({ code: 1, says: expect.stringContaining('FAULT  texts.jsonl: ') });
    expect(run('missing.zip').code).toBe(2);
    expect(run()).toMatchObject({ code: 2, says: expect.stringContaining('node verify.mjs dossier.zip') });
    rmSync(folder, { recursive: true });
  });

  test('one changed byte anywhere is found, and named by its file', () => {
    const named: string[] = [];
    let at = 0;
    for (const [name, content] of readZip(zip)) {
      const header = fileHeader(entryOf(name, content)).length;
      const chosen = [0, 5, 11, 15, header - 1, header, header + Math.floor(content.length / 2), header + content.length - 1];
      for (const place of new Set(chosen.filter((one) => one < header + content.length))) {
        const changed = Buffer.from(zip);
        changed[at + place] = (changed[at + place] ?? 0) ^ 0x20;
        const { faults } = checkDossier(changed);
        expect(faults.length, `${name} at ${place}`).toBeGreaterThan(0);
        named.push(`${place >= header ? name : ''} in ${faults[0]?.where} ${faults[0]?.what}`);
      }
      at += header + content.length;
    }
    for (const one of named) expect(one).toMatch(/^(.*) in .*\1/);
    for (let place = at; place < zip.length; place += 7) {
      const changed = Buffer.from(zip);
      changed[place] = (changed[place] ?? 0) ^ 0x20;
      expect(checkDossier(changed).faults, `the directory at ${place - at}`).toMatchObject([{ where: 'the ZIP' }]);
    }
  }, 120_000);

  test.each`
    who forges                    | name               | from               | to                | found
    ${'a fact'}                   | ${'journal.jsonl'} | ${'CARD'}          | ${'SEPA'}         | ${['manifest.tsr', 'journal.jsonl']}
    ${'the words of a person'}    | ${'texts.jsonl'}   | ${'Trois rappels'} | ${'Deux rappels'} | ${['manifest.tsr', 'texts.jsonl']}
    ${'the terms'}                | ${'terms/1.md'}    | ${'Conditions'}    | ${'Convention'}   | ${['manifest.tsr', 'terms/1.md']}
    ${'the certificate of trust'} | ${'authority.pem'} | ${'BEGIN CERT'}    | ${'BEGUN CERT'}   | ${['manifest.tsr']}
    ${'the path of a seal'}       | ${'seals.jsonl'}   | ${'"seq":'}        | ${'"seq": 1'}     | ${['manifest.tsr', 'seals.jsonl']}
    ${'a row of a register'}      | ${'records.jsonl'} | ${'"seq":1'}       | ${'"seq":2'}      | ${['manifest.tsr', 'records.jsonl']}
  `('who forges $who and makes the manifest anew is found', ({ name, from, to, found }) => {
    expect(placesOf(rewritten(name, from, to))).toEqual(expect.arrayContaining(found));
  });

  test('a file that is taken out, put in or put in for another is named', () => {
    const [message] = [...readZip(zip).keys()].filter((name) => name.startsWith('messages/'));
    expect(placesOf(forged((files) => files.delete(message as string)))).toContain(message);
    expect(placesOf(forged((files) => files.set('more.txt', Buffer.from('x'))))).toContain('more.txt');
    expect(placesOf(forged((files) => files.set(message as string, Buffer.from('x'))))).toContain(message);
    expect(placesOf(forged((files) => files.delete('manifest.tsr')))).toEqual([]);
    expect(checkDossier(forged((files) => files.delete('manifest.tsr'))).checked.join()).toContain('no timestamp over the manifest');
  });

  test('is for LEGAL, DPO and AUDITOR; each one made is in the log', async () => {
    for (const roles of [['SUPPORT'], ['BILLING'], ['ADMIN']] as const)
      expect((await dossier(office.number, await engine.userWith([...roles]))).status).toBe(403);
    expect((await dossier(office.number, office.owner)).status).toBe(403);
    expect((await dossier('sub-none', auditor)).status).toBe(404);
    expect(await dossier(office.number, await engine.userWith(['DPO']))).toMatchObject({ status: 200, type: 'application/zip' });
    const log = await engine.knex('audit_log').where({ subscription: office.number, action: 'make-dossier' }).select('article', 'detail');
    expect(log).toHaveLength(2);
    expect(log[0]).toMatchObject({ article: 'A11', detail: { sha256: sha256(readZip(zip).get('manifest.json') as Buffer) } });
  });

  test('without an authority there is no timestamp, and it says so; one that does not answer hands out nothing', async () => {
    const whose = { number: office.number, client: office.id, testClock: office.clock };
    const plain = checkDossier((await dossierOf(engine.knex, whose, undefined)).zip);
    expect(plain.checked.join()).toContain('no timestamp over the manifest');
    const { stamp } = engine.deps.timestamps as { stamp: unknown };
    const broken = { trusted: async () => '', stamp: () => Promise.reject(new (class extends Error {})('x')) };
    await expect(dossierOf(engine.knex, whose, broken)).rejects.toThrow('x');
    expect(stamp).toBeTypeOf('function');
  });
});

describe('seals', () => {
  test('cover what grew since the last one, once', async () => {
    await sealing();
    expect(await sealing()).toBe(0);
    const before = await engine
      .knex('seal_leaves')
      .where({ chain: `journal/${office.number}` })
      .count('seal as n')
      .first();
    await office.goTo('2027-06-20T10:00:00Z');
    await must('POST', `/subscriptions/${office.number}/open-complaint`, { text: 'Une question', documented: false }, office.owner);
    expect(await sealing()).toBe(1);
    const after = await engine
      .knex('seal_leaves')
      .where({ chain: `journal/${office.number}` })
      .count('seal as n')
      .first();
    expect(Number(after?.['n'])).toBe(Number(before?.['n']) + 1);
  });

  test('a run in which the authority breaks off covers nothing, and the next one covers all', async () => {
    const more = await anOffice({ clock: office.clock, at: '2027-06-21T10:00:00Z' });
    const { timestamps } = engine.deps;
    const broken = { ...timestamps, stamp: () => Promise.reject(new Error('no answer')) };
    const world = { ...engine.deps, timestamps: broken } as unknown as Parameters<typeof sealChains>[0];
    await expect(sealChains(world)).rejects.toThrow('no answer');
    expect(await engine.knex('seal_leaves').where({ chain: `journal/${more.number}` })).toEqual([]);
    expect(await sealing()).toBeGreaterThan(0);
    expect(await engine.knex('seal_leaves').where({ chain: `journal/${more.number}` })).toHaveLength(1);
  });

  test('a journal written anew from its first line to its last, chain and all, is found by verify', async () => {
    expect(await verify(engine.knex)).toEqual([]);
    await engine.knex.transaction(async (trx) => {
      await trx.raw('set local session_replication_role = replica');
      await trx('seal_leaves')
        .where({ chain: `journal/${office.number}` })
        .update({ hash: '0'.repeat(64) });
    });
    const found = (await verify(engine.knex)).map(({ check, what }) => `${check}: ${what}`);
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^seals: seal \d+: its leaves are not those that were sealed$/),
        expect.stringMatching(new RegExp(`^seals: journal/${office.number}, row \\d+: it is not the one that seal \\d+ covers$`)),
      ]),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { readMail } from '../../providers/mail/incoming.ts';
import { report } from '../../providers/sandbox/reports.ts';

const ID = '0123456789abcdef0123456789abcdef@societe.example';
const raw = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'));
const HEAD = 'From: Bureau <Bureau@Jardins.example>\nDate: Wed, 9 Jun 2027 10:00:00 +0200\nMIME-Version: 1.0';
const deliveryReport = (fields: string, original = `Message-ID: <${ID}>\nSubject: Mise en demeure`): Buffer =>
  raw(`${HEAD}
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.jardins.example

${fields}

--b
Content-Type: text/rfc822-headers

${original}

--b--
`);
const recipient = (action: string, status: string): string =>
  `Original-Recipient: rfc822;Bureau@Jardins.example\nFinal-Recipient: rfc822; boite@jardins.example\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; 550\n 5.1.1 gone`;

describe('E11.1b: what a mail server reports (RFC 3464)', () => {
  test.each`
    action         | status     | kind           | outcome        | because
    ${'failed'}    | ${'5.1.1'} | ${'BOUNCE'}    | ${'RETURNED'}  | ${'the address is not there'}
    ${'Failed'}    | ${'4.4.7'} | ${'BOUNCE'}    | ${'RETURNED'}  | ${'the server gave up'}
    ${'delayed'}   | ${'4.4.1'} | ${'DELAY'}     | ${'DELAYED'}   | ${'it tries again'}
    ${'delivered'} | ${'2.0.0'} | ${'DELIVERED'} | ${'DELIVERED'} | ${'it is in the mailbox'}
    ${'relayed'}   | ${'2.0.0'} | ${'AUTOMATIC'} | ${null}        | ${'nobody knows whether it arrived'}
  `('$action $status is $kind: $because', async ({ action, status, kind, outcome }) => {
    const mail = await readMail(deliveryReport(recipient(action, status)));
    const outcomes = outcome ? [{ addresses: ['bureau@jardins.example', 'boite@jardins.example'], outcome }] : [];
    expect(mail).toMatchObject({ kind, outcomes, about: [ID] });
  });

  test('of two recipients each has its own outcome, and the worst names the report', async () => {
    const other = 'Final-Recipient: rfc822; autre@jardins.example\nAction: delayed\nStatus: 4.2.2';
    const mail = await readMail(deliveryReport(`${other}\n\n${recipient('failed', '5.1.1')}`));
    expect(mail.kind).toBe('BOUNCE');
    expect(mail.outcomes.map(({ outcome }) => outcome)).toEqual(['DELAYED', 'RETURNED']);
  });

  test('without the headers of the original, the name of the envelope tells which mail it is about', async () => {
    const mail = await readMail(
      raw(
        deliveryReport(recipient('failed', '5.1.1'), 'Subject: x')
          .toString()
          .replaceAll('\r\n', '\n')
          .replace('Reporting-MTA', `Original-Envelope-Id: ${ID}\nReporting-MTA`),
      ),
    );
    expect(mail.about).toEqual([ID]);
  });

  test('a report pasted into a letter is no report', async () => {
    const pasted = deliveryReport(recipient('failed', '5.1.1'))
      .toString()
      .replace('multipart/report; report-type=delivery-status', 'multipart/mixed');
    expect(await readMail(Buffer.from(pasted))).toMatchObject({ kind: 'REPLY', outcomes: [], about: [] });
  });
});

describe('E11.1b: read receipts (RFC 8098)', () => {
  const receipt = (disposition: string): Buffer =>
    raw(`${HEAD}
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain

Lu.
--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822; bureau@jardins.example
Original-Message-ID: <${ID}>
Disposition: ${disposition}

--b--
`);
  test.each`
    disposition                                             | kind
    ${'manual-action/MDN-sent-manually; displayed'}         | ${'READ'}
    ${'automatic-action/MDN-sent-automatically; displayed'} | ${'READ'}
    ${'manual-action/MDN-sent-manually; deleted'}           | ${'AUTOMATIC'}
    ${'manual-action/MDN-sent-manually; denied'}            | ${'AUTOMATIC'}
  `('$disposition is $kind', async ({ disposition, kind }) => {
    const outcomes = kind === 'READ' ? [{ addresses: ['bureau@jardins.example'], outcome: 'READ' }] : [];
    expect(await readMail(receipt(disposition))).toMatchObject({ kind, outcomes, about: [ID] });
  });
});

describe('E11.9b: what people and programs write', () => {
  test.each`
    header                            | kind           | because
    ${'X-Nothing: 1'}                 | ${'REPLY'}     | ${'a person'}
    ${'Auto-Submitted: no'}           | ${'REPLY'}     | ${'a person, who says so'}
    ${'Auto-Submitted: auto-replied'} | ${'AUTOMATIC'} | ${'out of the office'}
    ${'Precedence: bulk'}             | ${'AUTOMATIC'} | ${'a list'}
    ${'Return-Path: <>'}              | ${'AUTOMATIC'} | ${'a server, in no standard form'}
  `('$header is $kind: $because', async ({ header, kind }) => {
    const mail = await readMail(raw(`${header}\n${HEAD}\nIn-Reply-To: <${ID}>\nReferences: <a@b.example>\n <${ID}>\n\nBonjour`));
    expect(mail).toMatchObject({ kind, from: 'bureau@jardins.example', outcomes: [], about: [ID, 'a@b.example', ID] });
  });

  test('its headers and its bytes are as they came; what cannot be stored is left out of what is read', async () => {
    const bytes = raw(`${HEAD}\nSubject: a\0b\n\nBonjour\0`);
    const mail = await readMail(bytes);
    expect(mail.raw).toBe(bytes);
    expect(mail.headers).toBe(`${HEAD}\nSubject: ab`.replaceAll('\n', '\r\n'));
    expect(await readMail(Buffer.from('no mail at all'))).toMatchObject({ kind: 'REPLY', from: null, about: [] });
  });
});

test('what the sandbox sends back reads as what a server or a reader sends, and is the same each time', async () => {
  const asked = { id: 'evt_1', at: '2027-02-12T09:00:00.000Z', messageId: ID, to: ['a@b.example', 'c@d.example'] };
  const bounce = await report({ ...asked, kind: 'BOUNCE' });
  expect(bounce).toMatchObject({ kind: 'BOUNCE', about: [ID, ID], outcomes: [{ addresses: ['a@b.example'] }, { addresses: ['c@d.example'] }] });
  expect((await report({ ...asked, kind: 'BOUNCE' })).sha256).toBe(bounce.sha256);
  expect(await report({ ...asked, kind: 'READ' })).toMatchObject({ kind: 'READ', outcomes: [{ addresses: ['a@b.example'], outcome: 'READ' }] });
});

/** Reading what comes back to our address: reports of delivery (RFC 3464), read receipts (RFC 8098), automatic answers, and what people write. */
import { createHash } from 'node:crypto';
import { type ParsedMail, simpleParser } from 'mailparser';

/** What a report says of one recipient, by each address under which it names it. */
export type Outcome = { addresses: string[]; outcome: 'RETURNED' | 'DELAYED' | 'DELIVERED' | 'READ' };
export type Incoming = {
  raw: Buffer;
  sha256: string;
  /** Its header lines as they came. */
  headers: string;
  from: string | null;
  kind: 'BOUNCE' | 'DELAY' | 'DELIVERED' | 'READ' | 'AUTOMATIC' | 'REPLY';
  /** The Message-IDs that it quotes, without brackets: of a report those that it reports on. */
  about: string[];
  outcomes: Outcome[];
};

/** Reads a mail as it came (`message/rfc822`). What claims to be a report and does not read as one is an automatic answer. */
export async function readMail(raw: Buffer): Promise<Incoming> {
  const mail = await simpleParser(Buffer.from(raw.filter((byte) => byte !== 0)), {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  const outcomes = reported(mail);
  return {
    raw,
    sha256: createHash('sha256').update(raw).digest('hex'),
    headers:
      raw
        .toString('utf8')
        .split(/\r?\n\r?\n/, 1)[0]
        ?.replaceAll('\0', '') ?? '',
    from: mail.from?.value[0]?.address?.toLowerCase() || null,
    kind: kindOf(mail, outcomes),
    about: (isReport(mail) ? reportedOn(mail) : quoted(mail)).map((id) => id.replaceAll(/[<>\s]/g, '')).filter(Boolean),
    outcomes,
  };
}

const KINDS = { RETURNED: 'BOUNCE', DELAYED: 'DELAY', DELIVERED: 'DELIVERED', READ: 'READ' } as const;

function kindOf(mail: ParsedMail, outcomes: Outcome[]): Incoming['kind'] {
  const worst = (Object.keys(KINDS) as Outcome['outcome'][]).find((one) => outcomes.some(({ outcome }) => outcome === one));
  if (worst) return KINDS[worst];
  const header = (name: string): string => String(mail.headerLines.find(({ key }) => key === name)?.line.split(/:(.*)/s)[1] ?? '').trim();
  const automatic =
    isReport(mail) ||
    !/^(no)?$/i.test(header('auto-submitted')) ||
    header('x-autoreply') !== '' ||
    /^(bulk|junk|auto_reply)$/i.test(header('precedence')) ||
    header('return-path') === '<>';
  return automatic ? 'AUTOMATIC' : 'REPLY';
}

const isReport = ({ headers }: ParsedMail): boolean => {
  const type = headers.get('content-type') as { value?: string } | undefined;
  return type?.value === 'multipart/report';
};
const partOf = ({ attachments }: ParsedMail, ...types: string[]): string =>
  attachments.find(({ contentType }) => types.includes(contentType))?.content.toString('utf8') ?? '';

/** RFC 3464 and 8098: groups of fields with an empty line between them; names in small letters. */
const groupsOf = (text: string): Map<string, string>[] =>
  text
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/(?:\r?\n){2,}/)
    .map((group) => new Map(group.split(/\r?\n/).flatMap((line) => (line.includes(':') ? [fieldOf(line)] : []))))
    .filter((fields) => fields.size > 0);
function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

const DELIVERY = ['message/delivery-status', 'message/global-delivery-status'];
const DISPOSITION = ['message/disposition-notification', 'message/global-disposition-notification'];
const ORIGINAL = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];
const ACTIONS: Record<string, Outcome['outcome']> = { failed: 'RETURNED', delayed: 'DELAYED', delivered: 'DELIVERED' };

/** What a report says, recipient by recipient. A server that gave up says `failed`, whatever the class of its status. */
function reported(mail: ParsedMail): Outcome[] {
  if (!isReport(mail)) return [];
  const deliveries = groupsOf(partOf(mail, ...DELIVERY)).flatMap((fields) => outcomeOf(fields, ACTIONS[fields.get('action')?.toLowerCase() ?? '']));
  const [disposition] = groupsOf(partOf(mail, ...DISPOSITION));
  const read = /;\s*displayed\b/i.test(disposition?.get('disposition') ?? '');
  return [...deliveries, ...(disposition && read ? outcomeOf(disposition, 'READ') : [])];
}

function outcomeOf(fields: Map<string, string>, outcome: Outcome['outcome'] | undefined): Outcome[] {
  const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => fields.get(name)?.split(';').at(-1)?.trim().toLowerCase() || []);
  return outcome && addresses.length > 0 ? [{ addresses, outcome }] : [];
}

/** The mails that a report is about: by the headers that it returns, or by the name that it was given. */
function reportedOn(mail: ParsedMail): string[] {
  const [original] = groupsOf(partOf(mail, ...ORIGINAL));
  const [perMessage] = groupsOf(partOf(mail, ...DELIVERY));
  const [disposition] = groupsOf(partOf(mail, ...DISPOSITION));
  return [original?.get('message-id'), perMessage?.get('original-envelope-id'), disposition?.get('original-message-id')].flatMap((id) => id ?? []);
}

const quoted = ({ inReplyTo, references }: ParsedMail): string[] =>
  [inReplyTo, ...(typeof references === 'string' ? [references] : (references ?? []))].flatMap((id) => id?.split(/\s+/) ?? []);

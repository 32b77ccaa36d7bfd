import { describe, expect, test } from 'vitest';
import { FORMAL_CODES, type MessageCode, type MessageValues } from '../../contract/messages.ts';
import { compose } from '../../mails/compose.ts';
import { type Language, longDay, money, shortDay, spaced } from '../../mails/format.ts';
import { renderMessage } from '../../mails/render.ts';
import { VALUES, sample } from './samples.ts';

const LANGUAGES: Language[] = ['fr', 'en'];
const CASES = (Object.keys(VALUES) as MessageCode[]).flatMap((code) => LANGUAGES.map((language) => ({ code, language })));

/** The values that no reader may miss, by message: days, then sums in cents. */
const KEY: { [C in MessageCode]: { days: (keyof MessageValues[C])[]; cents?: (keyof MessageValues[C])[] } } = {
  ACCEPTANCE_CONFIRMATION: { days: ['startsOn', 'endsOn', 'lastDenunciationDay'], cents: ['netCents'] },
  INVOICE_ISSUED: { days: ['issuedOn', 'dueOn', 'presentationOn'], cents: ['netCents', 'vatCents', 'grossCents'] },
  PRE_DUE_REMINDER: { days: ['dueOn', 'presentationOn'], cents: ['openCents'] },
  PAYMENT_REJECTED: { days: ['rejectedOn', 'retryOn'], cents: ['cents', 'feeCents'] },
  COURTESY_REMINDER: { days: ['dueOn'], cents: ['openCents'] },
  REINSTATED: { days: ['since'] },
  ARRANGEMENT_NEEDED: { days: ['paidOn', 'decideBy'] },
  DENUNCIATION_ACK: { days: ['endsOn', 'withdrawUntil', 'exportUntil'] },
  RENEWAL_REMINDER: { days: ['endsOn', 'renewsOn'], cents: ['netCents'] },
  RENEWED: { days: ['startsOn', 'endsOn'], cents: ['netCents'] },
  FORMULA_CHOICE_ACK: { days: ['from'] },
  FORMULA_CHOICE_REFUSED: { days: ['nextOn'] },
  CREDIT_NOTE_ISSUED: { days: ['refundBy'], cents: ['grossCents', 'refundCents'] },
  DEBIT_NOTE_ISSUED: { days: ['issuedOn', 'dueOn', 'presentationOn'], cents: ['grossCents'] },
  CONTENT_HOLD: { days: ['on'] },
  REFUND_ISSUED: { days: [], cents: ['cents'] },
  ENDED: { days: ['cessationOn', 'exportUntil'] },
  REVERSIBILITY_REMINDER: { days: ['exportUntil'] },
  EXPORT_READY: { days: ['deliveredOn', 'verifyUntil'] },
  DELETION_CERTIFICATE: { days: ['deletedOn', 'backupsGoneBy', 'evidenceUntil', 'accountsUntil'] },
  DEFAULT_NOTICE: { days: ['sentOn', 'deemedOn', 'lastCureDay', 'suspensionOn', 'terminationFrom'] },
  BREACH_NOTICE: { days: ['sentOn', 'deemedOn', 'lastCureDay'] },
  TERMINATION_NOTICE: { days: ['sentOn', 'deemedOn', 'cessationOn'], cents: ['openCents'] },
  TERMINATION_WITHDRAWN: { days: ['withdrawnOn'] },
  ACCELERATION_NOTICE: { days: ['sentOn', 'deemedOn', 'dueOn'], cents: ['totalCents'] },
  ADMINISTRATOR_NOTICE: { days: ['judgmentOn', 'answerBy', 'endsOn', 'sentOn', 'deemedOn'] },
  DAMAGES_CLAIM: { days: ['sentOn', 'deemedOn'], cents: ['uninvoicedCents', 'vatCents', 'accessoriesCents', 'totalCents'] },
  COMPANY_DENUNCIATION: { days: ['sentOn', 'deemedOn', 'endsOn'] },
  CLIENT_DENUNCIATION: { days: ['sentOn', 'deemedOn', 'endsOn'] },
  SUSPENSION_NOTICE: { days: ['since'], cents: ['openCents'] },
  SECURITY_STANDARD_CHANGE: { days: ['sentOn', 'deemedOn', 'effectiveOn'] },
  ASSIGNMENT_NOTICE: { days: ['announcedOn', 'sentOn', 'deemedOn', 'effectiveOn'] },
  INSTRUCTION_FLAGGED: { days: [] },
  DOCUMENT_REQUEST: { days: ['sentOn', 'deemedOn', 'answerBy'] },
  DATA_BREACH_NOTICE: { days: ['sentOn', 'deemedOn'] },
  ADDRESS_CHANGE: { days: ['sentOn', 'deemedOn', 'effectiveOn'] },
  PSP_CHANGE: { days: ['on'] },
  SERVICE_CHANGE: { days: ['on'] },
};

/** Text without its line breaks, so that a day broken over two lines is found. */
const flat = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ');
const decoded = (html: string): string => flat(html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'));

describe.each(CASES)('$code in $language', ({ code, language }) => {
  const message = sample(code, language);
  const values = message.values as Record<string, unknown>;
  const wanted = [
    ...KEY[code].days.map((name) => shortDay(String(values[name as string]), language)),
    ...(KEY[code].cents ?? []).map((name) => money(Number(values[name as string]), language)),
    'SUB-2027-0042',
    language === 'fr' ? 'RCS Paris 530 775 576 · TVA FR57530775576' : 'RCS Paris 530 775 576 · VAT FR57530775576',
  ].map(flat);

  test('says every key day and sum, and who writes, as text and as HTML', async () => {
    const { subject, text, html } = await renderMessage(message);
    for (const each of wanted) {
      expect(flat(text)).toContain(each);
      expect(decoded(html)).toContain(each);
    }
    for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|null|NaN|\[object|%%\d|Invalid/);
    expect(subject).not.toMatch(/[\r\n]|^\s*$/);
    expect(subject.length, subject).toBeLessThanOrEqual(75); // a mail list shows about so much
  });

  test('fetches nothing, runs nothing, and its text is no stripped HTML', async () => {
    const { text, html } = await renderMessage(message);
    expect(html).not.toMatch(/<img|<link|<script|@import|url\(/i);
    expect(text.replace(/^> .*$/gm, '')).not.toMatch(/<|&\w+;|\*\*/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('is the same each time', async () => {
    expect(await renderMessage(message)).toEqual(await renderMessage(message));
  });
});

test('11.1: each formal notice says so, asks for an acknowledgement and says when it is deemed received', async () => {
  for (const code of FORMAL_CODES) {
    const { text } = await renderMessage(sample(code, 'fr'));
    expect(flat(text)).toMatch(/vaut notification au sens de l’article 11\.1/);
    expect(flat(text)).toMatch(/Merci d’en accuser réception/);
    expect(flat(text)).toMatch(/réputée reçue le/);
    expect(flat(text)).toMatch(/salutations distinguées\. \S/); // and then who signs
    expect(flat((await renderMessage(sample(code, 'en'))).text)).toMatch(
      /formal notice within the meaning of article 11\.1.*deemed received on.*Please acknowledge receipt.*Yours faithfully, \S/,
    );
  }
});

test('8.3 (a): a default notice lists each document, the last cure day, and what follows from when', async () => {
  const text = flat((await renderMessage(sample('DEFAULT_NOTICE', 'fr'))).text);
  for (const part of [
    'F2027-000017',
    'F2027-000021',
    '745,60 €',
    'jeudi 25 février 2027',
    'à partir du vendredi 26 février 2027 à 0 h',
    '8.3 (a)',
    '8.2 (i)',
    '8.3 (b)',
  ])
    expect(text).toContain(part);
});

test('8.2: a default notice handed over does not announce a termination that it could not support', async () => {
  const byHand = { ...sample('DEFAULT_NOTICE', 'fr'), channel: 'HAND' as const };
  expect((await renderMessage(byHand)).text).not.toContain('8.2 (i)');
  expect(flat((await renderMessage(byHand)).text)).toContain('Remise en main propre contre signature');
});

test('8.1: a renewal reminder shows each announced deadline in the box', () => {
  const { blocks } = compose(sample('RENEWAL_REMINDER', 'en', { deadlines: ['2027-03-17', '2027-04-16'] }));
  const box = blocks.find((block) => block.kind === 'box');
  expect(box?.rows.map(([, value]) => flat(value))).toEqual([longDay('2027-03-17', 'en'), longDay('2027-04-16', 'en')]);
});

test('nothing that belongs together is broken over two lines', () => {
  expect(spaced("l'article 8.3 (a), les articles L. 441-10 et D. 441-5, n° 2, « Cie » : 20 % dès le 1er mars à 0 h, 12 mois", 'fr')).toBe(
    'l’article\u00a08.3\u00a0(a), les articles\u00a0L.\u00a0441-10 et D.\u00a0441-5, n°\u00a02, «\u00a0Cie\u00a0»\u00a0: 20\u00a0% dès le 1er\u00a0mars à 0\u00a0h, 12\u00a0mois',
  );
  expect(spaced('under article 8.2 (ii), 1 month after 3 May 2027: 2 copies', 'en')).toBe(
    'under article\u00a08.2\u00a0(ii), 1\u00a0month after 3\u00a0May 2027: 2 copies',
  );
});

test('8.1: a late denunciation is told to be late, and kept', async () => {
  const { text } = await renderMessage(sample('DENUNCIATION_ACK', 'fr', { inTime: false, sentOn: '2027-10-04', endsOn: '2029-01-03' }));
  expect(flat(text)).toContain('après le dernier jour prévu');
  expect(flat(text)).toContain('mercredi 3 janvier 2029');
});

test('8.2: a breach notice of the client speaks for the client, to the company', async () => {
  const message = { ...sample('BREACH_NOTICE', 'fr', { from: 'CLIENT' }), sender: 'CLIENT' as const };
  const { text } = await renderMessage(message);
  expect(text).toMatch(/^Association de démonstration/);
  expect(text).toContain('À l’attention de\u00a0: AssoConnect');
  expect(text).not.toContain('Déclarer le manquement réparé');
});

test.each`
  kind               | says
  ${'INSTALMENT'}    | ${'échéance de l’abonnement, période n° 1'}
  ${'ACCELERATED'}   | ${'exigibles par anticipation (article 8.3 (b))'}
  ${'STATEMENT'}     | ${'Objet : relevé des paiements en ligne Émise'}
  ${'REJECTION_FEE'} | ${'ci-jointe la facture des frais forfaitaires'}
`('5.3: the mail of an invoice $kind says what it is for', async ({ kind, says }) => {
  expect(flat((await renderMessage(sample('INVOICE_ISSUED', 'fr', { kind }))).text)).toContain(says);
});

test.each`
  daysLeft | fr                     | en
  ${1}     | ${'plus que 1 jour '}  | ${'1 day left'}
  ${30}    | ${'plus que 30 jours'} | ${'30 days left'}
`('8.6: $daysLeft before the last day to ask for the data', async ({ daysLeft, fr, en }) => {
  expect(flat((await renderMessage(sample('REVERSIBILITY_REMINDER', 'fr', { daysLeft }))).subject)).toContain(fr);
  expect(flat((await renderMessage(sample('REVERSIBILITY_REMINDER', 'en', { daysLeft }))).subject)).toContain(en);
});

test('words of a person are quoted as they were written, and cannot become markup', async () => {
  const { text, html } = await renderMessage(sample('BREACH_NOTICE', 'fr'));
  expect(text).toContain('> <script>alert(1)</script> de trois **contacts**.');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; de trois **contacts**.');
  const erased = await renderMessage({ ...sample('BREACH_NOTICE', 'fr'), texts: {} });
  expect(erased.text).toContain('texte effacé');
});

test.each`
  rejected                                                   | fr
  ${{ code: 'AM04', retryOn: null, feeCents: 0 }}            | ${'provision insuffisante'}
  ${{ code: 'ZZ99', retryOn: null, feeCents: 0 }}            | ${'ZZ99'}
  ${{ code: 'card_expired', retryOn: null, feeCents: 4000 }} | ${'frais forfaitaires de 40,00 €'}
`('5.5: a rejection $rejected.code says « $fr »', async ({ rejected, fr }) => {
  const { text } = await renderMessage(sample('PAYMENT_REJECTED', 'fr', rejected));
  expect(flat(text)).toContain(fr);
  expect(flat(text)).toContain('Nous ne représenterons pas');
});

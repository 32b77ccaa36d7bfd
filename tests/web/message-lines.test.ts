import { expect, test } from 'vitest';
import { compose } from '../../mails/compose.ts';
import { textOf } from '../../mails/text.ts';
import { unbroken } from '../../web/src/parts/message-lines.ts';
import { sample } from '../mails/samples.ts';

test('a message on a page has the paragraphs of its mail, whole, and its columns as they were', () => {
  const mail = textOf(compose(sample('DEFAULT_NOTICE', 'fr'))).split('\n');
  const lines = unbroken(mail);
  expect(lines.find((line) => line.startsWith('Un paiement partiel'))).toMatch(/ce même jour\u00a0: la suspension attendra notre réponse\.$/);
  expect(lines.find((line) => line.startsWith('- à partir du'))).toMatch(/votre espace client reste ouvert\u00a0;$/);
  expect(lines.filter((line) => line.startsWith('F2027-'))).toEqual(mail.filter((line) => line.startsWith('F2027-')));
  expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(mail.join(' ').replace(/\s+/g, ' '));
});

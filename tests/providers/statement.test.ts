/** What the account holder reads on its bank statement. */
import { expect, test } from 'vitest';
import { sepaText, statementText } from '../../providers/payments/statement.ts';

const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `F2027-${String(i + 1).padStart(6, '0')}`);

test.each`
  seller                               | count | most   | text                                                | because
  ${'Éditeur'}                         | ${1}  | ${140} | ${'Editeur F2027-000001'}                           | ${'letters without accents'}
  ${'Éditeur'}                         | ${2}  | ${140} | ${'Editeur F2027-000001 F2027-000002'}              | ${'all that there is room for'}
  ${'Éditeur'}                         | ${3}  | ${46}  | ${'Editeur F2027-000001 F2027-000002 F2027-000003'} | ${'46 characters are enough'}
  ${'Éditeur'}                         | ${3}  | ${45}  | ${'Editeur F2027-000001 F2027-000002 +1'}           | ${'45 are not'}
  ${'Les Éditions du Cœur & Associés'} | ${1}  | ${22}  | ${'Les Editi F2027-000001'}                         | ${'the name is cut, the number is not'}
  ${'Éditeur'}                         | ${2}  | ${23}  | ${'Editeur F2027-000001 +1'}                        | ${'the first, and how many more'}
  ${'Éditeur'}                         | ${2}  | ${22}  | ${'Editeur F2027-000001'}                           | ${'the number says more than a part of the name'}
  ${''}                                | ${2}  | ${12}  | ${'F2027-000001'}                                   | ${'a card has room for one'}
  ${'x'.repeat(200)}                   | ${1}  | ${140} | ${`${'x'.repeat(127)} F2027-000001`}                | ${'140 characters'}
  ${'Éditeur'}                         | ${40} | ${140} | ${`Editeur ${numbers(9).join(' ')} +31`}            | ${'nine have room'}
`('$count documents of $seller within $most: $because', ({ seller, count, most, text }) => {
  expect(statementText(seller, numbers(count), most)).toBe(text);
});

test.each([
  ['Cœur & Été', 'Coeur Ete'],
  ['  a  b ', 'a b'],
  ['Ωmega «x» €', 'mega x'],
  ["L’Œuvre d'ß", "L'OEuvre d'ss"],
])('%j in SEPA characters is %j', (text, sepa) => expect(sepaText(text, 140)).toBe(sepa));

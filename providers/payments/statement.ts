/** What the account holder reads on its bank statement: who asks, and for which documents. */

/** The text in the characters of SEPA: Latin letters without accents, digits and some signs. */
export const sepaText = (text: string, most: number): string =>
  text
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'AE')
    .replaceAll('ß', 'ss')
    .replaceAll('’', "'")
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, most)
    .trim();

/** SEPA: remittance information on one line. */
export const REMITTANCE = 140;
/** The length of a number of ours, `F2027-000001`. */
const NUMBER = 12;

/** The seller and the numbers of its documents in SEPA characters. Where there is no room for all, the first ones and how many more; a long name is cut before the first number is. */
export function statementText(seller: string, documents: readonly string[], most: number): string {
  const name = sepaText(seller, most);
  const numbers = numbersWithin(documents, Math.max(most - name.length - 1, NUMBER));
  return sepaText(`${name.slice(0, most - numbers.length - 1)} ${numbers}`, most);
}

function numbersWithin(documents: readonly string[], most: number): string {
  for (let count = documents.length; count > 0; count--) {
    const more = documents.length - count;
    const text = [...documents.slice(0, count), ...(more > 0 ? [`+${more}`] : [])].join(' ');
    if (text.length <= most) return text;
  }
  return documents[0] ?? '';
}
